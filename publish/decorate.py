"""What the built pages get for sharing and citing: titles that scripts read, aliases, backlinks, tags in the head, the cite box."""

from __future__ import annotations

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, LexborNode

from dataset.edition import Edition

from .anchors import Anchor
from .backlinks import add_backlinks, references
from .citations import cite_box, record
from .meta import head_tags, is_data_page
from .pages import Page
from .redirects import add_aliases
from .register import Register


def decorate(pages: list[Page], anchors: list[Anchor], register: Register, edition: Edition, site_url: str) -> None:
    """Add all of it to every page that has a title with an address."""
    live = {anchor.id: anchor for anchor in anchors}
    found = references(pages, live)
    for page in pages:
        titles = [anchor for anchor in anchors if anchor.page == page.url]
        title = next((anchor for anchor in titles if anchor.level == 1), None)
        article = page.tree.css_first("article")
        if title is None or article is None or page.tree.head is None:
            continue
        _name(page, titles)
        add_aliases(page, register, live)
        add_backlinks(page, found, live)
        is_data = is_data_page(page)
        _append(page.tree.head, head_tags(page, title, edition, site_url))
        article.insert_after(_node(cite_box(title, edition, is_data, site_url)))
        article.insert_after(_node(record(edition, is_data, site_url, page.link_to(""))))
        page.changed = True


def _name(page: Page, anchors: Iterable[Anchor]) -> None:
    """The title under which each thing is shared, for share/menu.js."""
    nodes = {node.attributes["id"]: node for node in page.tree.css("article [id]")}
    for anchor in anchors:
        if (node := nodes.get(anchor.id)) is not None:
            node.attrs["data-share"] = anchor.label


def _append(parent: LexborNode, tags: list[str]) -> None:
    for tag in tags:
        parent.insert_child(_node(tag))


def _node(html: str) -> LexborNode:
    """The one element that `html` consists of."""
    tree = LexborHTMLParser(html, is_fragment=True)
    return next(node for node in tree.css("*"))
