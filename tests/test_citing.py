"""Citing: one record, exact forms, tags that reference managers read, a feed that readers subscribe to."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import yaml
from selectolax.lexbor import LexborHTMLParser

from dataset.edition import Edition, edition
from dataset.model import Dataset
from dataset.schema import Citation, Update
from publish.repair.citations import fill, forms
from publish.write.feed import write_feed
from tests.conftest import ROOT, SITE_URL

EDITION = Edition("小站", "小站", "摘要。", "1.2.0", "2024-12-31", "CC-BY-4.0")
VALUES = {"title": "1.1 芯片 & 集群", "link": "https://example.org/s/chips/", "today": "2025-01-02", "id": "chips"}
ATOM = "{http://www.w3.org/2005/Atom}"


def head(site: Path, page: str) -> LexborHTMLParser:
    return LexborHTMLParser((site / page / "index.html").read_text(encoding="utf-8"))


def test_the_forms_of_a_web_page():
    texts = {form["name"]: fill(form, **VALUES) for form in forms(EDITION, is_data=False)}
    assert (
        texts["GB/T 7714—2025"]
        == "小站. 1.1 芯片 & 集群[EB/OL]. （2024-12-31）[2025-01-02]. https://example.org/s/chips/."
    )
    assert (
        texts["GB/T 7714—2015"]
        == "小站. 1.1 芯片 & 集群[EB/OL]. (2024-12-31)[2025-01-02]. https://example.org/s/chips/."
    )
    assert (
        texts["纯文本"]
        == "1.1 芯片 & 集群，小站 1.2.0（数据 2024-12-31），https://example.org/s/chips/，2025-01-02 查阅。"
    )
    assert texts["BibTeX"].splitlines()[:3] == [
        "@misc{chips,",
        "  title = {{1.1 芯片 \\& 集群}},",
        "  author = {{小站}},",
    ]
    assert "  url = {https://example.org/s/chips/},\n  urldate = {2025-01-02}," in texts["BibTeX"]


def test_the_forms_of_a_data_set():
    texts = [fill(form, **VALUES) for form in forms(EDITION, is_data=True)[:2]]
    assert texts == [
        "小站. 1.1 芯片 & 集群[DS/OL]. V1.2.0. 小站（2024-12-31）[2025-01-02]. https://example.org/s/chips/.",
        "小站. 1.1 芯片 & 集群[DS/OL]. (2024-12-31)[2025-01-02]. https://example.org/s/chips/.",
    ]


def test_the_edition_is_that_of_the_newest_update():
    record = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    record["date-released"] = str(record["date-released"])
    update = Update(id="x", date="2031-05-06", kind="更正", title="改正", text="改了一处数字。")
    found = edition(Citation.model_validate(record), [update])
    assert found.date == "2031-05-06" and found.version == record["version"] and found.title == record["title"]


def test_the_citation_file_is_complete():
    record = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert {"cff-version", "message", "title", "authors", "version", "date-released", "license", "type"} <= set(record)


def test_every_page_tells_how_to_cite_it(site: Path, dataset):
    shown = dataset.edition
    for name in ("", "foundations", "agents/voyager", "data/models", "glossary"):
        box = head(site, name).css_first("aside.citing")
        assert box is not None and f"版本 {shown.version}，数据 {shown.date}" in box.text(), name
        assert "[引用日期]" in box.text() and SITE_URL + "s/" in box.text(), name
        assert f"版本 {shown.version}，数据 {shown.date}" in head(site, name).css_first("footer").text()


def test_tags_for_reference_managers(site: Path, dataset):
    def tags(name: str) -> dict[str, str]:
        return {n.attributes["name"]: n.attributes["content"] for n in head(site, name).css("meta[name^=citation_]")}

    date = dataset.edition.date.replace("-", "/")
    assert tags("foundations") == {
        "citation_title": "1 大语言模型发展基石",
        "citation_author": "大模型报告在线版",
        "citation_book_title": "大模型报告在线版",
        "citation_publication_date": date,
        "citation_public_url": f"{SITE_URL}foundations/",
        "citation_language": "zh-CN",
    }
    assert (
        tags("")["citation_technical_report_institution"] == "大模型报告在线版"
        and tags("")["citation_title"] == "大模型报告在线版"
    )


def test_linked_data_tells_report_chapter_and_data_set(site: Path):
    def linked(name: str) -> dict:
        return json.loads(head(site, name).css_first('script[type="application/ld+json"]').text())

    assert linked("")["@type"] == "Report"
    chapter, data = linked("status"), linked("data/models")
    assert (
        chapter["@type"] == "Chapter"
        and chapter["isPartOf"]["url"] == SITE_URL
        and chapter["name"] == "2 大语言模型发展现状"
    )
    assert data["@type"] == "Dataset" and data["license"].startswith("https://creativecommons.org/licenses/by/4.0/")
    for file in data["distribution"]:
        assert (site / file["contentUrl"].removeprefix(SITE_URL)).is_file()


def test_the_feed_is_atom(site: Path, dataset):
    feed = ElementTree.parse(site / "feed.xml").getroot()
    assert feed.tag == f"{ATOM}feed" and feed.findtext(f"{ATOM}id") == f"{SITE_URL}feed.xml"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == len(dataset.updates) > 0
    page = head(site, "updates")
    for entry in entries:
        assert entry.findtext(f"{ATOM}title") and entry.findtext(f"{ATOM}updated", "").endswith("T00:00:00Z")
        identity = entry.findtext(f"{ATOM}id", "").split("#")[1]
        assert page.css_first(f"#{identity}") is not None


def test_the_feed_escapes_and_names_sections(tmp_path: Path):
    update = Update(
        id="a", date="2025-01-02", kind="更正", title="<b> & 数字", text="改了 <i>一处</i>。", sections=["ai-chips"]
    )
    write_feed(Dataset(updates={"a": update}), EDITION, tmp_path, SITE_URL)
    entry = ElementTree.parse(tmp_path / "feed.xml").getroot().find(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "更正：<b> & 数字"
    content = entry.findtext(f"{ATOM}content")
    assert "&lt;i&gt;一处&lt;/i&gt;" in content and f'<a href="{SITE_URL}s/ai-chips/">ai-chips</a>' in content
