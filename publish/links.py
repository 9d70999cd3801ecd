"""Every link of the built site leads somewhere: pages, files and anchors exist, nothing is loaded from another host."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from dataset.problems import Problems, nearest

from .pages import Page

_ATTRIBUTES = {
    "a": "href",
    "area": "href",
    "link": "href",
    "img": "src",
    "script": "src",
    "source": "src",
    "iframe": "src",
    "object": "data",
    "video": "src",
}
# rel of <link> that load nothing by themselves
_HARMLESS_RELS = {"canonical", "prev", "next", "license", "alternate", "author", "me"}
_SITE_WIDE = ("row-", "tbl-", "fig-", "claim-", "term-", "src-")


def check_links(pages: list[Page], site: Path, site_url: str, whole: bool, problems: Problems) -> None:
    """Report dead links and anchors and foreign resources; one that stands in every page (a menu) only once.

    `whole` is false where data is missing for reasons already reported: anchors that data makes are then not missed.
    """
    by_url = {page.url: page for page in pages}
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    base = urlsplit(site_url).path.rstrip("/") + "/"
    found: dict[tuple[str, str], list[tuple[Page, str]]] = {}
    for page in pages:
        for target, loads in _targets(page):
            parts = urlsplit(target)
            if parts.scheme in {"data", "mailto"}:
                continue
            if parts.netloc and not target.startswith(site_url):
                if loads:
                    found.setdefault((target, f"从别的主机加载 {target}"), []).append((page, target))
                continue
            address = _resolve(page, parts.path, base)
            if not whole and parts.fragment.startswith(_SITE_WIDE):
                continue
            if why := _dead(address, unquote(parts.fragment), by_url, files):
                found.setdefault((f"{address}#{parts.fragment}", f"死链 {target}：{why}"), []).append((page, target))
    grouped: dict[str, list[tuple[Page, str, str]]] = {}
    for (address, message), places in found.items():
        grouped.setdefault(address, []).extend((page, target, message) for page, target in places)
    for places in grouped.values():
        page, target, message = places[0]
        more = len({p.url for p, _, _ in places}) - 1
        file, line = page.source(target)
        problems.add(file, line, "链接", message + (f"（另有 {more} 页）" if more else ""))


def _targets(page: Page) -> Iterator[tuple[str, bool]]:
    for tag, attribute in _ATTRIBUTES.items():
        for node in page.tree.css(f"{tag}[{attribute}]"):
            loads = tag not in {"a", "area"} and not (
                tag == "link" and set((node.attributes.get("rel") or "").split()) <= _HARMLESS_RELS
            )
            yield node.attributes[attribute] or "", loads


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


def _dead(address: str, fragment: str, by_url: dict[str, Page], files: set[str]) -> str:
    """What is wrong with a link to `address#fragment`; empty if it is alive."""
    target = by_url.get(address.removesuffix("index.html"))
    if target is None:
        return (
            ""
            if address in files or f"{address}index.html" in files
            else f"没有这个页面或文件{nearest(address, [*by_url, *files])}"
        )
    if fragment and not fragment.startswith(":~:") and fragment not in target.ids:
        return f"页面上没有 id {fragment}{nearest(fragment, target.ids)}"
    return ""


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
