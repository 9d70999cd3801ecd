"""The built pages, parsed once and shared by all steps; written back only if a step changed them."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from dataset.addresses import relative


@dataclass
class Page:
    """One HTML file of the site. `url` is relative to the site's root: "", "data/models/", "404.html"."""

    path: Path
    url: str
    tree: LexborHTMLParser
    docs: Path
    changed: bool = False
    ids: set[str] = field(default_factory=set)

    def refresh(self) -> None:
        self.ids = {node.attributes["id"] or "" for node in self.tree.css("[id]")}

    @property
    def html(self) -> str:
        return f"<!doctype html>\n{self.tree.root.html}\n"

    def save(self) -> None:
        if self.changed:
            self.path.write_text(self.html, encoding="utf-8")
            self.changed = False

    def link_to(self, url: str) -> str:
        """The relative address of `url` (relative to the site's root) from this page."""
        return relative(url, self.url)

    def source(self, needle: str) -> tuple[str, int]:
        """(file, line) of the Markdown that made this page, the line being the first that has the end of `needle`."""
        stem = self.url.rstrip("/").removesuffix(".html") or "index"
        path = next((p for p in (self.docs / f"{stem}.md", self.docs / stem / "index.md") if p.exists()), None)
        if path is None:
            return f"/{self.url}", 0
        tail = needle.rstrip("/").split("#")[-1].split("/")[-1]
        lines = path.read_text(encoding="utf-8").splitlines()
        line = next((n for n, text in enumerate(lines, 1) if tail and tail in text), 0)
        return f"{self.docs.name}/{path.relative_to(self.docs).as_posix()}", line


def read_pages(site: Path, docs: Path) -> list[Page]:
    """All pages under `site`, built from `docs`, in a fixed order; the short links in `s/` are no pages."""
    short = site / "s"
    return [read_page(path, site, docs) for path in sorted(site.rglob("*.html")) if not path.is_relative_to(short)]


def read_page(path: Path, site: Path, docs: Path) -> Page:
    relative = path.relative_to(site).as_posix()
    url = relative.removesuffix("index.html") if path.name == "index.html" else relative
    page = Page(path, url, LexborHTMLParser(path.read_text(encoding="utf-8")), docs)
    page.refresh()
    return page
