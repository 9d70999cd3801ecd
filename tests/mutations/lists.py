"""Mistakes in the single files of `data/`: glossary, phrases asked for, outline, updates, names."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .mutant import Mutant
from .numbers import DATES
from .structure import structure
from .yaml_text import ANY, Shelf, misspelt, yaml_text


def mutants(random: Random) -> Iterator[Mutant]:
    for name, recipes in (
        ("glossary", _glossary),
        ("asked", _asked),
        ("outline", _outline),
        ("updates", _updates),
        ("names", _names),
    ):
        text = yaml_text(f"data/{name}.yml", name)
        yield from structure(text, random)
        yield from recipes(Shelf([text], random))


def _glossary(terms: Shelf) -> Iterator[Mutant]:
    yield terms.copied("term twice", ANY)
    for field in ("term", "en", "definition", "sections", "aliases"):
        yield terms.rename(f"misspelt field {field}", ANY, field)
    yield terms.add("unknown field", ANY, new="plural: true")
    yield terms.remove("no definition", ANY, "definition")
    yield terms.set("unknown section", ANY, "sections", ANY, to=misspelt)
    yield terms.set("unknown related term", ANY, "related", ANY, to=misspelt)
    yield terms.set(
        "English of another term", ANY, "en", to="transformer", only=lambda spot: "ransf" not in spot.node.value
    )
    yield terms.set("alias of another term", ANY, "aliases", ANY, to="LLMs", only=lambda spot: spot.path[0] != 0)
    yield terms.set("linked a word", ANY, "linked", to="maybe")
    yield terms.set("aliases a word", ANY, "aliases", to="别名", lines=())


def _asked(asked: Shelf) -> Iterator[Mutant]:
    yield asked.copied("place twice", ANY)
    yield asked.rename("unknown place", ANY, by_build=True)
    yield asked.set("phrases a word", ANY, to="怎样问", lines=())
    yield asked.set("phrase of one letter", ANY, ANY, to="问")
    yield asked.set("phrase a number", ANY, ANY, to="{a: 1}")
    yield asked.set(
        "phrase of another place", ANY, ANY, to="大模型是怎么炼成的", only=lambda spot: spot.path[0] != "foundations"
    )
    yield asked.set("phrases empty", ANY, to="", lines=())


def _outline(outline: Shelf) -> Iterator[Mutant]:
    yield outline.copied("section twice", ANY)
    yield outline.rename("misspelt field number", ANY, "number")
    yield outline.rename("misspelt field title", ANY, "title")
    yield outline.set("page that is not there", ANY, "page", to=misspelt, by_build=True)
    yield outline.set("unknown figure of a card", ANY, "card", "figure", to=misspelt)
    yield outline.set("card a number", ANY, "card", to="5", lines=())
    yield outline.add("unknown field", ANY, new="pages: 3")


def _updates(updates: Shelf) -> Iterator[Mutant]:
    yield updates.copied("update twice", ANY)
    yield updates.set("unknown kind", ANY, "kind", to="改正")
    for label, new in DATES:
        yield updates.set(label, ANY, "date", to=new)
    yield updates.rename("misspelt field text", ANY, "text")
    yield updates.set("unknown place", ANY, "sections", ANY, to="row-no-such", by_build=True)
    yield updates.set(
        "address misspelt",
        ANY,
        "text",
        to="数值改了，现在是 {facts/gsm1k/qestions}。",
        only=lambda spot: not spot.node.style,
    )


def _names(names: Shelf) -> Iterator[Mutant]:
    yield names.set("name a mapping", ANY, to="{a: 1}")
    yield names.set("name empty", ANY, to="")
    yield names.set("name a list", ANY, to="[a, b]")
    yield names.copied("name twice", ANY)
