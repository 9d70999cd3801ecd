"""Spacing and punctuation between Han and Latin: autocorrect, and the one place it cannot see, before a macro."""

from __future__ import annotations

import re
from collections.abc import Iterator

import autocorrect_py

_TIGHT_MACRO = re.compile(r"(?<=[\u4e00-\u9fff])(\{\{ fact\()")


def corrected(text: str, kind: str) -> str:
    """`text` as it should be spaced; `kind` is markdown or yaml."""
    text = autocorrect_py.format_for(text, kind)
    return _TIGHT_MACRO.sub(r" \1", text) if kind == "markdown" else text


def misspaced(text: str, kind: str) -> Iterator[tuple[int, str]]:
    """(line, corrected line) of every line that is not as it should be."""
    pairs = zip(text.splitlines(), corrected(text, kind).splitlines(), strict=True)
    for number, (given, wanted) in enumerate(pairs, 1):
        if given != wanted:
            yield number, f"应为：{wanted.strip()}"
