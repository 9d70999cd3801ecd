"""The site ships what its pages use: no file for nothing, and what is shipped works."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import expect

from publish.write.unused import UNUSED


def test_files_that_nothing_asks_for_are_not_shipped(site: Path):
    left = [path for pattern in UNUSED for path in site.glob(pattern)]
    assert not left and not list(site.rglob("*.d2"))


def test_every_script_and_style_is_asked_for(site: Path):
    """By a page, by a script that loads it by name, or (redirect.js) by the pages left behind, should there be any."""
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*") if path.suffix in {".html", ".js"}]
    asked = {"redirect.js"} | set(re.findall(r"[\w.-]+\.(?:js|css)", "\n".join(texts)))
    by_name = set(re.findall(r"load\(\[([^\]]*)\]\)", "\n".join(texts)))
    asked |= {f"{name}.js" for names in by_name for name in re.findall(r'"([\w-]+)"', names)}
    files = [path for path in (site / "assets").rglob("*") if path.suffix in {".js", ".css"}]
    assert files and not [path for path in files if path.name not in asked]


def test_an_unknown_address_names_the_nearest_sections(open_page):
    page = open_page("foundation/", expect_errors=True)
    expect(page.locator(".not-found__path")).to_contain_text("/foundation/")
    expect(page.locator(".not-found__list a").first).to_have_attribute("href", re.compile("foundations/#foundations$"))


def test_a_number_of_the_report_leads_to_its_section(open_page):
    page = open_page("status/2.1/", expect_errors=True)
    expect(page.locator(".not-found__list a")).to_have_count(1)
    expect(page.locator(".not-found__list a")).to_contain_text("2.1 ")
