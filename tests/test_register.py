"""Addresses survive: the register holds what was released, moved ids lead on, and broken promises stop the build."""

from __future__ import annotations

import functools
import http.server
import json
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, expect
from selectolax.lexbor import LexborHTMLParser

from dataset.addresses import page_url
from dataset.paths import inside
from dataset.problems import Problems
from publish.anchors import Anchor
from publish.check.promises import check_register
from publish.pages import Page
from publish.redirects import Redirect, add_aliases, check_redirects, read_redirects, write_redirects
from publish.register import Gone, Register, read_register, write_sections
from publish.release import enter, release
from tests.conftest import ROOT, SITE_URL


def anchor(identity: str, page: str = "book/") -> Anchor:
    return Anchor(identity, "heading", "", 2, f"题 {identity}", page, f"{page}#{identity}")


def complaints(tmp_path: Path, register: dict, live: dict[str, str], redirects: dict | None = None) -> list[str]:
    """What is wrong with a register, given the ids that the site has: “line: where: message”."""
    (tmp_path / "anchors.yml").write_text(
        yaml.safe_dump(register, allow_unicode=True, sort_keys=False, width=1000, default_flow_style=None)
        if any(isinstance(entry, dict) for entry in register.values())
        else "".join(f"{key}: {page}\n" for key, page in register.items()),
        encoding="utf-8",
    )
    problems = Problems()
    read = read_register(tmp_path, problems)
    if not problems:
        check_register(live, read, redirects or {}, problems)
    return [f"{problem.line}: {problem.where}: {problem.message}" for problem in problems]


MOVED = {"state": "moved", "page": "book/", "title": "题", "target": "book.md#a"}
RETIRED = {**MOVED, "state": "retired", "reason": "并了"}
LIVE = {"a": "book/"}


@pytest.mark.parametrize(
    ("register", "expected"),
    [
        ({"a": "book/"}, []),
        ({}, []),  # a draft needs no entry
        ({"a": "book/", "b": "book/"}, ["2: b: 已发布的 id 从 book/ 消失了；改名了？登记为 b: {state: moved"]),
        (
            {"a": "old/"},
            ["1: old/: 整页不见了，连同 1 个已发布的 id，其中 1 个现在在 book/；搬了家就在 data/redirects.yml"],
        ),
        ({"a": "book/", "b": MOVED, "c": RETIRED}, []),
        ({"a": "book/", "b": {**MOVED, "target": "book.md#x"}}, ["2: b: target book.md#x 不是现存的 id"]),
        ({"a": "book/", "b": {**MOVED, "target": "x.md#a"}}, ["2: b: target 写成 x.md#a，那个 id 却在 book/#a"]),
        ({"a": "book/", "b": {**MOVED, "target": None}}, ["2: b.target: "]),
        ({"a": "book/", "b": {**MOVED, "target": "../x#a"}}, ["2: b.target: “../x#a”不是去处；写成 页.md#id"]),
        ({"a": "book/", "b": {**MOVED, "state": "retired"}}, ["2: b: retired 要写 reason"]),
        ({"a": "book/", "b": {**RETIRED, "state": "moved"}}, ["2: b: moved 不写 reason"]),
        ({"a": "book/", "b": {**MOVED, "state": "away"}}, ["2: b.state: “away”不可用，应为 moved、retired 之一"]),
        ({"a": "book/", "b": {**MOVED, "titel": "题"}}, ["2: b.titel: 未知的字段；是否想写 title？"]),
        ({"a": MOVED}, ["1: a: 登记为 moved，页面上却还有这个 id"]),
        (
            {"a": "book/", "b": {**MOVED, "target": "book.md#c"}, "c": MOVED},
            ["2: b: target c 自己也是 moved；直接指向 book.md#a"],
        ),
        (
            {"a": "book/", "b": {**MOVED, "target": "x.md#c"}, "c": {**MOVED, "target": "x.md#b"}},
            ["2: b: 绕成了圈：b → c → b"],
        ),
        ({"a": 5}, ["1: a: 写成 id: 页的地址"]),
        ({"a": {"page": "book/", "title": "题"}}, ["1: a: 写成 id: 页的地址"]),
        ({"a": ["book/"]}, ["1: a: 写成 id: 页的地址"]),
        ({"a": "book"}, ["1: a: “book”不是页的地址"]),
        ({"../a": "book/"}, ["1: ../a: id 只用小写字母"]),
        ({"a..b": "book/"}, ["1: a..b: id 只用小写字母"]),
        ({"a": "../book/"}, ["1: a: “../book/”不是页的地址"]),
    ],
)
def test_what_the_register_may_say(tmp_path: Path, register: dict, expected: list[str]):
    found = complaints(tmp_path, register, LIVE)
    assert len(found) == len(expected) and all(
        text.startswith(start) for text, start in zip(found, expected, strict=True)
    ), found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: book/\na: book/\n", "data/anchors.yml:2: a: 键重复"),
        ("[a, b]\n", "data/anchors.yml:1: 应是一行一个 id"),
        ("5\n", "data/anchors.yml:1: 应是一行一个 id"),
        ("a: book/\n5: book/\n", "data/anchors.yml:2: 键“5”应是文字"),
        ("a: {state\n", "data/anchors.yml:"),
        (None, "data/anchors.yml: 没有这个文件"),
    ],
)
def test_a_register_that_is_none_is_named_once(tmp_path: Path, text: str | None, expected: str):
    data = tmp_path / "data"
    data.mkdir()
    if text is not None:
        (data / "anchors.yml").write_text(text, encoding="utf-8")
    problems = Problems()
    read_register(data, problems)
    assert len(problems) == 1 and str(next(iter(problems))).startswith(expected), problems.report()


