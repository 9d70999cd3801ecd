"""Mistakes in `data/tables/*.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from dataset.schema import Provenance

from .mutant import Mutant
from .numbers import DATES, NUMBERS, WHOLE, is_number
from .structure import structure
from .yaml_text import ANY, Shelf, Spot, misspelt, shelf

_HEAD = {"id", "name", *Provenance.model_fields}


def mutants(random: Random) -> Iterator[Mutant]:
    tables = shelf("tables", random)
    yield from structure(random.choice(tables.texts), random)
    yield from _head(tables)
    yield from _rows(tables)
    for label, new in NUMBERS:
        yield tables.set(label, "rows", ANY, ANY, "value", to=new, only=is_number)
    for label, new in WHOLE:
        yield tables.set(
            label, "rows", ANY, ANY, "value", to=new, only=lambda spot: _unit(tables, spot) in {"张", "台"}
        )
    for label, new in DATES:
        yield tables.set(label, "rows", ANY, "asof", to=new)
    yield tables.set("no date in a date column", "rows", ANY, "date", to="去年六月")


def _unit(tables: Shelf, spot: Spot) -> str:
    """The unit of the column that a value stands in."""
    text = next(text for text in tables.texts if spot in text.spots)
    for column in text.at("table", "columns", ANY):
        fields = {key.value: value.value for key, value in column.node.value}
        if fields["key"] == spot.path[2]:
            return fields.get("unit", "")
    return ""


def _head(tables: Shelf) -> Iterator[Mutant]:
    yield tables.rename("misspelt top key", "rows", to="row")
    yield tables.rename("misspelt top key (table)", "table")
    yield tables.set("rows a number", "rows", to="5")
    yield tables.set("rows empty", "rows", to="[]")
    yield tables.add("unknown top key", new="extra: 1")
    yield tables.add("unknown key in the head", "table", new="colour: red")
    yield tables.rename("misspelt key in the head", "table", "row_title")
    yield tables.remove("no title", "table", "title")
    yield tables.set("other id than the file", "table", "id", to=misspelt)
    yield tables.set("misspelt column key", "table", "columns", ANY, "key", to=misspelt)
    yield tables.set("bad column key", "table", "columns", ANY, "key", to="Bad-Key")
    yield tables.set("bad column kind", "table", "columns", ANY, "kind", to=misspelt)
    yield tables.set(
        "unknown unit", "table", "columns", ANY, "unit", to="对对", only=lambda spot: bool(spot.node.value)
    )
    yield tables.rename("misspelt field of a column", "table", "columns", ANY, "title")
    yield tables.copied("column twice", "table", "columns", ANY)
    yield tables.set("columns empty", "table", "columns", to="[]", lines=())


def _rows(tables: Shelf) -> Iterator[Mutant]:
    yield tables.copied("row twice", "rows", ANY)
    for field in ("name", "grade", "source", "id"):
        yield tables.rename(f"misspelt field {field}", "rows", ANY, field)
    yield tables.add("unknown column", "rows", ANY, new="extra: 1")
    yield tables.set("bad grade", "rows", ANY, "grade", to=misspelt)
    yield tables.set("unknown source", "rows", ANY, "source", to="[no-such-source]")
    yield tables.set("id with spaces", "rows", ANY, "id", to="坏 id")
    yield tables.set("id a list", "rows", ANY, "id", to="[a]")
    yield tables.set("empty cell", "rows", ANY, ANY, to="", only=_is_cell)
    yield tables.set("list in a cell", "rows", ANY, ANY, to="[1, 2]", only=_is_cell)
    yield tables.remove("cell missing", "rows", ANY, "vendor")
    yield tables.rename("misspelt value", "rows", ANY, ANY, "value")
    yield tables.set("unit in a cell", "rows", ANY, ANY, "value", to=lambda value: f"{value} 张", only=is_number)
    yield tables.set(
        "another unit than the column's",
        "rows",
        ANY,
        ANY,
        "value",
        to=lambda value: f"{value}, unit: 元/年",
        only=is_number,
    )
    yield tables.set(
        "unknown address in a formula", "rows", ANY, ANY, "formula", to=lambda old: misspelt(old.split()[0])
    )
    yield tables.set("broken formula", "rows", ANY, ANY, "formula", to=lambda old: f"{old} * (")
    yield tables.set("formula divides by nothing", "rows", ANY, ANY, "formula", to=lambda old: f"{old} / 0")
    yield tables.set("formula overflows", "rows", ANY, ANY, "formula", to=lambda old: f"10 ** 400 * {old}")
    yield _cycle(tables)
    yield tables.set("endless formula", "rows", ANY, ANY, "formula", to=" + ".join(["1"] * 2000))


def _is_cell(spot: Spot) -> bool:
    return spot.key is not None and spot.path[-1] not in _HEAD


def _cycle(tables: Shelf) -> Mutant:
    text, spot = tables.pick("rows", ANY, ANY, "formula")
    table, row = text.at("table", "id")[0].node.value, text.at("rows", spot.path[1], "id")[0].node.value
    return text.set("formula of itself", spot, f"{table}/{row}/{spot.path[2]} + 1")
