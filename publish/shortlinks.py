"""Short links: `/s/<id>/` and `/s/<number>/`, a small page for everything that has an address.

Chat programs unfold a link without its fragment, so a section's own title, text and card must stand on a page of its own.
It leads on at once, with and without scripts. A retired id's page stays and says why, and where to read on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from pathlib import Path

from dataset.edition import Edition

from .anchors import Anchor
from .register import Register, gone

FOLDER = "s"
_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'"
_PAGE = """\
<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
{refresh}<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<meta name="description" content="{text}">
<link rel="canonical" href="{site_url}{url}">
<meta property="og:site_name" content="{site}">
<meta property="og:locale" content="zh_CN">
<meta property="og:type" content="article">
<meta property="og:title" content="{label}">
<meta property="og:description" content="{text}">
<meta property="og:url" content="{site_url}{short}">
<meta property="og:image" content="{card}">
<meta property="og:image:width" content="1200">
<meta property="og:image:height" content="630">
<meta property="og:image:alt" content="{label}">
<meta name="twitter:card" content="summary_large_image">
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""


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
        folder = site / FOLDER / name
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
        yield identity, short_page(target, entry["title"], edition, site_url, entry.get("reason", ""))


def short_page(anchor: Anchor, label: str, edition: Edition, site_url: str, reason: str = "") -> str:
    """The page that leads to `anchor`; with a `reason` it is a tombstone and stays."""
    href = f"../../{anchor.url}"
    link = f'<a href="{escape(href)}">{escape(anchor.label)}</a>'
    return _PAGE.format(
        policy=escape(_POLICY),
        refresh="" if reason else f'<meta http-equiv="refresh" content="0; url={escape(href)}">\n',
        title=escape(f"{label} — {edition.title}"),
        label=escape(label),
        text=escape(reason or anchor.text or edition.abstract),
        site=escape(edition.title),
        site_url=escape(site_url),
        url=escape(anchor.url),
        short=escape(anchor.short),
        card=escape(card_url(anchor.section, site_url)),
        body=f"<h1>{escape(label)}</h1>\n<p>{escape(reason)}</p>\n<p>请改读：{link}</p>"
        if reason
        else f"<p>正在前往 {link}</p>",
    )