def test_the_new_name_on_the_same_page_is_proposed(tmp_path: Path):
    live = {"a": "book/", "compute-clusters": "book/", "other-thing": "book/", "compute-cluste": "x/"}
    (found,) = complaints(tmp_path, {"a": "book/", "compute-cluster": "book/"}, live)
    assert "compute-cluster: {state: moved, page: book/, target: book.md#compute-clusters, title: 原来的标题}" in found


def test_what_went_together_is_said_in_one_message(tmp_path: Path):
    rows = {f"row-{n}": "data/x/" for n in range(300)}
    table = {**rows, "tbl-x": "data/x/", "data-x": "data/x/"}
    (found,) = complaints(tmp_path, table, {"data-x": "data/x/"})
    assert ": tbl-x: 已发布的表从 data/x/ 消失了，连同 300 行" in found
    (found,) = complaints(tmp_path, table, {"a": "book/"})
    assert ": data/x/: 整页不见了，连同 302 个已发布的 id；恢复它" in found
    (found,) = complaints(tmp_path, rows, {"data-x": "data/x/"})
    assert "row-0、row-1、row-2、row-3、row-4 等 300 个: 已发布的 300 个 id 从 data/x/ 消失了" in found
    (found,) = complaints(tmp_path, table, dict.fromkeys(table, "data/y/"))
    assert "302 个现在在 data/y/；搬了家就在 data/redirects.yml 写 data/x.md: data/y.md" in found
    (found,) = complaints(tmp_path, {"a": "book/", **table}, {"a": "book/", **dict.fromkeys(table, "book/")})
    assert "302 个现在在 book/" in found


def test_a_page_that_has_moved_takes_its_ids_along(tmp_path: Path):
    moved = {"old/": Redirect("book/", "old.md", 1)}
    assert complaints(tmp_path, {"a": "old/"}, LIVE, moved) == []
    (found,) = complaints(tmp_path, {"a": "old/", "b": "old/"}, LIVE, moved)
    assert "b: 已发布的 id 从 old/ 消失了" in found


def built(tmp_path: Path, live: dict[str, str]) -> Path:
    """A site whose `/sections.json` says what is live, and that one id has gone."""
    gone = Register(gone={"z": Gone(**MOVED)}) if "a" in live else Register()
    write_sections([anchor(identity, page) for identity, page in live.items()], gone, tmp_path)
    return tmp_path


def test_a_release_enters_new_ids_sorted_and_keeps_the_rest(tmp_path: Path):
    complaints(tmp_path, {"b": "book/", "c": {**RETIRED, "title": "旧的, “题”"}, "a": "book/"}, {})
    problems = Problems()
    assert release(built(tmp_path, {"b": "book/", "a": "book/", "home": ""}), tmp_path, problems) == 1 and not problems
    text = (tmp_path / "anchors.yml").read_text(encoding="utf-8")
    assert [line for line in text.splitlines() if not line.startswith("#")] == [
        "a: book/",
        "b: book/",
        "c: {state: retired, page: book/, target: book.md#a, title: '旧的, “题”', reason: 并了}",
        "home: /",
    ]
    assert read_register(tmp_path, problems).gone["c"].title == "旧的, “题”" and not problems
    release(tmp_path, tmp_path, problems)
    assert (tmp_path / "anchors.yml").read_text(encoding="utf-8") == text


def test_nothing_is_released_where_a_promise_is_broken(tmp_path: Path):
    complaints(tmp_path, {"b": "book/"}, {})
    before, problems = (tmp_path / "anchors.yml").read_text(encoding="utf-8"), Problems()
    assert release(built(tmp_path, {"a": "book/"}), tmp_path, problems) == 0
    assert len(problems) == 1 and (tmp_path / "anchors.yml").read_text(encoding="utf-8") == before


