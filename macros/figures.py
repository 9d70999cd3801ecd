"""Macros for single figures, citations, cross references, terms and diagrams."""

from __future__ import annotations

from dataset.problems import nearest
from dataset.schema import GRADES
from publish.items import Item
from publish.write import diagrams

from . import html
from .book import AuthorError, Book


def fact(book: Book, address: str, ref: bool = True, unit: bool = True, later: bool = False) -> str:
    """`{{ fact("models/gpt-3/tokens") }}` → “3000 亿 token[3]”, linked to its row.

    `ref=False` leaves out the source mark (the sentence already carries it), `unit=False` the unit.
    A grade mark shows where the figure is not from an original source. Unknown addresses are reported, and so are facts
    marked `later` outside `!!! later` boxes; `later=True` where the sentence itself says what time it speaks of.
    """
    datum = book.datum(address)
    if book.is_later(address) and not (later or book.page.is_later):
        hint = "移进 !!! later 里；句子自己写明了时间的，加上 later=True"
        raise AuthorError(f"{address} 晚于 2024 年底，不能混在正文里：{hint}", address)
    if later and not book.is_later(address):
        raise AuthorError(f"{address} 不晚于 2024 年底，去掉 later=True", address)
    numbers = book.references(book.dataset.root_sources(datum), address) if ref else []
    shaky = datum.grade not in {None, "primary", "secondary"}
    return html.render(
        "fact",
        href=book.home(datum),
        tip=book.tip(datum),
        datum=datum,
        text=datum.show(unit),
        numbers=numbers,
        show_grade=shaky and ref,
        grades=GRADES,
    )


def cite(book: Book, *sources: str) -> str:
    """`{{ cite("brown2020") }}` → “[3]”, linked to the reference list at the page's end."""
    if not sources:
        raise AuthorError("要写至少一个来源的键", "cite")
    return html.render("cite", numbers=book.references(sources))


def section(book: Book, heading: str, text: str = "") -> str:
    """`{{ section("ai-chips") }}` → “1.1.2 AI 芯片…” as a link; `text` replaces the wording."""
    target = book.headings.get(heading)
    if target is None:
        hint = nearest(heading, book.headings)
        raise AuthorError(f"没有标题 id {heading}{hint}" if book.headings_known else "", heading)
    return html.render(
        "link",
        **{"class": "section-ref"},
        href=book.page.link(target.page, target.id),
        text=text or target.label,
        title="",
    )


def term(book: Book, key: str, text: str = "") -> str:
    """`{{ term("kv-cache") }}` → the term, linked to the glossary, its definition in the tooltip."""
    entry = book.dataset.terms.get(key)
    if entry is None:
        broken = f"term:{key}" in book.dataset.broken
        raise AuthorError("" if broken else f"没有术语 {key}{nearest(key, book.dataset.terms)}", key)
    return html.render(
        "link",
        **{"class": "term"},
        href=book.page.link("glossary.md", f"term-{key}"),
        text=text or entry.term,
        title=f"{entry.en}：{entry.definition}",
    )


def figure(book: Book, name: str, caption: str, alt: str = "") -> str:
    """`{{ figure("voyager", caption="Voyager 的架构") }}`: the diagram `data/diagrams/voyager.d2`, id `fig-voyager`.

    `alt` describes what the picture shows; without it the caption stands in (then the text around must describe it).
    """
    root = book.docs.parent
    known = diagrams.names(root)
    if name not in known:
        raise AuthorError(f"没有图 data/diagrams/{name}.d2{nearest(name, known)}", name)
    anchor = f"fig-{name}"
    book.record(Item(anchor, "figure", caption, book.page.page, alt or caption), name)
    images = []
    for scheme, svg in diagrams.pictures(root, name, book.problems):
        width, height = diagrams.size(svg)
        src = book.page.asset(f"assets/diagrams/{name}-{scheme}.svg")
        images.append({"src": src, "scheme": scheme, "width": width, "height": height})
    return html.render("figure", anchor=anchor, caption=caption, alt=alt or caption, images=images)
