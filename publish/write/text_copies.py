"""The text for language models and for quoting: `<page>/index.md`, `/llms.txt`, `/llms-full.txt`, made from the built pages.

Macros are resolved, ids stand behind headings, captions and rows as `{#id}`, figures are text, and each is followed by the
keys of its sources in brackets, as in `/sources.json`.
"""

from __future__ import annotations

from pathlib import Path

from dataset.edition import Edition
from dataset.model import Dataset

from ..anchors import Anchor
from ..pages import Page
from .markdown import markdown


def write_text_copies(
    pages: list[Page], anchors: list[Anchor], dataset: Dataset, edition: Edition, site: Path, site_url: str
) -> None:
    """Write the copies of all pages that have a title, their list, and all of them in one file."""
    titles: dict[str, Anchor] = {}
    for anchor in anchors:
        if anchor.level == 1:
            titles.setdefault(anchor.page, anchor)
    articles = {page.url: page.tree.css_first("article") for page in pages if page.url in titles}
    texts = {url: markdown(article) for url, article in articles.items() if article is not None}
    version = f"版本 {edition.version}，数据 {edition.date}，{edition.licence}"
    for url, text in texts.items():
        head = f"---\ntitle: {titles[url].title}\nurl: {site_url}{url}\nedition: {edition.title}，{version}\n---\n\n"
        (site / url / "index.md").write_text(head + text, encoding="utf-8")
    groups = _groups(titles, dataset)
    more = (
        f"全文在一个文件里：{site_url}llms-full.txt；数据：{site_url}data/index.json；地址登记：{site_url}sections.json"
    )
    lines = [f"# {edition.title}", "", f"> {edition.abstract}", "", f"{version}。{more}。"]
    for name, urls in groups.items():
        lines += [
            "",
            f"## {name}",
            "",
            *(f"- [{titles[url].title}]({site_url}{url}index.md)：{titles[url].text}" for url in urls),
        ]
    (site / "llms.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    full = [f"<!-- {site_url}{url} -->\n\n{texts[url]}" for urls in groups.values() for url in urls]
    (site / "llms-full.txt").write_text(
        f"# {edition.title}\n\n> {edition.abstract}\n\n" + "\n\n".join(full), encoding="utf-8"
    )


def _groups(titles: dict[str, Anchor], dataset: Dataset) -> dict[str, list[str]]:
    """Group → addresses of its pages: the report in its own order, then data, then the rest."""
    pages = {anchor.id: anchor.page for anchor in titles.values()}
    report = [pages[key] for key in dataset.outline if key in pages]
    data = sorted(url for url in titles if url.startswith("data/") and url not in report)
    rest = sorted(url for url in titles if url not in {*report, *data})
    return {name: urls for name, urls in (("正文", report), ("数据", data), ("其他", rest)) if urls}
