"""Derived data: formulas are evaluated, texts take in the figures they name."""

from __future__ import annotations

from dataclasses import replace

from .formula import FormulaError, evaluate
from .model import Dataset
from .problems import Problems


def compute_formulas(dataset: Dataset, problems: Problems) -> None:
    """Fill in the bounds of derived data, inputs first; cycles and bad inputs become problems."""
    computing: list[str] = []
    failed: set[str] = set()

    def bounds(address: str) -> tuple[float, float]:
        if address in computing:
            raise FormulaError(f"循环引用：{' → '.join([*computing[computing.index(address) :], address])}")
        if address in failed or dataset.is_broken(address):
            raise FormulaError("")  # already reported where it stands
        datum = dataset.get(address)
        if datum.formula and datum.low is None:
            compute(address)
            datum = dataset.data[address]
        base = datum.base()
        if base is None:
            raise FormulaError(f"{address} 没有数字")
        return base

    def compute(address: str) -> None:
        datum = dataset.data[address]
        computing.append(address)
        try:
            dataset.data[address] = datum.with_bounds(*evaluate(datum.formula or "", bounds))
        finally:
            computing.pop()

    for address in [a for a, datum in dataset.data.items() if datum.formula]:
        if dataset.data[address].low is not None or address in failed:
            continue
        try:
            compute(address)
        except (FormulaError, KeyError) as error:
            failed.add(address)
            dataset.broken.add(address)
            if str(error):
                datum = dataset.data[address]
                problems.add(datum.file, datum.line, f"{address}.formula", str(error))


def resolve_texts(dataset: Dataset) -> None:
    """Put the figures into the texts that name them as `{address}`: labels, cells and notes."""
    resolved = {}
    for address, datum in dataset.data.items():
        if any("{" in (text or "") for text in (datum.label, datum.text, datum.note)):
            label, text, note = (
                dataset.expand(text) if text else text for text in (datum.label, datum.text, datum.note)
            )
            resolved[address] = replace(datum, label=label, text=text, note=note)
    dataset.data.update(resolved)
    _refresh_rows(dataset)


def _refresh_rows(dataset: Dataset) -> None:
    """Tables and facts hold the computed data, too."""
    for table in dataset.tables.values():
        for row in table.rows:
            row.cells.update(
                {key: dataset.data[cell.address] for key, cell in row.cells.items() if cell.address in dataset.data}
            )
    for slug, facts in dataset.facts.items():
        rows = tuple((fact, tuple(dataset.data.get(d.address, d) for d in carried)) for fact, carried in facts.rows)
        dataset.facts[slug] = type(facts)(facts.slug, facts.title, facts.page, rows)
