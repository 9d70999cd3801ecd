"""Firefox and WebKit: nothing in their consoles, nothing too wide, links that land, and what opens opens.

Each run draws pages and addresses at random and prints the seed; OTHER_BROWSERS_SEED repeats a run. `make bench` takes all
pages and 200 addresses.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import missing
from tests.other_browsers import SIZES, complaints, faulty_landings, faulty_pages, pages, start, watched
from tests.webdriver import Driver

SEED = int(os.environ.get("OTHER_BROWSERS_SEED", random.randrange(10**6)))
ALWAYS = ("", "foundations/", "data/models/", "glossary/", "search/?q=kv", "404.html", "s/ai-chips/")
PAGES, LANDINGS = 6, 12


@pytest.fixture(scope="module", params=["firefox", "webkit"])
def driver(request, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    if packages := missing(request.param):
        pytest.skip(f"no {request.param} here: apt-get install {packages}")
    with start(request.param, tmp_path_factory.mktemp(request.param)) as running:
        yield running


@pytest.fixture(scope="module")
def watched_site(site: Path) -> Iterator[str]:
    with watched(site) as address:
        yield address


def test_no_complaint_and_nothing_too_wide(driver: Driver, site: Path, watched_site: str):
    drawn = random.Random(SEED).sample(pages(site), PAGES)
    assert not faulty_pages(driver, watched_site, [*ALWAYS, *drawn]), f"OTHER_BROWSERS_SEED={SEED}"


def test_what_goes_wrong_is_heard(driver: Driver, watched_site: str):
    driver.open(f"{watched_site}about/")
    assert not complaints(driver)
    driver.run("document.body.append(Object.assign(document.createElement('script'), {textContent: '1'}))")
    driver.wait("return window.complaints.length")
    assert complaints(driver)
    driver.run("document.body.append(Object.assign(new Image(), {src: 'nowhere.png'}))")
    assert "nowhere.png" in driver.wait("return window.complaints.join()")


@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_links_land_on_what_they_name(driver: Driver, site: Path, watched_site: str, size: tuple[int, int]):
    everything = json.loads((site / "sections.json").read_text(encoding="utf-8"))
    drawn = random.Random(SEED + size[0]).sample([entry["url"] for entry in everything], LANDINGS)
    driver.resize(*size)
    assert not faulty_landings(driver, watched_site, drawn), f"OTHER_BROWSERS_SEED={SEED}"


def test_the_search_finds_chinese_words(driver: Driver, watched_site: str):
    driver.resize(1280, 800)
    driver.open(f"{watched_site}foundations/")
    driver.write(".md-search__input", "键值缓存")
    driver.wait("return document.querySelector('.md-search .search-view__list a')?.textContent.includes('键值缓存')")
    driver.write(".md-search__input", "\ue00c")  # Escape
    driver.wait("return !document.getElementById('__search').checked")


def test_the_share_menu_opens_and_closes(driver: Driver, watched_site: str):
    driver.resize(1280, 800)
    driver.open(f"{watched_site}foundations/#ai-chips")
    driver.click("#ai-chips > .share")
    driver.wait("return document.getElementById('share-menu')?.checkVisibility({visibilityProperty: true})")
    driver.write("#share-menu button", "\ue00c")
    driver.wait("return !document.getElementById('share-menu').checkVisibility({visibilityProperty: true})")


def test_a_reference_previews_its_target(driver: Driver, watched_site: str):
    driver.resize(1280, 800)
    driver.open(f"{watched_site}foundations/")
    driver.run("document.querySelector('a.section-ref[href=\"#compute-demand\"]').focus()")
    text = driver.wait("return document.querySelector('#note-card:popover-open')?.textContent")
    assert len(text) > 20


def test_a_figure_opens_large_and_closes(driver: Driver, watched_site: str):
    driver.resize(1280, 800)
    driver.open(f"{watched_site}agents/")
    driver.run("[...document.querySelectorAll('a.glightbox')].find(link => link.checkVisibility()).click()")
    driver.wait("return document.querySelector('dialog.lightbox[open] img')?.naturalWidth > 100")
    driver.write("dialog.lightbox button", "\ue00c")
    driver.wait("return !document.querySelector('dialog.lightbox').open")
    assert not complaints(driver)
