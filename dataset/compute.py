"""Derived data: formulas are evaluated, texts take in the figures they name."""

from __future__ import annotations

from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from .formula import FormulaError, addresses, evaluate
from .model import Dataset
from .problems import Problems

_SHOWN = 8  # members of a cycle that a message names


def compute_formulas(dataset: Dataset, problems: Problems) -> None:
    """Fill in the bounds of derived data, inputs first; cycles and bad inputs become problems.

    What is computed from broken data is broken silently: the cause has been reported.
    """

    def bounds(address: str) -> tuple[float, float]:
        if address not in dataset.data or dataset.broken.holds(address):
            raise FormulaError("")
        base = dataset.data[address].base()
        if base is None:
            raise FormulaError(f"{address} 没有数字")
        return base

    for address in _in_order(dataset, problems):
        datum = dataset.data[address]
        if dataset.broken.holds(address):
            continue
        try:
            dataset.data[address] = datum.with_bounds(*evaluate(datum.formula or "", bounds))
        except FormulaError as error:
            dataset.broken.add(address)
            if str(error):
                problems.add(datum.file, datum.line, f"{address}.formula", str(error))


def _in_order(dataset: Dataset, problems: Problems) -> list[str]:
    """The addresses of derived data, inputs first; each cycle is reported and left out."""
    derived = {address: datum.formula for address, datum in dataset.data.items() if datum.formula}
    rank = {address: n for n, address in enumerate(derived)}
    graph = {address: [a for a in addresses(formula) if a in derived] for address, formula in derived.items()}
    while True:
        try:
            return list(TopologicalSorter(graph).static_order())
        except CycleError as error:
            cycle = list(reversed(error.args[1][1:]))
            first = min(range(len(cycle)), key=lambda n: rank[cycle[n]])
            cycle = cycle[first:] + cycle[:first]
            shown = [*cycle[:_SHOWN], "…"] if len(cycle) > _SHOWN else [*cycle, cycle[0]]
            datum = dataset.data[cycle[0]]
            problems.add(datum.file, datum.line, f"{cycle[0]}.formula", f"循环引用：{' → '.join(shown)}")
            for address in cycle:
                dataset.broken.add(address)
                graph[address] = []


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
