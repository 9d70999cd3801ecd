"""`make bench`: every page and 200 addresses in Firefox and WebKit, where they are installed."""

from __future__ import annotations

import json
import random
import sys
import tempfile
from pathlib import Path

from tests.browser import missing
from tests.conftest import ROOT, run_mkdocs
from tests.other_browsers import SIZES, faulty_landings, faulty_pages, pages, start, watched

_LANDINGS = 200


def main(site: Path, seed: int) -> None:
    """Print the faults of the site in `site`."""
    everything = json.loads((site / "sections.json").read_text(encoding="utf-8"))
    drawn = random.Random(seed).sample(everything, _LANDINGS)
    for name in ("firefox", "webkit"):
        if packages := missing(name):
            print(f"{name}: not here; apt-get install {packages}")
            continue
        with (
            tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder,
            watched(site) as address,
            start(name, Path(folder)) as driver,
        ):
            paths = [*pages(site), "404.html", "search/?q=kv", *(entry["short"] for entry in drawn[:20])]
            _tell(f"{name}: {len(paths)} pages at {SIZES[0][0]} px", faulty_pages(driver, address, paths))
            for width, height in SIZES:
                driver.resize(width, height)
                found = faulty_landings(driver, address, (entry["url"] for entry in drawn))
                _tell(f"{name}: {_LANDINGS} addresses at {width} px (seed {seed})", found)


def _tell(what: str, faults: dict[str, str]) -> None:
    print(f"{what}: {len(faults)} faults", *(f"  {url} {fault}" for url, fault in faults.items()), sep="\n", flush=True)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        built = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "site"
        if not built.exists():
            assert run_mkdocs(ROOT, built).returncode == 0
        main(built, random.randrange(10**6))
