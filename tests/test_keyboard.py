"""The site by keyboard alone, in a real browser: few stops before the text, each in sight, nothing hidden among them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import PHONE

NARROW, WIDE = PHONE, {"width": 1280, "height": 800}
MOST = {"narrow": 12, "wide": 45}

# Where the focus is: nowhere, in the article, and whether it can be seen and nothing (header, head of a table) lies over it.
FOCUS = """() => {
    const element = document.activeElement, box = element.getBoundingClientRect()
    let opacity = 1
    for (let node = element; node; node = node.parentElement) opacity *= +getComputedStyle(node).opacity
    const line = element.getClientRects()[0] || box
    const over = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2)
    return {
        nowhere: element === document.body,
        inArticle: Boolean(element.closest("article")),
        seen: opacity > .5 && box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
        free: box.height > innerHeight / 2 || Boolean(over) && (element.contains(over) || over.contains(element)),
        name: element.outerHTML.slice(0, 120),
    }
}"""


def still(open_page, path: str = "", viewport: dict = WIDE, **options) -> Page:
    """A page without transitions, so that what is seen is seen at once."""
    return open_page(path, viewport=viewport, reduced_motion="reduce", **options)


def pages(site: Path) -> list[str]:
    found = (path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return sorted(path.removesuffix("index.html") for path in found if not path.startswith("s/"))


@pytest.mark.parametrize("width", ["narrow", "wide"])
def test_few_stops_come_before_the_article_and_all_are_in_sight(open_page, site: Path, address: str, width: str):
    page = still(open_page, viewport={"narrow": NARROW, "wide": WIDE}[width])
    complaints = []
    for path in pages(site):
        page.goto(address + path)
        for _ in range(MOST[width] + 1):
            page.keyboard.press("Tab")
            focus = page.evaluate(FOCUS)
            if focus["nowhere"]:
                complaints.append(f"{path}: no stop in the article")
            elif not focus["seen"]:
                complaints.append(f"{path}: not in sight: {focus['name']}")
            if focus["inArticle"] or focus["nowhere"]:
                break
        else:
            complaints.append(f"{path}: more than {MOST[width]} stops before the article")
    assert not complaints, complaints


@pytest.mark.parametrize("path", ["", "foundations/", "agents/coze/", "404.html"])
def test_the_first_stop_leads_past_the_menu(open_page, path: str):
    page = still(open_page, path)
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip:focus")).to_have_text("跳到正文")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["inArticle"]


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("path", ["foundations/", "data/clusters/", "data/models/", "glossary/"])
def test_nothing_lies_over_the_focus(open_page, path: str, viewport: dict):
    page = still(open_page, path, viewport)
    links = page.locator("article a[href]:visible")
    links.nth(links.count() - 1).focus()
    for _ in range(120):
        page.keyboard.press("Shift+Tab")
        focus = page.evaluate(FOCUS)
        assert focus["seen"] and focus["free"], focus["name"]


def test_the_drawer_by_keyboard(open_page):
    page = still(open_page, "foundations/", NARROW)
    button, drawer = page.get_by_role("button", name="全站目录"), page.locator("#site-nav")
    expect(drawer).to_be_hidden()
    button.focus()
    page.keyboard.press("Enter")
    expect(drawer).to_be_visible()
    expect(drawer.get_by_role("button", name="关闭")).to_be_focused()
    page.keyboard.press("Tab")
    expect(drawer.get_by_role("link", name="首页")).to_be_focused()
    page.keyboard.press("Escape")
    expect(drawer).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    expect(drawer).to_be_visible()
    drawer.get_by_role("link", name="4 智能体").click()
    page.wait_for_url("**/agents/")
    expect(page.locator("#site-nav")).to_be_hidden()


def test_the_drawer_needs_no_scripts(open_page):
    page = open_page("foundations/", viewport=NARROW, java_script_enabled=False)
    page.get_by_role("button", name="全站目录").click()
    page.locator("#site-nav").get_by_role("link", name="5 发展趋势").click()
    page.wait_for_url("**/trends/")


@pytest.mark.parametrize("start", ["", "foundations/", "data/models/"])
def test_every_page_is_reached_from_the_contents(open_page, site: Path, address: str, start: str):
    """By links alone, opening what opens: no page of the contents is out of reach."""
    page = open_page(start)
    seen, waiting = set(), [page.url]
    while waiting:
        page.goto(waiting.pop())
        links = page.locator("#site-nav a, .md-tabs a").evaluate_all("links => links.map(link => link.href)")
        new = {link.split("#")[0] for link in links} - seen
        seen |= new
        waiting += [link for link in new if "/data/" not in link or link.endswith("/data/")]
    missing = {path for path in pages(site) if path not in {"404.html", "search/"}} - {
        link.removeprefix(address) for link in seen
    }
    assert not missing


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
@pytest.mark.parametrize("path", ["foundations/", "status/", "capabilities/", "agents/", "trends/", "data/about/"])
def test_the_contents_of_a_page_show_one_branch_and_fit_the_screen(open_page, path: str, viewport: dict):
    page = still(open_page, path, viewport)
    contents = page.get_by_role("navigation", name="本页目录")
    if viewport == NARROW:
        expect(contents.get_by_role("link").first).to_be_hidden()
        contents.locator("summary").click()
    expect(contents.get_by_role("link").first).to_be_visible()
    headings = page.locator("article :is(h2, h3)[id]")
    for place in (0, headings.count() // 2, headings.count() - 2):
        headings.nth(place).evaluate("heading => heading.scrollIntoView()")
        page.wait_for_timeout(150)
        box = contents.bounding_box()
        assert box["height"] <= viewport["height"] - 48
        if viewport == WIDE:
            open_lists = contents.locator("details > ul > li > ul:visible")
            assert open_lists.count() <= 1


def test_a_page_of_the_data_opens_its_group_only(open_page):
    page = open_page("data/benchmarks/")
    contents = page.get_by_role("navigation", name="全站目录")
    expect(contents.locator("details[open] > summary")).to_have_text("第二章的数据")
    expect(contents.locator("[aria-current=page]")).to_be_in_viewport()
    contents.locator("summary", has_text="第五章的数据").click()
    contents.locator("a[href$='/privacy-attacks/']").click()
    page.wait_for_url("**/data/privacy-attacks/")


def test_tabbing_past_the_search_does_not_open_it(open_page):
    page = still(open_page, "foundations/")
    field, toggle = page.locator(".md-search__input"), page.locator("#__search")
    page.locator(".scheme-button").focus()
    page.keyboard.press("Tab")
    expect(field).to_be_focused()
    for _ in range(3):
        expect(toggle).not_to_be_checked()
        page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    field.focus()
    page.keyboard.insert_text("显存")
    expect(toggle).to_be_checked()
    expect(page.locator(".md-search a.search-result").first).to_be_visible()


@pytest.mark.parametrize("key", ["Enter", "ArrowDown"])
def test_keys_open_the_search(open_page, key: str):
    page = still(open_page, "foundations/")
    page.locator(".md-search__input").focus()
    page.keyboard.press(key)
    expect(page.locator("#__search")).to_be_checked()
    expect(page.locator(".md-search .search-view__status")).to_be_visible()


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_escape_gives_the_focus_back(open_page, viewport: dict):
    page = still(open_page, "foundations/", viewport)
    link = page.locator("article p a").nth(3)
    link.focus()
    page.keyboard.press("/")
    expect(page.locator(".md-search .search-view__status")).to_be_visible()
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    # From nowhere: to what opens it again.
    link.blur()
    page.keyboard.press("/")
    expect(page.locator("#__search")).to_be_checked()
    page.keyboard.press("Escape")
    expect(page.locator(".search-open" if viewport == NARROW else ".md-search__input")).to_be_focused()
    expect(page.locator("#__search")).not_to_be_checked()


@pytest.mark.parametrize("viewport", [NARROW, WIDE], ids=["narrow", "wide"])
def test_the_share_button_opens_and_closes_its_menu(open_page, viewport: dict):
    page = still(open_page, "foundations/", viewport)
    menu = page.locator("#share-menu")
    one, other = page.locator("#ai-chips > .share"), page.locator("#compute-demand > .share")
    for _ in range(2):
        one.click()
        expect(menu).to_be_visible()
        expect(one).to_have_attribute("aria-expanded", "true")
        one.click()
        expect(menu).to_be_hidden()
        expect(one).to_have_attribute("aria-expanded", "false")
    one.click()
    other.click()
    expect(menu).to_be_visible()
    expect(menu).to_contain_text("1.1.1")
    expect(one).to_have_attribute("aria-expanded", "false")
    expect(other).to_have_attribute("aria-expanded", "true")
    page.mouse.click(3, 400)
    expect(menu).to_be_hidden()


def test_the_share_buttons_of_a_table_are_one_stop(open_page):
    page = still(open_page, "data/models/")
    buttons = page.locator("#tbl-models .share")
    stops = page.locator("#tbl-models .share:not([tabindex='-1'])")
    expect(buttons.nth(50)).to_be_attached()  # made while the browser is idle
    assert stops.count() == 1
    stops.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#tbl-models tbody tr").nth(1).locator(".share")).to_be_focused()
    assert page.evaluate(FOCUS)["seen"] and stops.count() == 1
    page.keyboard.press("Enter")
    expect(page.locator("#share-menu")).to_be_visible()


@pytest.mark.parametrize("touch", [False, True])
def test_code_that_scrolls_is_a_stop_with_a_name(open_page, touch: bool):
    page = open_page("foundations/", viewport=NARROW, has_touch=touch, is_mobile=touch)
    page.wait_for_load_state("networkidle")
    blocks = page.locator("pre > code")
    for index in range(blocks.count()):
        scrolls = blocks.nth(index).evaluate("e => e.scrollWidth > e.clientWidth")
        expect(blocks.nth(index)).to_have_attribute("aria-label", f"代码 {index + 1}") if scrolls else None
        assert (blocks.nth(index).get_attribute("tabindex") == "0") == scrolls


def test_the_colours_are_one_button(open_page):
    page = open_page("foundations/", color_scheme="light")
    button = page.get_by_role("button", name="切换到深色")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.get_by_role("button", name="切换到浅色").press("Space")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")


def test_the_search_is_closed_by_touch(open_page):
    page = still(open_page, "foundations/", NARROW, has_touch=True, is_mobile=True)
    page.locator(".search-open").tap()
    expect(page.locator(".md-search .search-view__status")).to_be_visible()
    page.locator(".search-close svg").tap()
    expect(page.locator("#__search")).not_to_be_checked()
