"""The text of built pages: what of an article is read as prose, and how it reads without marks, menus and buttons.

The templates say it with one attribute: `data-silent` stands on what is no text of the page (a pointer for the eye),
`data-silent="search"` on what is text but not prose (lists of references, cards). Marks need none: a grade is an
`abbr`, a reference a `sup` that leads to `#ref-…` or names its sources in `data-ref`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

HEADINGS = {"h1", "h2", "h3", "h4"}
_SPACE_IN_HAN = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uff5e])\s+(?=[\u3001-\u9fff\uff01-\uff5e])")
_BLOCKS = set("p li dt dd div td th tr pre blockquote details summary br ul ol dl table caption".split())
_SILENT = {"script", "style", "button", "nav", "template", "abbr"}
_APART = {"figure", "aside", "nav", "dl"}  # boxes of their own


def is_silent(node: LexborNode) -> bool:
    """Whether `node` is not read as text."""
    if node.tag == "sup":
        return "data-ref" in node.attributes or node.css_first("a[href^='#ref-']") is not None
    return node.tag in _SILENT or "data-silent" in node.attributes


def text(node: LexborNode) -> str:
    """The text of `node` as it is read; blocks become lines."""
    return as_read("".join(_words(node)))


def as_read(words: str) -> str:
    """Lines without surplus spaces, as a browser shows them; none between Han."""
    lines = (re.sub(r"\s+", " ", _SPACE_IN_HAN.sub("", line)).strip() for line in words.split("\n\n"))
    return "\n".join(line for line in lines if line)


def _words(node: LexborNode) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif not is_silent(child):
            edge = "\n\n" if child.tag in _BLOCKS else ""
            yield edge
            yield from _words(child)
            yield edge


def is_heading(node: LexborNode) -> bool:
    """Whether a heading has an address (that of the reference list is generated and has none)."""
    identity = node.attributes.get("id") or ""
    return node.tag in HEADINGS and bool(identity) and not identity.startswith("references-")


def is_prose(node: LexborNode) -> bool:
    """A paragraph or plain list item of the running text, not part of a box or list, nor the title of an admonition."""
    if is_admonition_title(node) or (node.tag == "li" and node.css_first("p, ul, ol") is not None):
        return False
    return not stands_apart(node)


def stands_apart(node: LexborNode) -> bool:
    """Whether `node` lies in a box or a list that is no part of the running text."""
    parent = node.parent
    while parent is not None and parent.tag != "article":
        if parent.tag in _APART or is_silent(parent):
            return True
        parent = parent.parent
    return False


def is_admonition_title(node: LexborNode) -> bool:
    """Whether Markdown's admonition extension made this a box's title: its class is all that tells."""
    return "admonition-title" in (node.attributes.get("class") or "").split()
