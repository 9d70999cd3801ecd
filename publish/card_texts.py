"""What each share card says: chapter, number, title and one figure of the section."""

from __future__ import annotations

from pathlib import Path

from macros.citing import Edition
from macros.dataset import Dataset, Datum

from .anchors import Anchor
from .cards import Card, write_card
from .pages import Page

Figure = tuple[str, str] | tuple[()]


def write_cards(pages: list[Page], anchors: list[Anchor], dataset: Dataset, edition: Edition, root: Path, site: Path) -> int:
    """Write `/assets/cards/<id>.png` for every page and numbered section; returns how many had to be drawn."""
    folder = site / "assets" / "cards"
    folder.mkdir(parents=True, exist_ok=True)
    cards = card_texts(pages, anchors, dataset, edition)
    return sum(write_card(card, folder / f"{identity}.png", root / ".cache" / "cards") for identity, card in cards.items())


def card_texts(pages: list[Page], anchors: list[Anchor], dataset: Dataset, edition: Edition) -> dict[str, Card]:
    """Section id → its card."""
    chapters = {anchor.number: anchor.title for anchor in anchors if anchor.number and "." not in anchor.number}
    shown = _first_figures(pages, {anchor.id: anchor.section for anchor in anchors}, dataset)
    cards = {}
    for anchor in anchors:
        if anchor.kind == "heading" and anchor.section == anchor.id:
            chapter = chapters.get(anchor.number.split(".")[0], "数据" if anchor.page.startswith("data/") else "")
            title = anchor.title.removeprefix(anchor.number).strip()
            figure = _chosen(anchor.id, dataset) or shown.get(anchor.id) or ()
            cards[anchor.id] = Card("" if chapter == anchor.title else chapter, anchor.number, title, edition.title, figure)
    return cards


def _chosen(section: str, dataset: Dataset) -> Figure:
    """The figure that `data/outline.yml` names for a section."""
    entry = dataset.outline.get(section)
    return _figure(dataset.data[entry.card]) if entry and entry.card in dataset.data else ()


def _first_figures(pages: list[Page], section_of: dict[str, str], dataset: Dataset) -> dict[str, Figure]:
    """Section id → the first figure that its text shows; for a data page the number of its rows."""
    found: dict[str, Figure] = {}
    for page in pages:
        section = ""
        for node in page.tree.css("article :is(h1, h2, h3, h4, .fact__value)"):
            if node.tag != "a":
                section = section_of.get(node.attributes.get("id") or "", section)
            elif (datum := dataset.data.get(node.attributes.get("data-address") or "")) and datum.low is not None:
                found.setdefault(section, _figure(datum))
        rows = len(page.tree.css("article tr[id^=row-]"))
        if rows and page.url.startswith("data/"):
            found.setdefault(section, (f"{rows} 行", "每个数字都带来源、日期与等级"))
    return found


def _figure(datum: Datum) -> Figure:
    return datum.show(), datum.label
