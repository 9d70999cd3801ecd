"""Text → index tokens. `overrides/assets/javascripts/search/text.js` does the same to queries: change both together."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping

_COMBINING = re.compile("[\u0300-\u036f]")
_RUN = re.compile(
    r"(?P<han>[\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+)|(?P<word>[a-z0-9\u00df-\u03ff]+(?:[-._][a-z0-9\u00df-\u03ff]+)*)"
)
_JOINER = re.compile(r"[-_]|\.(?![0-9])|(?<![0-9])\.")
_PIECE = re.compile(r"[0-9]+(?:\.[0-9]+)*|[a-z\u00df-\u03ff]+")

Fold = Mapping[int, str]


def normalise(text: str, fold: Fold) -> str:
    """Compatibility forms and accents removed, lower case, traditional characters as simplified ones."""
    return _COMBINING.sub("", unicodedata.normalize("NFKD", text).lower()).translate(fold)


def runs(text: str) -> Iterator[tuple[str, bool, int]]:
    """(run, whether it is Han, where it starts) of a normalised text."""
    for match in _RUN.finditer(text):
        yield match[0], match["han"] is not None, match.start()


def bigrams(han: str) -> list[str]:
    """The overlapping pairs of a Han run; a run of one is its own token."""
    return [han[n : n + 2] for n in range(len(han) - 1)] or [han]


def word_forms(word: str) -> list[str]:
    """A Latin or number word as one token (gpt-4o → gpt4o), then its parts of two characters and more (gpt, 4o)."""
    pieces = [piece for part in re.split("[-_]", word) for piece in (part, *_PIECE.findall(part))]
    forms = [_JOINER.sub("", word), *(piece for piece in pieces if len(piece) > 1)]
    return list(dict.fromkeys(forms))


def tokens(text: str) -> list[str]:
    """All index tokens of a normalised text, in order, with a number and the Han character after it as one more (1750亿)."""
    found: list[str] = []
    number, end = "", 0
    for run, is_han, start in runs(text):
        if is_han:
            if number and text[end:start] in {"", " "}:
                found.append(number + run[0])
            found += bigrams(run)
            number = ""
        else:
            found += word_forms(run)
            number, end = (run if run[-1] in "0123456789" else ""), start + len(run)
    return found
