"""The macros of all pages run without MkDocs and see what a build sees."""

from __future__ import annotations

from pathlib import Path

from dataset.load import load_dataset
from dataset.problems import Problems
from macros.layout import lay_out
from tests.conftest import ROOT
from tests.test_mini_sites import lay_out as mini_site


def test_the_real_pages_lay_out_without_a_complaint():
    problems = Problems()
    book = lay_out(ROOT, load_dataset(ROOT, problems), problems)
    assert not problems, problems.report()
    assert book.cited == set(book.dataset.sources) and "tbl-models" in book.items


def test_a_mistake_in_a_call_is_found_without_a_build(tmp_path: Path):
    project, problems = mini_site("unknown-addresses", tmp_path / "project"), Problems()
    lay_out(project, load_dataset(project, problems), problems)
    assert any("没有地址" in problem.message for problem in problems), problems.report()
