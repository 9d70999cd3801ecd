"""Names that lead nowhere, gathered by what is missing: a row that is gone is one message, however often it is named."""

from __future__ import annotations

from collections.abc import Collection

from .broken import Broken
from .problems import Problems, nearest

_MOST_PLACES = 3


class Unknowns:
    """Collects the uses of what does not exist; `report` says each missing thing once, at its first use."""

    def __init__(self, problems: Problems, broken: Broken) -> None:
        self._problems = problems
        self._broken = broken
        self._uses: dict[str, list[tuple[str, int, str, str]]] = {}

    def add(self, missing: str, place: tuple[str, int], where: str, message: str) -> None:
        """A use, at `place`, of something that lies in `missing` (as in `Broken`)."""
        self._uses.setdefault(missing, []).append((*place, where, message))

    def key(
        self, kind: str, key: str, known: Collection[str], place: tuple[str, int], where: str, message: str
    ) -> bool:
        """Whether `key` is `known`; if not (and not yet reported), a use of something missing."""
        if key not in known and f"{kind}:{key}" not in self._broken:
            self.add(f"{kind}:{key}", place, where, f"{message} {key}{nearest(key, known)}")
        return key in known

    def report(self) -> None:
        """Say what is missing; from now on it is broken, and whoever names it is silent."""
        for missing, uses in self._uses.items():
            file, line, where, message = min(uses)
            others = list(dict.fromkeys(f"{f}:{n}" for f, n, *_ in sorted(uses) if (f, n) != (file, line)))
            more = f"（另有 {len(others)} 处：{'、'.join(others[:_MOST_PLACES])}{'…' * (len(others) > _MOST_PLACES)}）"
            self._problems.add(file, line, where, message + (more if others else ""))
            self._broken.add(missing)
