"""All mutants of a seed, a sample of them, and running them side by side."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from . import claims, diagrams, facts, lists, pages, project, registers, sources, tables
from .mutant import Mutant
from .verdict import Verdict, try_out
from .workshop import Workshop

MODULES = (tables, facts, claims, sources, lists, registers, diagrams, pages, project)
WORKERS = 2
_workshop: Workshop
_folder: tempfile.TemporaryDirectory


def all_mutants(seed: int) -> list[Mutant]:
    """One module's targets do not depend on what another draws."""
    return [mutant for module in MODULES for mutant in module.mutants(Random(f"{seed} {module.__name__}"))]


def sample(seed: int, size: int = 25, builds: int = 2) -> list[Mutant]:
    """`size` mutants of as many kinds as there are, `builds` of them such as need a build."""
    mutants, random = all_mutants(seed), Random(seed)
    quick = [mutant for mutant in mutants if not mutant.by_build]
    slow = [mutant for mutant in mutants if mutant.by_build]
    kinds = sorted({mutant.kind for mutant in quick})
    of_each = [random.choice([mutant for mutant in quick if mutant.kind == kind]) for kind in kinds]
    rest = random.sample([mutant for mutant in quick if mutant not in of_each], size - builds - len(of_each))
    return [*random.sample(slow, builds), *of_each, *rest]


def judge(mutants: Iterable[Mutant]) -> Iterator[Verdict]:
    """The verdicts, in the order of the mutants; each worker has a copy of the project."""
    with ProcessPoolExecutor(WORKERS, initializer=_open_workshop) as pool:
        yield from pool.map(_judge, mutants)


def _open_workshop() -> None:
    global _workshop, _folder
    _folder = tempfile.TemporaryDirectory(prefix="mutations-")
    _workshop = Workshop(Path(_folder.name) / "project")


def _judge(mutant: Mutant) -> Verdict:
    return try_out(_workshop, mutant)
