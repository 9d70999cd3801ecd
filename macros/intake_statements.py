"""Facts and claims → data: addresses `facts/id`, `facts/id/part`, `claims/id/key`."""

from __future__ import annotations

from pathlib import Path

from .dataset import Datum, FactSet
from .intake import Intake, Place
from .schema import Claim, ClaimsFile, Fact, FactsFile, Provenance, Quantity

# The report's own figures all come from the same text.
_REPORT = Provenance(asof="2024", grade="report", source=["report2024"])


def add_facts(intake: Intake, content: FactsFile, positions: list[int]) -> None:
    """Take in a file of facts (`positions`: where in the file they stand); its home is `data/facts-<slug>.md`."""
    slug = Path(intake.file.name).stem
    page = f"data/facts-{slug}.md"
    rows = []
    for fact, position in zip(content.facts, positions, strict=True):
        path, where = ("facts", position), f"facts[{fact.id}]"
        if intake.is_new("fact", fact.id, path, where):
            rows.append((fact, _figures(intake, fact, page, path, where)))
    intake.dataset.facts[slug] = FactSet(slug, content.title, page, tuple(rows))


def _figures(intake: Intake, fact: Fact, page: str, path: tuple, where: str) -> tuple[Datum, ...]:
    """The data a fact carries: its parts, its value, or its statement where it has no number."""
    anchor = f"row-{fact.id}"
    if fact.parts:
        return tuple(
            intake.quantity(
                Place(f"facts/{fact.id}/{key}", part.note or key, page, anchor, (*path, "parts", key), f"{where}.parts.{key}"),
                part, part.unit or "", fact,
            )
            for key, part in fact.parts.items()
        )  # fmt: skip
    place = Place(f"facts/{fact.id}", fact.statement, page, anchor, path, where)
    if fact.has_figure:
        return (intake.quantity(place, fact, fact.unit or ""),)
    if not fact.source or not fact.grade:
        intake.report(path, where, "没有数字的事实也要有 source 和 grade")
    return (intake.text(place, fact.statement, fact),)


def add_claims(intake: Intake, content: ClaimsFile, positions: list[int]) -> None:
    """Take in the report's figures and the steps of their recomputation; their home is `data/claims.md`."""
    for claim, position in zip(content.claims, positions, strict=True):
        path, where = ("claims", position), f"claims[{claim.id}]"
        if intake.is_new("claim", claim.id, path, where):
            intake.dataset.claims[claim.id] = claim
            _add_claim(intake, claim, path, where)


def _add_claim(intake: Intake, claim: Claim, path: tuple, where: str) -> None:
    def place(group: str, key: str, label: str) -> Place:
        return Place(f"claims/{claim.id}/{key}", label, "data/claims.md", f"claim-{claim.id}", (*path, group, key), f"{where}.{group}.{key}")

    for key, figure in claim.figures.items():
        intake.quantity(place("figures", key, figure.note or claim.says), figure, figure.unit or "", _REPORT)
    for key, step in claim.arithmetic.items():
        computed = Quantity(formula=step.formula, digits=step.digits, note=step.note)
        intake.quantity(place("arithmetic", key, step.label), computed, step.unit)
