"""Glossary links in the text: each term once per section such as 1.1, where it first appears."""

from __future__ import annotations

import re
from html import escape

from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from dataset.model import Dataset
from dataset.schema import Term

from ..pages import Page
from ..prose import is_prose
from ..templates import render

_TOKEN = re.compile(r"(<[^>]*>)")
_OPAQUE = {"a", "code", "sup", "abbr", "strong", "mark", "button"}


def link_terms(page: Page, dataset: Dataset, glossary: str) -> None:
    """Wrap first uses in `a.term`; `glossary` is the relative address of the glossary from this page."""
    names = _names(dataset)
    if not names:
        return
    pattern = re.compile("|".join(_as_pattern(name) for name in sorted(names, key=len, reverse=True)))
    sections = {entry.id for entry in dataset.outline.values() if entry.number.count(".") < 2}
    used: set[str] = set()
    for node in page.tree.css("article :is(h1, h2, h3, p, li)"):
        if node.tag in {"h1", "h2", "h3"}:
            if node.attributes.get("id") in sections:
                used = set()
        elif is_prose(node):
            before = len(used)
            html = _linked(node.html or "", pattern, names, used, glossary)
            if len(used) > before:
                node.replace_with(LexborHTMLParser(html).css_first(node.tag))
                page.changed = True


def _names(dataset: Dataset) -> dict[str, Term]:
    """Every written form that is linked: the Chinese term and the abbreviation."""
    return {
        name: term
        for term in dataset.terms.values()
        if term.linked
        for name in (term.term, term.abbr)
        if name and len(name) > 1
    }


def _as_pattern(name: str) -> str:
    plain = re.escape(escape(name))
    return rf"(?<![A-Za-z0-9-]){plain}(?![A-Za-z0-9-])" if name.isascii() else plain


def _linked(html: str, pattern: re.Pattern[str], names: dict[str, Term], used: set[str], glossary: str) -> str:
    """`html` with first uses linked, leaving alone what stands inside other inline elements."""

    def link(match: re.Match[str]) -> str:
        term = names[match[0].replace("&amp;", "&")]
        if term.id in used:
            return match[0]
        used.add(term.id)
        return render("term.html", glossary=glossary, term=term, text=Markup(match[0]))  # as it stood in the page

    parts, depth = [], 0
    for token in _TOKEN.split(html):
        name = re.match(r"</?([a-z]+)", token)
        if name:
            if name[1] in _OPAQUE:
                depth += -1 if token.startswith("</") else 1
            parts.append(token)
        else:
            parts.append(token if depth else pattern.sub(link, token))
    return "".join(parts)
