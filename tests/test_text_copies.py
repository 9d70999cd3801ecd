"""Copies for language models and for quoting: Markdown with macros resolved, sources as keys, ids kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from publish.write.markdown import markdown
from tests.conftest import SITE_URL


def convert(html: str) -> str:
    return markdown(LexborHTMLParser(f"<article>{html}</article>").css_first("article"))


def test_figures_are_text_with_the_keys_of_their_sources():
    marks = '<sup class="fact__ref"><a href="#ref-brown2020">[1]</a><a href="#ref-x">[2]</a></sup>'
    figure = '<a href="../data/models/#row-gpt-3" data-address="models/gpt-3/tokens" data-ref="brown2020 x">1750 亿<abbr>估</abbr></a>'
    for shown in (
        figure,
        f"1750 亿<abbr>估</abbr>{marks}",
        '1750 亿<abbr>估</abbr><sup data-ref="brown2020 x">[1][2]</sup>',
    ):
        assert convert(f"<p>共 {shown}。</p>") == "共 1750 亿〔估〕[brown2020, x]。\n"


def test_ids_stand_behind_what_bears_them():
    head = '<thead><tr><th>名</th><th>数<span class="data-table__unit">（亿）</span></th></tr></thead>'
    body = '<tbody><tr id="row-b"><th scope="row">甲|乙</th><td>1</td></tr></tbody>'
    table = f'<figure class="data-table" id="tbl-a"><table><caption>表</caption>{head}{body}</table></figure>'
    expected = "## 1.1 题 {#x}\n\n**表** {#tbl-a}\n\n| 名 | 数（亿） |\n| --- | --- |\n| 甲\\|乙 {#row-b} | 1 |\n"
    assert convert(f'<h2 id="x">1.1 题</h2>{table}') == expected


def test_blocks():
    assert convert("<ul><li>一<ul><li>二</li></ul></li><li><p>三</p></li></ul>") == "- 一\n  - 二\n- 三\n"
    assert (
        convert('<div class="language-text highlight"><pre><code>a * b\n  c</code></pre></div>')
        == "```text\na * b\n  c\n```\n"
    )
    assert convert("<blockquote><p>引</p></blockquote>") == "> 引\n"
    assert (
        convert("<p><strong>重</strong> <a href='b/#c'>链</a> <code>x_y</code> 2*3_4</p>")
        == "**重** [链](b/#c) `x_y` 2\\*3\\_4\n"
    )
    assert (
        convert('<dl><dt id="term-a">词<span class="glossary__english">Word</span></dt><dd>义</dd></dl>')
        == "**词 Word** {#term-a}\n\n义\n"
    )


def test_every_page_has_a_copy_that_it_names(site: Path):
    for path in site.rglob("index.html"):
        if path.relative_to(site).as_posix().startswith("s/"):
            continue
        tree = LexborHTMLParser(path.read_text(encoding="utf-8"))
        link = tree.css_first("link[type='text/markdown']")
        assert (
            link is not None
            and (path.parent / link.attributes["href"]).resolve() == (path.parent / "index.md").resolve()
        ), path
        assert (path.parent / "index.md").is_file(), path


def test_a_copy_keeps_text_numbers_and_ids(site: Path, dataset):
    text = (site / "foundations" / "index.md").read_text(encoding="utf-8")
    assert text.startswith(f"---\ntitle: 1 大语言模型发展基石\nurl: {SITE_URL}foundations/\n")
    for entry in dataset.outline.values():
        if entry.page == "foundations.md":
            assert f"# {entry.number} {entry.title} {{#{entry.id}}}" in text
    assert "{{" not in text and "<span" not in text and "GPT-3" in text
    assert re.search(r"1750 亿[^|\n]{0,10}\[brown2020\]", text)
    models = (site / "data" / "models" / "index.md").read_text(encoding="utf-8")
    assert "{#tbl-models}" in models and "GPT-3 175B {#row-gpt-3} |" in models


def test_all_registered_ids_are_in_the_full_text(site: Path):
    full = (site / "llms-full.txt").read_text(encoding="utf-8")
    entries = json.loads((site / "sections.json").read_text(encoding="utf-8"))
    missing = [entry["id"] for entry in entries if f"{{#{entry['id']}}}" not in full and entry["page"]]
    assert not missing, missing[:10]


def test_the_list_names_every_copy(site: Path):
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith("# 大模型报告在线版\n\n> ")
    links = re.findall(r"\]\((\S+?)\)", text)
    assert len(links) == len(set(links)) == len(list(site.rglob("index.md")))
    assert all((site / link.removeprefix(SITE_URL)).is_file() for link in links)
    assert text.index("foundations/index.md") < text.index("status/index.md") < text.index("data/models/index.md")


def test_the_sources_named_exist(site: Path, dataset):
    text = (site / "foundations" / "index.md").read_text(encoding="utf-8").split("## 参考资料")[0]
    keys = {
        key
        for group in re.findall(r"(?<=[^\]!])\[([a-z][a-z0-9.-]+(?:, [a-z][a-z0-9.-]+)*)\](?!\()", text)
        for key in group.split(", ")
    }
    assert len(keys) > 20 and keys <= set(dataset.sources), keys - set(dataset.sources)
