"""The search box and the results page: what is loaded when, keyboard, input methods, filters, marks, hostile queries, no scripts, no server."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from dataset.problems import Problems
from publish.pages import read_pages
from publish.search.theme import check_theme
from tests.accessibility import faults
from tests.conftest import DESKTOP, PHONE, ROOT
from tests.search.box import open_box, search

BUDGET = 200_000
RESULTS = ".md-search a.search-result"
HOSTILE = [
    *(
        "<img src=x onerror=alert(1)>",
        "</script><script>alert(1)</script>",
        "(((((.*+?^${}|[\\]\\",
        "大" * 10_000,
        "🙂👩\u200d👩\u200d👧",
    ),
    *("\u202e\u0000\ufffd", "' OR 1=1 --", "%E0%A4%A", "__proto__ constructor"),
]


@pytest.fixture
def box(open_page) -> Page:
    page = open_page("foundations/")
    open_box(page)
    return page


def test_nothing_is_fetched_before_the_box_is_used_and_little_after(open_page, site: Path, address: str):
    page = open_page("foundations/")
    page.wait_for_load_state("networkidle")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url.removeprefix(address)))
    assert not page.evaluate("performance.getEntriesByType('resource').filter(e => e.name.includes('/search/')).length")
    open_box(page)
    assert search(page, "训练 GPT-3 用了多少张显卡")
    files = [site / name.split("?")[0] for name in set(fetched) if "search/" in name]
    assert sum(len(gzip.compress(path.read_bytes(), 9)) for path in files) <= BUDGET, sorted(set(fetched))


def test_the_engine_runs_in_a_worker(box: Page):
    search(box, "大模型")
    assert [Path(worker.url).name for worker in box.workers] == ["engine.js"]


def test_keyboard_opens_walks_follows_and_closes(box: Page):
    page = box
    expect(page.locator(".md-search__input")).to_be_focused()
    search(page, "万卡集群")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page.locator(RESULTS).first).to_be_hidden()
    open_box(page)
    first = page.locator(RESULTS).first.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.split("#")[-1] == first.split("#")[-1])


def test_an_input_method_is_left_alone_until_it_is_done(box: Page):
    session = box.context.new_cdp_session(box)
    for text in ("da", "da mo", "大模"):
        session.send("Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)})
    box.wait_for_timeout(150)
    assert box.locator(RESULTS).count() == 0
    session.send("Input.insertText", {"text": "大模型"})
    expect(box.locator(RESULTS).first).to_be_visible(timeout=20_000)


def test_pasted_text_is_searched(box: Page):
    box.keyboard.insert_text("灾难性遗忘")
    expect(box.locator(RESULTS).first).to_contain_text("灾难性遗忘", timeout=20_000)


def test_results_show_figures_marks_kind_and_place(box: Page):
    ids = search(box, "H20 显存")
    row = box.locator(RESULTS).nth(ids.index("row-h20"))
    expect(row).to_contain_text("表格行")
    expect(row).to_contain_text("96 GB")
    expect(row).to_contain_text("AI 加速器规格")
    assert {"H20", "显存"} <= set(row.locator("mark").all_inner_texts())


def test_synonyms_are_named(box: Page):
    search(box, "LLM")
    expect(box.locator(".md-search .search-view__also")).to_contain_text("大模型")


def test_filters_narrow_by_chapter_and_kind(box: Page):
    search(box, "显存")
    everything = box.locator(".md-search [role=status]").inner_text()
    box.get_by_role("group", name="按类筛选").get_by_role("button", name="术语", exact=True).click()
    expect(box.locator(".md-search [role=status]")).not_to_have_text(everything)
    assert set(box.locator(f"{RESULTS} .search-result__kind").all_inner_texts()) == {"术语"}
    chosen = box.get_by_role("group", name="按类筛选").get_by_role("button", name="术语", exact=True)
    expect(chosen).to_have_attribute("aria-pressed", "true")
    expect(chosen).to_be_focused()


def test_an_empty_result_offers_the_nearest_terms(box: Page):
    search(box, "龘靐齉")
    expect(box.locator(".md-search [role=status]")).to_have_text("没有找到。")
    expect(box.locator(".md-search .search-view__more").get_by_role("link", name="换个地方找")).to_be_visible()


def test_recent_queries_stay_on_the_device_and_can_be_cleared(box: Page):
    search(box, "投机解码")
    box.locator(RESULTS).first.click()
    box.wait_for_load_state()
    open_box(box)
    expect(box.get_by_role("button", name="投机解码", exact=True)).to_be_visible()
    box.get_by_role("button", name="清除搜索记录").click()
    expect(box.get_by_role("button", name="投机解码", exact=True)).to_have_count(0)


@pytest.mark.parametrize("query", HOSTILE, ids=lambda query: query[:12])
def test_hostile_queries_do_nothing(box: Page, query: str):
    box.on("dialog", lambda dialog: pytest.fail(dialog.message))
    search(box, query)
    assert box.locator(".md-search__output :is(img, script, iframe, b)").count() == 0
    expect(box.locator(".md-search [role=status]")).not_to_be_empty()
    assert search(box, "大模型")


def test_on_arrival_the_words_are_marked_and_can_be_cleared(open_page):
    page = open_page("foundations/?h=算力#compute-demand")
    marks = page.locator("mark.search-mark")
    expect(marks.first).to_be_in_viewport()
    assert set(marks.all_inner_texts()) == {"算力"}
    assert page.evaluate("location.search") == ""
    page.get_by_role("button", name="清除标记").click()
    expect(marks).to_have_count(0)


def test_a_link_with_a_query_opens_the_box(open_page):
    page = open_page("?q=稀疏自编码器")
    expect(page.locator(RESULTS).first).to_contain_text("稀疏自编码器")


def test_the_results_page_has_an_address(open_page):
    page = open_page("search/?q=检索增强")
    expect(page.locator(".search-page a.search-result").first).to_contain_text("检索增强")
    field = page.locator(".search-page__input")
    field.fill("联邦学习")
    page.wait_for_url("**/search/?q=%E8%81%94%E9%82%A6%E5%AD%A6%E4%B9%A0")
    expect(page.locator(".search-page a.search-result").first).to_contain_text("联邦学习")


def test_the_share_button_copies_that_address(open_page):
    page = open_page("foundations/", permissions=["clipboard-read", "clipboard-write"])
    open_box(page)
    search(page, "张量并行")
    page.get_by_role("button", name="复制搜索链接").click()
    expect(page.locator(".md-search [role=status]")).to_have_text("链接已复制")
    assert page.evaluate("navigator.clipboard.readText()").endswith("/search/?q=%E5%BC%A0%E9%87%8F%E5%B9%B6%E8%A1%8C")


def test_without_scripts_there_is_a_way_on(open_page):
    page = open_page("foundations/", java_script_enabled=False)
    page.get_by_role("link", name="搜索", exact=True).first.click()
    expect(page.get_by_role("heading", name="从这里找")).to_be_visible()
    expect(page.locator("article").get_by_role("link", name="术语表")).to_be_visible()


def test_it_works_from_a_folder(browser, site: Path):
    page = browser.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((site / "foundations" / "index.html").as_uri())
    open_box(page)
    assert search(page, "万卡集群 故障")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: url.startswith("file:") and "#" in url and "h=" not in url)
    expect(page.locator("mark.search-mark").first).to_be_attached()
    page.close()
    assert not complaints, complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_accessibility_rules(open_page, viewport: dict, scheme: str):
    page = open_page("search/?q=显存", viewport=viewport, color_scheme=scheme)
    expect(page.locator(".search-page a.search-result").first).to_be_visible()
    page.locator(".search-open, .md-search__input").locator("visible=true").first.click()
    open_box_results = page.locator(".md-search .search-view")
    expect(open_box_results).to_be_visible()
    search(page, "H100 显存")
    page.wait_for_timeout(400)
    assert not (found := faults(page)), found


def test_a_changed_theme_stops_the_build(site: Path, tmp_path: Path):
    pages = [page for page in read_pages(site, ROOT / "docs") if page.url == "foundations/"]
    problems = Problems()
    check_theme(pages, site, problems)
    assert not problems
    check_theme(pages, tmp_path, problems)
    pages[0].tree.css_first("#__search").decompose()
    check_theme(pages, site, problems)
    assert "Material 改了搜索框的类名" in problems.report() and "Material 改了搜索的开关" in problems.report()
