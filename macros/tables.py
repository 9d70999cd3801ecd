"""Macros that lay out rows: table and facts_table."""

from __future__ import annotations

from typing import Any

from simpleeval import SimpleEval

from dataset.model import Datum, Table, TableRow
from dataset.problems import nearest
from dataset.schema import GRADES, Column
from dataset.units import UNITS

from . import html
from .book import AuthorError, Book

_LONG_TEXT = 20  # Han characters that a column of the usual width holds in two lines


def table(
    book: Book,
    name: str,
    columns: list[str] | None = None,
    rows: list[str] | None = None,
    where: str = "",
    sort: str = "",
    caption: str = "",
    anchor: str = "",
) -> str:
    """`{{ table("models", columns=["tokens"], where="tokens >= 1e12", sort="-tokens", anchor="tbl-big") }}`.

    Without `anchor` it is the table's home: all rows, with their permanent ids (only on its data page).
    `where` is an expression over column keys in base units; rows without such a number are left out.
    """
    source = book.dataset.tables.get(name)
    if source is None:
        raise AuthorError(
            "" if name in book.dataset.broken else f"没有表 {name}{nearest(name, book.dataset.tables)}", name
        )
    home = not anchor
    if home and book.page.page != source.page:
        raise AuthorError(f'整表只放在 docs/{source.page}；这里要写 anchor="tbl-…"', name)
    if not home and not anchor.startswith("tbl-"):
        raise AuthorError(f"anchor 应以 tbl- 开头：{anchor}", name)
    chosen = _columns(source, columns, name)
    picked = _sorted(_filtered(_picked(source, rows, name), where, name), sort, source, name)
    anchor = anchor or f"tbl-{name.replace('_', '-')}"
    register(book, anchor, "table", caption or source.meta.title, name)
    views = [_row(book, source, row, chosen, home) for row in picked]
    units = [_column(column) for column in chosen]
    legend = [
        grade
        for grade in GRADES
        if any(grade == v["grade"] or any(grade == c["grade"] for c in v["cells"]) for v in views)
    ]
    slug = name.replace("_", "-")
    return html.render(
        "table",
        anchor=anchor,
        name=name,
        filters=_filters(source),
        caption=caption or source.meta.title,
        row_title=source.meta.row_title,
        columns=units,
        rows=views,
        notes=home and any(v["note"] for v in views),
        note=book.dataset.expand(source.meta.note),
        legend=legend,
        grades=GRADES,
        csv=book.page.asset(f"data/{slug}.csv"),
        json=book.page.asset(f"data/{slug}.json"),
        home="" if home else book.page.link(source.page),
    )


def register(book: Book, anchor: str, kind: str, title: str, needle: str) -> None:
    """Note an anchor that a macro makes; two of the same id are a mistake."""
    if anchor in book.anchors or anchor in book.headings:
        raise AuthorError(
            f"id {anchor} 已经用在 docs/{book.anchors[anchor][0] if anchor in book.anchors else book.headings[anchor].page}",
            needle,
        )
    book.anchors[anchor] = (book.page.page, kind, title)


def _columns(source: Table, keys: list[str] | None, name: str) -> list[Column]:
    try:
        return [source.column(key) for key in keys] if keys else list(source.meta.columns)
    except KeyError as error:
        raise AuthorError(error.args[0], name) from None


def _column(column: Column) -> dict[str, Any]:
    named = column.kind == "quantity" and column.unit in UNITS and column.unit != "个"
    unit = UNITS[column.unit].label if named else ""
    return {"key": column.key, "title": column.title, "unit": unit, "kind": column.kind, "note": column.note}


def _picked(source: Table, ids: list[str] | None, name: str) -> list[TableRow]:
    if ids is None:
        return list(source.rows)
    by_id = {row.id: row for row in source.rows}
    for row_id in ids:
        if row_id not in by_id:
            raise AuthorError(f"表 {name} 没有行 {row_id}{nearest(row_id, by_id)}", row_id)
    return [by_id[row_id] for row_id in ids]


def _value(datum: Datum | None) -> Any:
    if datum is None:
        return None
    base = datum.base()
    return (base[0] + base[1]) / 2 if base else datum.text


def _filtered(rows: list[TableRow], where: str, name: str) -> list[TableRow]:
    if not where:
        return rows
    kept = []
    for row in rows:
        values = {key: _value(cell) for key, cell in row.cells.items()}
        try:
            if SimpleEval(names=values).eval(where):
                kept.append(row)
        except TypeError:
            continue  # a missing number compares with nothing
        except Exception as error:
            raise AuthorError(f"where 算不出来：{error}", name) from None
    return kept


def _sorted(rows: list[TableRow], sort: str, source: Table, name: str) -> list[TableRow]:
    if not sort:
        return rows
    key = sort.removeprefix("-")
    _columns(source, [key], name)
    known = [row for row in rows if _value(row.cells.get(key)) is not None]
    missing = [row for row in rows if _value(row.cells.get(key)) is None]
    return sorted(known, key=lambda row: _value(row.cells[key]), reverse=sort.startswith("-")) + missing


