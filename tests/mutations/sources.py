"""Mistakes in `data/sources/*.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .mutant import Mutant
from .numbers import DATES
from .structure import structure
from .yaml_text import ANY, misspelt, shelf


def mutants(random: Random) -> Iterator[Mutant]:
    sources = shelf("sources", random)
    yield from structure(random.choice(sources.texts), random)
    yield sources.copied("source twice", ANY)
    for field in ("type", "title", "author", "issued", "publisher", "url"):
        yield sources.rename(f"misspelt field {field}", ANY, field)
    yield sources.remove("no title", ANY, "title")
    yield sources.set("bad type", ANY, "type", to=misspelt)
    yield sources.add("unknown field", ANY, new="pages: 3")
    yield sources.set("title a list", ANY, "title", to="[a, b]")
    yield sources.set("title empty", ANY, "title", to="")
    yield sources.set("author a number", ANY, "author", to="7", lines=())
    yield sources.set("bad arXiv number", ANY, "arxiv", to='"2307.1"')
    yield sources.set("bad DOI", ANY, "doi", to="doi:10.1000/1")
    yield sources.set("address of a script", ANY, "url", to="javascript:alert(1)")
    yield sources.set("address without a scheme", ANY, "url", to="example.org/a")
    yield sources.set("address that does not parse", ANY, "url", to='"http://[::1"')
    yield sources.rename("key with a path", ANY, to="../../x")
    yield sources.set("unknown language", ANY, "language", to="cn")
    for label, new in DATES:
        yield sources.set(label, ANY, "issued", to=new)
    yield sources.set("read in the far future", ANY, "accessed", to="2999-01-01")
    text = random.choice(sources.texts)
    yield text.inserted(
        "source that nothing cites",
        len(text.rows) + 1,
        "nobody2024:\n  type: report\n  title: Nobody reads this",
        by_build=True,
    )
