"""The macro of the page 更新与更正."""

from __future__ import annotations

from . import html
from .book import Book


def updates(book: Book) -> str:
    """`{{ updates() }}`: what changed since the first edition, newest first, each with a permanent id `update-<id>`."""
    items = []
    for update in sorted(book.dataset.updates.values(), key=lambda u: (u.date, u.id), reverse=True):
        sections = [
            {"href": book.page.asset(f"s/{key}/"), "label": book.headings[key].label if key in book.headings else key}
            for key in update.sections
        ]
        items.append({"entry": update, "text": book.dataset.expand(update.text), "sections": sections})
    return html.render("updates", items=items)