def _filters(source: Table) -> str:
    """The choice columns with the values in use, for the filters that a script adds: “open_source:开源:是,否,部分;…”."""
    found = []
    for column in (c for c in source.meta.columns if c.kind == "choice"):
        used = {row.cells[column.key].text for row in source.rows if column.key in row.cells}
        found.append(f"{column.key}:{column.title}:{','.join(choice for choice in column.choices if choice in used)}")
    return ";".join(found)


def _choices(row: TableRow, source: Table) -> str:
    """The row's values in the choice columns, shown or not: “open_source=是;…”."""
    return ";".join(
        f"{c.key}={row.cells[c.key].text}"
        for c in source.meta.columns
        if c.kind == "choice" and c.key in row.cells and row.cells[c.key].text
    )


def _cell_class(cell: Datum, column: Column) -> str:
    """What the stylesheet needs to know: the column's kind, a gap, a text too long for a narrow column."""
    if cell.low is None and cell.text is None:
        return f"is-{column.kind} is-missing"
    return f"is-{column.kind} is-long" if len(cell.text or "") > _LONG_TEXT else f"is-{column.kind}"


def _row(book: Book, source: Table, row: TableRow, columns: list[Column], home: bool) -> dict[str, Any]:
    cells = [row.cells[column.key] for column in columns if column.key in row.cells]
    row_grade = next(
        (c.grade for c in row.cells.values() if c.sources == row.sources and c.grade not in {None, "derived"}), None
    )
    views, notes = [], [row.note] if row.note else []
    for column, cell in zip(columns, cells, strict=False):
        book.datum(cell.address)
        missing, derived = cell.low is None and cell.text is None, cell.grade == "derived"
        own = not derived and cell.sources and cell.sources != row.sources
        if cell.note:
            notes.append(f"{column.title}：{cell.note}")
        views.append(
            {
                "text": cell.show(with_unit=False),
                "class": _cell_class(cell, column),
                "address": cell.address,
                "value": _value(cell) if column.kind == "quantity" else None,
                "tip": book.tip(cell) if not missing and column.kind == "quantity" else "",
                "grade": cell.grade if column.kind == "quantity" and cell.grade != row_grade else None,
                "numbers": book.references(cell.sources, cell.address) if own else [],
            }
        )
    return {
        "id": row.anchor if home else "",
        "href": "" if home else book.page.link(source.page, row.anchor),
        "name": row.name,
        "cells": views,
        "choices": _choices(row, source),
        "grade": row_grade,
        "numbers": book.references(row.sources, row.id),
        "note": book.dataset.expand("；".join(notes)),
    }


def factbox(book: Book, name: str, row: str, anchor: str, columns: list[str] | None = None, caption: str = "") -> str:
    """`{{ factbox("agents", "voyager", anchor="tbl-voyager-facts") }}`: one row of a table, upright, a line for each column."""
    source = book.dataset.tables.get(name)
    if source is None:
        raise AuthorError(
            "" if name in book.dataset.broken else f"没有表 {name}{nearest(name, book.dataset.tables)}", name
        )
    picked = _picked(source, [row], row)[0]
    chosen = _columns(source, columns, name)
    caption = caption or f"{picked.name}概要"
    register(book, anchor, "table", caption, row)
    view = _row(book, source, picked, chosen, home=False)
    cells = list(zip([column.title for column in chosen], view["cells"], strict=True))
    return html.render("factbox", anchor=anchor, caption=caption, row=view, cells=cells, grades=GRADES)


def facts_table(book: Book, slug: str) -> str:
    """`{{ facts_table("foundations") }}`: all facts of `data/facts/<slug>.yml`, only on their data page."""
    facts = book.dataset.facts.get(slug)
    if facts is None:
        raise AuthorError(f"没有事实文件 {slug}{nearest(slug, book.dataset.facts)}", slug)
    if book.page.page != facts.page:
        raise AuthorError(f"事实表只放在 docs/{facts.page}", slug)
    anchor = f"tbl-facts-{slug}"
    register(book, anchor, "table", facts.title, slug)
    rows = []
    for item, carried in facts.rows:
        figures = [
            {
                "address": d.address,
                "text": d.show(),
                "label": d.label if item.parts else "",
                "grade": d.grade if d.grade != item.grade else None,
            }
            for d in carried
            if d.text is None
        ]
        sources = dict.fromkeys(key for d in carried for key in (*item.source, *d.sources))
        statement = book.dataset.expand(item.statement)
        note = book.dataset.expand(item.note) if item.note else ""
        rows.append(
            {
                "id": f"row-{item.id}",
                "statement": statement,
                "note": note,
                "figures": figures,
                "asof": item.asof or "",
                "grade": item.grade,
                "numbers": book.references(tuple(sources), item.id),
            }
        )
    return html.render(
        "facts",
        anchor=anchor,
        caption=facts.title,
        rows=rows,
        grades=GRADES,
        csv=book.page.asset(f"data/facts-{slug}.csv"),
        json=book.page.asset(f"data/facts-{slug}.json"),
    )
