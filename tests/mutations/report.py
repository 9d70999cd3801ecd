"""What came of the mistakes, for people: a table, and every failing case with its messages."""

from __future__ import annotations

from collections import Counter

from .verdict import Verdict


def table(verdicts: list[Verdict]) -> str:
    """Kinds of files × outcomes."""
    counts = Counter((verdict.mutant.kind, verdict.fault or "good") for verdict in verdicts)
    kinds = list(dict.fromkeys(verdict.mutant.kind for verdict in verdicts))
    outcomes = sorted({outcome for _, outcome in counts}, key=lambda outcome: (outcome != "good", outcome))
    rows = [["", *outcomes], *([kind, *(str(counts[kind, o] or "·") for o in outcomes)] for kind in kinds)]
    rows.append(["all", *(str(sum(counts[kind, o] for kind in kinds)) for o in outcomes)])
    return "\n".join(f"{row[0]:<12}" + "".join(f"{cell:>16}" for cell in row[1:]) for row in rows)


def case(verdict: Verdict, most: int = 4) -> str:
    """A failing case with what was said to it."""
    said = verdict.complaints or verdict.run.output.splitlines()[-most:]
    lines = [f"      {line[:240]}" for line in said[:most]] + (
        [f"      … {len(said)} in all"] if len(said) > most else []
    )
    head = f"{verdict.fault:<14} {verdict.mutant.name} [{verdict.by}, exit {verdict.run.code}, {verdict.run.seconds:.1f} s]"
    return "\n".join([head, *lines])
