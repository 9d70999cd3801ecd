"""`make bench`: axe and contrast on every page, on a phone and on a desktop, light and dark."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench.search import served
from tests.accessibility import faults
from tests.browser import ARGUMENTS, find_browser
from tests.conftest import DESKTOP, PHONE, ROOT, run_mkdocs

_DEVICES = {"桌面": {"viewport": DESKTOP}, "手机": {"viewport": PHONE, "has_touch": True, "is_mobile": True}}
_SCHEMES = {"浅色": "light", "深色": "dark"}


def pages(site: Path) -> list[str]:
    """The addresses of all pages but the short links."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(path.removesuffix("index.html") for path in found if not path.startswith("s/"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        site = Path(folder) / "site"
        result = run_mkdocs(ROOT, site, SITE_URL="http://127.0.0.1:8000/")  # the 404 page links from the root
        assert result.returncode == 0, result.stderr
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        with served(site) as address:
            for device, options in _DEVICES.items():
                for name, scheme in _SCHEMES.items():
                    page = browser.new_context(color_scheme=scheme, locale="zh-CN", **options).new_page()
                    found = []
                    for path in pages(site):
                        page.goto(address + path)
                        page.wait_for_load_state("networkidle")
                        found += [f"/{path} {fault}" for fault in faults(page)]
                    print(f"无障碍，{device}{name}：{len(pages(site))} 页，{len(found)} 处问题", *found, sep="\n  ")
        browser.close()


if __name__ == "__main__":
    main()
