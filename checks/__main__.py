"""`python -m checks [--fix]`: check (or repair the spacing of) all pages and data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from dataset.load import load_dataset
from dataset.problems import Problems

from .characters import odd_characters
from .prose import typed_figures
from .spacing import corrected, misspaced

ROOT = Path(__file__).parents[1]
# Machine-made, or other people's titles kept as they are.
_AS_GIVEN = {"data/anchors.yml", "data/outline.yml"}


def texts(root: Path) -> Iterator[tuple[Path, str, str]]:
    """(path, text, kind) of every page and data file that people write."""
    paths = [*root.glob("docs/**/*.md"), *root.glob("*.md"), *root.glob("data/**/*.yml")]
    for path in sorted(paths):
        if path.relative_to(root).as_posix() not in _AS_GIVEN:
            yield path, path.read_text(encoding="utf-8"), "markdown" if path.suffix == ".md" else "yaml"


def product_names(root: Path) -> set[str]:
    """Names with digits that are no figures: rows, terms, and `data/names.yml`."""
    dataset = load_dataset(root, Problems())
    names = {row.name for table in dataset.tables.values() for row in table.rows}
    names |= {name for term in dataset.terms.values() for name in (term.term, term.en, *term.aliases)}
    listed = root / "data" / "names.yml"
    if listed.exists():
        names |= {
            line[2:].split(" #")[0].strip()
            for line in listed.read_text(encoding="utf-8").splitlines()
            if line.startswith("- ")
        }
    return names


def findings(root: Path = ROOT) -> Iterator[str]:
    """Everything wrong with the text of the project in `root`, a line each."""
    names = product_names(root)
    for path, text, kind in texts(root):
        name = path.relative_to(root).as_posix()
        found = [*odd_characters(text), *(() if name.startswith("data/sources") else misspaced(text, kind))]
        if name.startswith("docs/"):
            found += [(line, f"正文里的数字“{excerpt}”应来自 data/") for line, excerpt in typed_figures(text, names)]
        yield from (f"{name}:{line}: {message}" for line, message in found)


def main() -> int:
    if "--fix" in sys.argv:
        for path, text, kind in texts(ROOT):
            if "sources" not in path.parts and (better := corrected(text, kind)) != text:
                path.write_text(better, encoding="utf-8")
                print(f"已修正 {path.relative_to(ROOT)}")
        return 0
    found = list(findings())
    print("\n".join(found) or "文字检查通过")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
