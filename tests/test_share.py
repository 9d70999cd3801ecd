"""Sharing in a real browser: what is copied, word for word, with mouse, touch and keyboard alone; previews and backlinks."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from tests.accessibility import faults
from tests.conftest import DESKTOP, PHONE, SITE_URL

TITLE = "1.1.2 AI 芯片自研和算力优化成为应对算力需求的重要手段"
LINK = f"{SITE_URL}s/ai-chips/"
CLIPBOARD = {"permissions": ["clipboard-read", "clipboard-write"]}


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def said(page: Page) -> None:
    """The polite message has come, so the clipboard is set."""
    expect(page.locator(".share-status")).to_contain_text("已复制")


def choose(page: Page, anchor: str, item: str) -> str:
    page.locator(f"#{anchor}").scroll_into_view_if_needed()
    page.locator(f"#{anchor}").locator(".share").first.click()
    page.locator("#share-menu").get_by_role("button", name=item, exact=True).click()
    said(page)
    return clipboard(page)


@pytest.fixture(scope="module")
def expected(dataset) -> dict[str, str]:
    """Menu item → what it copies for section 1.1.2, today."""
    edition, today = dataset.edition, date.today().isoformat()
    name = edition.title
    return {
        "复制链接": LINK,
        "复制标题和链接": f"{TITLE}\n{LINK}",
        "复制 Markdown": f"[{TITLE}]({LINK})",
        "复制引用：GB/T 7714—2025": f"{name}. {TITLE}[EB/OL]. （{edition.date}）[{today}]. {LINK}.",
        "复制引用：GB/T 7714—2015": f"{name}. {TITLE}[EB/OL]. ({edition.date})[{today}]. {LINK}.",
        "复制引用：BibTeX": "\n".join(
            [
                "@misc{ai-chips,",
                f"  title = {{{{{TITLE}}}}},",
                f"  author = {{{{{name}}}}},",
                f"  howpublished = {{{name}}},",
                f"  version = {{{edition.version}}},",
                f"  year = {{{edition.date[:4]}}},",
                f"  date = {{{edition.date}}},",
                f"  url = {{{LINK}}},",
                f"  urldate = {{{today}}},",
                "  langid = {chinese},",
                "}",
            ]
        ),
        "复制引用：纯文本": f"{TITLE}，{name} {edition.version}（数据 {edition.date}），{LINK}，{today} 查阅。",
    }


@pytest.mark.parametrize(
    "options",
    [{"viewport": DESKTOP}, {"viewport": PHONE, "has_touch": True, "is_mobile": True}],
    ids=["desktop", "phone"],
)
def test_each_item_copies_exactly_what_it_says(open_page, expected: dict[str, str], options: dict):
    page = open_page("foundations/", **options, **CLIPBOARD)
    for item, text in expected.items():
        assert choose(page, "ai-chips", item) == text, item


def test_the_keyboard_alone_is_enough(open_page, expected: dict[str, str]):
    page = open_page("foundations/#ai-chips", **CLIPBOARD)
    button = page.locator("#ai-chips > .share")
    button.focus()
    page.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("button", name="复制链接", exact=True)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    said(page)
    assert clipboard(page) == expected["复制 Markdown"]
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(page.locator("#share-menu")).to_be_hidden()
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_where_nothing_hovers_the_buttons_can_be_seen_and_hit(open_page):
    page = open_page("data/models/", viewport=PHONE, has_touch=True, is_mobile=True)
    for anchor in ("data-models", "tbl-models", "row-gpt-3"):
        page.locator(f"#{anchor}").scroll_into_view_if_needed()
        button = page.locator(f"#{anchor}").locator(".share").first
        button.scroll_into_view_if_needed()
        box = button.bounding_box()
        assert box["width"] >= 24 and box["height"] >= 24, anchor
        assert button.evaluate("e => getComputedStyle(e).opacity") == "1"
        assert button.get_attribute("aria-label").startswith("分享这")


def test_with_a_mouse_they_come_with_the_pointer_or_the_focus(open_page):
    page = open_page("data/models/", viewport=DESKTOP)
    for anchor, hovered in (("data-models", ""), ("row-gpt-3", "td"), ("tbl-models", "caption")):
        target = page.locator(f"#{anchor}")
        button = target.locator(".share").first
        page.mouse.move(2, 2)
        page.evaluate("document.activeElement.blur()")
        expect(button).to_have_css("opacity", "0")
        (target.locator(hovered).first if hovered else target).hover()
        expect(button).to_have_css("opacity", "1")
        page.mouse.move(2, 2)
        button.focus()
        page.keyboard.press("Shift")  # as with the keyboard
        expect(button).to_have_css("opacity", "1")


def test_tables_rows_claims_and_terms_have_a_button(open_page):
    page = open_page("data/models/", **CLIPBOARD)
    assert choose(page, "tbl-models", "复制链接") == f"{SITE_URL}s/tbl-models/"
    assert choose(page, "row-gpt-3", "复制标题和链接") == f"大模型规模与训练投入：GPT-3 175B\n{SITE_URL}s/row-gpt-3/"
    assert "大模型规模与训练投入：GPT-3 175B[DS/OL]. V" in choose(page, "row-gpt-3", "复制引用：GB/T 7714—2025")
    page = open_page("data/claims/", **CLIPBOARD)
    assert choose(page, "claim-640p", "复制链接") == f"{SITE_URL}s/claim-640p/"
    page = open_page("glossary/", **CLIPBOARD)
    assert choose(page, "term-kv-cache", "复制链接") == f"{SITE_URL}s/term-kv-cache/"


def test_the_button_is_no_part_of_the_name_of_what_it_shares(open_page):
    page = open_page("data/models/", viewport=PHONE)
    expect(page.get_by_role("heading", name="大模型规模与训练投入", exact=True)).to_have_count(1)
    expect(page.get_by_role("rowheader", name="GPT-3 175B", exact=True)).to_have_count(1)
    expect(page.get_by_role("button", name="分享这一行：大模型规模与训练投入：GPT-3 175B", exact=True)).to_have_count(1)
    expect(page.get_by_role("table", name="大模型规模与训练投入", exact=True)).to_have_count(1)


def test_the_system_sheet_is_offered_where_there_is_one(browser, address: str):
    context = browser.new_context(locale="zh-CN")
    context.add_init_script("navigator.share = data => { window.shared = data; return Promise.resolve() }")
    page = context.new_page()
    page.goto(address + "foundations/#ai-chips")
    page.locator("#ai-chips > .share").click()
    page.get_by_role("button", name="系统分享…").click()
    assert page.evaluate("shared") == {"title": f"{TITLE} — 大模型报告在线版", "url": LINK}
    context.close()


def select(page: Page, start: str, length: int, contains: str) -> None:
    """Select `length` characters from `start` in the paragraph that contains a text."""
    page.evaluate(
        """([start, length, contains]) => {
            const p = [...document.querySelectorAll("article p")].find(p => p.textContent.includes(contains))
            p.scrollIntoView({block: "center"})
            const walker = document.createTreeWalker(p, NodeFilter.SHOW_TEXT)
            for (let node = walker.nextNode(); node; node = walker.nextNode())
                if (node.data.includes(start)) {
                    const range = document.createRange(), at = node.data.indexOf(start)
                    range.setStart(node, at)
                    range.setEnd(node, at + length)
                    getSelection().removeAllRanges()
                    getSelection().addRange(range)
                    return
                }
        }""",
        [start, length, contains],
    )


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_selection_offers_a_link_to_the_passage(open_page, address: str, viewport: dict):
    page = open_page("foundations/", viewport=viewport, **CLIPBOARD)
    select(page, "不能用一个数说完", 8, "芯片的好坏")
    page.get_by_role("toolbar", name="所选文字").get_by_role("button", name="复制此句链接").click()
    said(page)
    link = clipboard(page)
    assert link == f"{SITE_URL}foundations/#ai-chips:~:text={quote('不能用一个数说完')}"
    # Without its section the address still finds the passage.
    fragment = link.split(":~:")[1]
    page = open_page(f"foundations/#:~:{fragment}", viewport=viewport)
    expect(page.locator("p", has_text="芯片的好坏不能用一个数说完").first).to_be_in_viewport()


def test_a_passage_that_begins_inside_a_word_is_moved_out_to_it(open_page):
    page = open_page("foundations/", **CLIPBOARD)
    select(page, "练看算力", 4, "芯片的好坏")
    page.get_by_role("button", name="复制此句链接").click()
    said(page)
    assert clipboard(page).endswith("#ai-chips:~:text=" + quote("训练看算力"))


def test_a_selection_can_be_cited(open_page, expected: dict[str, str]):
    page = open_page("foundations/", **CLIPBOARD)
    select(page, "不能用一个数说完", 8, "芯片的好坏")
    page.get_by_role("button", name="引用此句").click()
    said(page)
    assert clipboard(page) == f"“不能用一个数说完”——{expected['复制引用：GB/T 7714—2025']}"


def test_escape_puts_the_bar_away(open_page):
    page = open_page("foundations/")
    select(page, "不能用一个数说完", 8, "芯片的好坏")
    bar = page.get_by_role("toolbar", name="所选文字")
    expect(bar).to_be_visible()
    page.keyboard.press("Escape")
    expect(bar).to_be_hidden()


def test_what_is_copied_from_a_table_carries_its_source(open_page, dataset):
    page = open_page("foundations/", **CLIPBOARD)
    page.evaluate(
        """() => {
            const range = document.createRange()
            range.selectNode(document.querySelector("#tbl-gpt3-gpt4 tbody tr"))
            getSelection().removeAllRanges()
            getSelection().addRange(range)
        }"""
    )
    page.wait_for_function("() => document.querySelector('.share-bar')")  # a reader is slower than a script
    page.keyboard.press("Control+c")
    rows, caption, source, link = clipboard(page).rstrip("\n").replace("\n\n", "\n").split("\n")
    assert rows.startswith("GPT-3") and "1750 亿" in rows
    assert caption == f"GPT-3、GPT-4（泄露值）与两个公开规模的模型（大模型报告在线版，数据 {dataset.edition.date}）"
    assert source.startswith("来源：[") and "Language Models are Few-Shot Learners" in source
    assert link == f"{SITE_URL}s/tbl-gpt3-gpt4/"
    html = page.evaluate(
        "navigator.clipboard.read().then(items => items[0].getType('text/html')).then(blob => blob.text())"
    )
    assert "<td" in html and link in html


def test_a_reference_previews_its_target(open_page):
    page = open_page("foundations/")
    link = page.locator("a.section-ref[href='#ai-chips']").first
    card = page.get_by_role("tooltip")
    link.hover()
    expect(card).to_contain_text(TITLE)
    expect(card).to_contain_text("芯片的好坏不能用一个数说完")
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.mouse.move(5, 5)
    # With the keyboard: from the link before it.
    page.locator("a.section-ref[href='#compute-demand']").first.focus()
    page.keyboard.press("Tab")
    expect(card).to_contain_text(TITLE)
    expect(link).to_have_attribute("aria-describedby", "note-card")
    page.keyboard.press("Tab")
    expect(card).not_to_contain_text(TITLE)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_accessibility_rules_with_everything_open(open_page, viewport: dict, scheme: str):
    page = open_page("foundations/#no-such-section", viewport=viewport, color_scheme=scheme)
    expect(page.locator(".dead-anchor")).to_be_visible()
    for summary in (page.locator(".cited-by summary").first, page.locator(".citing summary")):
        summary.click()
    select(page, "不能用一个数说完", 8, "芯片的好坏")
    expect(page.get_by_role("toolbar", name="所选文字")).to_be_visible()
    page.locator("#ai-chips").scroll_into_view_if_needed()
    page.locator("#ai-chips > .share").click()
    expect(page.locator("#share-menu")).to_be_visible()
    assert not (found := faults(page)), found


def test_touch_opens_no_preview(open_page, address: str):
    page = open_page("foundations/", viewport=PHONE, has_touch=True, is_mobile=True)
    page.locator("a.section-ref[href='#ai-chips']").first.tap()
    page.wait_for_url(f"{address}foundations/#ai-chips")
    expect(page.get_by_role("tooltip")).to_be_hidden()


def test_sections_list_who_refers_to_them(open_page):
    page = open_page("foundations/", java_script_enabled=False)
    box = page.locator("#compute-demand ~ .cited-by").first
    box.locator("summary").click()
    link = box.locator("a").first
    expect(link).to_be_visible()
    link.click()
    assert page.locator("a.section-ref[href$='#compute-demand']").count() > 0


def test_the_box_at_the_end_copies_with_the_date_of_today(open_page):
    page = open_page("status/", **CLIPBOARD)
    box = page.locator("aside.citing")
    box.locator("summary").click()
    box.get_by_role("button", name="复制引用：GB/T 7714—2025").click()
    said(page)
    assert clipboard(page).endswith(f"[{date.today().isoformat()}]. {SITE_URL}s/status/.")
