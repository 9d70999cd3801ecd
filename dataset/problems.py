"""What authors did wrong, collected so that one build shows all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from rapidfuzz import fuzz, process

Stage = Literal["data", "pages", "site"]
_STAGES = get_args(Stage)
_ALIKE = 50  # per cent of letters in common that make a likely misspelling


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of an author: where it stands and what to do about it. They sort by stage: causes before effects."""

    stage: int
    file: str
    line: int
    where: str
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return ": ".join(part for part in (place, self.where, self.message) if part)


class Problems:
    """Collects problems; the build shows them together and stops."""

    def __init__(self) -> None:
        self._seen: dict[Problem, None] = {}
        self._stage: Stage = "data"

    def enter(self, stage: Stage) -> None:
        """What is added from now on belongs to `stage`: the data, the pages, or the finished site."""
        self._stage = stage

    def add(self, file: str, line: int, where: str, message: str) -> None:
        self._seen[Problem(_STAGES.index(self._stage), file, line, where, message)] = None

    def __iter__(self):
        return iter(sorted(self._seen))

    def of(self, stage: Stage) -> list[Problem]:
        """What has been found in one stage."""
        return [problem for problem in self if problem.stage == _STAGES.index(stage)]

    def places(self) -> set[tuple[str, int]]:
        """(file, line) of everything so far: what else is wrong there most likely follows from it."""
        return {(problem.file, problem.line) for problem in self._seen}

    def __len__(self) -> int:
        return len(self._seen)

    def report(self) -> str:
        """All problems, one a line, under a count."""
        return "\n".join([f"共 {len(self)} 处错误：", *(f"  {problem}" for problem in self)])


def nearest_of(word: str, choices: Iterable[str]) -> str | None:
    """The choice most like `word`; None where none is."""
    found = process.extractOne(word, list(choices), scorer=fuzz.ratio, score_cutoff=_ALIKE)
    return found[0] if found else None


def nearest(word: str, choices: Iterable[str]) -> str:
    """“；是否想写 x？”for the choice most like `word`, or an empty string."""
    found = nearest_of(word, choices)
    return f"；是否想写 {found}？" if found else ""
