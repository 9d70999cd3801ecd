"""Ways into a long list without scripts: the first entry of each letter, and names by their pinyin."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from pypinyin import lazy_pinyin

_DIGITS = "0–9"
# What the library reads as the weight 重 (zhòng) and is the again 重 (chóng).
_READINGS = {"去重": "qu chong", "重排": "chong pai", "重算": "chong suan", "重采样": "chong cai yang"}


def letters(entries: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """(letter, id of the first entry under it) of (name, id) in alphabetical order."""
    return [(letter, next(group)[1]) for letter, group in groupby(entries, key=lambda entry: _initial(entry[0]))]


def syllables(name: str) -> str:
    """The pinyin of `name`, a syllable a word; what is not Han stays, in lower case."""
    for word, reading in _READINGS.items():
        name = name.replace(word, f" {reading} ")
    return " ".join(" ".join(lazy_pinyin(name)).lower().split())


def by_pinyin(entries: Iterable[tuple[str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """(letter, its (name, id)s) of (name, id), both in the order of pinyin."""
    ordered = sorted(entries, key=lambda entry: syllables(entry[0]))
    return [
        (letter, list(group)) for letter, group in groupby(ordered, key=lambda entry: _initial(syllables(entry[0])))
    ]


def _initial(name: str) -> str:
    return name[0].upper() if name[0].isalpha() else _DIGITS
