"""The page being built: its links, its references, and where in its source the present macro call stands."""

from __future__ import annotations

from pathlib import Path

from dataset.addresses import page_url, relative


class PageContext:
    """State of one page while its macros run."""

    def __init__(self, page: str, docs: Path) -> None:
        self.page = page
        self.references: dict[str, int] = {}
        self.line = 0  # of the call that is being laid out
        self.is_later = False  # whether that line is about what came after the report
        self._docs = docs

    @property
    def file(self) -> str:
        return f"{self._docs.name}/{self.page}"

    def link(self, page: str, anchor: str = "") -> str:
        """The relative address of an anchor of `page`, seen from here."""
        fragment = f"#{anchor}" if anchor else ""
        if page == self.page and fragment:
            return fragment
        own, target = page_url(self.page), page_url(page)
        return relative(target, own) + fragment

    def asset(self, path: str) -> str:
        """The relative address of a file of the site, e.g. `data/models.csv`."""
        return relative(path, page_url(self.page))

    def reference(self, source: str) -> int:
        """The number of a source in this page's list, given at first use."""
        return self.references.setdefault(source, len(self.references) + 1)
