"""Mistakes in the project as a whole: files that are gone, and the navigation in `mkdocs.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from .mutant import ROOT, Mutant, Text


def mutants(random: Random) -> Iterator[Mutant]:
    yield from _gone(random)
    config = Text("mkdocs.yml", "nav", by_build=True)
    yield from (
        mutant
        for mutant in config.encoded(random)
        if mutant.label not in {"empty file", "link out of the project", "UTF-16"}
    )
    entries = list(re.finditer(r"^ +- (?:[^\n:]+: )?(?P<page>[\w/-]+)\.md$", config.text, re.M))
    entry = random.choice(entries)
    yield config.replaced("page misspelt", *entry.span("page"), entry["page"] + "z", word=f"{entry['page']}z.md")
    entry = random.choice(entries)
    yield config.replaced("page left out", entry.start(), entry.end() + 1, "", word=f"{entry['page']}.md")
    yield config.replaced("key misspelt", *re.search("^nav", config.text, re.M).span(), "naav", word="naav")
    entry = random.choice(entries)
    yield config.replaced("indentation", entry.start(), entry.start(), " ")
    yield config.replaced("lost bracket", config.text.index("]"), config.text.index("]") + 1, "")


def _gone(random: Random) -> Iterator[Mutant]:
    """The file's name, or the word that stands for it where it is used."""
    for pattern in ("docs/data/*.md", "data/tables/*.yml", "data/facts/*.yml", "data/diagrams/*.d2"):
        path: Path = random.choice([path for path in sorted(ROOT.glob(pattern)) if path.stem not in {"index", "about"}])
        file = path.relative_to(ROOT).as_posix()
        yield Mutant("gone", f"no file ({pattern})", file, None, word=path.stem, by_build=True)
    for file in ("data/outline.yml", "data/glossary.yml", "CITATION.cff", "docs/status.md"):
        yield Mutant("gone", "no file", file, None, word=file.rsplit("/", 1)[-1], by_build=True)
