"""Tables → data: addresses `table/row/column`, homes `data/<table>.md#row-<id>`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .builder import Builder, Place
from .model import Datum, Table, TableRow
from .problems import nearest
from .schema import MISSING, Column, Quantity, Row, TableFile, TableMeta, Text


def add_table(builder: Builder, content: TableFile, positions: list[int]) -> None:
    """Take in a table, row by row (`positions`: where in the file they stand); a broken cell spoils only itself."""
    meta, stem = content.table, Path(builder.file.name).stem
    if meta.id != stem:
        builder.report(("table", "id"), "table.id", f"应与文件名一致：{stem}")
    page = f"data/{meta.id.replace('_', '-')}.md"
    rows: dict[str, TableRow] = {}
    for row, position in zip(content.rows, positions, strict=True):
        if row.id in rows:
            builder.report(("rows", position), f"rows[{row.id}]", "行 id 重复")
        else:
            rows[row.id] = _row(builder, meta, page, row, position)
    builder.dataset.tables[meta.id] = Table(meta, page, builder.file.name, tuple(rows.values()))


def _row(builder: Builder, meta: TableMeta, page: str, row: Row, index: int) -> TableRow:
    given: dict[str, Any] = row.__pydantic_extra__ or {}
    known = [column.key for column in meta.columns]
    for key in given:
        if key not in known:
            builder.report(("rows", index, key), f"rows[{row.id}].{key}", f"表里没有这一列{nearest(key, known)}")
    anchor = f"row-{meta.row_prefix}-{row.id}" if meta.row_prefix else f"row-{row.id}"
    cells = {}
    for column in meta.columns:
        address, where = f"{meta.id}/{row.id}/{column.key}", f"rows[{row.id}].{column.key}"
        place = Place(address, f"{row.name} · {column.title}", page, anchor, ("rows", index, column.key), where)
        cell = _cell(builder, place, row, column, given.get(column.key))
        if cell is None:
            builder.dataset.broken.add(address)
        else:
            cells[column.key] = cell
    return TableRow(row.id, row.name, anchor, tuple(row.source), row.note, cells)


def _cell(builder: Builder, place: Place, row: Row, column: Column, value: Any) -> Datum | None:
    """One cell as a datum; None, with a report, where it does not fit its column."""
    text = _as_text(value)
    if complaint := _misfit(column, value, text):
        builder.report(place.path, place.where, complaint)
        return None
    if isinstance(value, Quantity):
        return builder.quantity(place, value, column.unit, row)
    if text in MISSING:
        return builder.missing(place, text, column.unit)
    return builder.text(place, text, value if isinstance(value, Text) else Text(text=text), row)


def _as_text(value: Any) -> str:
    """What a cell that is no quantity says."""
    if isinstance(value, Text):
        return value.text
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def _misfit(column: Column, value: Any, text: str) -> str:
    """Why `value` cannot stand in `column`; empty if it can."""
    if value is None:
        return "缺少这一格；没有数字时写 undisclosed、unknown 或 not-applicable"
    if isinstance(value, Quantity):
        if column.kind != "quantity":
            return f"这一列是 {column.kind}，不收数量"
        return f"单位由列决定：{column.unit}" if value.unit not in {None, column.unit} else ""
    if text in MISSING:
        return ""
    if column.kind == "quantity":
        return "应写成 {value: …}，或 undisclosed、unknown、not-applicable"
    if column.kind == "choice" and text not in column.choices:
        return f"“{text}”应为 {'、'.join(column.choices)} 之一{nearest(text, column.choices)}"
    return ""
