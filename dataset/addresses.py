"""Addresses on the site: what becomes of a Markdown path of `docs/`, and how one page refers to another."""

from __future__ import annotations

import posixpath


def page_url(source: str) -> str:
    """`agents/index.md#x` → `agents/#x`, relative to the site's root; with or without an id."""
    path, _, fragment = source.partition("#")
    stem = path.removesuffix(".md").rstrip("/")
    url = "" if stem in {"", "index"} else f"{stem.removesuffix('/index')}/"
    return f"{url}#{fragment}" if fragment else url


def relative(target: str, page: str) -> str:
    """The address of `target` as written on `page`, both relative to the site's root: `../data/models/`."""
    path = posixpath.relpath(f"/{target}", posixpath.dirname(f"/{page}"))
    return f"{path}/" if target.endswith("/") else path
