"""A mistake in one file, and the text it is made in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mutant:
    """The file with one mistake in it.

    `content` is the whole file: bytes, None where it is gone, a path where it became a link to it. A good message names
    `file` and one of `lines` (none: the file alone will do), or one of the places in `also` ((file, line)), or says `word`.
    """

    kind: str
    label: str
    file: str
    content: bytes | Path | None
    lines: tuple[int, ...] = ()
    also: tuple[tuple[str, int], ...] = ()
    word: str = ""
    by_build: bool = False  # what the quick check lets pass, the build must refuse

    @property
    def name(self) -> str:
        return f"{self.kind}: {self.label} ({self.file}{':' if self.lines else ''}{','.join(map(str, self.lines[:3]))})"


class Text:
    """A text file of the project; its methods make mutants of it."""

    def __init__(self, file: str, kind: str, text: str | None = None, by_build: bool = False) -> None:
        self.file, self.kind, self.by_build = file, kind, by_build
        self.text = (ROOT / file).read_text(encoding="utf-8") if text is None else text
        self.rows = self.text.splitlines(keepends=True)

    def line_at(self, index: int) -> int:
        return self.text.count("\n", 0, index) + 1

    def whole(self, label: str, content: bytes | Path | None, **more) -> Mutant:
        """The file replaced as a whole."""
        return replace(Mutant(self.kind, label, self.file, content, by_build=self.by_build), **more)

    def replaced(self, label: str, start: int, end: int, new: str, **more) -> Mutant:
        """`new` in place of the characters from `start` to `end`; the lines it touches are the mutated ones."""
        first = self.line_at(start)
        more.setdefault("lines", tuple(range(first, first + new.count("\n") + 1)))
        return self.whole(label, (self.text[:start] + new + self.text[end:]).encode(), **more)

    def inserted(self, label: str, line: int, new: str, **more) -> Mutant:
        """`new` as lines of their own before line `line`."""
        start = sum(map(len, self.rows[: line - 1]))
        more.setdefault("lines", tuple(range(line, line + new.count("\n") + 1)))
        return self.replaced(label, start, start, new + "\n", **more)

    def encoded(self, random: Random) -> list[Mutant]:
        """What editors and shells do to a whole file."""
        raw, place = self.text.encode(), random.randrange(len(self.text))
        line, place = self.line_at(place), len(self.text[:place].encode())
        return [
            self.whole("GBK", self.text.encode("gb18030")),
            self.whole("UTF-16", self.text.encode("utf-16")),
            self.whole("invalid bytes", raw[:place] + b"\xff\xfe" + raw[place:]),
            self.whole("NUL character", raw[:place] + b"\0" + raw[place:], lines=(line,)),
            self.whole("empty file", b""),
            self.whole("link out of the project", Path("/etc/hostname")),
        ]
