"""Mistakes in `data/facts/*.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .mutant import Mutant
from .numbers import DATES, NUMBERS, WHOLE, is_number
from .structure import structure
from .yaml_text import ANY, Shelf, Spot, misspelt, shelf


def mutants(random: Random) -> Iterator[Mutant]:
    facts = shelf("facts", random)
    yield from structure(random.choice(facts.texts), random)
    yield from _shape(facts)
    yield from _content(facts)
    for label, new in NUMBERS:
        yield facts.set(label, "facts", ANY, "value", to=new, only=is_number)
    for label, new in WHOLE:
        yield facts.set(
            label,
            "facts",
            ANY,
            "parts",
            ANY,
            "value",
            to=new,
            only=lambda spot: _unit(facts, spot) in {"张", "台", "人"},
        )
    for label, new in DATES:
        yield facts.set(label, "facts", ANY, "asof", to=new)


def _unit(facts: Shelf, spot: Spot) -> str:
    text = next(text for text in facts.texts if spot in text.spots)
    found = text.at(*spot.path[:-1], "unit")
    return found[0].node.value if found else "-"


def _shape(facts: Shelf) -> Iterator[Mutant]:
    yield facts.rename("misspelt top key", "facts", to="fact")
    yield facts.rename("misspelt title", "title", to="titel")
    yield facts.set("facts a number", "facts", to="7")
    yield facts.add("unknown top key", new="extra: 1")
    yield facts.copied("fact twice", "facts", ANY)
    for field in ("statement", "source", "grade", "value", "asof", "parts"):
        yield facts.rename(f"misspelt field {field}", "facts", ANY, field)
    yield facts.rename("misspelt field of a part", "facts", ANY, "parts", ANY, "unit")
    yield facts.remove("no statement", "facts", ANY, "statement")
    yield facts.add("unknown field", "facts", ANY, new="importance: 3")
    yield facts.set("parts a list", "facts", ANY, "parts", to="[1, 2]", lines=())
    yield facts.set("statement a list", "facts", ANY, "statement", to="[a, b]")
    yield facts.set("statement empty", "facts", ANY, "statement", to="")
    yield facts.set("id in Chinese", "facts", ANY, "id", to="坏的")
    yield facts.set("id a path", "facts", ANY, "id", to="../../etc")


def _content(facts: Shelf) -> Iterator[Mutant]:
    yield facts.set("bad grade", "facts", ANY, "grade", to=misspelt)
    yield facts.set(
        "unknown source", "facts", ANY, "source", to=misspelt, only=lambda spot: isinstance(spot.node.value, str)
    )
    yield facts.set("unknown unit", "facts", ANY, "parts", ANY, "unit", to="对对")
    yield facts.set("unknown unit of a fact", "facts", ANY, "unit", to="亿亿")
    yield facts.set("unknown qualifier", "facts", ANY, "parts", ANY, "qualifier", to="around")
    yield facts.set("digits a word", "facts", ANY, "digits", to="三")
    yield facts.add("value and formula", "facts", ANY, "parts", ANY, new="why: undisclosed")
    yield facts.set("low above high", "facts", ANY, "parts", ANY, "low", to="9.9e11")
    yield facts.set(
        "address misspelt in a statement", "facts", ANY, "statement", to=lambda old: _slip(old), only=_names_figure
    )
    yield facts.set("unknown address in a formula", "facts", ANY, "formula", to=lambda old: misspelt(old.split()[0]))
    yield facts.set("broken formula", "facts", ANY, "formula", to=lambda old: f"{old} + * 2")
    yield facts.set("code in a formula", "facts", ANY, "formula", to="__import__('os').getcwd()")
    yield facts.set("formula without an end", "facts", ANY, "formula", to="( " * 3000 + "1" + " )" * 3000)
    yield facts.set("formula overflows", "facts", ANY, "formula", to="9 ** 9 ** 9 ** 9")


def _names_figure(spot: Spot) -> bool:
    return "{" in spot.node.value and not spot.node.style


def _slip(statement: str) -> str:
    start, end = statement.index("{") + 1, statement.index("}")
    return statement[:start] + misspelt(statement[start:end]) + statement[end:]
