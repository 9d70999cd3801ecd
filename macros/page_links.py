"""Links that pages write themselves: each leads to a page, a heading or a file that is there, and loads nothing from elsewhere."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from dataset.addresses import page_url
from dataset.page_files import PageFile
from dataset.problems import nearest

from .book import Book

_LINK = re.compile(
    r"(?P<image>!?)\[(?:[^][]|\[[^][]*\])*\]\(\s*<?(?P<target>[^)>\s]+)|^\s{0,3}\[[^]^][^]]*\]:\s*<?(?P<named>[^>\s]+)"
)
# Files at the root of the site that `publish` writes, besides those of the tables.
_WRITTEN = {"feed.xml", "llms.txt", "llms-full.txt", "sections.json", "sitemap.xml", "sources.bib", "sources.json"}
_WRITTEN |= {"data/claims.csv", "data/claims.json", "data/index.json", "data/report-data.zip"}


def check_links(book: Book) -> None:
    """Report the dead links of all pages; where a page is broken, nobody is blamed for leading to it."""
    ids, reported = ids_by_page(book), book.problems.places()
    for page in book.pages.values():
        for line, target, complaint in _dead_links(book, page, ids, reported):
            book.problems.add(page.file, line, "链接", f"死链 {target}：{complaint}")
    files = _written(book)
    for file, line, target in book.downloads:
        if target not in files:
            book.problems.add(file, line, "download", f"没有文件 {target}{nearest(target, files)}")


def _dead_links(
    book: Book, page: PageFile, ids: dict[str, set[str]], reported: set[tuple[str, int]]
) -> Iterator[tuple[int, str, str]]:
    for line, _, prose in page.lines:
        for match in _LINK.finditer(prose) if (page.file, line) not in reported else ():
            target = unescape(match["target"] or match["named"])
            parts = urlsplit(target)
            if parts.scheme or parts.netloc:
                if match["image"]:
                    yield line, target, "不从别的主机加载图片；把图放进 docs/"
                continue
            if complaint := _dead(book, page, unquote(parts.path), unquote(parts.fragment), ids):
                yield line, target, complaint


def _dead(book: Book, page: PageFile, path: str, fragment: str, ids: dict[str, set[str]]) -> str:
    """What is wrong with a link from `page` to `path#fragment`; empty if it is alive."""
    target = page.page if not path else posixpath.normpath(posixpath.join(posixpath.dirname(page.page), path))
    if target not in book.pages:
        if path.endswith(".md"):
            return f"没有这一页{nearest(target, book.pages)}"
        return (
            "" if _is_file(book, target) or _resolved(page, path) in _urls(book) else "没有这个文件；页面写成 名字.md"
        )
    if fragment and book.is_whole(target) and fragment not in ids[target]:
        return f"docs/{target} 上没有 id {fragment}{nearest(fragment, ids[target])}"
    return ""


def _is_file(book: Book, path: str) -> bool:
    """Whether the site has a file at `path` that is no page: written by `publish`, or put into docs/ or overrides/."""
    return path in _written(book) or any((f / path).is_file() for f in (book.docs, book.docs.parent / "overrides"))


def _written(book: Book) -> set[str]:
    return _WRITTEN.union(*(item.files for item in book.items.values()))


def _urls(book: Book) -> set[str]:
    return {page_url(page) for page in book.pages}


def _resolved(page: PageFile, path: str) -> str:
    """The address that a relative link means to a browser: `../models/` on data/about/ → data/models/."""
    joined = posixpath.normpath(posixpath.join("/", page_url(page.page), path)).lstrip("/")
    return f"{joined}/" if joined else ""


def ids_by_page(book: Book) -> dict[str, set[str]]:
    """Page → the ids on it, from headings and macros."""
    found: dict[str, set[str]] = {page: set() for page in book.pages}
    ids = [(thing.page, thing.id) for thing in (*book.headings.values(), *book.items.values())]
    ids += [("updates.md", f"update-{key}") for key in book.dataset.updates]
    ids += [("data/claims.md", f"claims-{claim.section}") for claim in book.dataset.claims.values()]
    for page, identity in ids:
        if page in found:
            found[page].add(identity)
    return found
