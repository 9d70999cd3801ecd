"""被引用于: at the end of a section, the sections and cases whose text refers to it."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from ..anchors import Anchor
from ..pages import Page
from ..prose import is_heading, stands_apart
from ..templates import elements

Referrers = dict[str, dict[str, None]]  # id → ids of the headings whose text refers to it, in reading order


def referrers(pages: list[Page], anchors: dict[str, Anchor]) -> Referrers:
    """Who refers to whom in the running text; what stands above the section itself does not count."""
    found: Referrers = {}
    for page in pages:
        source = None
        for node in page.tree.css("article :is(h1, h2, h3, h4, a[href*='#'])"):
            if node.tag != "a":
                source = anchors.get(node.attributes["id"] or "") if is_heading(node) else None
                continue
            target = anchors.get((node.attributes["href"] or "").split("#")[-1])
            if source and target and _refers(source, target) and not stands_apart(node):
                found.setdefault(target.id, {})[source.id] = None
    return found


def _refers(source: Anchor, target: Anchor) -> bool:
    is_above = source.page == target.page and source.level < target.level
    return target.kind == "heading" and source.id != target.id and not is_above


def add_backlinks(page: Page, found: Referrers, anchors: dict[str, Anchor]) -> None:
    """Write the lists into the page, each before the next heading."""
    waiting: LexborNode | None = None
    for node in page.tree.css("article :is(h1, h2, h3, h4)"):
        if waiting is not None:
            node.insert_before(waiting)
            page.changed = True
        sources = found.get(node.attributes.get("id") or "", {})
        waiting = _list([(anchors[key], _label(anchors[key], anchors)) for key in sources], page) if sources else None
    if waiting is not None and (article := page.tree.css_first("article")):
        article.insert_child(waiting)
        page.changed = True


def _label(source: Anchor, anchors: dict[str, Anchor]) -> str:
    """The heading with the number of its section, or with the name of its page."""
    section = anchors[source.section]
    return source.title if section.id == source.id else f"{section.number or section.title} · {source.title}"


def _list(sources: list[tuple[Anchor, str]], page: Page) -> LexborNode:
    """A closed list: how many, and which once it is opened."""
    links = [
        (f"{page.link_to(source.page) if source.page != page.url else ''}#{source.id}", label)
        for source, label in sources
    ]
    return elements("cited-by.html", links=links)[0]
