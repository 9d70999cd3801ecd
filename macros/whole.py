"""What can be said only once all pages are laid out: whatever the data promises stands on one of them."""

from __future__ import annotations

import re

from dataset.addresses import page_url
from dataset.problems import nearest
from publish.check.promises import check_register
from publish.redirects import read_redirects
from publish.register import read_register
from publish.write import diagrams

from .book import Book
from .page_links import ids_by_page

_ID = re.compile(r'\bid="([^"{}]+)"')


def check_whole(book: Book) -> None:
    """Report what the data names and no page has. Where a page is broken, it is not blamed for what it may have had."""
    _check_outline(book)
    _check_homes(book)
    if book.is_whole():
        _check_asked(book)
    diagrams.check(book.docs.parent, book.problems)
    _check_promises(book)
    # What is wrong elsewhere may be what would have cited a source.
    for key in () if book.problems else book.dataset.sources:
        if key not in book.cited:
            place = book.dataset.lines[f"source:{key}"]
            book.problems.add(*place, key, "没有任何地方引用这个来源；删去，或在正文里 cite")


def _check_promises(book: Book) -> None:
    """What has been released is still there; asked only where all else is right, for what is missing may follow from it."""
    root = book.docs.parent
    register, redirects = read_register(root / "data", book.problems), read_redirects(root / "data", book.problems)
    if book.problems:
        return
    live = {identity: page_url(page) for page, ids in ids_by_page(book).items() for identity in ids}
    for template in (root / "overrides").glob("*.html"):  # what the theme adds to a page is told by the built one alone
        for identity in _ID.findall(template.read_text(encoding="utf-8")):
            live.setdefault(identity, register.live.get(identity, ""))
    check_register(live, register, redirects, book.problems)


def _check_outline(book: Book) -> None:
    """Every entry of the table of contents is a heading with its number and title, on its page."""
    for entry in book.dataset.outline.values():
        heading, place = book.headings.get(entry.id), book.dataset.lines[f"section:{entry.id}"]
        if heading is None:
            if book.headings_known:
                book.problems.add(
                    *place, entry.id, f"docs/{entry.page} 里没有这个标题{nearest(entry.id, book.headings)}"
                )
        elif heading.page != entry.page:
            where = f"docs/{heading.page}:{heading.line}"
            book.problems.add(*place, f"{entry.id}.page", f"写的是 {entry.page}，标题却在 {where}")
        elif (heading.number, heading.title) != (entry.number, entry.title):
            wanted = f"{entry.number} {entry.title}"
            message = f"标题与目录（{place[0]}:{place[1]}）不一致，目录写作“{wanted}”"
            book.problems.add(f"docs/{heading.page}", heading.line, heading.label, message)


def _check_homes(book: Book) -> None:
    """Every table and every set of facts is shown whole on its data page, where its rows have their addresses."""
    tables = book.dataset.tables.items()
    homes = [(t.file, t.page, f"tbl-{name.replace('_', '-')}", f'table("{name}")') for name, t in tables]
    homes += [
        (f"data/facts/{slug}.yml", f.page, f"tbl-facts-{slug}", f'facts_table("{slug}")')
        for slug, f in book.dataset.facts.items()
    ]
    for file, page, anchor, call in homes:
        if anchor not in book.items and (page not in book.pages or book.pages[page].sound):
            book.problems.add(file, 1, "", f"没有数据页：在 docs/{page} 里写 {{{{ {call} }}}}")


def _check_asked(book: Book) -> None:
    """What is asked for stands somewhere."""
    known = set().union(*ids_by_page(book).values())
    for identity in book.dataset.asked:
        if identity not in known:
            place = book.dataset.lines[f"asked:{identity}"]
            book.problems.add(*place, identity, f"没有这个小节、表或术语{nearest(identity, known)}")
