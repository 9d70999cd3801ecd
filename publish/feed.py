"""`/feed.xml`: updates and corrections as an Atom feed."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from dataset.edition import Edition
from dataset.model import Dataset


def write_feed(dataset: Dataset, edition: Edition, site: Path, site_url: str) -> None:
    """Write the feed; its dates are those of `data/updates.yml`, so that the same data gives the same bytes."""
    updates = sorted(dataset.updates.values(), key=lambda update: (update.date, update.id), reverse=True)
    entries = []
    for update in updates:
        url = f"{site_url}updates/#update-{update.id}"
        where = "".join(f'<p><a href="{site_url}s/{key}/">{key}</a></p>' for key in update.sections)
        entries.append(
            f"<entry><id>{escape(url)}</id><title>{escape(f'{update.kind}：{update.title}')}</title><updated>{update.date}T00:00:00Z</updated>"
            f'<link href={quoteattr(url)}/><category term={quoteattr(update.kind)}/><content type="html">'
            f"{escape(f'<p>{escape(dataset.expand(update.text))}</p>{where}')}</content></entry>\n"
        )
    (site / "feed.xml").write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-Hans">\n'
        f"<id>{escape(site_url)}feed.xml</id><title>{escape(edition.title)}：更新与更正</title><updated>{edition.date}T00:00:00Z</updated>\n"
        f"<author><name>{escape(edition.author)}</name></author><rights>{escape(edition.licence)}</rights>\n"
        f'<link href={quoteattr(site_url + "updates/")}/><link rel="self" type="application/atom+xml" href={quoteattr(site_url + "feed.xml")}/>\n'
        f"{''.join(entries)}</feed>\n",
        encoding="utf-8",
    )
