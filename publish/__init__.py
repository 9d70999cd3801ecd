"""What happens to the finished site: each step reads built HTML and `data/`, and writes files. None needs MkDocs."""

from __future__ import annotations

from pathlib import Path

from dataset.addresses import page_url
from dataset.edition import read_edition
from dataset.model import Dataset
from dataset.problems import Problems

from . import diagrams
from .anchors import read_anchors
from .bundle import bundle
from .card_texts import write_cards
from .decorate import decorate
from .exports import write_exports
from .feed import write_feed
from .links import check_ids, check_links
from .pages import read_pages
from .redirects import check_redirects, read_redirects, write_redirects
from .register import check_register, read_register, write_sections
from .search import write_search
from .shortlinks import write_short_links
from .terms import link_terms
from .text_copies import write_text_copies
from .tidy import tidy


def publish(site: Path, root: Path, dataset: Dataset, site_url: str, problems: Problems) -> None:
    """Finish the site in `site`, built from the project in `root`; what is wrong goes to `problems`.

    Where the data is already known to be broken, what follows from its gaps is not reported again.
    """
    whole = not dataset.broken
    pages = read_pages(site, root / "docs")
    for page in pages:
        tidy(page)
    for page in pages:
        if page.url in _report_pages(dataset):
            link_terms(page, dataset, page.link_to("glossary/"))
    _write_diagrams(root, site, problems)
    write_exports(dataset, site, site_url, root / "data" / "schema")
    anchors, register, edition = (
        read_anchors(pages),
        read_register(root / "data" / "anchors.yml"),
        read_edition(root, dataset),
    )
    redirects = read_redirects(root / "data")
    write_sections(anchors, register, site)
    write_text_copies(pages, anchors, dataset, edition, site, site_url)
    write_cards(anchors, dataset, edition, root, site)
    write_short_links(anchors, register, edition, site, site_url)
    write_redirects(redirects, site, site_url)
    write_feed(dataset, edition, site, site_url)
    write_search(pages, dataset, site, problems)
    decorate(pages, anchors, register, edition, site_url)
    bundle(pages, site)
    for page in pages:
        page.save()
    check_ids(pages, problems)
    check_links(pages, site, site_url, whole, problems)
    check_redirects(redirects, pages, problems)
    if whole:
        check_register(anchors, root / "data", problems)


def _report_pages(dataset: Dataset) -> set[str]:
    """The addresses of the pages that carry the report's text."""
    return {page_url(entry.page) for entry in dataset.outline.values()}


def _write_diagrams(root: Path, site: Path, problems: Problems) -> None:
    """The pictures that `figure()` refers to."""
    folder = site / "assets" / "diagrams"
    folder.mkdir(parents=True, exist_ok=True)
    for name in diagrams.names(root):
        source = root / "data" / "diagrams" / f"{name}.d2"
        for scheme in diagrams.SCHEMES:
            try:
                (folder / f"{name}-{scheme}.svg").write_bytes(diagrams.render(source, scheme))
            except diagrams.DiagramError as error:
                problems.add(f"data/diagrams/{source.name}", error.line, "", str(error))
