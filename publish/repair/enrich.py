"""What the built pages get for sharing and citing: titles that scripts read, aliases, backlinks, tags in the head, the cite box."""

from __future__ import annotations

from ..redirects import add_aliases
from ..site import Site
from .backlinks import add_backlinks, referrers
from .citations import citing
from .meta import head_tags, is_data_page


def name_for_sharing(site: Site) -> None:
    """The title under which each thing is shared, for share-marks.js."""
    for page in site.pages:
        for node in page.tree.css("article [id]"):
            anchor = site.live.get(node.attributes["id"] or "")
            if anchor is not None and anchor.page == page.url:
                node.attrs["data-share"] = anchor.label
                page.changed = True


def keep_moved_ids(site: Site) -> None:
    """Ids that moved within their page."""
    for page in site.pages:
        add_aliases(page, site.register, site.live)


def list_backlinks(site: Site) -> None:
    """Who refers to each section."""
    found = referrers(site.pages, site.live)
    for page in site.pages:
        if page.url in site.titles:
            add_backlinks(page, found, site.live)


def describe_pages(site: Site) -> None:
    """The head of each page that has a title, and how it is cited."""
    for page in site.pages:
        title, article = site.titles.get(page.url), page.tree.css_first("article")
        if title is None or article is None or page.tree.head is None:
            continue
        items = site.items_on(page.url)
        is_data = is_data_page(page.url, items)
        for tag in head_tags(page, items, title, site.edition, site.url):
            page.tree.head.insert_child(tag)
        for part in citing(page, title, site.edition, is_data, site.url):
            article.insert_after(part)
        page.changed = True
