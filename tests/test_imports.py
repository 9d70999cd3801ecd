"""Who may import whom: the data layer knows nothing of pages, the renderer hands on to the finisher, never the other way."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.conftest import ROOT

# package → packages of this project it may import besides itself
MAY_IMPORT = {
    "dataset": set(),
    "publish": {"dataset"},
    "macros": {"dataset", "publish"},
    "checks": {"dataset"},
    "commands": {"dataset", "publish", "macros", "checks"},
}


def imported(package: str) -> Iterator[tuple[str, str]]:
    """(file, package of this project) of every import in `package`, inside functions too."""
    for path in sorted((ROOT / package).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module or ""]
            for name in names:
                if (top := name.split(".")[0]) in {*MAY_IMPORT, "tests", "bench"}:
                    yield path.relative_to(ROOT).as_posix(), top


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_a_package_imports_only_what_lies_below_it(package: str):
    wrong = [(file, name) for file, name in imported(package) if name not in MAY_IMPORT[package] | {package}]
    assert not wrong


def test_the_project_stays_readable_file_by_file():
    """A module that no longer fits two screens wants to be two; the schema and the units are lists."""
    long = {
        path.relative_to(ROOT).as_posix(): lines
        for package in MAY_IMPORT
        for path in (ROOT / package).rglob("*.py")
        if (lines := path.read_text(encoding="utf-8").count("\n")) > 215
    }
    assert set(long) <= {"dataset/schema.py"}, long
