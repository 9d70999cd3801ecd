"""Names that lead nowhere, gathered by what is missing: a row that is gone is one message, however often it is named."""

from __future__ import annotations

from collections.abc import Collection

from .broken import Broken
from .problems import Problems, nearest

_MOST_PLACES = 3  # that a message names
_MOST_MISSING = 5  # things that are missing by themselves, not because what holds them is


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
        by_parent: dict[str, list[str]] = {}
        for missing in self._uses:
            by_parent.setdefault(parent_of(missing), []).append(missing)
        for parent, several in by_parent.items():
            if len(several) > 1 and parent in self._broken.incomplete:
                message = f"文件不完整（最后一行没有换行）：别处用到的 {_listed(several)}不在其中"
                self._problems.add(*self._broken.incomplete[parent], "", message)
                self._broken.add(parent)
            elif len(several) > _MOST_MISSING:
                self._say([use for missing in several for use in self._uses[missing]], several)
                self._broken.add(parent)
            else:
                for missing in several:
                    self._say(self._uses[missing], [])
                    self._broken.add(missing)

    def _say(self, uses: list[tuple[str, int, str, str]], missing: list[str]) -> None:
        file, line, where, message = min(uses)
        others = list(dict.fromkeys(f"{f}:{n}" for f, n, *_ in sorted(uses) if (f, n) != (file, line)))
        if missing:
            message = f"没有 {_listed(missing)}：是不是少了一个文件，或文件不完整"
        if others:
            message += (
                f"（另有 {len(others)} 处：{'、'.join(others[:_MOST_PLACES])}{'…' * (len(others) > _MOST_PLACES)}）"
            )
        self._problems.add(file, line, where, message)


def parent_of(missing: str) -> str:
    """What a missing thing would lie in: a kind of items, a table or a row."""
    kind, colon, _ = missing.partition(":")
    return f"{kind}:" if colon else missing.rpartition("/")[0]


def _listed(missing: list[str]) -> str:
    names = [name.rpartition(":")[2] for name in sorted(missing)]
    return f"{'、'.join(names[:_MOST_PLACES])} 等 {len(names)} 项" if len(names) > _MOST_PLACES else "、".join(names)