def test_branches_that_release_different_ids_merge(tmp_path: Path):
    """With real git: both add a line at the same place of the file."""

    def git(*arguments: str) -> None:
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments]
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)

    def commit(live: dict[str, str]) -> None:
        (tmp_path / "data" / "anchors.yml").write_text(enter(live, Register()), encoding="utf-8")
        git("add", ".")
        git("commit", "-m", "x")

    git("init", "-b", "main")
    (tmp_path / "data").mkdir()
    shutil.copy(ROOT / ".gitattributes", tmp_path)
    commit({"a": "book/", "d": "book/"})
    git("checkout", "-b", "branch")
    commit({"a": "book/", "b": "book/", "d": "book/"})
    git("checkout", "main")
    commit({"a": "book/", "c": "book/", "d": "book/"})
    git("merge", "branch")
    problems = Problems()
    assert set(read_register(tmp_path / "data", problems).live) == set("abcd") and not problems


def test_the_real_register_is_what_the_site_holds(site: Path):
    problems = Problems()
    register = read_register(ROOT / "data", problems)
    entries = {entry["id"]: entry for entry in json.loads((site / "sections.json").read_text(encoding="utf-8"))}
    assert (
        not problems
        and register.live
        and register.live.items() <= {k: e.get("page", "") for k, e in entries.items()}.items()
    )
    assert {key for key, entry in entries.items() if "state" in entry} == set(register.gone)
    text = (ROOT / "data" / "anchors.yml").read_text(encoding="utf-8")
    assert text == enter(register.live, register), "data/anchors.yml is not as `make release` writes it"


def test_sections_json_leads_from_moved_ids(tmp_path: Path):
    register = Register(gone={"b": Gone(**{**RETIRED, "reason": "合并了。"})})
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


def redirected(pairs: dict[str, str]) -> dict[str, Redirect]:
    return {old: Redirect(new, old, line) for line, (old, new) in enumerate(pairs.items(), 1)}


def page_of(html: str, url: str = "book/") -> Page:
    page = Page(Path("x"), url, LexborHTMLParser(html), Path("docs"))
    page.refresh()
    return page


def test_an_id_that_moved_on_its_page_is_an_alias_there():
    page = page_of("<article><h2 id=a>题</h2><table><tr id=row-a><th>x</th></tr></table></article>")
    live = {key: anchor(key) for key in ("a", "row-a")}
    entries = {"b": MOVED, "row-b": {**MOVED, "target": "book.md#row-a"}, "c": {**MOVED, "page": "x/"}}
    add_aliases(page, Register(gone={key: Gone(**entry) for key, entry in entries.items()}), live)
    assert page.tree.css_first("h2").html == '<h2 id="a"><a id="b" class="alias"></a>题</h2>'
    assert (
        page.tree.css_first("th a").attributes["id"] == "row-b" and page.ids >= {"b", "row-b"} and "c" not in page.ids
    )


def test_pages_that_are_gone_lead_on(tmp_path: Path):
    (tmp_path / "redirects.yml").write_text("old.md: book/index.md\nold.md#a: book/index.md#b\n", encoding="utf-8")
    problems = Problems()
    redirects = read_redirects(tmp_path, problems)
    assert {old: to.new for old, to in redirects.items()} == {"old/": "book/", "old/#a": "book/#b"} and not problems
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
    write_redirects(redirected({"old/": "book/", "old/#a": "book/#b"}), tmp_path, SITE_URL)
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
    check_redirects(redirected(redirects), [page_of("<h2 id=a>题</h2>")], problems)
    assert all(problem.line for problem in problems)
    assert [problem.message.startswith(expected) for problem in problems] == ([True] if expected else [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.md: book.md\n../../x.md: book.md\n", "2: ../../x.md: “../../x.md”不是页的路径"),
        ("/tmp/x.md: book.md\n", "1: /tmp/x.md: “/tmp/x.md”不是页的路径"),
        ("a/../x.md: book.md\n", "1: a/../x.md: “a/../x.md”不是页的路径"),
        ("a//x.md: book.md\n", "1: a//x.md: “a//x.md”不是页的路径"),
        ("x: book.md\n", "1: x: “x”不是页的路径"),
        ("x.md: https://example.org/\n", "1: x.md: “https://example.org/”不是页的路径"),
        ("x.md: 5\n", "1: x.md: “5”不是页的路径"),
        ("5: book.md\n", "1: : 键“5”应是文字"),
        ("data/models.csv.md: book.md\n", "1: data/models.csv.md: "),
        ("s/ai-chips.md: book.md\n", "1: s/ai-chips.md: s/ 下的地址另有用处"),
        ("x.md: book.md\nx/index.md: book.md\n", "2: x/index.md: 与第 1 行的 x.md 是同一个地址"),
        ("[x.md]\n", "1: : 应是一行一个去处"),
        ("x.md: book.md\nx.md: book.md\n", "2: x.md: 键重复"),
    ],
)
def test_redirects_name_pages_and_nothing_else(tmp_path: Path, text: str, expected: str):
    (tmp_path / "redirects.yml").write_text(text, encoding="utf-8")
    problems = Problems()
    for old in read_redirects(tmp_path, problems):
        assert inside(tmp_path, old).is_relative_to(tmp_path)
    (problem,) = problems
    assert f"{problem.line}: {problem.where}: {problem.message}".startswith(expected)


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
