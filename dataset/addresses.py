"""Where a Markdown path of `docs/` stands on the site: the only place that knows."""

from __future__ import annotations


def page_url(source: str) -> str:
    """`agents/index.md#x` → `agents/#x`, relative to the site's root; with or without an id."""
    path, _, fragment = source.partition("#")
    stem = path.removesuffix(".md").rstrip("/")
    url = "" if stem in {"", "index"} else f"{stem.removesuffix('/index')}/"
    return f"{url}#{fragment}" if fragment else url
