"""Short links: every address has a small page of its own that says what it is, leads on at once, and stays out of indexes."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser

from dataset.edition import Edition
from publish.anchors import Anchor
from publish.register import Gone, Register
from publish.write.shortlinks import write_short_links
from tests.conftest import DESKTOP, PHONE, SITE_URL

EDITION = Edition("小站", "小站", "摘要。", "1.0.0", "2024-12-31", "CC-BY-4.0")


def entries(site: Path) -> list[dict]:
    return json.loads((site / "sections.json").read_text(encoding="utf-8"))


def unfold(site: Path, url: str) -> dict[str, str]:
    """What a chat program makes of a pasted link: it reads the page at the address, without fragment and scripts."""
    path = site / url.removeprefix(SITE_URL) / "index.html"
    tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
    tags = {node.attributes["property"]: node.attributes["content"] or "" for node in tree.css("meta[property^='og:']")}
    return {
        "title": tags["og:title"],
        "text": tags["og:description"],
        "card": tags["og:image"],
        "site": tags["og:site_name"],
    }


def test_everything_with_an_address_has_a_short_page(site: Path):
    for entry in entries(site):
        names = [entry["id"], *([entry["number"]] if "number" in entry else [])]
        for name in names:
            tree = LexborHTMLParser((site / "s" / name / "index.html").read_text(encoding="utf-8"))
            refresh = tree.css_first("meta[http-equiv=refresh]").attributes["content"]
            assert refresh == f"0; url=../../{entry['url']}"
            assert urljoin(f"{SITE_URL}s/{name}/", refresh.split("url=")[1]) == SITE_URL + entry["url"]
            assert tree.css_first("link[rel=canonical]").attributes["href"] == SITE_URL + entry["url"]
            assert tree.css_first("meta[name=robots]").attributes["content"] == "noindex"
            assert tree.css_first("main a").attributes["href"] == f"../../{entry['url']}"
            assert tree.css_first("meta[name=description]").attributes["content"]
            assert not tree.css("script, style, [style]")


def test_a_section_has_its_own_title_text_and_card(site: Path):
    tree = LexborHTMLParser((site / "s" / "1.1.2" / "index.html").read_text(encoding="utf-8"))
    assert tree.css_first("title").text() == "1.1.2 AI 芯片自研和算力优化成为应对算力需求的重要手段 — 大模型报告在线版"
    preview = unfold(site, f"{SITE_URL}s/ai-chips/")
    assert preview["title"] == "1.1.2 AI 芯片自研和算力优化成为应对算力需求的重要手段"
    assert preview["text"].startswith("芯片的好坏不能用一个数说完。") and len(preview["text"]) <= 110
    assert preview["card"] == f"{SITE_URL}assets/cards/ai-chips.png"


def test_a_plain_preview_shows_title_text_and_card(site: Path, browser, tmp_path: Path):
    """The three things on an otherwise empty page, as a chat window shows them."""
    preview = unfold(site, f"{SITE_URL}s/ai-chips/")
    card = site / preview["card"].removeprefix(SITE_URL)
    html = f'<meta charset="utf-8"><img src="{card.as_uri()}" width="600"><h1>{escape(preview["title"])}</h1><p>{escape(preview["text"])}</p>'
    (tmp_path / "preview.html").write_text(html, encoding="utf-8")
    page = browser.new_page()
    page.goto((tmp_path / "preview.html").as_uri())
    assert page.locator("img").evaluate("image => [image.naturalWidth, image.naturalHeight]") == [1200, 630]
    expect(page.locator("h1")).to_have_text(preview["title"])
    expect(page.locator("p")).to_contain_text("芯片的好坏")
    page.close()


def test_rows_tables_and_claims_say_what_they_are(site: Path):
    row, table, claim = (unfold(site, f"{SITE_URL}s/{name}/") for name in ("row-gpt-3", "tbl-models", "claim-640p"))
    assert row["title"] == "大模型规模与训练投入：GPT-3 175B" and "1750 亿" in row["text"]
    assert table["title"] == "大模型规模与训练投入"
    assert claim["title"].startswith("报告说：") and claim["text"].startswith("口径不符。")
    assert row["card"] == table["card"] == f"{SITE_URL}assets/cards/data-models.png"


def test_short_links_are_neither_in_the_sitemap_nor_in_the_search_index(site: Path):
    assert "/s/" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    for path in (site / "search").glob("*.js"):
        assert '"s/' not in path.read_text(encoding="utf-8"), path


def test_the_pages_are_small(site: Path):
    sizes = [path.stat().st_size for path in (site / "s").rglob("index.html")]
    assert len(sizes) > 1500 and max(sizes) < 4000


@pytest.mark.parametrize("script", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_short_link_leads_to_its_section(open_page, address: str, viewport: dict, script: bool):
    page = open_page("s/1.1.5/", viewport=viewport, java_script_enabled=script)
    page.wait_for_url(f"{address}foundations/#compute-clusters")
    expect(page.locator("#compute-clusters")).to_be_in_viewport()


def test_moved_ids_lead_on_and_retired_ones_say_why(tmp_path: Path):
    target = Anchor("new", "heading", "1.2", 2, "1.2 新的", "book/", "book/#new", "正文。", "new", "new")
    moved = {"page": "book/", "title": "旧的", "state": "moved", "target": "book.md#new"}
    retired = {**moved, "title": "<b>撤下的</b>", "state": "retired", "reason": "来源撤回了。"}
    register = Register(gone={"old": Gone(**moved), "gone": Gone(**retired)})
    assert write_short_links([target], register, EDITION, tmp_path, SITE_URL) == 4
    moved, retired = ((tmp_path / "s" / name / "index.html").read_text(encoding="utf-8") for name in ("old", "gone"))
    assert "0; url=../../book/#new" in moved
    assert "refresh" not in retired and "来源撤回了。" in retired and 'href="../../book/#new"' in retired
    assert "<b>" not in retired
