"""The theme's stylesheets without the rules for what this site does not have: tabs, task lists, keys, comments and the like.

A rule stays if all classes and ids that its selector asks for occur as words in some page or script; what it excludes by
`:not()` or offers by `:is()` does not count, nor do attributes and states, which scripts may set.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from ..pages import Page

_NAME = re.compile(r"[.#]((?:[\w-]|\\.)+)")
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_UNASKED = re.compile(r"\[[^\]]*\]|:(?:not|is|where|has)\([^()]*(?:\([^()]*\)[^()]*)*\)")
_STRING = re.compile(r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\\.""")
_THEME = re.compile(r"assets/stylesheets/(main|palette)\.[0-9a-f]+\.min\.css$")


def prune_theme(pages: list[Page], site: Path) -> None:
    """Write the theme's stylesheets anew, each under a name that tells its content."""
    scripts = (path.read_text(encoding="utf-8") for path in sorted(site.rglob("*.js")))
    words = {word for text in (*(page.html for page in pages), *scripts) for word in _WORD.findall(text)}
    names: dict[str, str] = {}
    for page in pages:
        for link in page.tree.css("link[rel=stylesheet]"):
            address = link.attributes["href"] or ""
            if not (found := _THEME.search(address)):
                continue
            if found[0] not in names:
                names[found[0]] = _write(site, found[0], found[1], words)
            link.attrs["href"] = address.removesuffix(found[0]) + names[found[0]]
            page.changed = True
    for old in names.keys() - set(names.values()):
        (site / old).unlink()


def _write(site: Path, old: str, stem: str, words: set[str]) -> str:
    css = pruned((site / old).read_text(encoding="utf-8"), words)
    name = f"assets/stylesheets/{stem}.{hashlib.sha256(css.encode()).hexdigest()[:8]}.min.css"
    (site / name).write_text(css, encoding="utf-8")
    return name


def pruned(css: str, words: set[str]) -> str:
    """The rules of `css` that something made of `words` can match."""
    kept = []
    for head, body in _rules(css):
        if head.startswith(("@media", "@supports", "@layer", "@container")):
            if inside := pruned(body, words):
                kept.append(f"{head}{{{inside}}}")
        elif not body or head.startswith("@"):
            kept.append(f"{head}{{{body}}}" if body else head)
        elif selectors := [selector for selector in _selectors(head) if _asked(selector) <= words]:
            kept.append(f"{','.join(selectors)}{{{body}}}")
    return "".join(kept)


def _asked(selector: str) -> set[str]:
    return set(_NAME.findall(_UNASKED.sub("", selector)))


def _rules(css: str) -> Iterator[tuple[str, str]]:
    """(selector, declarations) or (head, rules inside) of each rule; statements such as `@charset "…";` have no inside."""
    plain = _STRING.sub(lambda match: "_" * len(match[0]), css)  # the same places, without braces in strings
    start = depth = opened = 0
    for mark in re.finditer(r"[{};]", plain):
        at = mark.start()
        if mark[0] == "{":
            opened = opened if depth else at
            depth += 1
        elif mark[0] == "}":
            depth -= 1
            if not depth:
                yield css[start:opened], css[opened + 1 : at]
                start = at + 1
        elif not depth:
            yield css[start : at + 1], ""
            start = at + 1


def _selectors(head: str) -> Iterator[str]:
    """The parts of a list of selectors: commas inside brackets part nothing."""
    depth = start = 0
    for at, character in enumerate(head):
        depth += {"(": 1, "[": 1, ")": -1, "]": -1}.get(character, 0)
        if character == "," and not depth:
            yield head[start:at]
            start = at + 1
    yield head[start:]
