"""The macro that lays out facts: facts_table."""

from __future__ import annotations

from typing import Any

from dataset.model import Datum
from dataset.problems import nearest
from dataset.schema import GRADES, Fact
from publish.items import Cell, Item

from . import html
from .book import AuthorError, Book
from .tables import record_table
from .views import mark

_FIGURE, _DATE = "数字", "日期"


def facts_table(book: Book, slug: str) -> str:
    """`{{ facts_table("foundations") }}`: all facts of `data/facts/<slug>.yml`, only on their data page."""
    facts = book.dataset.facts.get(slug)
    if facts is None:
        broken = "facts" in book.dataset.broken
        raise AuthorError("" if broken else f"没有事实文件 {slug}{nearest(slug, book.dataset.facts)}", slug)
    if book.page.page != facts.page:
        raise AuthorError(f"事实表只放在 docs/{facts.page}", slug)
    anchor, files = f"tbl-facts-{slug}", (f"data/facts-{slug}.csv", f"data/facts-{slug}.json")
    statements = [book.dataset.expand(fact.statement) for fact, _ in facts.rows]
    record_table(book, anchor, facts.title, statements, (), "", files, slug)
    rows = [_row(book, fact, carried) for fact, carried in facts.rows]
    for row in rows:
        book.record(_item(book, anchor, row))
    csv, json = map(book.page.asset, files)
    return html.render(
        "facts",
        anchor=anchor,
        caption=facts.title,
        heads=("事实", _FIGURE, _DATE, "来源"),
        rows=rows,
        grades=GRADES,
        csv=csv,
        json=json,
    )


def _row(book: Book, fact: Fact, carried: tuple[Datum, ...]) -> dict[str, Any]:
    figures = [
        {
            "text": datum.show(),
            "label": datum.label if fact.parts else "",
            "grade": datum.grade if datum.grade != fact.grade else None,
        }
        for datum in carried
        if datum.text is None
    ]
    sources = tuple(dict.fromkeys(key for datum in carried for key in (*fact.source, *datum.sources)))
    return {
        "id": f"row-{fact.id}",
        "statement": book.dataset.expand(fact.statement),
        "note": book.dataset.expand(fact.note) if fact.note else "",
        "figures": figures,
        "asof": fact.asof or "",
        "grade": fact.grade,
        "later": fact.later,
        "numbers": book.references(sources, fact.id),
        "sources": sources,
    }


def _item(book: Book, table_id: str, row: dict[str, Any]) -> Item:
    said = "，".join(f"{f['label']}：{f['text']}" if f["label"] else f["text"] for f in row["figures"])
    parts = [f"{head} {text}" for head, text in ((_FIGURE, said), (_DATE, row["asof"])) if text]
    cells = [Cell(f["label"] or _FIGURE, f["text"], mark(f["grade"] or row["grade"])) for f in row["figures"]]
    if row["asof"]:
        cells.append(Cell(_DATE, row["asof"], mark(row["grade"])))
    return Item(
        row["id"],
        "row",
        row["statement"],
        book.page.page,
        "；".join([*parts, *filter(None, [row["note"]])]),
        row["note"],
        tuple(cells),
        table_id,
        row["sources"],
        is_statement=True,
    )
