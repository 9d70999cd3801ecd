"""The data as the rest of the code sees it: one flat map from address to datum, and the tables around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from .broken import Broken
from .edition import Edition
from .formula import addresses
from .problems import nearest
from .schema import MISSING, Asked, Claim, Column, Fact, OutlineEntry, Source, TableMeta, Term, Update
from .units import UNITS, format_quantity
from .yamlfile import YamlFile

_DERIVED_DIGITS = 3
# In a sentence and in a table cell.
_QUALIFIERS = {
    None: ("", ""),
    "about": ("约 ", "约 "),
    "at-least": ("至少 ", "≥ "),
    "at-most": ("至多 ", "≤ "),
    "up-to": ("最高 ", "最高 "),
}
_REFERENCE = re.compile(r"\{([a-z][^{}\s]*)\}")


class UnknownAddress(KeyError):
    """No datum has this address; the message names the nearest one."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True)
class Datum:
    """One figure or text of `data/`: `low == high` for a plain value, both None where `text` or `why` stands."""

    address: str
    label: str
    page: str  # the page (under docs/) that is its home, and the anchor there
    anchor: str
    file: str
    line: int
    unit: str = ""
    low: float | None = None
    high: float | None = None
    text: str | None = None
    why: str | None = None
    formula: str | None = None
    digits: int | None = None
    qualifier: str | None = None
    asof: str | None = None
    grade: str | None = None
    sources: tuple[str, ...] = ()
    note: str | None = None

    def show(self, with_unit: bool = True) -> str:
        """What a reader sees: “1750 亿参数”, “未公布”, or the text."""
        if self.text is not None:
            return self.text
        if self.low is None:
            return MISSING[self.why or "unknown"]
        digits = self.digits or (_DERIVED_DIGITS if self.formula else None)
        return _QUALIFIERS[self.qualifier][not with_unit] + format_quantity(
            self.low, self.high, self.unit, digits, with_unit
        )

    def base(self) -> tuple[float, float] | None:
        """(low, high) in base units, for formulas; None where there is no number."""
        if self.low is None or self.high is None:
            return None
        scale = UNITS[self.unit].scale
        return self.low * scale, self.high * scale

    def with_grade(self, grade: str) -> Datum:
        return replace(self, grade=grade)

    def with_bounds(self, low: float, high: float) -> Datum:
        """The datum with computed bounds (given in base units)."""
        scale = UNITS[self.unit].scale
        return replace(self, low=low / scale, high=high / scale)


class View(Mapping[str, Datum]):
    """Data by the key they have in their row or fact: a view of the dataset at their addresses, never a copy."""

    def __init__(self, data: Mapping[str, Datum], addresses: Mapping[str, str]) -> None:
        self._data = data
        self._addresses = addresses

    def __getitem__(self, key: str) -> Datum:
        return self._data[self._addresses[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._addresses)

    def __len__(self) -> int:
        return len(self._addresses)


@dataclass(frozen=True)
class TableRow:
    """A row of a table: `cells` by column key."""

    id: str
    name: str
    anchor: str
    sources: tuple[str, ...]
    note: str | None
    cells: View


@dataclass(frozen=True)
class Table:
    meta: TableMeta
    page: str
    file: str
    rows: tuple[TableRow, ...]
    gaps: bool = False  # whether rows are missing that are reported as broken

    def column(self, key: str) -> Column:
        """KeyError with the nearest column for an unknown key."""
        for column in self.meta.columns:
            if column.key == key:
                return column
        raise KeyError(f"表 {self.meta.id} 没有列 {key}{nearest(key, [c.key for c in self.meta.columns])}")


@dataclass(frozen=True)
class FactSet:
    """One file of facts."""

    slug: str
    title: str
    page: str
    facts: tuple[tuple[Fact, View], ...]

    @property
    def rows(self) -> list[tuple[Fact, tuple[Datum, ...]]]:
        """(fact, the data it carries)."""
        return [(fact, tuple(carried.values())) for fact, carried in self.facts]


class Lines:
    """Where things stand that have an id of their own: `lines["source:brown2020"]` → (file, line)."""

    def __init__(self) -> None:
        self._places: dict[str, tuple[YamlFile, tuple[str | int, ...]]] = {}

    def note(self, name: str, file: YamlFile, path: tuple[str | int, ...]) -> None:
        self._places[name] = (file, path)

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def __getitem__(self, name: str) -> tuple[str, int]:
        return self.at(name)

    def at(self, name: str, *steps: str | int) -> tuple[str, int]:
        """(file, line) of a value inside: `at("claim:640p", "evidence", 2)`."""
        file, path = self._places[name]
        return file.name, file.line((*path, *steps))


@dataclass
class Dataset:
    edition: Edition = field(default_factory=Edition)
    data: dict[str, Datum] = field(default_factory=dict)
    tables: dict[str, Table] = field(default_factory=dict)
    facts: dict[str, FactSet] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    asked: dict[str, Asked] = field(default_factory=dict)  # by the id of what answers
    outline: dict[str, OutlineEntry] = field(default_factory=dict)
    updates: dict[str, Update] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)  # that hold digits and are no figures
    broken: Broken = field(default_factory=Broken)  # what is reported already
    lines: Lines = field(default_factory=Lines)

    def get(self, address: str) -> Datum:
        """The datum at `address`; UnknownAddress says what was probably meant."""
        try:
            return self.data[address]
        except KeyError:
            raise UnknownAddress(f"没有地址 {address}{nearest(address, self.data)}") from None

    def expand(self, text: str) -> str:
        """Replace each `{address}` in a text of `data/` by the figure it names; unknown ones (reported on loading) stay."""
        return _REFERENCE.sub(lambda match: self.data[match[1]].show() if match[1] in self.data else match[0], text)

    def root_sources(self, datum: Datum) -> tuple[str, ...]:
        """The sources a figure rests on: its own, or those of the inputs of its formula."""
        if not datum.formula:
            return datum.sources
        found = [key for a in addresses(datum.formula) if a in self.data for key in self.root_sources(self.data[a])]
        return tuple(dict.fromkeys(found))


def references(text: str) -> list[str]:
    """Addresses that a text of `data/` refers to as `{address}`."""
    return _REFERENCE.findall(text)


def stray_braces(text: str) -> bool:
    """Whether a text has a brace that belongs to no `{address}`."""
    return bool(re.search(r"[{}]", _REFERENCE.sub("", text)))
