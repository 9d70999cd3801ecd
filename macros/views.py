"""What the templates of tables need to know of columns, rows and cells."""

from __future__ import annotations

from typing import Any

from dataset.model import Datum, Table, TableRow
from dataset.schema import GRADES, Column
from dataset.units import UNITS

from .book import Book
from .rows import value

LONG_TEXT = 20  # Han characters that a column of the usual width holds in two lines

View = dict[str, Any]


def in_brackets(unit: str) -> str:
    """A unit as it follows a column's title."""
    return f"（{unit}）" if unit else ""


def head_view(column: Column) -> View:
    """A column's head; counts have no unit to show."""
    named = column.kind == "quantity" and column.unit in UNITS and column.unit != "个"
    unit = UNITS[column.unit].label if named else ""
    return {"key": column.key, "title": column.title, "unit": unit, "kind": column.kind, "note": column.note}


def filters(source: Table) -> list[View]:
    """The choice columns with the values in use."""
    found = []
    for column in (c for c in source.meta.columns if c.kind == "choice"):
        used = {row.cells[column.key].text for row in source.rows if column.key in row.cells}
        values = [choice for choice in column.choices if choice in used]
        found.append({"key": column.key, "title": column.title, "values": values})
    return found


def _choices(row: TableRow, source: Table) -> str:
    """The row's values in the choice columns, shown or not: “open_source=是;…”."""
    return ";".join(
        f"{c.key}={row.cells[c.key].text}"
        for c in source.meta.columns
        if c.kind == "choice" and c.key in row.cells and row.cells[c.key].text
    )


def row_view(book: Book, source: Table, row: TableRow, columns: list[Column]) -> View:
    """A row: its cells, and what is said once for all of them at its end."""
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
        "is_missing": is_missing,
        "value": f"{value(cell):.9g}" if is_quantity and not is_missing else None,
        "tip": book.tip(cell) if is_quantity and not is_missing else "",
        "grade": cell.grade if is_quantity and cell.grade != row_grade else None,
        "numbers": book.references(cell.sources, cell.address) if own else [],
    }


def _cell_class(cell: Datum, column: Column, is_missing: bool) -> str:
    """What the stylesheet needs to know: numbers and dates, a gap, a text too long for a narrow column."""
    kind = f"is-{column.kind}" if column.kind in {"quantity", "date"} else ""
    state = "is-missing" if is_missing else "is-long" if len(cell.text or "") > LONG_TEXT else ""
    return f"{kind} {state}".strip()


def mark(grade: str | None) -> str:
    """The mark that stands for a grade."""
    return GRADES[grade][0] if grade else ""
