"""`make bench`: build time (cold, warm) and what a reader downloads for the home page and a chapter."""

from __future__ import annotations

import gzip
import re
import shutil
import statistics
import tempfile
import time
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from tests.conftest import ROOT, run_mkdocs

_LOADS = re.compile(r"""<(?:script|link|img)\b[^>]*?(?:src|href)=["']?([^"'\s>]+)[^>]*>""")
_RUNS = 3


def build_times(site: Path) -> list[float]:
    """Seconds of one cold build (no bytecode, no caches) and `_RUNS` warm ones."""
    for cache in [*ROOT.glob("macros/**/__pycache__"), *ROOT.glob("publish/**/__pycache__"), ROOT / ".cache"]:
        shutil.rmtree(cache, ignore_errors=True)
    seconds = []
    for _ in range(1 + _RUNS):
        start = time.perf_counter()
        result = run_mkdocs(ROOT, site)
        seconds.append(time.perf_counter() - start)
        assert result.returncode == 0, result.stderr
    return seconds


def weight(site: Path, page: str) -> dict[str, tuple[int, int]]:
    """(bytes, gzip bytes) by kind for `page` and what it loads at once."""
    totals: dict[str, tuple[int, int]] = {}
    path = site / page / "index.html"
    files = {path}
    for target in _LOADS.findall(path.read_text(encoding="utf-8")):
        local = site / urlsplit(urljoin(f"http://x/{page}/" if page else "http://x/", target)).path.lstrip("/")
        if local.is_file() and local.suffix in {".js", ".css", ".svg", ".png", ".woff2"}:
            files.add(local)
    for file in files:
        raw, zipped = totals.get(file.suffix, (0, 0))
        content = file.read_bytes()
        totals[file.suffix] = (raw + len(content), zipped + len(gzip.compress(content, 9)))
    return totals


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        cold, *warm = build_times(site)
        pages = len(list(site.rglob("*.html")))
        print(
            f"构建 {pages} 页：冷 {cold:.1f} 秒，热 {statistics.median(warm):.1f} 秒（{_RUNS} 次中位数，{min(warm):.1f}–{max(warm):.1f}）"
        )
        for page in ("", "foundations"):
            totals = weight(site, page)
            parts = "，".join(
                f"{kind} {raw / 1000:.0f}/{zipped / 1000:.0f}" for kind, (raw, zipped) in sorted(totals.items())
            )
            raw, zipped = (sum(pair[n] for pair in totals.values()) for n in (0, 1))
            print(f"/{page}：{raw / 1000:.0f} kB，gzip {zipped / 1000:.0f} kB（kB/gzip：{parts}）")


if __name__ == "__main__":
    main()
