"""What stands behind a figure, a mark or a term is shown on hover, on focus and on touch, and weighs nothing before."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import Locator, Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.conftest import PHONE

TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
LATER = (
    "notes",
    "record",
    "menu",
    "selection",
    "table-copy",
    "lightbox",
    "citing",
    "register",
    "dead-anchor",
    "tips.json",
)


def note(page: Page) -> Locator:
    return page.get_by_role("tooltip")


def test_every_number_stands_in_the_list_beside_the_page(site: Path):
    for path in site.rglob("index.html"):
        article = LexborHTMLParser(path.read_text(encoding="utf-8")).css_first("article")
        if article is None or "data-tips" not in article.attributes:
            assert article is None or article.css_first("[data-tip], [data-address]") is None, path
            continue
        texts = json.loads((path.parent / article.attributes["data-tips"]).read_text(encoding="utf-8"))
        used = {int(node.attributes["data-tip"]) for node in article.css("[data-tip]")}
        assert used == set(range(len(texts))) and all(texts) and article.css_first("[title]") is None, path


def test_nothing_of_it_is_loaded_before_a_reader_asks(open_page):
    loaded: list[str] = []
    page = open_page()
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(page.url + "foundations/")
    page.wait_for_load_state("networkidle")
    assert loaded and not [url for url in loaded if any(f"{name}" in url.rsplit("/", 1)[1] for name in LATER)], loaded


def test_a_figure_says_where_it_comes_from(open_page):
    page = open_page("foundations/")
    figure = page.locator("a.fact[href*='row-gpt-3']").first
    figure.hover()
    expect(note(page)).to_contain_text(re.compile(r"原始资料.*2020.*参考资料 \[\d+\]"))
    number = re.findall(r"\[(\d+)\]", note(page).inner_text())[0]
    expect(page.locator("ol.references > li").nth(int(number) - 1)).to_contain_text("Few-Shot Learners")
    page.keyboard.press("Escape")
    expect(note(page)).to_be_hidden()
    page.mouse.move(2, 2)
    figure.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(note(page)).to_contain_text("原始资料")
    expect(figure).to_have_attribute("aria-describedby", "note-card")


def test_grades_cells_terms_and_marks_have_notes(open_page):
    page = open_page("foundations/")
    for selector, text in {
        "#tbl-gpt3-gpt4 td.is-quantity": "原始资料",
        "#tbl-gpt3-gpt4 td.data-table__source abbr": "原始资料：",
        "#tbl-gpt3-gpt4 td.data-table__source sup": "Few-Shot Learners",
        "a.term": "：",
        "p sup a": "[",
    }.items():
        page.locator(selector).first.hover()
        expect(note(page)).to_contain_text(text)
        page.keyboard.press("Escape")
        page.mouse.move(2, 2)


def test_a_finger_opens_the_note_first_and_then_the_link(open_page):
    page = open_page("foundations/", **TOUCH)
    figure = page.locator("a.fact[href*='row-gpt-3']").first
    figure.tap()
    expect(note(page)).to_contain_text("原始资料")
    assert page.url.endswith("foundations/")
    note(page).get_by_role("link", name="前往").tap()
    page.wait_for_url("**/data/models/#row-gpt-3")


def test_a_paragraph_links_a_row_once(open_page):
    page = open_page("foundations/", java_script_enabled=False)
    assert page.evaluate(
        """[...document.querySelectorAll("article p")].every(p => {
            const rows = [...p.querySelectorAll("a.fact[href]")].map(a => a.href)
            return new Set(rows).size === rows.length
        })"""
    )
    assert page.locator("span.fact").count() > 20


def test_no_line_begins_with_a_reference_mark(open_page):
    for viewport in (PHONE, {"width": 1280, "height": 800}):
        page = open_page("foundations/", viewport=viewport)
        assert (
            page.evaluate(
                """[...document.querySelectorAll("article :is(p, li, dd) sup a")].filter(mark => {
                const text = document.createRange(), sup = mark.closest("sup"), before = sup.previousSibling
                if (!before || before.nodeType !== Node.TEXT_NODE || !before.data.trim()) return false
                text.setStart(before, before.length - 1)
                text.setEnd(before, before.length)
                const end = [...text.getClientRects()].pop(), own = mark.getBoundingClientRect()
                return own.left < end.left && own.top > end.top
            }).map(mark => mark.textContent)"""
            )
            == []
        ), viewport
