"""Queries typed by hand, what a reader would accept for each, and the measures over them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import yaml
from publish.pages import Page
from publish.search.documents import Document

FOLDER = Path(__file__).parent
HALVES = {"A": FOLDER / "queries-a.yml", "B": FOLDER / "queries-b.yml"}


@dataclass(frozen=True)
class Query:
    kind: str
    text: str
    accepted: frozenset[str]


def read_queries(path: Path) -> list[Query]:
    """The queries of one half."""
    classes = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Query(kind, str(text), frozenset(accepted)) for kind, queries in classes.items() for text, accepted in queries.items()]


def row_links(pages: Iterable[Page]) -> dict[str, set[str]]:
    """id of a heading → ids of the table rows that the text under it (and under the headings below it) links to."""
    links: dict[str, set[str]] = {}
    for page in pages:
        open_headings: list[tuple[int, str]] = []
        for node in page.tree.css("article :is(h1, h2, h3, h4)[id], article a[href*='#row-']"):
            if node.tag == "a":
                row = (node.attributes["href"] or "").split("#")[1]
                for _, heading in open_headings:
                    links.setdefault(heading, set()).add(row)
            else:
                level = int(node.tag[1])
                open_headings = [*(h for h in open_headings if h[0] < level), (level, node.attributes["id"] or "")]
    return links


def judge(documents: Iterable[Document], links: dict[str, set[str]]) -> Callable[[str, Query], bool]:
    """Whether a result answers a query: accepted itself, under something accepted, or a row that an accepted section cites."""
    above = {document.id: {document.id, *document.above} for document in documents}

    def answers(identity: str, query: Query) -> bool:
        return bool(above.get(identity, {identity}) & query.accepted) or any(identity in links.get(section, ()) for section in query.accepted)

    return answers


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
