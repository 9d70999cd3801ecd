"""Tables fit where they stand: no scrolling inside or of the page, no broken word, no remark that makes a row high."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from macros.columns import arrange, needs
from tests.conftest import PHONE
from tests.landing import VIEWPORTS

# Tables wider than their place, and words of Latin letters that stand on two lines.
_FAULTS = """() => {
  const faults = []
  for (const figure of document.querySelectorAll("figure.data-table")) {
    const table = figure.querySelector("table")
    if (table.getBoundingClientRect().right > figure.getBoundingClientRect().right + 1) faults.push(figure.id + ": too wide")
    for (const cell of table.querySelectorAll("th, td")) {
      if (cell.scrollWidth > cell.clientWidth + 1 && cell.offsetHeight && !cell.querySelector("details")) faults.push(figure.id + ": " + cell.textContent)
    }
    for (const head of table.querySelectorAll("tbody th")) {
      const text = document.createTreeWalker(head, NodeFilter.SHOW_TEXT).nextNode()
      for (const word of (text ? text.data : "").matchAll(/[A-Za-z0-9]+/g)) {
        const range = document.createRange()
        range.setStart(text, word.index)
        range.setEnd(text, word.index + word[0].length)
        if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) faults.push(figure.id + " breaks " + word[0])
      }
    }
  }
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page scrolls sideways")
  return faults
}"""


def pages(site: Path) -> list[str]:
    found = []
    for file in site.rglob("index.html"):
        if LexborHTMLParser(file.read_text(encoding="utf-8")).css_first("figure.data-table"):
            found.append(file.parent.relative_to(site).as_posix() + "/")
    return sorted(found)


@pytest.mark.parametrize("width", [320, 390, 768, 1024, 1280, 1440, 1920])
def test_no_table_is_wider_than_its_place(site: Path, open_page, address: str, width: int):
    page: Page = open_page("about/", viewport={"width": width, "height": 800})
    faults = {}
    for path in pages(site):
        page.goto(address + path)
        if found := page.evaluate(_FAULTS):
            faults[path] = found[:5]
    assert not faults


def test_a_screen_shows_a_dozen_models(open_page):
    page: Page = open_page("data/models/", viewport=VIEWPORTS[1])
    seen = page.evaluate(
        """async () => {
          const rows = [...document.querySelectorAll("#tbl-models tbody tr")]
          const counts = []
          for (let n = 1; n < rows.length - 25; n += 5) {
            scrollTo(0, rows[n].getBoundingClientRect().top + scrollY - 135)
            await new Promise(requestAnimationFrame)
            const head = Math.max(...[...document.querySelectorAll("#tbl-models thead th")].map(th => th.getBoundingClientRect().bottom))
            counts.push(rows.filter(row => row.getBoundingClientRect().top >= head - 1 && row.getBoundingClientRect().bottom <= innerHeight).length)
          }
          return counts
        }"""
    )
    assert sorted(seen)[len(seen) // 2] >= 12 and min(seen) >= 10, seen


def test_a_remark_opens_over_the_rows_and_closes_its_neighbour(open_page):
    page: Page = open_page("data/models/", viewport=VIEWPORTS[1])
    row, below = page.locator("#row-gpt-1"), page.locator("#row-bert-large")
    before = row.bounding_box()["height"]
    row.locator("summary").click()
    remark = row.locator("details > p")
    assert "十亿词" in remark.inner_text() and remark.bounding_box()["width"] > 300
    assert row.bounding_box()["height"] == before
    below.locator("summary").focus()
    page.keyboard.press("Enter")
    assert below.locator("details > p").is_visible() and not remark.is_visible()


def test_on_a_phone_a_row_is_a_card_with_labels_and_a_choice_of_order(open_page):
    page: Page = open_page("data/models/", viewport=PHONE)
    cell = page.locator("#row-gpt-3 td[data-label='训练数据']")
    assert cell.evaluate("e => getComputedStyle(e, '::before').content") == '"训练数据"'
    page.get_by_label("排序").select_option("-tokens")
    values = page.evaluate(
        "[...document.querySelectorAll('#tbl-models td[data-label=训练数据]')].map(e => e.dataset.value).filter(Boolean)"
    )
    assert [float(value) for value in values] == sorted(map(float, values), reverse=True)
    assert page.url.endswith("?models=sort%3A-tokens")


def test_controls_move_nothing(open_page):
    page: Page = open_page("agents/#tbl-agents-matrix", viewport=VIEWPORTS[1])
    shift = page.evaluate(
        """() => new Promise(done => {
          let sum = 0
          new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.value })).observe({ type: "layout-shift", buffered: true })
          setTimeout(() => done(sum), 500)
        })"""
    )
    assert shift < 0.005


def test_controls_are_absent_without_scripts(open_page):
    page: Page = open_page("data/models/", java_script_enabled=False)
    assert not page.locator(".data-table__controls").first.is_visible()
    assert page.locator("#row-gpt-3").is_visible()


def cell(text: str, is_missing: bool = False) -> dict:
    datum = type("Datum", (), {"text": text})
    return {"text": text, "is_missing": is_missing, "datum": datum, "numbers": []}


def test_mostly_empty_columns_come_last_and_empty_ones_are_named_once():
    heads = [{"title": title, "unit": "", "kind": "text"} for title in ("稀", "空", "满")]
    none = cell("未公布", is_missing=True)
    rows = [{"name": name, "cells": [first, none, cell("有")]} for name, first in (("甲", cell("有")), ("乙", none))]
    shown, laid_out, left_out = arrange(heads, rows, is_home=True)
    assert [head["title"] for head in shown] == ["满", "稀"]
    assert [[c["text"] for c in row["cells"]] for row in laid_out] == [["有", "有"], ["有", "未公布"]]
    assert left_out == "全部未公布：空。"
    assert [head["title"] for head in arrange(heads, rows, is_home=False)[0]] == ["稀", "满"]


def test_a_table_needs_more_room_the_longer_its_words():
    heads = [{"title": "数", "unit": "", "kind": "text"}] * 12
    wide = [{"name": "名", "cells": [cell("Antidisestablishmentarianism")] * 12}]
    narrow = [{"name": "名", "cells": [cell("短")] * 12}]
    assert needs("名", heads, narrow, has_notes=False) == 34
    assert needs("名", heads, wide, has_notes=False) is None
