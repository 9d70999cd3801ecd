"""What other tools leave in the pages: markup that the content security policy forbids, and spaces between Han."""

from __future__ import annotations

import re

from ..pages import Page

_HAN = r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]"
_HAN_SPACE_END = re.compile(rf"({_HAN}) $")
_SPACE_HAN_START = re.compile(rf"^ (?={_HAN})")


# The image plugin's viewer needs inline code; overrides/assets/javascripts/later/lightbox.js opens its links instead.
_VIEWER = "style#glightbox-style, script#init-glightbox, script[src*='glightbox.min'], link[href*='glightbox.min']"


def repair(page: Page) -> None:
    """Apply every repair to `page`."""
    for node in page.tree.css(_VIEWER):
        node.decompose()
        page.changed = True
    _close_gaps(page)


def _close_gaps(page: Page) -> None:
    """No space between Han and a figure that begins or ends with Han (“提升约 50%”): authors cannot know which it will be."""
    for figure in page.tree.css("a[data-address]"):
        text = figure.text(deep=False)  # without its grade
        before, after = figure.prev, figure.next
        if before is not None and before.tag == "-text" and re.match(_HAN, text):
            _replace_text(page, before, _HAN_SPACE_END)
        if after is not None and after.tag == "-text" and re.search(rf"{_HAN}$", text):
            _replace_text(page, after, _SPACE_HAN_START)


def _replace_text(page: Page, node, pattern: re.Pattern[str]) -> None:
    given = node.text_content or ""
    wanted = pattern.sub(r"\1" if pattern.groups else "", given)
    if wanted != given:
        node.replace_with(wanted)
        page.changed = True
