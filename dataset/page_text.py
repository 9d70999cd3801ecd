"""The Markdown of a page in pieces: macro calls, code, and the prose between them.

In code nothing is a macro, a link or HTML, so every rule for the text of a page goes by these pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

# A fence ends with the characters it began with; a span of code does not cross an empty line; the strings of a call
# may hold braces, but end on their line. What none of them takes is prose.
_FENCE = r"(?P<fence>^[ \t]*(?P<mark>`{3,}|~{3,})[^`\n]*\n(?:.*\n)*?[ \t]*(?P=mark)[ \t]*$)"
_CODE = r"(?P<code>(?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`))"
_CALL = r"""(?P<call>\{\{(?:"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[^"'{}]|\{(?!\{)|\}(?!\}))*\}\})"""
_PIECE = re.compile(f"{_FENCE}|{_CODE}|{_CALL}", re.MULTILINE)

Kind = Literal["prose", "fence", "code", "call"]


@dataclass(frozen=True)
class Piece:
    """A stretch of a page; `line` counts from 1."""

    kind: Kind
    text: str
    line: int


def pieces(text: str) -> Iterator[Piece]:
    """The whole of `text`, in order."""
    line, end = 1, 0
    for match in _PIECE.finditer(text):
        between = text[end : match.start()]
        if between:
            yield Piece("prose", between, line)
            line += between.count("\n")
        kind = next(kind for kind in ("fence", "code", "call") if match[kind])
        yield Piece(kind, match[0], line)
        line += match[0].count("\n")
        end = match.end()
    if end < len(text):
        yield Piece("prose", text[end:], line)


def blanked(found: Iterable[Piece]) -> str:
    """The text of pieces with code and calls blanked out, so that lines and columns stay."""
    return "".join(piece.text if piece.kind == "prose" else re.sub(r"[^\n]", " ", piece.text) for piece in found)
