"""What authors did wrong, collected so that one build shows all of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, order=True)
class Problem:
    """One mistake of an author: where it stands and what to do about it."""

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

    def add(self, file: str, line: int, where: str, message: str) -> None:
        self._seen[Problem(file, line, where, message)] = None

    def extend(self, problems: Iterable[Problem]) -> None:
        self._seen.update(dict.fromkeys(problems))

    def __iter__(self):
        return iter(sorted(self._seen))

    def __len__(self) -> int:
        return len(self._seen)

    def report(self) -> str:
        """All problems, one a line, under a count."""
        return "\n".join([f"共 {len(self)} 处错误：", *(f"  {problem}" for problem in self)])


def nearest(word: str, choices: Iterable[str]) -> str:
    """“；是否想写 x？”for the choice most like `word`, or an empty string."""
    close = get_close_matches(word, list(choices), n=1, cutoff=0.5)
    return f"；是否想写 {close[0]}？" if close else ""
