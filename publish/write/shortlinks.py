"""Short links: `/s/<id>/` and `/s/<number>/`, a small page for everything that has an address.

Chat programs unfold a link without its fragment, so a section's own title, text and card must stand on a page of its own.
It leads on at once, with and without scripts. A retired id's page stays and says why, and where to read on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from dataset.edition import Edition
from dataset.paths import inside

from ..anchors import Anchor
from ..register import Register, gone
from ..templates import render

FOLDER = "s"


def card_url(section: str, site_url: str) -> str:
    """The absolute address of the card of a numbered section or page."""
    return f"{site_url}assets/cards/{section}.png"


def write_short_links(
    anchors: Iterable[Anchor], register: Register, edition: Edition, site: Path, site_url: str
) -> int:
    """Write all short pages; returns how many."""
    anchors = list(anchors)
    pages = dict(_pages(anchors, register, edition, site_url))
    for name, text in pages.items():
        folder = inside(site / FOLDER, name)
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "index.html").write_text(text, encoding="utf-8")
    return len(pages)


def _pages(anchors: list[Anchor], register: Register, edition: Edition, site_url: str) -> Iterator[tuple[str, str]]:
    for anchor in anchors:
        text = short_page(anchor, anchor.label, edition, site_url)
        yield anchor.id, text
        if anchor.number:
            yield anchor.number, text
    for identity, entry, target in gone(register, {anchor.id: anchor for anchor in anchors}):
        yield identity, short_page(target, entry.title, edition, site_url, entry.reason or "")


def short_page(anchor: Anchor, label: str, edition: Edition, site_url: str, reason: str = "") -> str:
    """The page that leads to `anchor`; with a `reason` it is a tombstone and stays."""
    return render(
        "short.html",
        anchor=anchor,
        label=label,
        edition=edition,
        site_url=site_url,
        reason=reason,
        text=reason or anchor.text or edition.abstract,
        href=f"../../{anchor.url}",
        card=card_url(anchor.section, site_url),
    )
