"""CONTRIBUTING is tried as written: its snippets for a fact, a row and a section are pasted, and the project is sound."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT, run_mkdocs
from tests.real_project import copy_project


def snippet(beginning: str) -> str:
    """The code block of CONTRIBUTING that begins with `beginning`."""
    blocks = re.findall(r"```\w+\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.S)
    (found,) = (block for block in blocks if block.startswith(beginning))
    return found


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n" + text, encoding="utf-8")


def test_a_fact_a_row_and_a_section_take_one_step_each(tmp_path: Path):
    project = copy_project(tmp_path / "project")
    append(project / "data" / "facts" / "foundations.yml", snippet("  - id: example-cluster"))
    append(project / "data" / "tables" / "agent_timeline.yml", snippet("  - id: example-event"))
    append(project / "docs" / "trends.md", "\n" + snippet("### 示例小节"))
    append(project / "docs" / "trends.md", '\n训练用了 {{ fact("facts/example-cluster") }}。\n')
    check = subprocess.run(
        [sys.executable, "-m", "commands.check"], cwd=project, capture_output=True, text=True, check=False
    )
    assert check.returncode == 0, check.stdout + check.stderr
    result = run_mkdocs(project, project / "built")
    assert result.returncode == 0, result.stderr[-2000:]
    page = (project / "built" / "trends" / "index.html").read_text(encoding="utf-8")
    assert 'id="example-section"' in page and "1024 卡" in page
    for short in ("example-section", "row-example-cluster", "row-agent-time-example-event"):
        assert (project / "built" / "s" / short / "index.html").is_file(), short
