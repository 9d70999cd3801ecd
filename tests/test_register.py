"""Addresses survive: the register holds what was released, moved ids lead on, and broken promises stop the build."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import threading
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser

from dataset.addresses import page_url
from dataset.problems import Problems
from publish.anchors import Anchor
from publish.make_anchors import propose, release
from publish.pages import Page
from publish.redirects import add_aliases, check_redirects, read_redirects, write_redirects
from publish.register import check_register, read_register, write_sections
from tests.conftest import ROOT, SITE_URL


def anchor(identity: str, page: str = "book/") -> Anchor:
    return Anchor(identity, "heading", "", 2, f"题 {identity}", page, f"{page}#{identity}")


def complaints(tmp_path: Path, register: dict, live: list[Anchor], released: str = "") -> list[str]:
    (tmp_path / "anchors.yml").write_text(yaml.safe_dump(register, allow_unicode=True), encoding="utf-8")
    (tmp_path / "anchors.released.txt").write_text(released, encoding="utf-8")
    problems = Problems()
    check_register(live, tmp_path, problems)
    return [f"{problem.where}: {problem.message}" for problem in problems]


ENTRY = {"page": "book/", "title": "题"}


@pytest.mark.parametrize(
    ("register", "expected"),
    [
        ({"a": ENTRY}, []),
        ({}, ["a: 新的 id 还没有登记；运行 make anchors"]),
        ({"a": ENTRY, "b": ENTRY}, ["b: 已发布的 id 从 book/ 消失了"]),
        ({"a": {**ENTRY, "page": "old/"}}, ["a: 登记在 old/，现在却在 book/"]),
        ({"a": ENTRY, "b": {**ENTRY, "state": "moved", "target": "book.md#a"}}, []),
        ({"a": ENTRY, "b": {**ENTRY, "state": "moved", "target": "book.md#x"}}, ["b: target book.md#x 不是现存的 id"]),
        (
            {"a": ENTRY, "b": {**ENTRY, "state": "moved", "target": "x.md#a"}},
            ["b: target 写成 x.md#a，那个 id 却在 book/#a"],
        ),
        ({"a": ENTRY, "b": {**ENTRY, "state": "moved"}}, ["b: moved 要写 target"]),
        ({"a": ENTRY, "b": {**ENTRY, "state": "retired", "target": "book.md#a"}}, ["b: retired 要写 reason"]),
        ({"a": ENTRY, "b": {**ENTRY, "state": "away"}}, ["b: state 应为 live、moved、retired 之一，不是“away”"]),
        ({"a": {**ENTRY, "state": "moved", "target": "book.md#a"}}, ["a: 登记为 moved，页面上却还有这个 id"]),
        (
            {
                "a": ENTRY,
                "b": {**ENTRY, "state": "moved", "target": "book.md#c"},
                "c": {**ENTRY, "state": "moved", "target": "book.md#a"},
            },
            ["b: target c 自己也是 moved；直接指向 book.md#a"],
        ),
    ],
)
def test_what_the_register_may_say(tmp_path: Path, register: dict, expected: list[str]):
    found = complaints(tmp_path, register, [anchor("a")])
    assert len(found) == len(expected) and all(
        text.startswith(start) for text, start in zip(found, expected, strict=True)
    ), found


def test_a_released_id_may_not_leave_the_register(tmp_path: Path):
    assert complaints(tmp_path, {"a": ENTRY}, [anchor("a")], "a\nb\n") == [
        "b: 上一版发布过的 id 从登记里消失了；恢复这一条，或登记为 moved、retired"
    ]


def test_a_release_keeps_what_was_released_before(tmp_path: Path):
    complaints(tmp_path, {"a": ENTRY}, [anchor("a")], "b\n")
    assert release(tmp_path) == 2
    assert (tmp_path / "anchors.released.txt").read_text(encoding="utf-8") == "a\nb\n"


def test_new_ids_are_entered_and_old_ones_kept(tmp_path: Path):
    path = tmp_path / "anchors.yml"
    assert propose([anchor("a")], path, "2024-12-01") == 1
    assert propose([anchor("a"), anchor("b")], path, "2025-01-01") == 1
    assert {key: entry["since"] for key, entry in read_register(path).items()} == {"a": "2024-12-01", "b": "2025-01-01"}


def test_the_real_register_is_complete(site: Path):
    register = read_register(ROOT / "data" / "anchors.yml")
    assert {entry["id"] for entry in json.loads((site / "sections.json").read_text(encoding="utf-8"))} == set(register)


def test_sections_json_leads_from_moved_ids(tmp_path: Path):
    register = {"a": ENTRY, "b": {**ENTRY, "state": "retired", "target": "book.md#a", "reason": "合并了。"}}
    write_sections([anchor("a")], register, tmp_path)
    last = json.loads((tmp_path / "sections.json").read_text(encoding="utf-8"))[-1]
    assert last == {
        "id": "b",
        "state": "retired",
        "title": "题",
        "page": "book/",
        "url": "book/#a",
        "short": "s/b/",
        "reason": "合并了。",
    }


def page_of(html: str, url: str = "book/") -> Page:
    page = Page(Path("x"), url, LexborHTMLParser(html), Path("docs"))
    page.refresh()
    return page


def test_an_id_that_moved_on_its_page_is_an_alias_there():
    page = page_of("<article><h2 id=a>题</h2><table><tr id=row-a><th>x</th></tr></table></article>")
    live = {key: anchor(key) for key in ("a", "row-a")}
    moved, elsewhere = {**ENTRY, "state": "moved"}, {**ENTRY, "state": "moved", "page": "x/", "target": "book.md#a"}
    register = {"b": {**moved, "target": "book.md#a"}, "row-b": {**moved, "target": "book.md#row-a"}, "c": elsewhere}
    add_aliases(page, register, live)
    assert page.tree.css_first("h2").html == '<h2 id="a"><a id="b" class="alias"></a>题</h2>'
    assert (
        page.tree.css_first("th a").attributes["id"] == "row-b" and page.ids >= {"b", "row-b"} and "c" not in page.ids
    )


def test_pages_that_are_gone_lead_on(tmp_path: Path):
    (tmp_path / "redirects.yml").write_text("old.md: book/index.md\nold.md#a: book/index.md#b\n", encoding="utf-8")
    redirects = read_redirects(tmp_path)
    assert redirects == {"old/": "book/", "old/#a": "book/#b"}
    write_redirects(redirects, tmp_path, SITE_URL)
    html = (tmp_path / "old" / "index.html").read_text(encoding="utf-8")
    assert 'content="0; url=../book/"' in html and f'href="{SITE_URL}book/"' in html


@pytest.mark.parametrize(
    ("fragment", "script", "expected"),
    [("", True, "book/"), ("#a", True, "book/#b"), ("#x", True, "book/"), ("#a", False, "book/")],
)
def test_each_section_of_a_page_that_is_gone_leads_to_where_it_is(
    tmp_path: Path, browser: Browser, fragment: str, script: bool, expected: str
):
    write_redirects({"old/": "book/", "old/#a": "book/#b"}, tmp_path, SITE_URL)
    shutil.copytree(ROOT / "overrides" / "assets" / "javascripts", tmp_path / "assets" / "javascripts")
    (tmp_path / "book").mkdir()
    (tmp_path / "book" / "index.html").write_text("<h1 id=b>新</h1>", encoding="utf-8")
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(java_script_enabled=script)
    page.goto(f"http://127.0.0.1:{server.server_port}/old/{fragment}")
    page.wait_for_url(f"http://127.0.0.1:{server.server_port}/{expected}")
    page.close()
    server.shutdown()


@pytest.mark.parametrize(
    ("redirects", "expected"),
    [
        ({"old/": "book/#a"}, ""),
        ({"book/": "book/#a"}, "这个页面还在"),
        ({"old/": "book/#x"}, "目标 book/#x 不存在"),
        ({"old/": "none/"}, "目标 none/ 不存在"),
        ({"old/": "older/", "older/": "book/"}, "目标 older/ 自己也搬走了"),
        ({"old/#a": "book/#a"}, "还要写整页的去处：old.md: …"),
    ],
)
def test_what_redirects_may_say(redirects: dict[str, str], expected: str):
    problems = Problems()
    check_redirects(redirects, [page_of("<h2 id=a>题</h2>")], problems)
    assert [problem.message.startswith(expected) for problem in problems] == ([True] if expected else [])


def test_addresses_of_markdown_paths():
    assert [page_url(path) for path in ("index.md", "a.md", "a/index.md#b", "a/b.md#c")] == ["", "a/", "a/#b", "a/b/#c"]


def test_a_dead_anchor_gets_a_hint_with_the_nearest_sections(open_page):
    page = open_page("foundations/#compute-cluster")
    hint = page.locator(".dead-anchor")
    expect(hint).to_contain_text("这一页没有“compute-cluster”")
    hint.get_by_role("link", name="1.1.5 大规模算力集群的创新应用与突破", exact=True).click()
    page.wait_for_url("**/foundations/#compute-clusters")
    expect(hint).to_have_count(0)


def test_an_id_that_lives_on_another_page_is_found_there(open_page, address: str):
    page = open_page("foundations/#row-gpt-3")
    page.wait_for_url(f"{address}data/models/#row-gpt-3")


def test_a_live_anchor_gets_no_hint(open_page):
    page = open_page("foundations/#compute-clusters")
    page.wait_for_load_state("networkidle")
    expect(page.locator(".dead-anchor")).to_have_count(0)
