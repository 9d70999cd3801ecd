"""`python -m tests.mutations [--seed N] [--all] [--kind KIND]`: try a sample of the mistakes, or all, and print a table."""

from __future__ import annotations

import argparse
import sys
from random import randrange

from .report import case, table
from .suite import all_mutants, judge, sample


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.mutations", description="Mistakes made on purpose in a copy of the project."
    )
    parser.add_argument(
        "--seed", type=int, default=None, help="draw the targets by this number (default: another each time)"
    )
    parser.add_argument("--all", action="store_true", help="all mistakes instead of a sample")
    parser.add_argument("--kind", action="append", help="all of this kind of file; may be repeated")
    parser.add_argument("--label", help="all whose name contains this")
    parser.add_argument("--list", action="store_true", help="name the mistakes and stop")
    options = parser.parse_args()
    seed = randrange(10**6) if options.seed is None else options.seed
    whole = options.all or options.kind or options.label
    mutants = [
        mutant
        for mutant in (all_mutants(seed) if whole else sample(seed))
        if (not options.kind or mutant.kind in options.kind) and (not options.label or options.label in mutant.name)
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
