"""Mistakes in what keeps addresses and the edition: `data/anchors.yml`, `data/redirects.yml`, `CITATION.cff`."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .mutant import Mutant
from .numbers import DATES
from .structure import structure
from .yaml_text import ANY, Shelf, YamlText, yaml_text

# The project has none yet.
_REDIRECTS = """\
# 搬走的页面与小节
old-models.md: data/models.md
old-foundations.md: foundations.md
old-foundations.md#chips: foundations.md#ai-chips
"""


def mutants(random: Random) -> Iterator[Mutant]:
    yield from structure(yaml_text("CITATION.cff", "CITATION"), random)
    yield from _citation(Shelf([yaml_text("CITATION.cff", "CITATION")], random))
    anchors = yaml_text("data/anchors.yml", "anchors", by_build=True)
    yield from structure(anchors, random)
    yield from _anchors(Shelf([anchors], random))
    redirects = YamlText("data/redirects.yml", "redirects", _REDIRECTS, by_build=True)
    yield from (mutant for mutant in structure(redirects, random) if mutant.label != "empty file")  # none is none
    yield from _redirects(redirects)


def _citation(citation: Shelf) -> Iterator[Mutant]:
    for field in ("title", "version", "authors", "date-released"):
        yield citation.rename(f"misspelt field {field}", field)
        yield citation.set(f"{field} a mapping", field, to="{a: 1}", lines=())
    yield citation.set("version a script", "version", to="'<script>alert(1)</script>'")
    for label, new in DATES:
        yield citation.set(label, "date-released", to=new)


def _anchors(anchors: Shelf) -> Iterator[Mutant]:
    yield anchors.copied("id twice", ANY)
    yield anchors.set("page a list", ANY, to="[a]")
    yield anchors.set("page a number", ANY, to="5")
    yield anchors.set("another page", ANY, to="no-such-page/")
    yield anchors.set("state unknown", ANY, to="{page: trends/, title: 题, state: away, target: trends.md#trends}")
    yield anchors.set("moved without a target", ANY, to="{page: trends/, title: 题, state: moved}")
    yield anchors.set(
        "retired, still there",
        ANY,
        to="{page: trends/, title: 题, state: retired, target: trends.md#trends, reason: 不再需要}",
    )
    yield anchors.set("unknown field", ANY, to="{page: trends/, title: 题, colour: red}")
    line = anchors.texts[0].at(ANY)[0].key.start_mark.line + 1
    for label, entry in (
        ("released id gone", "zz-gone: trends/"),
        ("released id gone, long form", "zz-gone: {page: trends/, title: 没有了, state: live}"),
        ("moved to nowhere", "zz-moved: {page: trends/, title: 题, state: moved, target: trends.md#no-such}"),
        ("moved to no page", "zz-moved: {page: trends/, title: 题, state: moved, target: no-such.md#trends}"),
        ("moved to itself", "zz-moved: {page: trends/, title: 题, state: moved, target: trends.md#zz-moved}"),
        ("id a path", '"../../zz": {page: trends/, title: 题, state: moved, target: trends.md#trends}'),
        ("target a list", "zz-moved: {page: trends/, title: 题, state: moved, target: [a]}"),
    ):
        yield anchors.texts[0].inserted(label, line, entry)


def _redirects(text: YamlText) -> Iterator[Mutant]:
    for label, entry in (
        ("page twice", "old-models.md: data/models.md"),
        ("target not there", "older.md: no-such.md"),
        ("section not there", "older.md: foundations.md#no-such"),
        ("page still there", "trends.md: foundations.md"),
        ("section without its page", "older.md#a: foundations.md#ai-chips"),
        ("leads to what has moved", "older.md: old-models.md"),
        ("leads to itself", "older.md: older.md"),
        ("out of the site", '"../../older.md": foundations.md'),
        ("absolute path", "/tmp/older.md: foundations.md"),
        ("target another site", "older.md: https://example.org/"),
        ("target a list", "older.md: [a]"),
        ("target a number", "older.md: 5"),
        ("target empty", "older.md:"),
        ("target a script", "older.md: javascript:alert(1)"),
    ):
        yield text.inserted(label, 3, entry, lines=(2, 3))
