"""Tables can be sorted and filtered, and a view has an address."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.conftest import PHONE

MATRIX = "#tbl-agents-matrix"


def shown(page: Page, table: str = MATRIX) -> list[str]:
    return page.locator(f"{table} tbody tr:visible th").all_inner_texts()


def test_filters_narrow_all_tables_of_the_matrix_and_stand_in_the_address(open_page):
    page = open_page("agents/")
    everything = shown(page)
    assert len(everything) == 8
    page.get_by_label("筛选：开源").select_option("是")
    some = shown(page)
    assert 0 < len(some) < 8
    assert shown(page, "#tbl-agents-evidence") == some
    assert "agents=open_source" in page.url
    expect(page.locator(f"{MATRIX} .data-table__count")).to_have_text(f"显示 {len(some)} / 8 行")


def test_an_address_with_a_view_restores_it(open_page):
    page = open_page("agents/?agents=multi_agent:是,sort:-year#tbl-agents-matrix")
    expect(page.get_by_label("筛选：多智能体")).to_have_value("是")
    expect(page.locator(f"{MATRIX} th[data-key=year]")).to_have_attribute("aria-sort", "descending")
    years = page.locator(f"{MATRIX} tbody tr:visible td:nth-child(3)").all_inner_texts()
    assert years == sorted(years, reverse=True) and len(years) < 8


def test_sorting_by_keyboard_keeps_missing_figures_last(open_page):
    page = open_page("data/models/")
    head = page.locator("#tbl-models th[data-key=tokens]")
    button = head.get_by_role("button")
    button.focus()
    page.keyboard.press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    column = head.evaluate("e => e.cellIndex")
    values = page.evaluate(
        "n => [...document.querySelectorAll('#tbl-models tbody tr')].map(row => row.cells[n].dataset.value ?? null)",
        column,
    )
    figures = [float(value) for value in values if value is not None]
    assert figures == sorted(figures)
    assert None not in values[: len(figures)]
    button.press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    button.press("Enter")
    assert head.get_attribute("aria-sort") is None and "models=" not in page.url


def test_filters_work_on_a_phone(open_page):
    page = open_page("agents/", viewport=PHONE)
    page.get_by_label("筛选：需要写代码").select_option("可选")
    assert 0 < len(shown(page)) < 8
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_strange_views_do_no_harm(open_page):
    page = open_page("agents/?agents=<b>:x,sort:nosuch,open_source:%22%3E,multi_agent:")
    assert len(shown(page)) == 8
