"""No quantity is typed in prose: digits in a page's Markdown stand only where something else than a figure is meant."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator

_FENCE = re.compile(r"^\s*(```|~~~)")
_DAY = r"\d{1,2} ?月(?:\s*\d{1,2} ?日)?"
_UNITS = r"[kMGTPE]?(?:iB|B/s|bps|FLOPS?|OPS|Wh?|Hz)|[kMGTPE]B|nm|ms|x"
_DATES = re.compile(
    rf"\d{{4}}(?:[–—-]\d{{2,4}})? ?年(?:初|底|末|中|\s*{_DAY})?|\d{{4}}-\d{{2}}(?:-\d{{2}})?|{_DAY}|\d{{4}}[、和与至到]"
)
# What is taken out before digits are looked for, in this order, each with the reason it is no figure of ours.
_EXEMPT = (
    re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{[^}]*\}"),  # macros and attribute lists
    re.compile(r"`[^`]*`"),  # code and formulas
    re.compile(r"\]\([^)]*\)|<[^>]*>|https?://\S+"),  # targets of links
    re.compile(r"第 ?\d+(?:\.\d+)* ?[章节条款项]"),  # places in texts
    re.compile(
        rf"[A-Za-z][A-Za-z0-9.+/-]*\d[A-Za-z0-9.+/-]*|\d+(?:\.\d+)?(?!(?:{_UNITS})\b)[A-Za-z][A-Za-z0-9-]*\b"
    ),  # names: GPT-3, H100, 4bit
)


def typed_figures(text: str, names: Iterable[str] = ()) -> Iterator[tuple[int, str]]:
    """(line, excerpt) of every digit in prose that no exemption covers; `names` are product names with digits."""
    known = _any_of(frozenset(names))
    fenced, front = False, False
    for number, line in enumerate(text.splitlines(), 1):
        if number == 1 and line == "---":
            front = True
            continue
        if front:
            front = line != "---"
            continue
        if _FENCE.match(line):
            fenced = not fenced
            continue
        if fenced or line.startswith("#"):
            continue
        rest = re.sub(r"^(\s*)\d+\. ", r"\1", line)  # numbered lists
        rest = _DATES.sub(" ", rest)  # before names: a row may be named by a month
        rest = known.sub("", rest) if known else rest
        for pattern in _EXEMPT:
            rest = pattern.sub(" ", rest)
        if match := re.search(r"\S{0,8}\d\S{0,8}", rest):
            yield number, match[0]


@functools.cache
def _any_of(names: frozenset[str]) -> re.Pattern[str] | None:
    """What matches any of the names that hold a digit, the longest first."""
    by_length = sorted((name for name in names if re.search(r"\d", name)), key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, by_length))) if by_length else None
