"""Facts and claims → data: addresses `facts/id`, `facts/id/part`, `claims/id/key`."""

from __future__ import annotations

from pathlib import Path

from .builder import Builder, Place
from .model import FactSet, View
from .schema import Claim, ClaimsFile, Fact, FactsFile, Provenance, Quantity

# The report's own figures all come from the same text.
_REPORT = Provenance(asof="2024", grade="report", source=["report2024"])


def add_facts(builder: Builder, content: FactsFile, positions: list[int]) -> None:
    """Take in a file of facts (`positions`: where in the file they stand); its home is `data/facts-<slug>.md`."""
    slug = Path(builder.file.name).stem
    page = f"data/facts-{slug}.md"
    facts = []
    for fact, position in zip(content.facts, positions, strict=True):
        path, where = ("facts", position), f"facts[{fact.id}]"
        if builder.is_new("fact", fact.id, path, where):
            facts.append((fact, View(builder.dataset.data, _figures(builder, fact, page, path, where))))
            builder.report_lacking(path, where)
        else:
            builder.dataset.broken.add("facts")
    builder.dataset.facts[slug] = FactSet(slug, content.title, page, tuple(facts))


def _figures(builder: Builder, fact: Fact, page: str, path: tuple, where: str) -> dict[str, str]:
    """The addresses of the data a fact carries: its parts, its value, or its statement where it has no number."""
    builder.check_sources(fact, path, where)
    anchor, found = f"row-{fact.id}", {}
    for key, part in fact.parts.items():
        address, inside, name = f"facts/{fact.id}/{key}", (*path, "parts", key), f"{where}.parts.{key}"
        place = Place(address, part.note or key, page, anchor, inside, name)
        builder.check_sources(part, inside, name)
        builder.sound(place, part, part.unit or "")
        found[key] = builder.quantity(place, part, part.unit or "", fact).address
    if found:
        return found
    place = Place(f"facts/{fact.id}", fact.statement, page, anchor, path, where)
    if fact.has_figure:
        builder.sound(place, fact, fact.unit or "")
        return {"": builder.quantity(place, fact, fact.unit or "").address}
    if not fact.source or not fact.grade:
        builder.report(path, where, "没有数字的事实也要有 source 和 grade")
    return {"": builder.text(place, fact.statement, fact).address}


def add_claims(builder: Builder, content: ClaimsFile, positions: list[int]) -> None:
    """Take in the report's figures and the steps of their recomputation; their home is `data/claims.md`."""
    for claim, position in zip(content.claims, positions, strict=True):
        path, where = ("claims", position), f"claims[{claim.id}]"
        if builder.is_new("claim", claim.id, path, where):
            builder.dataset.claims[claim.id] = claim
            _add_claim(builder, claim, path, where)
        else:
            builder.dataset.broken.add("claims")


def _add_claim(builder: Builder, claim: Claim, path: tuple, where: str) -> None:
    def place(group: str, key: str, label: str) -> Place:
        address, inside = f"claims/{claim.id}/{key}", (*path, group, key)
        return Place(address, label, "data/claims.md", f"claim-{claim.id}", inside, f"{where}.{group}.{key}")

    builder.check_sources(_REPORT, path, where)
    for key, figure in claim.figures.items():
        here = place("figures", key, figure.note or claim.says)
        builder.check_sources(figure, here.path, here.where)
        builder.sound(here, figure, figure.unit or "")
        builder.quantity(here, figure, figure.unit or "", _REPORT)
    for key, step in claim.arithmetic.items():
        computed = Quantity(formula=step.formula, digits=step.digits, note=step.note)
        builder.quantity(place("arithmetic", key, step.label), computed, step.unit)
