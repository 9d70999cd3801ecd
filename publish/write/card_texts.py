"""What each share card says: chapter, number, title and one figure of the section."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from dataset.edition import Edition
from dataset.model import Dataset

from ..anchors import Anchor
from .cards import Card, write_card


def write_cards(anchors: list[Anchor], dataset: Dataset, edition: Edition, root: Path, site: Path) -> int:
    """Write `/assets/cards/<id>.png` for every page and numbered section; returns how many had to be drawn."""
    folder = site / "assets" / "cards"
    folder.mkdir(parents=True, exist_ok=True)
    cards = card_texts(anchors, dataset, edition)
    return sum(
        write_card(card, folder / f"{identity}.png", root / ".cache" / "cards") for identity, card in cards.items()
    )


def card_texts(anchors: list[Anchor], dataset: Dataset, edition: Edition) -> dict[str, Card]:
    """Section id → its card."""
    chapters = {anchor.number: anchor.title for anchor in anchors if anchor.number and "." not in anchor.number}
    rows = Counter(anchor.section for anchor in anchors if anchor.kind == "row")
    cards = {}
    for anchor in anchors:
        if anchor.kind == "heading" and anchor.section == anchor.id:
            chapter = chapters.get(anchor.number.split(".")[0], "数据" if anchor.page.startswith("data/") else "")
            title = anchor.title.removeprefix(anchor.number).strip()
            figure = _figure(anchor, rows[anchor.id], dataset)
            cards[anchor.id] = Card(
                "" if chapter == anchor.title else chapter, anchor.number, title, edition.title, figure
            )
    return cards


def _figure(anchor: Anchor, rows: int, dataset: Dataset) -> tuple[str, str] | tuple[()]:
    """The figure that `data/outline.yml` names for a section; for a data page the number of its rows."""
    entry = dataset.outline.get(anchor.id)
    if entry and entry.card and entry.card.figure in dataset.data:
        return dataset.data[entry.card.figure].show(), entry.card.label
    return (f"{rows} 行", "每个数字都带来源、日期与等级") if rows and anchor.page.startswith("data/") else ()
