"""Whatever an author mistypes in the real project is named once, where it stands, and harms nothing.

A sample by a seed (`MUTATIONS=…` takes another one); `python -m tests.mutations --all` tries all of them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.mutations.mutant import ROOT, Mutant
from tests.mutations.report import case
from tests.mutations.suite import all_mutants, judge, sample
from tests.mutations.verdict import fault
from tests.mutations.workshop import CHECK, Run, Workshop


def test_a_sample_of_mistakes_is_named_well():
    seed = int(os.environ.get("MUTATIONS", "2026"))
    bad = [case(verdict) for verdict in judge(sample(seed)) if verdict.fault]
    assert not bad, f"python -m tests.mutations --seed {seed}\n" + "\n".join(bad)


def test_the_project_as_it_is_passes(tmp_path: Path):
    run = Workshop(tmp_path / "project").run(CHECK)
    assert run.code == 0, run.output


def test_each_mutation_is_one_and_all_kinds_of_files_have_some():
    mutants = all_mutants(0)
    assert len(mutants) >= 220
    for mutant in mutants:
        path = ROOT / mutant.file
        assert mutant.content != (path.read_bytes() if path.exists() else b""), mutant.name
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "data").glob("*.yml")} | {
        "CITATION.cff",
        "mkdocs.yml",
    }
    touched = {mutant.file for mutant in mutants}
    assert files <= touched
    assert all(
        any(file.startswith(folder) for file in touched) for folder in ("docs/", "data/tables/", "data/sources/")
    )


_GOOD = "共 1 处错误：\n  data/a.yml:3: rows[x]: 写错了\n"


@pytest.mark.parametrize(
    ("code", "output", "expected"),
    [
        (1, _GOOD, ""),
        (1, _GOOD.replace(":3:", ":4:"), ""),
        (1, _GOOD.replace(":3:", ":5:"), "elsewhere"),
        (1, _GOOD.replace(":3:", ":"), "elsewhere"),
        (1, _GOOD.replace("a.yml", "b.yml"), "elsewhere"),
        (1, _GOOD.replace("写错了", "invalid"), "not in Chinese"),
        (1, _GOOD + "  data/a.yml:3: 一\n  data/a.yml:3: 二\n", "floods"),
        (1, _GOOD.replace("共 1 处", "共 9 处"), "floods"),
        (1, f"Traceback (most recent call last):\n{_GOOD}", "traceback"),
        (1, "wrong", "says nothing"),
        (0, "", "passes"),
        (-1, "", "hangs"),
        (-11, "", "crashes"),
    ],
)
def test_a_bad_message_is_told_from_a_good_one(code: int, output: str, expected: str):
    mutant = Mutant("tables", "a mistake", "data/a.yml", b"", lines=(3,))
    assert fault(mutant, "check", Run(code, output, 1)) == expected
