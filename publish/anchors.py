"""Everything on the site that has an address of its own, in reading order, with what its short link says of it.

Headings and their first sentences come from the built pages, everything else from the items that the macros recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from dataset.addresses import page_url
from dataset.headings import NUMBER
from dataset.paths import is_id

from .items import REGISTERED, Item, Items
from .pages import Page
from .prose import is_heading, is_prose, text

_SENTENCE = re.compile(r".+?[。！？；]|.+$")
_LONGEST = 110  # characters that chat programs show of a description
_SHORTEST = 8  # a paragraph with less says nothing


@dataclass
class Anchor:
    """`text` are its first sentences, `section` the numbered heading (or page title) that it belongs to, `heading` the one just above."""

    id: str
    kind: str  # heading, table, figure, claim, row, term
    number: str
    level: int
    title: str
    page: str  # url of the page, relative to the site's root
    url: str
    text: str = ""
    section: str = ""
    heading: str = ""
    table: str = ""  # the title of a row's table

    @property
    def label(self) -> str:
        """The title as it is shared, out of its page: a row with its table."""
        return f"{self.table}：{self.title}" if self.table else self.title

    @property
    def short(self) -> str:
        """The address of its short link, relative to the site's root."""
        return f"s/{self.id}/"


def read_anchors(pages: list[Page], items: Items) -> list[Anchor]:
    """All anchors of the built site in reading order; an id that stands on two pages counts where it comes first."""
    found: dict[str, Anchor] = {}
    for page in pages:
        for anchor in _page_anchors(page, items):
            if is_id(anchor.id):  # others have been reported and name no file
                found.setdefault(anchor.id, anchor)
    return list(found.values())


def first_sentences(words: str) -> str:
    """As many whole sentences as fit a preview; a first one that is too long is cut."""
    taken = ""
    for sentence in _SENTENCE.findall(words):
        if taken and len(taken) + len(sentence) > _LONGEST:
            break
        taken += sentence
    return re.sub("；$", "。", taken) if len(taken) <= _LONGEST else taken[: _LONGEST - 1] + "…"


def _page_anchors(page: Page, items: Items) -> Iterator[Anchor]:
    """Walks one article. A heading takes the first prose below it, be it under a lower heading."""
    headings: list[Anchor] = []  # from the page's title down to the current one
    for node in page.tree.css("article :is([id], p, li)"):
        identity = node.attributes.get("id") or ""
        item = items.get(identity)
        if is_heading(node):
            headings = [heading for heading in headings if heading.level < int(node.tag[1])]
            headings.append(_heading(node, page, headings))
            yield headings[-1]
        elif item is not None and item.kind in REGISTERED and page_url(item.page) == page.url:
            yield _anchor(item, page, items, headings[-1] if headings else None)
        elif node.tag in {"p", "li"} and any(not heading.text for heading in headings) and is_prose(node):
            _describe(headings, text(node).replace("\n", " "))


def _heading(node: LexborNode, page: Page, above: list[Anchor]) -> Anchor:
    identity, level, title = node.attributes["id"] or "", int(node.tag[1]), text(node)
    number = NUMBER.match(title)
    section = identity if number or level == 1 or not above else above[-1].section
    url = f"{page.url}#{identity}"
    description = page.tree.css_first("meta[name=description]") if level == 1 else None
    about = (description.attributes.get("content") or "") if description is not None else ""
    return Anchor(
        identity, "heading", number[1] if number else "", level, title, page.url, url, about, section, identity
    )


def _anchor(item: Item, page: Page, items: Items, above: Anchor | None) -> Anchor:
    title = f"报告说：{item.title}" if item.kind == "claim" else item.title
    section, heading = (above.section, above.id) if above else ("", "")
    table = items[item.table].title if item.table in items else ""
    url, about = f"{page.url}#{item.id}", first_sentences(item.summary)
    return Anchor(item.id, item.kind, "", 0, title, page.url, url, about, section, heading, table)


def _describe(headings: list[Anchor], words: str) -> None:
    """Give `words` to the headings that have no text yet."""
    if len(words) > _SHORTEST:
        for heading in headings:
            heading.text = heading.text or first_sentences(words)
