"""Every link of the built site leads somewhere, nothing is loaded from another host, and nothing runs within a page."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dataset.problems import Problems, nearest

from ..pages import Page
from .targets import Active, Target, forbidden, read_targets, split

_SITE_WIDE = ("row-", "tbl-", "fig-", "claim-", "term-", "src-")
_HINTS = 20  # so many dead links are told what they may have meant; looking that up takes long on a large site


class _Site:
    """What there is to link to."""

    def __init__(self, pages: list[Page], folder: Path, url: str, silent: Callable[[str], bool]) -> None:
        self.pages = {page.url: page for page in pages}
        self.files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
        self.url, self.base = url, urlsplit(url).path.rstrip("/") + "/"
        self._silent = silent
        self._dead: dict[tuple[str, str], str] = {}

    def wrong(self, item: Target | Active, page: Page) -> tuple[str, str] | None:
        """(what it is about, the message) for something in `page` that may not be there."""
        if isinstance(item, Active):
            message = f"页里有{item.what}，安全策略不许；样式和脚本放在 overrides/assets/"
            return f"{item.what} {item.text}", message
        if message := forbidden(item, self.url):
            return item.text, message
        parts = split(item.text)
        foreign = parts.netloc and not item.text.startswith(self.url)
        if item.how == "send" or parts.scheme in {"data", "mailto"} or foreign:
            return None
        address, fragment = _resolve(page, parts.path, self.base), unquote(parts.fragment)
        message = self._why_dead(address, fragment)
        return (f"{address}#{fragment}", f"死链 {item.text}：{message}") if message else None

    def _why_dead(self, address: str, fragment: str) -> str:
        if (address, fragment) not in self._dead:
            self._dead[address, fragment] = self._look_up(address, fragment)
        return self._dead[address, fragment]

    def _look_up(self, address: str, fragment: str) -> str:
        target = self.pages.get(address.removesuffix("index.html"))
        if target is None:
            if address in self.files or f"{address}index.html" in self.files:
                return ""
            suffix = posixpath.splitext(address)[1]
            alike = self.pages if suffix in {"", ".md"} else (file for file in self.files if file.endswith(suffix))
            return f"没有这个页面或文件{self._nearest(address, alike)}"
        if not fragment or fragment.startswith(":~:") or fragment in target.ids or self._silent(fragment):
            return ""
        return f"页面上没有 id {fragment}{self._nearest(fragment, target.ids)}"

    def _nearest(self, word: str, choices: Iterable[str]) -> str:
        return nearest(word, choices) if sum(map(bool, self._dead.values())) < _HINTS else ""


def check_links(pages: list[Page], site: Path, site_url: str, whole: bool, lost: set[str], problems: Problems) -> None:
    """Report what is dead, foreign or active; what stands in many pages (a menu) only once.

    `whole` is false where data is missing for reasons already reported: anchors that data makes are then not missed. Nor
    are the ids in `lost`, of which the register has spoken.
    """
    silent = lost.__contains__ if whole else lambda identity: identity.startswith(_SITE_WIDE)
    known = _Site(pages, site, site_url, silent)
    found: dict[str, tuple[str, list[tuple[Page, str]]]] = {}
    for page in pages:
        for item in read_targets(page.tree):
            if wrong := known.wrong(item, page):
                found.setdefault(wrong[0], (wrong[1], []))[1].append((page, item.text))
    for message, places in found.values():
        page, text = places[0]
        more = len({page.url for page, _ in places}) - 1
        problems.add(*page.source(text), "链接", message + (f"（另有 {more} 页）" if more else ""))


def _resolve(page: Page, path: str, base: str) -> str:
    """The address a link means, relative to the site's root."""
    path = unquote(path)
    if not path:
        return page.url
    if path.startswith(base):
        path = "/" + path.removeprefix(base)
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(f"/{page.url}"), path)).lstrip("/")
    directory = path.endswith("/") or posixpath.basename(path) in {".", ".."}
    return f"{joined}/" if directory and joined else joined


def check_ids(pages: list[Page], problems: Problems) -> None:
    """Ids are unique on their page; those with a permanent address are unique over the site."""
    homes: dict[str, str] = {}
    for page in pages:
        seen: set[str] = set()
        for node in page.tree.css("[id]"):
            identity = node.attributes["id"] or ""
            if identity in seen:
                problems.add(*page.source(identity), identity, "同一页里 id 重复")
            seen.add(identity)
        headings = {node.attributes["id"] or "" for node in page.tree.css("article :is(h1, h2, h3, h4)[id]")}
        lasting = {i for i in page.ids if i.startswith(_SITE_WIDE) and not i.endswith(("-caption", "-says"))}
        for identity in sorted(headings | lasting):
            if homes.setdefault(identity, page.url) != page.url:
                problems.add(*page.source(identity), identity, f"id 全站唯一，{homes[identity] or '/'} 上已经有了")
