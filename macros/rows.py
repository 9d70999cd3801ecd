"""Which rows of a table are shown, in which columns and in which order."""

from __future__ import annotations

from typing import Any

from simpleeval import SimpleEval

from dataset.model import Datum, Table, TableRow
from dataset.problems import nearest
from dataset.schema import Column

from .book import AuthorError, Book


def find_table(book: Book, name: str) -> Table:
    """The table of this name; AuthorError (silent where the table itself is already reported)."""
    if name in book.dataset.tables:
        return book.dataset.tables[name]
    raise AuthorError("" if name in book.dataset.broken else f"没有表 {name}{nearest(name, book.dataset.tables)}", name)


def choose_columns(source: Table, keys: list[str] | None) -> list[Column]:
    """The columns with these keys, all of them without any; AuthorError for an unknown key."""
    try:
        return [source.column(key) for key in keys] if keys else list(source.meta.columns)
    except KeyError as error:
        raise AuthorError(error.args[0], source.meta.id) from None


def choose_rows(source: Table, ids: list[str] | None, where: str = "", sort: str = "") -> list[TableRow]:
    """The rows with these ids (all without any) for which `where` holds, in the order of `sort`."""
    return _sorted(_filtered(_picked(source, ids), where, source.meta.id), sort, source)


def value(datum: Datum | None) -> Any:
    """What rows are compared by: the number in base units (the middle of a range), or the text."""
    if datum is None:
        return None
    base = datum.base()
    return (base[0] + base[1]) / 2 if base else datum.text


def _picked(source: Table, ids: list[str] | None) -> list[TableRow]:
    if ids is None:
        return list(source.rows)
    by_id = {row.id: row for row in source.rows}
    for row_id in ids:
        if row_id not in by_id:
            unknown = f"表 {source.meta.id} 没有行 {row_id}{nearest(row_id, by_id)}"
            raise AuthorError("" if source.gaps else unknown, row_id)
    return [by_id[row_id] for row_id in ids]


def _filtered(rows: list[TableRow], where: str, name: str) -> list[TableRow]:
    if not where:
        return rows
    kept = []
    for row in rows:
        values = {key: value(cell) for key, cell in row.cells.items()}
        try:
            if SimpleEval(names=values).eval(where):
                kept.append(row)
        except TypeError:
            continue  # a missing number compares with nothing
        except Exception as error:
            raise AuthorError(f"where 算不出来：{error}", name) from None
    if not kept:
        raise AuthorError(f"where 一行也没有选出来：{where}", name)
    return kept


def _sorted(rows: list[TableRow], sort: str, source: Table) -> list[TableRow]:
    if not sort:
        return rows
    key = sort.removeprefix("-")
    choose_columns(source, [key])
    known = [row for row in rows if value(row.cells.get(key)) is not None]
    missing = [row for row in rows if value(row.cells.get(key)) is None]
    return sorted(known, key=lambda row: value(row.cells[key]), reverse=sort.startswith("-")) + missing
