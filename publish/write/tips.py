"""What a figure, a term or a mark says of itself: a list beside the page, for a chapter has more than a thousand such texts.

overrides/assets/javascripts/later/notes.js shows them on hover, focus and touch. The other steps read titles, addresses and
sources in the pages, so this one comes after them.
"""

from __future__ import annotations

import json

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ..pages import Page


def move_tips(page: Page) -> None:
    """Write the titles of the article's elements into the list; an element keeps the number of its text."""
    article = page.tree.css_first("article")
    if article is None or article.css_first("[title]") is None:
        return
    _link_rows_once(article)
    listed = [node.attributes["id"] or "" for node in article.css("li[id^='ref-']")]
    places = {identity.removeprefix("ref-"): number for number, identity in enumerate(listed, 1)}
    numbers: dict[str, int] = {}
    for node in article.css("[title]"):
        text = node.attributes["title"] or ""
        if "data-address" in node.attributes:
            del node.attrs["data-address"]
            if "data-ref" in node.attributes:
                keys = (node.attributes["data-ref"] or "").split()
                text += f"；参考资料 {''.join(f'[{places[key]}]' for key in keys)}"
                del node.attrs["data-ref"]
        node.attrs["data-tip"] = str(numbers.setdefault(text, len(numbers)))
        del node.attrs["title"]
    file = page.path.with_suffix(".tips.json")
    article.attrs["data-tips"] = file.name
    file.write_text(json.dumps(list(numbers), ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    page.changed = True


def _link_rows_once(article: LexborNode) -> None:
    """Of the figures from one row in a paragraph the first leads there: ten links to one place are nine stops too many."""
    for block in article.css("p, li, dd, td"):
        rows: set[str] = set()
        for figure in block.css("a[data-address]"):
            row = figure.attributes.get("href") or ""
            if row in rows:
                figure.replace_with(_plain(figure))
            rows.add(row)


def _plain(figure: LexborNode) -> LexborNode:
    """The figure without its link; a link without an address would be one to nowhere for those that follow links."""
    span = LexborHTMLParser(f"<span>{figure.inner_html}</span>").css_first("span")
    for name, value in figure.attributes.items():
        if name != "href":
            span.attrs[name] = value
    return span
