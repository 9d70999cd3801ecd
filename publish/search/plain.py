"""The text of built HTML as it is read: without marks, reference numbers, buttons and menus."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

_SPACE_IN_HAN = re.compile(r"(?<=[\u3001-\u9fff\uff01-\uff5e])\s+(?=[\u3001-\u9fff\uff01-\uff5e])")
_BLOCKS = {
    "p",
    "li",
    "dt",
    "dd",
    "div",
    "td",
    "th",
    "tr",
    "pre",
    "blockquote",
    "details",
    "summary",
    "br",
    "ul",
    "ol",
    "dl",
    "table",
    "caption",
}
_SILENT = {"script", "style", "button", "nav", "template"}
_SILENT_CLASSES = set(
    "headerlink fact__ref cite grade references claim__more chapter-list key-figures data-table__legend data-table__links".split()
)


def classes(node: LexborNode) -> set[str]:
    """The classes of `node`."""
    return set((node.attributes.get("class") or "").split())


def plain(node: LexborNode, but: str = "") -> str:
    """The text of `node` as it is read, without marks, reference numbers and the class `but`; blocks become lines."""
    lines = (
        re.sub(r"\s+", " ", _SPACE_IN_HAN.sub("", line)).strip()
        for line in "".join(_words(node, _SILENT_CLASSES | {but})).split("\n\n")
    )
    return "\n".join(line for line in lines if line)


def _words(node: LexborNode, silent: set[str]) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif child.tag not in _SILENT and not classes(child) & silent:
            edge = "\n\n" if child.tag in _BLOCKS else ""
            yield edge
            yield from _words(child, silent)
            yield edge


def is_silent(node: LexborNode) -> bool:
    """Whether `node` is none of the text."""
    return node.tag in _SILENT or bool(classes(node) & _SILENT_CLASSES)
