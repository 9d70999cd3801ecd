"""In which order a table shows its columns, and how wide it must be to stand as a table.

Below that width the stylesheet sets each row as a card. The numbers are those of data-table.css; tests/test_tables.py
sees that no table is wider than its place.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from .views import LONG_TEXT, View

STEPS = (34, 37, 49, 60)  # rem; the widths at which data-table.css changes from cards to a table
_SPARSE = 0.6  # of the rows
_FONT = 0.65  # rem, with a little to spare
_PADDING, _SHARE, _REFERENCE = 0.6, 1.4, 1.5  # em
_CAPITAL, _LETTER, _POINT = 0.66, 0.555, 0.3  # em; Han characters measure 1
_LEAST, _LEAST_LONG, _LEAST_NAME, _SOURCES, _NOTES = 3.2, 7.5, 6.5, 4, 2.2  # em, padding included
_BREAK = re.compile(r"[ –—/、，；：。）].|.（|-\D")


def arrange(heads: list[View], rows: list[View], is_home: bool) -> tuple[list[View], list[View], str]:
    """The columns and rows as shown: mostly empty columns come last where no author chose the order, and one that says
    nothing in any row is left out; what it would have said follows in words."""
    if any(len(row["cells"]) < len(heads) for row in rows):
        return heads, rows, ""  # a row whose data is broken
    filled = [sum(not row["cells"][n]["is_missing"] for row in rows) for n in range(len(heads))]
    order = [n for n, count in enumerate(filled) if count]
    if is_home:
        order.sort(key=lambda n: filled[n] < _SPARSE * len(rows))
    shown = [{**row, "cells": [row["cells"][n] for n in order]} for row in rows]
    return [heads[n] for n in order], shown, _left_out(heads, rows, filled)


def _left_out(heads: list[View], rows: list[View], filled: list[int]) -> str:
    """“全部未公布：卡数、卡时。”; nothing where every column says something."""
    reasons: dict[str, list[str]] = {}
    for n, head in enumerate(heads):
        if not filled[n]:
            texts = {row["cells"][n]["text"] for row in rows}
            reason = f"全部{texts.pop()}" if len(texts) == 1 else "全部未公布或不详"
            reasons.setdefault(reason, []).append(head["title"])
    return "".join(f"{reason}：{'、'.join(titles)}。" for reason, titles in reasons.items())


def needs(row_title: str, heads: list[View], rows: list[View], has_notes: bool) -> int | None:
    """The smallest of STEPS (rem) that holds the table, None where none does."""
    names = max(_LEAST_NAME, *(_unbroken(text) + _PADDING + _SHARE for text in [row_title, *(r["name"] for r in rows)]))
    widths = [_column(head, [row["cells"][n] for row in rows if n < len(row["cells"])]) for n, head in enumerate(heads)]
    rem = (names + sum(widths) + _SOURCES + has_notes * _NOTES) * _FONT
    return next((step for step in STEPS if rem <= step), None)


def _column(head: View, cells: list[View]) -> float:
    is_long = any(len(cell["datum"].text or "") > LONG_TEXT for cell in cells)
    parts = [_unbroken(head["title"]), _unbroken(f"{head['unit']}）") * 0.88]
    parts += [max(_unbroken(cell["text"]), _REFERENCE if cell["numbers"] else 0) for cell in cells]
    return max(_LEAST_LONG if is_long else _LEAST, max(parts) + _PADDING)


def _unbroken(text: str) -> float:
    """The width of the longest part of `text` that no line break may fall into, in em."""
    longest = width = 0.0
    for before, character in pairwise(" " + text):
        if _BREAK.match(before + character) or _is_han(before) or _is_han(character):
            width = 0
        if character == " ":
            continue
        width += _width(character)
        longest = max(longest, width)
    return longest


def _width(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    return _POINT if character in ".,:" else _CAPITAL if character.isupper() else _LETTER


def _is_han(character: str) -> bool:
    return unicodedata.east_asian_width(character) == "W"
