"""What other tools leave in the pages that a strict content security policy forbids."""

from __future__ import annotations

import re

from .pages import Page

_ALIGN = re.compile(r"text-align:\s*(left|right|center)")


def tidy(page: Page) -> None:
    """Alignment of Markdown tables as a class instead of a style attribute."""
    for cell in page.tree.css("td[style], th[style]"):
        aligned = _ALIGN.search(cell.attributes.get("style") or "")
        if aligned:
            del cell.attrs["style"]
            cell.attrs["class"] = f"{cell.attributes.get('class') or ''} align-{aligned[1]}".strip()
            page.changed = True
