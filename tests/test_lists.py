"""The ways into the two long lists, terms and sources: letters and pinyin without scripts, a filter with them."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from macros import indexes
from tests.conftest import DESKTOP, PHONE


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["glossary/", "sources/"])
def test_filter_and_letters_stand_in_the_first_view(open_page, path: str, viewport: dict):
    page = open_page(path, viewport=viewport)
    expect(page.get_by_label("筛选")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("navigation", name="字母索引")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(("path", "letter", "first"), [("glossary/", "K", "term-"), ("sources/", "D", "src-d")])
def test_letters_lead_to_their_first_entry_without_scripts(open_page, path: str, letter: str, first: str):
    page = open_page(path, java_script_enabled=False)
    expect(page.get_by_label("筛选")).to_be_hidden()
    link = page.get_by_role("navigation", name="字母索引").get_by_role("link", name=letter, exact=True)
    target = (link.get_attribute("href") or "")[1:]
    assert target.startswith(first)
    link.click()
    expect(page.locator(f"[id='{target}']")).to_be_in_viewport()


def test_names_are_found_by_pinyin_without_scripts(open_page):
    page = open_page("glossary/", java_script_enabled=False)
    page.get_by_text("按拼音找").click()
    link = page.locator(".list-tools__names").get_by_role("link", name="智能体", exact=True)
    link.click()
    expect(page.locator(link.get_attribute("href") or "")).to_be_in_viewport()
    assert page.locator(".list-tools__names a").count() == page.locator("dl.glossary > dt").count()


@pytest.mark.parametrize("query", ["键值缓存", "kv cache", "jianzhihuancun", "jzhc", "huancun", "ＫＶ"])
def test_the_filter_knows_chinese_english_and_pinyin(open_page, query: str):
    page = open_page("glossary/")
    page.get_by_label("筛选").fill(query)
    expect(page.locator("#term-kv-cache")).to_be_visible()
    shown = page.locator("dl.glossary > dt:visible").count()
    assert 0 < shown < 40
    expect(page.locator(".list-tools output")).to_contain_text(f"{shown} / ")
    assert page.locator("dl.glossary > dd:visible").count() == shown


def test_a_link_to_what_is_filtered_out_shows_it(open_page):
    page = open_page("sources/")
    page.get_by_label("筛选").fill("没有这样的来源")
    expect(page.locator(".references--all > li:visible")).to_have_count(0)
    link = page.get_by_role("navigation", name="字母索引").get_by_role("link", name="D", exact=True)
    link.click()
    expect(page.locator((link.get_attribute("href") or "").replace("#", "id="))).to_be_in_viewport()


def test_letters_and_pinyin():
    assert indexes.letters([("3D", "a"), ("8-bit", "b"), ("alpha", "c"), ("Beta", "d"), ("bit", "e")]) == [
        ("0–9", "a"),
        ("A", "c"),
        ("B", "d"),
    ]
    assert indexes.syllables("KV 缓存") == "kv huan cun"
    assert indexes.syllables("激活重算") == "ji huo chong suan"
    assert indexes.by_pinyin([("缓存", "x"), ("KV 缓存", "y"), ("参数", "z"), ("行业", "w")]) == [
        ("C", [("参数", "z")]),
        ("H", [("行业", "w"), ("缓存", "x")]),
        ("K", [("KV 缓存", "y")]),
    ]
