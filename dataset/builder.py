"""Validated shapes → data with addresses; what tables, facts and claims have in common."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Dataset, Datum
from .plausible import implausible
from .problems import Problems
from .schema import Provenance, Quantity
from .unknown import Unknowns
from .yamlfile import YamlFile

_NOTHING = Provenance()
Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Place:
    """Where a datum stands: its address, its name for readers, its home on the site, and its path in the file."""

    address: str
    label: str
    page: str
    anchor: str
    path: Path
    where: str  # the path as messages show it: rows[gpt-3].tokens


class Builder:
    """Takes the data of one file into the dataset."""

    def __init__(self, dataset: Dataset, file: YamlFile, problems: Problems, unknowns: Unknowns) -> None:
        self.dataset = dataset
        self.file = file
        self._problems = problems
        self._unknowns = unknowns
        self._lacking: list[tuple[Place, str]] = []

    def report(self, path: Path, where: str, message: str) -> None:
        self._problems.add(self.file.name, self.file.line(path), where, message)

    def is_new(self, kind: str, key: str, path: Path, where: str) -> bool:
        """Note the place of an item with an id of its own; a repeated id is reported."""
        name = f"{kind}:{key}"
        if name in self.dataset.lines:
            self.report((*path, "id"), where, "id 重复，{}:{} 已经有了".format(*self.dataset.lines[name]))
            return False
        self.dataset.lines.note(name, self.file, path)
        return True

    def check_sources(self, own: Provenance, path: Path, where: str) -> None:
        """Each source that the item at `path` names itself must exist."""
        for key in own.source:
            line = self.file.line((*path, "source"))
            self._unknowns.key("source", key, self.dataset.sources, (self.file.name, line), where, "没有来源")

    def quantity(self, place: Place, quantity: Quantity, unit: str, defaults: Provenance = _NOTHING) -> Datum:
        """Take in a quantity; what it does not say of its origin comes from `defaults` (its row or fact)."""
        single = quantity.value is not None
        found = Datum(
            unit=unit,
            low=quantity.value if single else quantity.low,
            high=quantity.value if single else quantity.high,
            formula=quantity.formula,
            digits=quantity.digits,
            qualifier=quantity.qualifier,
            why=quantity.why,
            **self._origin(quantity, _NOTHING if quantity.formula or quantity.why else defaults),
            **self._home(place),
        )
        if quantity.formula:
            found = found.with_grade("derived")
        elif lacking := self._lacks(found):
            self._lacking.append((place, lacking))
        return self._keep(found)

    def sound(self, place: Place, quantity: Quantity, unit: str) -> None:
        """Report a figure that cannot be meant (the cells of a table are checked column by column)."""
        if complaint := misfit_amount(quantity, unit):
            self.report(place.path, place.where, complaint)

    def text(self, place: Place, text: str, own: Provenance = _NOTHING, defaults: Provenance = _NOTHING) -> Datum:
        """Take in a text."""
        return self._keep(Datum(text=text, **self._origin(own, defaults), **self._home(place)))

    def missing(self, place: Place, why: str, unit: str) -> Datum:
        """Take in a gap that says why it is one."""
        return self._keep(Datum(why=why, unit=unit, **self._home(place)))

    def stand_in(self, place: Place, unit: str) -> Datum:
        """What stands for a broken cell, so that its row and table stay whole."""
        self.dataset.broken.add(place.address)
        return self.missing(place, "unknown", unit)

    def report_lacking(self, path: Path, where: str) -> None:
        """Figures of the item at `path` without an origin: once for the item where several lack the same."""
        by_lack: dict[str, list[Place]] = {}
        for place, lacking in self._lacking:
            by_lack.setdefault(lacking, []).append(place)
        for lacking, places in by_lack.items():
            message = f"数字缺少 {lacking}（写在这里，或写在所在行上作为默认）"
            if len(places) == 1:
                self.report(places[0].path, places[0].where, message)
            else:
                self.report(path, where, f"{len(places)} 个{message}")
        self._lacking.clear()

    @staticmethod
    def _lacks(datum: Datum) -> str:
        """What a figure does not say of its origin."""
        origin = {"asof": datum.asof, "grade": datum.grade, "source": datum.sources}
        return "、".join(name for name, given in origin.items() if not given) if datum.low is not None else ""

    def _origin(self, own: Provenance, defaults: Provenance) -> dict:
        sources = tuple(own.source or defaults.source)
        return {
            "asof": own.asof or defaults.asof,
            "grade": own.grade or defaults.grade,
            "sources": sources,
            "note": own.note,
        }

    def _home(self, place: Place) -> dict:
        where = {"file": self.file.name, "line": self.file.line(place.path)}
        return {"address": place.address, "label": place.label, "page": place.page, "anchor": place.anchor, **where}

    def _keep(self, datum: Datum) -> Datum:
        self.dataset.data[datum.address] = datum
        return datum


def misfit_amount(quantity: Quantity, unit: str, mean: bool = False) -> str:
    """Why the figure cannot be meant; empty if it can."""
    bounds = tuple(x for x in (quantity.value, quantity.low, quantity.high) if x is not None)
    return implausible(bounds, unit, mean or quantity.mean)
