"""A link to a row, a section, a term lands on it: in the first screen, uncovered, a row with the names of its columns.

Each run draws addresses at random and prints the seed; LANDING_SEED repeats a run. `make bench` opens them all.
"""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.landing import VIEWPORTS, entries, fault, followed, opened

SEED = int(os.environ.get("LANDING_SEED", random.randrange(10**6)))
DIRECT, SHORT, FOLLOWED, LATE = 16, 5, 120, 400


@pytest.mark.parametrize("viewport", VIEWPORTS, ids=lambda viewport: str(viewport["width"]))
def test_links_land_on_what_they_name(site: Path, browser: Browser, address: str, viewport: dict):
    print(f"LANDING_SEED={SEED}")
    pick = random.Random(SEED + viewport["width"])
    everything = entries(site)
    context = browser.new_context(viewport=viewport, locale="zh-CN")
    page = context.new_page()
    rows = [entry for entry in everything if entry["id"].startswith("row-")]
    faults = {}
    for entry in [*pick.sample(rows, DIRECT // 2), *pick.sample(everything, DIRECT // 2)]:
        faults[entry["url"]] = opened(page, address + entry["url"], entry["id"], LATE)
        at_once = followed(page, entry["id"])
        assert bool(at_once) == bool(faults[entry["url"]]), (entry["url"], at_once, faults[entry["url"]])
    for entry in pick.sample(everything, SHORT):
        faults[entry["short"]] = opened(page, address + entry["short"], entry["id"], LATE)
    chosen = pick.sample(everything, FOLLOWED)
    for path in sorted({entry["page"] for entry in pick.sample(chosen, 12)}):
        page.goto(address + path)
        faults |= {entry["url"]: followed(page, entry["id"]) for entry in everything if entry["page"] == path}
    context.close()
    assert not {url: what for url, what in faults.items() if what}, f"LANDING_SEED={SEED}"


def test_a_sorted_view_lands_on_its_row_as_well(open_page):
    page = open_page("data/models/?models=sort:-date#row-gpt-3", viewport=VIEWPORTS[1])
    page.wait_for_function("document.querySelector('#tbl-models th[aria-sort]')")
    assert fault(page, "row-gpt-3") == ""


def test_a_row_under_the_head_is_a_fault(open_page):
    page = open_page("data/models/#row-gpt-3", viewport=VIEWPORTS[1])
    assert fault(page, "row-gpt-3") == ""
    page.evaluate("document.documentElement.scrollTop += 60")
    assert "is covered by data-table__sort" in fault(page, "row-gpt-3")
    page.evaluate("document.documentElement.scrollTop -= 2000")
    assert "below the first screen" in fault(page, "row-gpt-3")
