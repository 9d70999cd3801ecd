"""Bad input stops the build: every mini-site in `tests/sites/` with an `expected.txt` must fail with exactly those complaints.

Each is the site in `base/` with some files replaced; `base/` itself must pass.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.texts import check_texts
from dataset.load import load_dataset
from dataset.problems import Problems
from tests.conftest import ROOT, run_mkdocs

SITES = Path(__file__).parent / "sites"
FAILING = sorted(path.parent.name for path in SITES.glob("*/expected.txt"))
TEXT_ONLY = {"typed-figures"}  # found by the text checks, not by the build


def lay_out(name: str, folder: Path) -> Path:
    """The mini-site `name` in `folder`, with the real code beside it."""
    for source in (SITES / "base", SITES / name):
        shutil.copytree(source, folder, dirs_exist_ok=True)
    shutil.copy(SITES / "mkdocs.yml", folder)
    shutil.copytree(SITES / "theme", folder / "theme")
    shutil.copytree(ROOT / "data" / "diagrams" / "theme", folder / "data" / "diagrams" / "theme")
    for package in ("dataset", "macros", "publish"):
        (folder / package).symlink_to(ROOT / package)
    return folder


def complaints(log: str) -> list[str]:
    return [line.strip() for line in log.split("处错误：", 1)[1].splitlines() if line.startswith("  ")]


@pytest.mark.parametrize("name", [name for name in FAILING if name not in TEXT_ONLY])
def test_the_build_stops_and_says_all_that_is_wrong(name: str, tmp_path: Path):
    project = lay_out(name, tmp_path / "project")
    result = run_mkdocs(project, project / "built")
    expected = (SITES / name / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert result.returncode != 0, result.stderr
    assert "Traceback" not in result.stderr, result.stderr
    found = complaints(result.stderr)
    missing = [line for line in expected if not any(line in complaint for complaint in found)]
    unexpected = [complaint for complaint in found if not any(line in complaint for line in expected)]
    assert not missing and not unexpected, f"missing: {missing}\nunexpected: {unexpected}"


def test_typed_figures_fail_the_text_checks(tmp_path: Path):
    project, problems = lay_out("typed-figures", tmp_path / "project"), Problems()
    check_texts(project, load_dataset(project, Problems()), problems)
    [found] = map(str, problems)
    assert found.startswith("docs/index.md:3: 正文里的数字“1750"), found


def test_the_base_site_passes(tmp_path: Path):
    project = lay_out("base", tmp_path / "project")
    result = run_mkdocs(project, project / "built")
    assert result.returncode == 0, result.stderr


def test_html_in_data_comes_out_escaped(tmp_path: Path):
    project = lay_out("escaping", tmp_path / "project")
    result = run_mkdocs(project, project / "built")
    assert result.returncode == 0, result.stderr
    for page in ("index.html", "data/models/index.html"):
        text = (project / "built" / page).read_text(encoding="utf-8")
        tree = LexborHTMLParser(text)
        assert not tree.css("b, em, [onmouseover], script:not([type])")
        assert not any("<" in (script.text() or "") for script in tree.css("script"))
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text and "*_" in tree.css_first("article, body").text()


def test_a_failed_build_leaves_the_last_site(tmp_path: Path):
    """`make build` swaps only a finished site in: the target is run with a page that cannot be built."""
    project = tmp_path / "project"
    shutil.copytree(
        ROOT, project, ignore=shutil.ignore_patterns(".git", ".venv", ".build", "site", "test-results"), symlinks=True
    )
    (project / ".venv").symlink_to(ROOT / ".venv")
    (project / "site").mkdir()
    (project / "site" / "index.html").write_text("last good")
    (project / "docs" / "index.md").write_text('# 坏 { #bad }\n\n{{ fact("no/such/address") }}\n', encoding="utf-8")
    result = subprocess.run(["make", "build"], cwd=project, capture_output=True, text=True, check=False)
    assert result.returncode != 0
    assert (project / "site" / "index.html").read_text() == "last good"
