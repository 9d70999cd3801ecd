"""What the site is cited as: one record, `CITATION.cff`, and the list of updates, whose newest date is the data's version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from . import html
from .book import Book
from .dataset import Dataset


@dataclass(frozen=True)
class Edition:
    """The site as a publication."""

    title: str
    author: str
    abstract: str
    version: str
    date: str  # of the newest change to text or data: YYYY-MM-DD
    licence: str


def read_edition(root: Path, dataset: Dataset) -> Edition:
    """The edition that `CITATION.cff` in the project folder describes, brought up to the newest update."""
    record = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    dates = [update.date for update in dataset.updates.values()]
    return Edition(
        title=record["title"],
        author=record["authors"][0]["name"],
        abstract=record["abstract"].strip(),
        version=str(record["version"]),
        date=max([str(record["date-released"]), *dates]),
        licence=record["license"],
    )


def updates(book: Book) -> str:
    """`{{ updates() }}`: what changed since the first edition, newest first, each with a permanent id `update-<id>`."""
    items = []
    for update in sorted(book.dataset.updates.values(), key=lambda u: (u.date, u.id), reverse=True):
        sections = [{"href": book.page.asset(f"s/{key}/"), "label": book.headings[key].label if key in book.headings else key} for key in update.sections]
        items.append({"entry": update, "text": book.dataset.expand(update.text), "sections": sections})
    return html.render("updates", items=items)
