"""BM25F: how much a term tells about a document, from its frequency in the fields, their weights and lengths."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

K1 = 0.8
LEVELS = 15  # an impact is stored as 1 … LEVELS
# field → (weight, b: how far a long field counts for less)
FIELDS = {
    "title": (5.0, 0.3),
    "aliases": (5.0, 0.0),
    "asked": (2.0, 0.5),
    "statement": (1.0, 0.5),
    "path": (1.5, 0.3),
    "body": (1.0, 0.5),
}

Postings = dict[str, list[tuple[int, int]]]


def build(documents: Iterable[dict[str, list[str]]]) -> Postings:
    """term → [(number of the document, impact)], from the tokens of each document by field.

    The impact is the saturated, length-normalised frequency without the IDF, so that a list serves whatever else is indexed.
    """
    rows = list(documents)
    average = {
        name: max(1.0, sum(len(row[name]) for row in rows) / max(1, sum(bool(row[name]) for row in rows)))
        for name in FIELDS
    }
    postings: Postings = {}
    for number, row in enumerate(rows):
        weights: Counter[str] = Counter()
        for name, (weight, b) in FIELDS.items():
            length = 1 - b + b * len(row[name]) / average[name]
            for term, frequency in Counter(row[name]).items():
                weights[term] += weight * frequency / length
        for term, weight in weights.items():
            postings.setdefault(term, []).append((number, max(1, round(LEVELS * weight / (K1 + weight)))))
    return postings
