"""Tables → data: addresses `table/row/column`, homes `data/<table>.md#row-<id>`.

What many rows have against a column is the mistake of the column, and is said there, once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .builder import Builder, Place, misfit_amount
from .fields import real_date
from .model import Table, TableRow, View
from .problems import nearest, nearest_of
from .schema import MISSING, Column, Quantity, Row, TableFile, TableMeta, Text
from .validation import EMPTY_CELL

_MANY = 3  # rows that are not all wrong by themselves
_OWN = set(Row.model_fields)  # what a row says besides its cells
_SHARED = ("facts", "claims")  # addresses that begin with these belong to no table


def add_table(builder: Builder, content: TableFile, positions: list[int]) -> None:
    """Take in a table, row by row (`positions`: where in the file they stand); a broken cell spoils only itself."""
    stem = Path(builder.file.name).stem
    if stem in _SHARED:
        builder.report((), "", f"表不能叫 {stem}：这样开头的地址另有用处")
    if content.table.id != stem:
        builder.report(("table", "id"), "table.id", f"“{content.table.id}”应与文件名一致：{stem}")
    table = _TableBuilder(builder, content.table.model_copy(update={"id": stem}), content.rows)
    table.check_columns()
    rows = [table.row(row, position) for row, position in zip(content.rows, positions, strict=True)]
    table.report_misfits()
    kept = tuple(row for row in rows if row)
    gaps = len(kept) < len(builder.file.data["rows"])
    builder.dataset.tables[stem] = Table(table.meta, table.page, builder.file.name, kept, gaps)


class _TableBuilder:
    def __init__(self, builder: Builder, meta: TableMeta, rows: list[Row]) -> None:
        self.builder = builder
        self.meta = meta
        self.page = f"data/{meta.id.replace('_', '-')}.md"
        self._broken = builder.dataset.broken
        self._given = [row.__pydantic_extra__ or {} for row in rows]
        self._misfits: dict[tuple[str, str], list[Place]] = {}  # (column, complaint) → cells
        self._silent: set[str] = set()  # columns whose mistake is reported in the head
        builder.dataset.lines.note(f"table:{meta.id}", builder.file, ("table",))

    def check_columns(self) -> None:
        """Columns that no row knows, keys of rows that no column knows, and columns written twice."""
        seen: dict[str, Column] = {}
        for index, column in enumerate(self.meta.columns):
            if column.key in seen:
                self._report_column(index, "列重复")
            elif column.key in _OWN:
                self._report_column(index, f"列不能叫 {column.key}：行自己有这个字段")
            else:
                key = self._meant(index, column.key)
                seen[key] = column.model_copy(update={"key": key})
        misnamed = len(seen) < len(self.meta.columns)  # the rows may have what was meant
        for key in self._foreign(seen):
            self._silent.add(key)
            seen[key] = Column(key=key, title=key)  # stands in, so that pages that show it do
            if not misnamed:
                self.builder.report(("table", "columns"), "table.columns", f"各行写了 {key}，表头却没有这一列")
        self.meta = self.meta.model_copy(update={"columns": list(seen.values())})

    def _meant(self, index: int, key: str) -> str:
        """The key that a column should have: another than its own, with a report, where none of many rows has that."""
        if len(self._given) < _MANY or any(key in cells for cells in self._given):
            return key
        candidates = self._foreign([column.key for column in self.meta.columns])
        foreign = candidates[0] if len(candidates) == 1 else nearest_of(key, candidates)
        self._report_column(index, f"没有一行写了这一列{f'；各行写的是 {foreign}' if foreign else ''}")
        if not foreign:
            self._silent.add(key)
        return foreign or key

    def _foreign(self, known: Any) -> list[str]:
        """Keys that are no columns though most rows have them, and nobody has said so yet."""
        keys = {key for cells in self._given for key in cells if key not in known and key not in self._silent}
        often = max(_MANY, len(self._given) / 2)
        return sorted(key for key in keys if sum(key in cells for cells in self._given) >= often)

    def _report_column(self, index: int, message: str) -> None:
        column = self.meta.columns[index]
        self.builder.report(("table", "columns", index, "key"), f"table.columns[{column.key}]", message)

    def row(self, row: Row, index: int) -> TableRow | None:
        """Take in one row; None for a repeated id."""
        where, path = f"rows[{row.id}]", ("rows", index)
        if not self.builder.is_new("row", f"{self.meta.id}/{row.id}", path, where):
            self._broken.add(self.meta.id)
            return None
        self.builder.check_sources(row, path, where)
        anchor = f"row-{self.meta.row_prefix}-{row.id}" if self.meta.row_prefix else f"row-{row.id}"
        given: dict[str, Any] = row.__pydantic_extra__ or {}
        lost = self._strays(row, given, index)
        addresses = {}
        for column in self.meta.columns:
            address, name = f"{self.meta.id}/{row.id}/{column.key}", f"{where}.{column.key}"
            place = Place(address, f"{row.name} · {column.title}", self.page, anchor, (*path, column.key), name)
            addresses[column.key] = address
            if column.key in lost or column.key in self._silent or self._broken.holds(address):
                self.builder.stand_in(place, column.unit)
            else:
                self._cell(place, row, column, given.get(column.key))
        self.builder.report_lacking(path, where)
        return TableRow(
            row.id, row.name, anchor, tuple(row.source), row.note, View(self.builder.dataset.data, addresses)
        )

    def _strays(self, row: Row, given: dict[str, Any], index: int) -> set[str]:
        """Report cells without a column; the columns they were probably meant for are missing silently."""
        known = [column.key for column in self.meta.columns]
        absent, lost = [key for key in known if key not in given], set()
        for key in given:
            if key in known:
                continue
            self._broken.add(f"{self.meta.id}/{row.id}/{key}")
            if key in self._silent:
                continue
            meant = nearest_of(key, absent)
            lost |= {meant} if meant else set()
            hint = f"；是否想写 {meant}？" if meant else nearest(key, known)
            self.builder.report(("rows", index, key), f"rows[{row.id}].{key}", f"表里没有这一列{hint}")
        return lost

    def _cell(self, place: Place, row: Row, column: Column, value: Any) -> None:
        """Take in one cell; one that does not fit its column is noted, and something stands in for it."""
        text = _as_text(value)
        if isinstance(value, (Quantity, Text)):
            self.builder.check_sources(value, place.path, place.where)
        if complaint := _misfit(column, value, text):
            self._misfits.setdefault((column.key, complaint), []).append(place)
            self.builder.stand_in(place, column.unit)
        elif isinstance(value, Quantity):
            self.builder.quantity(place, value, column.unit, row)
        elif text in MISSING:
            self.builder.missing(place, text, column.unit)
        else:
            self.builder.text(place, text, value if isinstance(value, Text) else Text(text=text), row)

    def report_misfits(self) -> None:
        """What cells have against their column: there, where many say the same."""
        index = {column.key: n for n, column in enumerate(self.meta.columns)}
        for (key, complaint), places in self._misfits.items():
            if len(places) >= _MANY:
                path = ("table", "columns", index[key])
                first = self.builder.file.line(places[0].path)
                message = f"有 {len(places)} 行与这一列不合，第一处在第 {first} 行：{complaint}"
                self.builder.report(path, f"table.columns[{key}]", message)
            else:
                for place in places:
                    self.builder.report(place.path, place.where, complaint)


def _as_text(value: Any) -> str:
    """What a cell that is no quantity says."""
    if isinstance(value, Text):
        return value.text
    return {True: "是", False: "否"}[value] if isinstance(value, bool) else str(value)


def _misfit(column: Column, value: Any, text: str) -> str:
    """Why `value` cannot stand in `column`; empty if it can."""
    if value is None:
        return EMPTY_CELL.replace("这一格是空的", "缺少这一格")
    if isinstance(value, Quantity):
        if column.kind != "quantity":
            return f"这一列是 {column.kind}，不收数量"
        if value.unit not in {None, column.unit}:
            return f"单位由列决定：{column.unit}"
        return misfit_amount(value, column.unit, column.mean)
    if text in MISSING:
        return ""
    if column.kind == "quantity":
        return "应写成 {value: …}，或 undisclosed、unknown、not-applicable"
    if column.kind == "choice" and text not in column.choices:
        return f"“{text}”应为 {'、'.join(column.choices)} 之一{nearest(text, column.choices)}"
    return _misdated(text) if column.kind == "date" else ""


def _misdated(text: str) -> str:
    """Why a text cannot stand in a column of dates."""
    try:
        if text not in MISSING.values():
            real_date(text)
    except ValueError:
        return "这一列是日期：写成 YYYY、YYYY-MM 或 YYYY-MM-DD，日历上要有"
    return ""
