"""What a reader does, in a real browser on the real site under a sub-path, on a desktop and on a phone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.accessibility import faults
from tests.conftest import DESKTOP, PHONE

PAGES = [
    "",
    "foundations/",
    "data/models/",
    "data/claims/",
    "glossary/",
    "sources/",
    "data/about/",
    "agents/voyager/",
    "404.html",
]


@pytest.mark.parametrize("path", PAGES)
def test_no_console_error_and_no_foreign_request(open_page, path: str):
    open_page(path).wait_for_load_state("networkidle")


def test_palette_toggle_switches_and_is_remembered(open_page):
    page = open_page("foundations/", color_scheme="light")
    body = page.locator("body")
    expect(body).to_have_attribute("data-md-color-scheme", "default")
    page.get_by_title("切换到深色").click()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")
    page.reload()
    expect(body).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("path", ["", "foundations/", "agents/", "data/models/"])
def test_no_page_scrolls_sideways_on_a_phone(open_page, path: str):
    page = open_page(path, viewport=PHONE)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_figure_leads_to_its_row_and_its_source(open_page):
    page = open_page("foundations/")
    figure = page.locator("a.fact[href*='data/models/#']").first
    target = figure.get_attribute("href")
    figure.hover()
    note = page.get_by_role("tooltip")
    expect(note).to_contain_text(re.compile(r"参考资料 (\[\d+\])+$"))
    number = re.search(r"\[(\d+)\]", note.inner_text())
    assert number and page.locator("ol.references > li").count() >= int(number[1])
    figure.click()
    page.wait_for_url(f"**/data/models/#{(target or '').split('#')[1]}")
    expect(page.locator(f"[id='{(target or '').split('#')[1]}']")).to_be_in_viewport()


def test_a_section_address_scrolls_to_its_heading(open_page):
    page = open_page("foundations/#compute-clusters")
    expect(page.locator("#compute-clusters")).to_be_in_viewport()


def test_unknown_address_gets_a_helpful_page(open_page):
    page = open_page("no/such/page/", expect_errors=True)
    expect(page.locator("article, main").first).to_contain_text("地址")
    page.get_by_role("link", name="1 大语言模型发展基石").or_(page.locator('a[href$="/foundations/"]')).first.click()
    page.wait_for_url("**/foundations/")


def test_code_is_copied(open_page):
    page = open_page("foundations/", permissions=["clipboard-read", "clipboard-write"])
    button = page.locator("button.md-clipboard, button.md-code__button").first
    if button.count() == 0:
        pytest.skip("no code block on this page")
    button.click()
    assert page.evaluate("navigator.clipboard.readText()").strip()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "foundations/", "data/accelerators/", "404.html"])
def test_accessibility_rules(open_page, path: str, scheme: str, viewport: dict):
    page = open_page(path, viewport=viewport, color_scheme=scheme)
    assert not (found := faults(page)), found


def test_reading_without_javascript(open_page):
    page = open_page("foundations/", java_script_enabled=False)
    expect(page.locator("#compute-demand")).to_be_visible()
    expect(page.locator("figure.data-table").first).to_be_visible()


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["", "foundations/", "glossary/", "search/?q=显存"])
def test_nothing_moves_while_loading(open_page, path: str, viewport: dict):
    page = open_page(path, viewport=viewport)
    page.wait_for_load_state("networkidle")
    if "?q=" in path:
        expect(page.locator(".search-page a.search-result").first).to_be_visible()
    shift = page.evaluate(
        """() => new Promise(done => {
            let sum = 0;
            const add = list => { for (const e of list.getEntries()) if (!e.hadRecentInput) sum += e.value };
            new PerformanceObserver(add).observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 300);
        })"""
    )
    assert shift <= 0.01


def test_no_page_names_another_to_be_fetched(site: Path):
    """Firefox fetches <link rel=next> ahead, which the policy forbids; a letter key of the theme follows it."""
    pages = [path.read_text(encoding="utf-8") for path in site.rglob("*.html")]
    assert not [page for page in pages if re.search(r"<link[^>]*rel=.?(next|prev)", page)]
