"""Whether a mistake was named well: once, where it stands, in an author's words, soon, and without harm."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .mutant import Mutant
from .workshop import BUILD, CHECK, Run, Workshop

_COUNT = re.compile(r"共 (\d+) 处")
_PLACE = re.compile(r"^\s*(?P<file>[\w./-]+\.(?:yml|md|cff|d2))(?::(?P<line>\d+))?(?=[:：])")
_MKDOCS = re.compile(r"^(?:WARNING|ERROR) +-\s+|^Error: |^Config value ")
_MOST_SECONDS, _MOST_COMPLAINTS, _NEAR = 5, 2, 1


@dataclass(frozen=True)
class Verdict:
    """`fault` is empty where all is well; `by` is the command that refused, or the last that was asked."""

    mutant: Mutant
    fault: str
    by: str
    run: Run

    @property
    def complaints(self) -> list[str]:
        return complaints(self.run.output)


def complaints(output: str) -> list[str]:
    """The messages to the author: those with a place; where there is none, what MkDocs says itself."""
    lines = output.splitlines()
    return [line.strip() for line in lines if _PLACE.match(line)] or [line for line in lines if _MKDOCS.match(line)]


def try_out(workshop: Workshop, mutant: Mutant) -> Verdict:
    """Run the check, and where it may let the mistake pass the build, and judge what they say."""
    with workshop.with_mistake(mutant):
        by, run = "check", workshop.run(CHECK)
        if run.code == 0 and mutant.by_build:
            by, run = "build", workshop.run(BUILD)
        found = fault(mutant, by, run)
        harmed = run.code != 0 and not workshop.has_its_site()
        return Verdict(mutant, "site changed" if harmed else found, by, run)


def fault(mutant: Mutant, by: str, run: Run) -> str:
    said = complaints(run.output)
    announced = _COUNT.search(run.output)
    faults = {
        "hangs": run.code == -1,
        "passes": run.code == 0,
        "crashes": run.code < -1 or run.code > 100,
        "traceback": "Traceback" in run.output,
        "says nothing": not said,
        "floods": max(len(said), int(announced[1]) if announced else 0) > _MOST_COMPLAINTS,
        "elsewhere": not said or not _is_at(mutant, said[0]),
        "not in Chinese": not said or not re.search(r"[\u4e00-\u9fff]", said[0]),
        "slow": by == "check" and run.seconds > _MOST_SECONDS,
    }
    return next((name for name, is_so in faults.items() if is_so), "")


def _is_at(mutant: Mutant, complaint: str) -> bool:
    """Whether a complaint names the mutated file and, where there is one, a line next to the mutated ones."""
    if mutant.word and mutant.word in complaint:
        return True
    if (place := _PLACE.match(complaint)) is None:
        return False
    line = int(place["line"] or 0)
    accepted = [(mutant.file, line) for line in mutant.lines or (line,)] + list(mutant.also)
    return any(place["file"] == file and abs(line - wanted) <= _NEAR for file, wanted in accepted)
