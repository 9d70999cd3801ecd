"""`/assets/addresses.json`: every address of the site, as short as may be, for the page that answers wrong ones.

A list of pages, `[page, [[id, title], …]]`, the page's own title first; what has moved has its new address as a third.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ..anchors import Anchor
from ..register import Register, gone

_LONGEST = 16  # characters of a row's title: enough to know it again


def write_addresses(anchors: Iterable[Anchor], register: Register, site: Path) -> None:
    pages: dict[str, list[list[str]]] = {}
    live = {anchor.id: anchor for anchor in anchors}
    for anchor in live.values():
        entries, entry = pages.setdefault(anchor.page, []), [anchor.id, _short(anchor)]
        entries.insert(0 if anchor.level == 1 else len(entries), entry)
    for identity, entry, target in gone(register, live):
        pages.setdefault(entry.page, []).append([identity, entry.title, target.url])
    text = json.dumps(list(pages.items()), ensure_ascii=False, separators=(",", ":"))
    (site / "assets" / "addresses.json").write_text(f"{text}\n", encoding="utf-8")


def _short(anchor: Anchor) -> str:
    long = anchor.kind == "row" and len(anchor.title) > _LONGEST
    return f"{anchor.title[: _LONGEST - 1]}…" if long else anchor.title
