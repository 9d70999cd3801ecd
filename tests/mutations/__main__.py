"""`python -m tests.mutations [--seed N] [--sample N] [--kind KIND] [--list]`: try all mistakes and print a table."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from random import randrange

from .suite import all_mutants, judge
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


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutations", description="Mistakes made on purpose in a copy of the project."
    )
    parser.add_argument(
        "--seed", type=int, default=None, help="draw the targets by this number (default: another each time)"
    )
    parser.add_argument("--kind", action="append", help="only this kind of file; may be repeated")
    parser.add_argument("--label", help="only mistakes whose name contains this")
    parser.add_argument("--no-build", action="store_true", help="leave out those that may need a build")
    parser.add_argument("--list", action="store_true", help="name the mistakes and stop")
    options = parser.parse_args()
    seed = randrange(10**6) if options.seed is None else options.seed
    mutants = [
        mutant
        for mutant in all_mutants(seed)
        if (not options.kind or mutant.kind in options.kind)
        and (not options.label or options.label in mutant.name)
        and not (options.no_build and mutant.by_build)
    ]
    print(f"seed {seed}: {len(mutants)} mutations", flush=True)
    if options.list:
        print("\n".join(mutant.name for mutant in mutants))
        return 0
    verdicts = []
    for verdict in judge(mutants):
        verdicts.append(verdict)
        if verdict.fault:
            print(case(verdict), flush=True)
    print(table(verdicts))
    return 1 if any(verdict.fault for verdict in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
