"""`make bench`: every address of the site at three widths, followed on its page; a random tenth is also opened anew, directly
and by its short link, to see that both ways agree."""

from __future__ import annotations

import functools
import http.server
import random
import sys
import tempfile
import threading
from itertools import groupby
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser import ARGUMENTS, find_browser
from tests.conftest import ROOT, run_mkdocs
from tests.landing import VIEWPORTS, entries, followed, opened

_SHARE, _LATE = 0.1, 300


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        pass


def survey(page: Page, address: str, everything: list[dict]) -> dict[str, str]:
    """The faults by address."""
    faults = {}
    for path, group in groupby(sorted(everything, key=lambda entry: entry["page"]), key=lambda entry: entry["page"]):
        page.goto(address + path)
        faults |= {entry["url"]: what for entry in group if (what := followed(page, entry["id"]))}
    return faults


def main(site: Path, seed: int) -> None:
    """Print the faults of the site in `site`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}/"
    everything = entries(site)
    pick = random.Random(seed)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        for viewport in VIEWPORTS:
            page = browser.new_page(viewport=viewport)
            faults = survey(page, address, everything)
            sample = pick.sample(everything, round(_SHARE * len(everything)))
            anew = {}
            for entry in sample:
                for way in ("url", "short"):
                    anew[entry[way]] = opened(page, address + entry[way], entry["id"], _LATE)
            differ = [e["url"] for e in sample if bool(anew[e["url"]] or anew[e["short"]]) != (e["url"] in faults)]
            print(
                f"{viewport['width']}×{viewport['height']}: {len(everything)} addresses, {len(faults)} missed;"
                f" {len(anew)} opened anew (seed {seed}), {sum(map(bool, anew.values()))} missed, {len(differ)} differ"
            )
            for url, what in [*faults.items(), *anew.items()]:
                if what:
                    print(f"  {url} {what}")
            page.close()
    server.shutdown()


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        built = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(folder) / "site"
        if not built.exists():
            assert run_mkdocs(ROOT, built, SITE_URL="http://127.0.0.1/").returncode == 0
        main(built, random.randrange(10**6))
