"""Macros that lay out the rows of a table: table and factbox."""

from __future__ import annotations

from typing import Any

from dataset.model import Datum, Table, TableRow
from dataset.schema import GRADES, MISSING, Column
from dataset.units import UNITS
from publish.items import Cell, Item

from . import html
from .book import AuthorError, Book
from .rows import choose_columns, choose_rows, find_table, value

_LONG_TEXT = 20  # Han characters that a column of the usual width holds in two lines
_SAYS_NOTHING = {"", "—", *MISSING.values()}

View = dict[str, Any]  # what a template needs to know


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
    source = find_table(book, name)
    home = not anchor
    if home and book.page.page != source.page:
        raise AuthorError(f'整表只放在 docs/{source.page}；这里要写 anchor="tbl-…"', name)
    if not home and not anchor.startswith("tbl-"):
        raise AuthorError(f"anchor 应以 tbl- 开头：{anchor}", name)
    chosen = choose_columns(source, columns)
    picked = choose_rows(source, rows, where, sort)
    slug = name.replace("_", "-")
    anchor, caption = anchor or f"tbl-{slug}", caption or source.meta.title
    heads = [_head(column) for column in chosen]
    note = book.dataset.expand(source.meta.note)
    files = (f"data/{slug}.csv", f"data/{slug}.json")
    titles = [source.meta.row_title, *(head["title"] + _in_brackets(head["unit"]) for head in heads), "来源"]
    names = [row.name for row in picked]
    # First of all: a table whose rows are wrong has a home nevertheless.
    record_table(book, anchor, caption, names, () if home else (*titles, *names), note, files, name)
    views = [_row(book, source, row, chosen) for row in picked]
    notes = home and any(view["note"] for view in views)
    if home:
        for row, view in zip(picked, views, strict=True):
            book.record(_item(book, anchor, row, view, heads, notes))
    csv, json = map(book.page.asset, files)
    return html.render(
        "table",
        anchor=anchor,
        name=name,
        filters=_filters(source),
        caption=caption,
        row_title=source.meta.row_title,
        columns=heads,
        rows=views,
        is_home=home,
        notes=notes,
        note=note,
        legend=[grade for grade in GRADES if grade in {mark for view in views for mark in _grades(view)}],
        grades=GRADES,
        csv=csv,
        json=json,
        home="" if home else book.page.link(source.page),
    )


def factbox(book: Book, name: str, row: str, anchor: str, columns: list[str] | None = None, caption: str = "") -> str:
    """`{{ factbox("agents", "voyager", anchor="tbl-voyager-facts") }}`: one row of a table, upright, a line for each column."""
    source = find_table(book, name)
    picked = choose_rows(source, [row])[0]
    chosen = choose_columns(source, columns)
    caption = caption or f"{picked.name}概要"
    titles = [column.title for column in chosen]
    record_table(book, anchor, caption, [*titles, "来源"], [*titles, "来源"], needle=row)
    view = _row(book, source, picked, chosen)
    cells = list(zip(titles, view["cells"], strict=True))
    return html.render("factbox", anchor=anchor, caption=caption, row=view, cells=cells, grades=GRADES)


def record_table(
    book: Book,
    anchor: str,
    caption: str,
    names: list[str],
    heads: list[str] | tuple[str, ...],
    note: str = "",
    files: tuple[str, ...] = (),
    needle: str = "",
) -> None:
    """Hand on a table: the names of its rows, and the heads by which the search finds it (none where its rows are items)."""
    summary = f"{note}共 {len(names)} 行：{'、'.join(names)}。"
    text = "\n".join(filter(None, ("；".join(heads), note)))
    book.record(Item(anchor, "table", caption, book.page.page, summary, text, files=files), needle or caption)


def _in_brackets(unit: str) -> str:
    return f"（{unit}）" if unit else ""


def _head(column: Column) -> View:
    named = column.kind == "quantity" and column.unit in UNITS and column.unit != "个"
    unit = UNITS[column.unit].label if named else ""
    return {"key": column.key, "title": column.title, "unit": unit, "kind": column.kind, "note": column.note}


def _grades(view: View) -> set[str | None]:
    return {view["grade"], *(cell["grade"] for cell in view["cells"])}


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


def _row(book: Book, source: Table, row: TableRow, columns: list[Column]) -> View:
    shown = [(column, row.cells[column.key]) for column in columns if column.key in row.cells]
    grade = next(
        (c.grade for c in row.cells.values() if c.sources == row.sources and c.grade not in {None, "derived"}), None
    )
    notes = [row.note, *(f"{column.title}：{cell.note}" for column, cell in shown if cell.note)]
    return {
        "id": row.anchor,
        "href": book.page.link(source.page, row.anchor),
        "name": row.name,
        "cells": [_cell(book, column, cell, row, grade) for column, cell in shown],
        "choices": _choices(row, source),
        "grade": grade,
        "numbers": book.references(row.sources, row.id),
        "note": book.dataset.expand("；".join(filter(None, notes))),
    }


def _cell(book: Book, column: Column, cell: Datum, row: TableRow, row_grade: str | None) -> View:
    book.datum(cell.address)
    is_quantity, is_missing = column.kind == "quantity", cell.low is None and cell.text is None
    own = cell.grade != "derived" and cell.sources and cell.sources != row.sources
    return {
        "datum": cell,
        "text": cell.show(with_unit=False),
        "class": _cell_class(cell, column, is_missing),
        "address": cell.address,
        "value": value(cell) if is_quantity else None,
        "tip": book.tip(cell) if is_quantity and not is_missing else "",
        "grade": cell.grade if is_quantity and cell.grade != row_grade else None,
        "numbers": book.references(cell.sources, cell.address) if own else [],
    }


def _cell_class(cell: Datum, column: Column, is_missing: bool) -> str:
    """What the stylesheet needs to know: the column's kind, a gap, a text too long for a narrow column."""
    if is_missing:
        return f"is-{column.kind} is-missing"
    return f"is-{column.kind} is-long" if len(cell.text or "") > _LONG_TEXT else f"is-{column.kind}"


def _item(book: Book, table_id: str, row: TableRow, view: View, heads: list[View], notes: bool) -> Item:
    """The row as it is handed on: in its summary each cell that says something under its column's head."""
    pairs = list(zip(heads, view["cells"], strict=False))
    said = [(head["title"] + _in_brackets(head["unit"]), cell["text"]) for head, cell in pairs]
    note = view["note"] if notes else ""
    cells = [Cell(head["title"], cell["datum"].show(), mark(cell["grade"] or view["grade"])) for head, cell in pairs]
    return Item(
        row.anchor,
        "row",
        row.name,
        book.page.page,
        "；".join(f"{head} {text}" for head, text in [*said, ("备注", note)] if text not in _SAYS_NOTHING),
        note,
        tuple(cell for cell in cells if cell.value),
        table_id,
        tuple(dict.fromkeys([*row.sources, *(key for cell in row.cells.values() for key in cell.sources)])),
    )


def mark(grade: str | None) -> str:
    """The mark that stands for a grade."""
    return GRADES[grade][0] if grade else ""
