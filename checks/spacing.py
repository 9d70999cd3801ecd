"""Spacing and punctuation between Han and Latin: autocorrect, and the one place it cannot see, before a macro."""

from __future__ import annotations

import re
from collections.abc import Iterator

import autocorrect_py
import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TIGHT_MACRO = re.compile(r"(?<=[\u4e00-\u9fff])(\{\{ fact\()")


def corrected(text: str, kind: str) -> str:
    """`text` as it should be spaced; `kind` is markdown or yaml (there only values are touched, never the syntax)."""
    if kind == "markdown":
        return _TIGHT_MACRO.sub(r" \1", autocorrect_py.format_for(text, kind))
    lines = text.splitlines(keepends=True)
    for line, value, wanted in _values(text):
        if lines[line].count(value) == 1:
            lines[line] = lines[line].replace(value, wanted)
    return "".join(lines)


def _values(text: str) -> Iterator[tuple[int, str, str]]:
    """(line index, value, corrected value) of the texts of a YAML file that are not as they should be."""
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.ScalarEvent) and _HAN.search(event.value):
            wanted = autocorrect_py.format(event.value)
            if wanted != event.value:
                yield event.start_mark.line, event.value, wanted


def misspaced(text: str, kind: str) -> Iterator[tuple[int, str]]:
    """(line, corrected text) of everything that is not as it should be."""
    if kind == "yaml":
        yield from ((line + 1, f"应为：{wanted}") for line, _, wanted in _values(text))
        return
    pairs = zip(text.splitlines(), corrected(text, kind).splitlines(), strict=True)
    yield from (
        (number, f"应为：{wanted.strip()}") for number, (given, wanted) in enumerate(pairs, 1) if given != wanted
    )
