"""What the macros laid out reaches `publish` as items: the same with MkDocs, without it, and for another generator's site."""

from __future__ import annotations

import filecmp
import os
import re
import subprocess
import sys
from pathlib import Path

from dataset.load import load_dataset
from dataset.problems import Problems
from macros.layout import lay_out
from publish.items import Cell, Item, items_file, load, save
from tests.conftest import ROOT, run_mkdocs
from tests.test_mini_sites import lay_out as mini_site

# The theme's parts, and what Markdown's extensions tell by nothing else.
FOREIGN = {"publish/search/theme.py", "publish/prose.py", "publish/write/markdown.py"}
BY_CLASS = re.compile(r"""css(?:_first)?\(f?"(?:[^"]*[^"{])?\.[a-z]|\.attributes(?:\.get\(|\[)["']class""")
NOT_CLASSES = re.compile(r"\{[^{}]*\}|\[[^]]*=[^]]*\]")  # values and attributes within selectors


def test_items_survive_the_file(tmp_path: Path):
    row = Item(
        "row-a",
        "row",
        "甲",
        "data/a.md",
        "数 1",
        cells=(Cell("数", "1 个", "原"),),
        table="tbl-a",
        sources=("x2020",),
        is_statement=True,
    )
    items = {"row-a": row, "tbl-a": Item("tbl-a", "table", "表", "data/a.md", files=("data/a.csv",))}
    save(items, tmp_path / "site.items.json")
    assert load(tmp_path / "site.items.json") == items


def test_a_build_keeps_the_items_that_the_macros_record(site: Path):
    problems = Problems()
    assert load(items_file(site)) == lay_out(ROOT, load_dataset(ROOT, problems), problems).items


def test_a_row_says_its_figures_with_units_and_grades(site: Path):
    row = load(items_file(site))["row-gpt-3"]
    assert (row.kind, row.title, row.page, row.table) == ("row", "GPT-3 175B", "data/models.md", "tbl-models")
    assert ("总参数", "1750 亿参数", "原") in row.cells and "brown2020" in row.sources


def test_no_step_recognises_things_by_class():
    for path in sorted((ROOT / "publish").rglob("*.py")):
        if path.relative_to(ROOT).as_posix() not in FOREIGN:
            found = BY_CLASS.search(NOT_CLASSES.sub("", path.read_text(encoding="utf-8")))
            assert not found, f"{path}: {found and found[0]}"


def test_a_site_of_another_generator_is_finished_alike(tmp_path: Path):
    """Here the other one is MkDocs without the last hook of the macros."""
    project = mini_site("base", tmp_path / "project")
    assert run_mkdocs(project, project / "whole").returncode == 0
    (project / "unfinished.py").write_text("from macros import define_env, on_pre_page_macros\n")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings.replace("module_name: macros", "module_name: unfinished"))
    assert run_mkdocs(project, project / "other").returncode == 0
    assert not (project / "other" / "sections.json").exists()
    for command in (["macros", "other.items.json"], ["publish", "other", "https://example.org/"]):
        result = subprocess.run(
            [sys.executable, "-m", *command], cwd=project, env=os.environ, capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stderr
    files = [path.relative_to(project / "whole") for path in (project / "whole").rglob("*") if path.is_file()]
    assert len(files) > 20
    _, mismatch, errors = filecmp.cmpfiles(project / "whole", project / "other", map(str, files), shallow=False)
    assert not errors and set(mismatch) <= {"sitemap.xml.gz"}, (mismatch, errors)


def test_publish_without_items_says_what_to_run(tmp_path: Path):
    result = subprocess.run(
        [sys.executable, "-m", "publish", str(tmp_path / "site")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert result.returncode == 2 and "python -m macros" in result.stderr and "Traceback" not in result.stderr
