"""What stands in a page's head for other programs: card, bibliographic tags, JSON-LD, the feed and the Markdown copy."""

from __future__ import annotations

from html import escape
from typing import Any

from dataset.edition import Edition

from .anchors import Anchor
from .items import Item
from .pages import Page, script_json
from .shortlinks import card_url

_LICENCES = {"CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/"}


def is_data_page(url: str, items: list[Item]) -> bool:
    """Whether the page with these items is the home of a table, of facts or of claims."""
    return url.startswith("data/") and any(item.kind in {"row", "claim"} for item in items)


def head_tags(page: Page, items: list[Item], anchor: Anchor, edition: Edition, site_url: str) -> list[str]:
    """The tags for the head of the page whose title is `anchor` and on which `items` stand."""
    card = card_url(anchor.id, site_url)
    properties = {"og:image": card, "og:image:width": "1200", "og:image:height": "630", "og:image:alt": anchor.title}
    # A book's title makes a chapter of it for reference managers, an institution a report.
    within = (
        {"citation_book_title": edition.title}
        if page.url
        else {"citation_technical_report_institution": edition.author}
    )
    names = {
        "twitter:card": "summary_large_image",
        "citation_title": anchor.title if page.url else edition.title,
        "citation_author": edition.author,
        **within,
        "citation_publication_date": edition.date.replace("-", "/"),
        "citation_public_url": f"{site_url}{page.url}",
        "citation_language": "zh-CN",
    }
    linked = script_json(linked_data(page.url, items, anchor, edition, site_url))
    feed, copy = escape(page.link_to("feed.xml")), escape(page.link_to(f"{page.url}index.md"))
    return [
        *(f'<meta property="{name}" content="{escape(value)}">' for name, value in properties.items()),
        *(f'<meta name="{name}" content="{escape(value)}">' for name, value in names.items()),
        # A second word each: the theme takes a bare rel="alternate" for a translation and looks for its sitemap.
        f'<link rel="alternate feed" type="application/atom+xml" title="更新与更正" href="{feed}">',
        f'<link rel="alternate copy" type="text/markdown" title="Markdown" href="{copy}">',
        f'<script type="application/ld+json">{linked}</script>',
    ]


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
