"""What has already been reported as broken: every later check asks here, so that one mistake gives one message."""

from __future__ import annotations


class Broken:
    """Names of broken things: addresses (`models`, `models/gpt-3`, `facts/x`) and keys of other kinds (`source:brown2020`).

    A name spoils all that lies in it: `models` every `models/…`, `source:` every source. So a file that cannot be read
    is noted as its table, as `facts`, `claims`, or as the kind of its items, and what it would have held is missed silently.
    """

    def __init__(self) -> None:
        self._names: set[str] = set()
        self.incomplete: dict[str, tuple[str, int]] = {}

    def add(self, name: str) -> None:
        self._names.add(name)

    def note_incomplete(self, name: str, end: tuple[str, int]) -> None:
        """Where a file with items of `name` ends in the middle of a line: what is missing may have stood there."""
        self.incomplete.setdefault(name, end)

    def __contains__(self, name: str) -> bool:
        """Whether `name`, or something it lies in, is broken: for names that are not found."""
        kind, colon, _ = name.partition(":")
        if colon:
            return name in self._names or f"{kind}:" in self._names
        parts = name.split("/")
        return any("/".join(parts[: n + 1]) in self._names for n in range(len(parts)))

    def __bool__(self) -> bool:
        return bool(self._names)

    def holds(self, name: str) -> bool:
        """Whether `name` itself is broken: for data that stand in only to keep their table whole."""
        return name in self._names
