"""All rules for text over all files that people write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dataset.model import Dataset
from dataset.problems import Problems
from dataset.textfile import read_text

from .characters import odd_characters
from .prose import typed_figures
from .spacing import misspaced

# Machine-made, or other people's titles kept as they are.
_AS_GIVEN = {"data/anchors.yml", "data/outline.yml"}
_SOURCES = "data/sources"  # titles of others, spaced as they are


def check_texts(root: Path, dataset: Dataset, problems: Problems) -> None:
    """Hold every page and data file of the project in `root` against the rules; files with other mistakes have time."""
    names = None if dataset.broken else names_with_digits(dataset)  # a name may lie in what is broken
    for path in written(root):
        check_text(path, path.relative_to(root).as_posix(), names, problems)


def check_text(path: Path, name: str, names: set[str] | None, problems: Problems) -> None:
    """Hold one file against the rules, under its `name` in messages.

    `names` are no figures though they hold digits; None where they are not known, and so no figure can be told.
    """
    is_broken = any(problem.file == name for problem in problems)
    text = None if is_broken else read_text(path, name, problems)
    for line, message in _findings(name, text, names) if text else ():
        problems.add(name, line, "", message)


def written(root: Path) -> list[Path]:
    """Every page and data file that people write."""
    paths = [*root.glob("docs/**/*.md"), *root.glob("*.md"), *root.glob("data/**/*.yml")]
    return sorted(path for path in paths if path.relative_to(root).as_posix() not in _AS_GIVEN)


def is_spaced(name: str) -> bool:
    """Whether the rules for spacing hold for a file."""
    return not name.startswith(_SOURCES)


def kind(path: Path) -> str:
    """What `spacing` has to know of a file."""
    return "markdown" if path.suffix == ".md" else "yaml"


def names_with_digits(dataset: Dataset) -> set[str]:
    """Names with digits that are no figures: rows, terms, and those listed in `data/names.yml`."""
    names = {row.name for table in dataset.tables.values() for row in table.rows}
    names |= {name for term in dataset.terms.values() for name in (term.term, term.en, *term.aliases)}
    return names | set(dataset.names)


def _findings(name: str, text: str, names: set[str] | None) -> Iterator[tuple[int, str]]:
    yield from odd_characters(text)
    if is_spaced(name):
        yield from misspaced(text, kind(Path(name)))
    if name.startswith("docs/") and names is not None:
        yield from ((line, f"正文里的数字“{excerpt}”应来自 data/") for line, excerpt in typed_figures(text, names))
