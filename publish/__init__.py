"""What happens to the finished site, in the order of three lists: pages are repaired, files written, all of it checked.

Prose is read from the built pages, everything else from the items that the macros recorded and from `data/`. No step
needs MkDocs. What the steps do stands in the modules; here is only what each of them takes from the site.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from dataset.addresses import page_url
from dataset.model import Dataset
from dataset.problems import Problems

from .check.assets import check_assets
from .check.links import check_ids, check_links
from .check.promises import check_register
from .headers import write_headers
from .items import Items
from .pages import read_page
from .redirects import check_redirects, write_redirects
from .register import write_sections
from .repair.bundle import bundle
from .repair.enrich import describe_pages, keep_moved_ids, list_backlinks, name_for_sharing
from .repair.markup import repair
from .repair.terms import link_terms
from .search import write_search
from .site import Site
from .write import diagrams
from .write.addresses import write_addresses
from .write.card_texts import write_cards
from .write.exports import write_exports
from .write.feed import write_feed
from .write.shortlinks import write_short_links
from .write.text_copies import write_text_copies
from .write.theme_styles import prune_theme
from .write.tips import move_tips
from .write.unused import remove_unused

Step = Callable[[Site], None]


def publish(site: Path, root: Path, dataset: Dataset, items: Items, site_url: str, problems: Problems) -> None:
    """Finish the site in `site`, built from the project in `root`; what is wrong goes to `problems`."""
    subject = Site(site, root, site_url, dataset, items, problems)
    for step in (*REPAIR, *WRITE, *CHECK):
        step(subject)


def finish_page(
    path: Path, site: Path, root: Path, dataset: Dataset, items: Items, site_url: str, problems: Problems
) -> str:
    """One page of `site` as the finished site shows it, but for what other pages have to say about it."""
    subject = Site(site, root, site_url, dataset, items, problems)
    page = read_page(path, site, root / "docs")
    subject.pages = [page]
    for step in REPAIR:
        if step not in {list_backlinks, _bundles}:
            step(subject)
    return page.html


def _markup(site: Site) -> None:
    for page in site.pages:
        repair(page)


def _terms(site: Site) -> None:
    """The pages that carry the report's text."""
    report = {page_url(entry.page) for entry in site.dataset.outline.values()}
    for page in site.pages:
        if page.url in report:
            link_terms(page, site.dataset, page.link_to("glossary/"))


def _bundles(site: Site) -> None:
    bundle(site.pages, site.folder)


def _tips(site: Site) -> None:
    for page in site.pages:
        move_tips(page)


def _theme(site: Site) -> None:
    prune_theme(site.pages, site.folder)


def _pages(site: Site) -> None:
    for page in site.pages:
        page.save()


def _diagrams(site: Site) -> None:
    diagrams.write_diagrams(site.root, site.folder, site.problems)


def _exports(site: Site) -> None:
    write_exports(site.dataset, site.folder, site.url, site.root / "data" / "schema")


def _sections(site: Site) -> None:
    write_sections(site.anchors, site.register, site.folder)


def _addresses(site: Site) -> None:
    write_addresses(site.anchors, site.register, site.folder)


def _text_copies(site: Site) -> None:
    write_text_copies(site.pages, site.anchors, site.dataset, site.edition, site.folder, site.url)


def _cards(site: Site) -> None:
    write_cards(site.anchors, site.dataset, site.edition, site.root, site.folder)


def _short_links(site: Site) -> None:
    write_short_links(site.anchors, site.register, site.edition, site.folder, site.url)


def _redirects(site: Site) -> None:
    write_redirects(site.redirects, site.folder, site.url)


def _feed(site: Site) -> None:
    write_feed(site.dataset, site.edition, site.folder, site.url)


def _headers(site: Site) -> None:
    write_headers(site.folder, site.url)


def _search(site: Site) -> None:
    write_search(site.pages, site.items, site.dataset, site.folder, site.problems)


def _ids(site: Site) -> None:
    check_ids(site.pages, site.problems)


def _links(site: Site) -> None:
    check_links(site.pages, site.folder, site.url, site.is_whole, site.lost, site.problems)


def _assets(site: Site) -> None:
    check_assets(site.folder, site.root, site.url, site.problems)


def _moved_pages(site: Site) -> None:
    check_redirects(site.redirects, site.pages, site.problems)


def _promises(site: Site) -> None:
    """Only where all else is right: a page with mistakes may lack ids, or show some that are mistakes, too.

    Before the links: one to an id that has just been missed is no second mistake.
    """
    live = {anchor.id: anchor.page for anchor in site.anchors}
    if not site.problems:
        site.lost = check_register(live, site.register, site.redirects, site.problems)


REPAIR: list[Step] = [
    _markup,
    _terms,
    name_for_sharing,
    keep_moved_ids,
    list_backlinks,
    describe_pages,
    _bundles,
]
WRITE: list[Step] = [
    _text_copies,
    _tips,
    _theme,
    _pages,
    _diagrams,
    _exports,
    _sections,
    _addresses,
    _cards,
    _short_links,
    _redirects,
    _feed,
    _search,
    remove_unused,
    _headers,
]
CHECK: list[Step] = [_ids, _moved_pages, _promises, _links, _assets]
