"""What the site is cited as: one record, `CITATION.cff`, and the list of updates, whose newest date is the data's version."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from .model import Dataset


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
