"""What stands in a page's head for other programs: card, bibliographic tags, JSON-LD, the feed and the Markdown copy."""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborNode

from dataset.edition import Edition

from ..anchors import Anchor
from ..items import Item
from ..pages import Page
from ..templates import elements
from ..write.shortlinks import card_url

_LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


def is_data_page(url: str, items: list[Item]) -> bool:
    """Whether the page with these items is the home of a table, of facts or of claims."""
    return url.startswith("data/") and any(item.kind in {"row", "claim"} for item in items)


def head_tags(page: Page, items: list[Item], anchor: Anchor, edition: Edition, site_url: str) -> list[LexborNode]:
    """The tags for the head of the page whose title is `anchor` and on which `items` stand."""
    return elements(
        "head.html",
        page=page,
        anchor=anchor,
        edition=edition,
        site_url=site_url,
        card=card_url(anchor.id, site_url),
        linked=linked_data(page.url, items, anchor, edition, site_url),
    )


def linked_data(url: str, items: list[Item], anchor: Anchor, edition: Edition, site_url: str) -> dict[str, Any]:
    """The page as schema.org describes it: the report, a chapter of it, or a data set."""
    publisher = {"@type": "Organization", "name": edition.author, "url": site_url}
    report = {"@type": "Report", "@id": site_url, "name": edition.title, "url": site_url}
    shared = {
        "@context": "https://schema.org",
        "name": anchor.title,
        "description": anchor.text,
        "url": f"{site_url}{url}",
        "inLanguage": "zh-CN",
        "version": edition.version,
        "dateModified": edition.date,
        "author": publisher,
        "publisher": publisher,
        "license": _LICENCES.get(edition.licence, edition.licence),
        "image": card_url(anchor.id, site_url),
        "isAccessibleForFree": True,
    }
    if not url:
        return {**shared, **report, "description": edition.abstract}
    if not is_data_page(url, items):
        return {**shared, "@type": "Chapter", "isPartOf": report}
    kinds = {"csv": "text/csv", "json": "application/json"}
    distribution = [
        {"@type": "DataDownload", "encodingFormat": kinds[file.rsplit(".")[-1]], "contentUrl": site_url + file}
        for item in items
        for file in item.files
    ]
    return {**shared, "@type": "Dataset", "isPartOf": report, "distribution": distribution}
