"""`/feed.xml`: updates and corrections as an Atom feed."""

from __future__ import annotations

from pathlib import Path

from dataset.edition import Edition
from dataset.model import Dataset

from ..templates import render


def write_feed(dataset: Dataset, edition: Edition, site: Path, site_url: str) -> None:
    """Write the feed; its dates are those of `data/updates.yml`, so that the same data gives the same bytes."""
    updates = sorted(dataset.updates.values(), key=lambda update: (update.date, update.id), reverse=True)
    entries = [
        (update, render("update.html", text=dataset.expand(update.text), sections=update.sections, site_url=site_url))
        for update in updates
    ]
    text = render("feed.xml", entries=entries, edition=edition, site_url=site_url)
    (site / "feed.xml").write_text(text, encoding="utf-8")
