"""Queries typed by hand, what a reader would accept for each, and the measures over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml

from publish.search.documents import Document

FOLDER = Path(__file__).parent
SETS = {path.stem[-1].upper(): path for path in sorted(FOLDER.glob("queries-?.yml"))}


@dataclass(frozen=True)
class Query:
    kind: str
    text: str
    accepted: frozenset[str]


def read_queries(path: Path) -> list[Query]:
    """The queries of one set."""
    classes = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [
        Query(kind, str(text), frozenset(accepted))
        for kind, queries in classes.items()
        for text, accepted in queries.items()
    ]


def judge(documents: Iterable[Document]) -> Callable[[str, Query], bool]:
    """Whether a result answers a query: it is accepted itself, or stands under an accepted heading or table."""
    above = {document.id: {document.id, *document.above} for document in documents}
    return lambda identity, query: bool(above.get(identity, {identity}) & query.accepted)


@dataclass
class Measures:
    """Over the ranks of the first accepted result (0: none among those shown) of each query."""

    ranks: list[int]
    empty: int = 0

    def at(self, n: int) -> float:
        return sum(0 < rank <= n for rank in self.ranks) / len(self.ranks)

    @property
    def mrr(self) -> float:
        return sum(1 / rank for rank in self.ranks if rank) / len(self.ranks)

    @property
    def no_hit(self) -> float:
        return self.empty / len(self.ranks)


def first_rank(results: list[str], query: Query, answers: Callable[[str, Query], bool]) -> int:
    """The rank of the first result (as ids) that answers `query`, 0 for none."""
    return next((rank for rank, identity in enumerate(results, 1) if answers(identity, query)), 0)
