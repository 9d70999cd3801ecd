"""What the site is cited as: one record, `CITATION.cff`, and the list of updates, whose newest date is the data's version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .schema import Citation, Update

_YEAR = timedelta(days=366)


@dataclass(frozen=True)
class Edition:
    """The site as a publication; empty where `CITATION.cff` is broken."""

    title: str = ""
    author: str = ""
    abstract: str = ""
    version: str = ""
    date: str = ""  # of the newest change to text or data: YYYY-MM-DD
    licence: str = ""


def edition(citation: Citation, updates: Iterable[Update]) -> Edition:
    """The edition that `CITATION.cff` describes, brought up to the newest update."""
    return Edition(
        title=citation.title,
        author=citation.authors[0].name,
        abstract=citation.abstract.strip(),
        version=citation.version,
        date=max([citation.released, *(update.date for update in updates)]),
        licence=citation.licence,
    )


def horizon(newest: str, years: int = 1) -> str:
    """The latest day that anything recorded may have: a year after the newest release or update.

    Not today's date, so that a build of the same sources always ends the same; a year, so that data can be entered
    before the update that announces it.
    """
    return (date.fromisoformat(newest) + years * _YEAR).isoformat()


def ahead(released: str, updates: Iterable[Update]) -> Iterable[Update]:
    """Updates too long after the release or update before them to be true."""
    for update in updates:
        if update.date > horizon(released, years=3):
            yield update
        else:
            released = max(released, update.date)
