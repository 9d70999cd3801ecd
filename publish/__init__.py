"""What happens to the finished site: each step reads built HTML and `data/`, and writes files. None needs MkDocs."""

from __future__ import annotations

from pathlib import Path

from macros import diagrams
from macros.dataset import Dataset
from macros.problems import Problems

from .exports import write_exports
from .links import check_ids, check_links
from .pages import read_pages
from .register import check_register, read_anchors, write_sections
from .search import write_search
from .terms import link_terms
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
    _write_diagrams(root, site)
    write_exports(dataset, site, site_url, root / "data" / "schema")
    anchors = read_anchors(pages)
    write_sections(anchors, site)
    write_search(pages, dataset, site, problems)
    for page in pages:
        page.save()
    check_ids(pages, problems)
    check_links(pages, site, site_url, whole, problems)
    if whole:
        check_register(anchors, root / "data" / "anchors.yml", problems)


def _report_pages(dataset: Dataset) -> set[str]:
    """The addresses of the pages that carry the report's text."""
    return {entry.page.removesuffix(".md").removesuffix("index").rstrip("/") + "/" for entry in dataset.outline.values()}


def _write_diagrams(root: Path, site: Path) -> None:
    """The pictures that `figure()` refers to."""
    folder = site / "assets" / "diagrams"
    folder.mkdir(parents=True, exist_ok=True)
    for name in diagrams.names(root):
        for scheme in diagrams.SCHEMES:
            (folder / f"{name}-{scheme}.svg").write_bytes(diagrams.render(root / "data" / "diagrams" / f"{name}.d2", scheme))
