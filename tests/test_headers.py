"""The headers that hosts are asked to send: one policy everywhere, sent by real servers, and no page that it stops."""

from __future__ import annotations

import itertools
import re
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from publish.headers import FOREVER, HEADERS, POLICY, apache, deployed
from tests.browser import missing
from tests.conftest import ROOT
from tests.static_servers import NAMES, serving

PATHS = ("", "foundations/", "data/models/", "data/models.json", "sections.json", "index.md", "feed.xml", "s/cite/")
READ_ELSEWHERE = (
    "data/models.json",
    "data/models.csv",
    "sections.json",
    "sources.json",
    "sources.bib",
    "llms.txt",
    "llms-full.txt",
    "feed.xml",
    "foundations/index.md",
)


def headers_of(url: str) -> tuple[int, Message]:
    try:
        with urllib.request.urlopen(url) as answer:
            return answer.status, answer.headers
    except urllib.error.HTTPError as error:
        return error.code, error.headers


@pytest.fixture(scope="module", params=NAMES)
def served(request, site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site, built for the root of a host, at a real server."""
    if packages := missing(request.param):
        pytest.skip(f"no {request.param} here: apt-get install {packages}")
    folder = tmp_path_factory.mktemp(request.param)
    # Pages have relative addresses; only 404.html names the place for which the site was built.
    moved = folder / "site"
    shutil.copytree(site, moved)
    page = moved / "404.html"
    page.write_text(page.read_text(encoding="utf-8").replace("/reports/llm-2024/", "/"), encoding="utf-8")
    with serving(request.param, moved, folder) as address:
        yield address


def test_a_real_server_sends_them_with_every_file(served: str):
    for path in (*PATHS, "no/such/page/"):
        status, sent = headers_of(served + path)
        assert status == (404 if path.startswith("no/") else 200), path
        assert {name: sent.get_all(name) for name in HEADERS} == {k: [v] for k, v in HEADERS.items()}, path


def test_programs_elsewhere_may_read_the_data(served: str):
    for path in READ_ELSEWHERE:
        status, sent = headers_of(served + path)
        assert (status, sent.get_all("Access-Control-Allow-Origin")) == (200, ["*"]), path


def test_only_files_named_by_their_content_are_kept_for_good(served: str, site: Path):
    page = (site / "index.html").read_text(encoding="utf-8")
    named = re.findall(r'(?:href|src)="(assets/[^"]+\.[0-9a-f]{8}\.(?:min\.)?(?:css|js))"', page)
    assert len(named) >= 4
    for path in named:
        assert headers_of(served + path)[1].get_all("Cache-Control") == [FOREVER], path
    for path in (*PATHS, "assets/javascripts/boot.js", "assets/images/logo.svg", "search/core.js"):
        assert "immutable" not in (headers_of(served + path)[1].get("Cache-Control") or ""), path


def test_the_pages_work_under_them(served: str, browser: Browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="zh-CN")
    page, complaints = context.new_page(), []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for path in ("", "foundations/#compute-clusters", "data/models/", "search/?q=kv"):
        page.goto(served + path)
        page.wait_for_load_state("networkidle")
    expect(page.locator("[data-search-view] a").first).to_be_visible()
    page.goto(f"{served}s/ai-chips/")
    page.wait_for_url("**/foundations/#ai-chips")
    assert not complaints
    page.goto(f"{served}data/modles/")
    expect(page.locator(".not-found__list a").first).to_have_attribute("href", f"{served}data/models/")
    context.close()
    assert all("404" in text for text in complaints), complaints


def test_the_files_for_hosts_say_the_same(site: Path):
    lines = (site / "_headers").read_text(encoding="utf-8").splitlines()
    everywhere = dict(line.strip().split(": ", 1) for line in lines[lines.index("/*") + 1 :][: len(HEADERS)])
    assert everywhere == HEADERS
    lasting = [line for line, after in itertools.pairwise(lines) if after == f"  Cache-Control: {FOREVER}"]
    assert len(lasting) >= 4 and all((site / path[1:]).is_file() for path in lasting)
    text = (site / ".htaccess").read_text(encoding="utf-8")
    assert all(f'Header always set {name} "{value}"' in text for name, value in HEADERS.items())
    assert "ErrorDocument 404 /reports/llm-2024/404.html" in text and text == apache("https://a.b/reports/llm-2024/")


@pytest.mark.parametrize("name", deployed())
def test_the_snippets_are_up_to_date(name: str):
    assert (ROOT / "deploy" / name).read_text(encoding="utf-8") == deployed()[name], "run `make headers`"


def test_pages_carry_the_same_policy(site: Path):
    pages = [path for path in site.rglob("*.html") if not path.is_relative_to(site / "s")]
    assert len(pages) > 80
    assert not [path for path in pages if f'content="{POLICY}"' not in path.read_text(encoding="utf-8")]
    assert HEADERS["Content-Security-Policy"] == f"{POLICY}; frame-ancestors 'none'"
