"""Validated shapes → data with addresses; what tables, facts and claims have in common."""

from __future__ import annotations

from dataclasses import dataclass

from .model import Dataset, Datum
from .problems import Problems, nearest
from .schema import Provenance, Quantity
from .units import UNITS
from .yamlfile import YamlFile

_NOTHING = Provenance()


@dataclass(frozen=True)
class Place:
    """Where a datum stands: its address, its name for readers, its home on the site, and its path in the file."""

    address: str
    label: str
    page: str
    anchor: str
    path: tuple[str | int, ...]
    where: str  # the path as messages show it: rows[gpt-3].tokens


class Builder:
    """Takes the data of one file into the dataset."""

    def __init__(self, dataset: Dataset, file: YamlFile, problems: Problems) -> None:
        self.dataset = dataset
        self.file = file
        self._problems = problems

    def report(self, path: tuple[str | int, ...], where: str, message: str) -> None:
        self._problems.add(self.file.name, self.file.line(path), where, message)

    def is_new(self, kind: str, key: str, path: tuple[str | int, ...], where: str) -> bool:
        """Note the line of an item with an id of its own; a repeated id is reported."""
        known = self.dataset.lines.get(f"{kind}:{key}")
        if known is not None:
            self.report(path, where, f"id 重复，{known[0]}:{known[1]} 已经有了")
            return False
        self.dataset.lines[f"{kind}:{key}"] = (self.file.name, self.file.line(path))
        return True

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
        return self._keep(found, place)

    def text(self, place: Place, text: str, own: Provenance = _NOTHING, defaults: Provenance = _NOTHING) -> Datum:
        """Take in a text."""
        return self._keep(Datum(text=text, **self._origin(own, defaults), **self._home(place)), place)

    def missing(self, place: Place, why: str, unit: str) -> Datum:
        """Take in a gap that says why it is one."""
        return self._keep(Datum(why=why, unit=unit, **self._home(place)), place)

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

    def _keep(self, datum: Datum, place: Place) -> Datum:
        if datum.unit not in UNITS:
            self.report(
                place.path,
                place.where,
                f"未知的单位“{datum.unit}”{nearest(datum.unit, UNITS)}（单位在 dataset/units.py）",
            )
            self.dataset.broken.add(datum.address)
            return datum
        origin = {"asof": datum.asof, "grade": datum.grade, "source": datum.sources}
        lacking = [name for name, given in origin.items() if not given]
        if lacking and datum.low is not None and not datum.formula:
            self.report(place.path, place.where, f"数字缺少 {'、'.join(lacking)}（写在这里，或写在所在行上作为默认）")
        self.dataset.data[datum.address] = datum
        return datum
