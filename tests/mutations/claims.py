"""Mistakes in `data/claims/*.yml`."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .mutant import Mutant
from .numbers import NUMBERS, is_number
from .structure import structure
from .yaml_text import ANY, misspelt, shelf


def mutants(random: Random) -> Iterator[Mutant]:
    claims = shelf("claims", random)
    yield from structure(random.choice(claims.texts), random)
    yield claims.rename("misspelt top key", "claims", to="claim")
    yield claims.set("claims a word", "claims", to="没有")
    yield claims.add("unknown top key", new="extra: 1")
    yield claims.copied("claim twice", "claims", ANY)
    for field in ("section", "says", "verdict", "comment", "evidence", "figures"):
        yield claims.rename(f"misspelt field {field}", "claims", ANY, field)
    yield claims.remove("no verdict", "claims", ANY, "verdict")
    yield claims.set("unknown verdict", "claims", ANY, "verdict", to="大致成立")
    yield claims.set("unknown section", "claims", ANY, "section", to=misspelt)
    yield claims.set("unknown evidence", "claims", ANY, "evidence", ANY, to=misspelt)
    yield claims.set("evidence a mapping", "claims", ANY, "evidence", to="{a: 1}")
    yield claims.set(
        "address misspelt in a comment", "claims", ANY, "comment", to="这里引用 {models/gpt-3/tokes}，地址写错了。"
    )
    yield claims.set(
        "unfinished address in a comment", "claims", ANY, "comment", to="这里引用 {models/gpt-3/tokens，括号没有写完。"
    )
    yield claims.rename("misspelt formula", "claims", ANY, "arithmetic", ANY, "formula")
    yield claims.set("broken formula", "claims", ANY, "arithmetic", ANY, "formula", to=lambda old: f"{old} )")
    yield claims.set(
        "unknown address in a formula",
        "claims",
        ANY,
        "arithmetic",
        ANY,
        "formula",
        to=lambda old: misspelt(old.split()[0]),
    )
    yield claims.set("unknown unit of a step", "claims", ANY, "arithmetic", ANY, "unit", to="张张")
    yield claims.set("unknown unit of a figure", "claims", ANY, "figures", ANY, "unit", to="张张")
    yield claims.rename("bad key of a figure", "claims", ANY, "figures", ANY, to="Bad-Key")
    for label, new in NUMBERS:
        yield claims.set(label, "claims", ANY, "figures", ANY, "value", to=new, only=is_number)
