"""The page being built: its links, its references, and where in its source the present macro call stands."""

from __future__ import annotations

from pathlib import Path

from dataset.addresses import page_url, relative


class PageContext:
    """State of one page while its macros run.

    Its links are as seen from its address, `data/models/`, where MkDocs leaves them as they are; with `by_file`, as seen
    from its Markdown file, `data/models.md`, for generators that turn all links of a page from the one into the other.
    """

    def __init__(self, page: str, docs: Path, by_file: bool = False) -> None:
        self.page = page
        self._place = page if by_file else page_url(page)
        self.references: dict[str, int] = {}
        self.line = 0  # of the call that is being laid out
        self.filtered: set[str] = set()  # tables whose filters stand on the page
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
        return relative(page_url(page), self._place) + fragment

    def asset(self, path: str) -> str:
        """The relative address of a file of the site, e.g. `data/models.csv`."""
        return relative(path, self._place)

    def reference(self, source: str) -> int:
        """The number of a source in this page's list, given at first use."""
        return self.references.setdefault(source, len(self.references) + 1)
