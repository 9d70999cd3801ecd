"""What the macros laid out, as typed records: everything but prose that has an id of its own.

`macros` records them, the steps of `publish` read them, so that nothing has to be recognised in the HTML. They are kept
as JSON beside the site (`site.items.json`) for a site that another generator built.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any, Literal, NamedTuple

Kind = Literal["table", "figure", "claim", "row", "term", "source", "list"]
REGISTERED = {"table", "figure", "claim", "row", "term"}  # kinds whose ids are permanent addresses


class Cell(NamedTuple):
    """A figure of a row: the column's title, the value as shown with its unit, the mark of its grade."""

    label: str
    value: str
    grade: str = ""


@dataclass(frozen=True)
class Item:
    """One thing on a page; where on the page it stands, its id tells. Texts are plain, lines apart by line feeds."""

    id: str
    kind: Kind
    title: str
    page: str  # the Markdown path under docs/
    summary: str = ""  # what its short link says of it
    text: str = ""  # what else it says, for the search
    cells: tuple[Cell, ...] = ()
    table: str = ""  # the id of a row's table
    sources: tuple[str, ...] = ()  # keys
    aliases: tuple[str, ...] = ()  # other names
    is_statement: bool = False  # the title is a sentence, not a name
    files: tuple[str, ...] = ()  # downloads of a table, relative to the site's root


Items = dict[str, Item]
_DEFAULTS = {field.name: field.default for field in fields(Item) if field.default is not MISSING}


def items_file(site: Path) -> Path:
    """Where the items of the site in the folder `site` are kept: beside it."""
    return site.with_name(f"{site.name}.items.json")


def save(items: Items, path: Path) -> None:
    """Write the items as a JSON list; fields without content are left out."""
    records = [
        {name: value for name, value in vars(item).items() if value != _DEFAULTS.get(name, "")}
        for item in items.values()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(records, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def load(path: Path) -> Items:
    """The items that `save` wrote; FileNotFoundError where there are none."""
    return {record["id"]: _item(record) for record in json.loads(path.read_text(encoding="utf-8"))}


def _item(record: dict[str, Any]) -> Item:
    lists = {name: tuple(record[name]) for name in ("sources", "aliases", "files") if name in record}
    cells = tuple(Cell(*cell) for cell in record.get("cells", ()))
    return Item(**{**record, **lists, "cells": cells})
