"""`make bench`: whether the time of a build grows with the site or faster. Builds the project with its data tables once, and
then many times over, each copy under names of its own with a page of its own.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.real_project import copy_project

_COPIES = (0, 2, 7)  # of each table


def multiply(project: Path, copies: int) -> None:
    """Add so many copies of each data table and its page."""
    for table in sorted((project / "data" / "tables").glob("*.yml")):
        text = table.read_text(encoding="utf-8")
        name = re.search(r"^  id: (\S+)$", text, re.MULTILINE)
        page = project / "docs" / "data" / f"{table.stem.replace('_', '-')}.md"
        if not name or not page.exists():
            continue
        for number in range(1, copies + 1):
            prefixed = re.sub(r"^  row_prefix: .*\n", "", text, flags=re.MULTILINE)
            own = f"{name[1]}_x{number}"
            head = f"  id: {own}\n  row_prefix: {own.replace('_', '-')}"
            table.with_stem(own).write_text(prefixed.replace(name[0], head), encoding="utf-8")
            words = page.read_text(encoding="utf-8").replace(f'table("{name[1]}"', f'table("{own}"')
            words = re.sub(r'\{ #([\w.-]+)|anchor="([\w.-]+)', rf"\g<0>-x{number}", words)
            page.with_stem(own.replace("_", "-")).write_text(words, encoding="utf-8")


def measure(project: Path, site: Path) -> tuple[int, float]:
    """(HTML files, seconds of processor time) of a second build."""
    for _ in range(2):
        before = os.times()
        subprocess.run([sys.executable, "-m", "commands.build", "--to", str(site)], cwd=project, check=True)
        after = os.times()
    seconds = sum(after[2:4]) - sum(before[2:4])  # user and system time of the child
    return sum(1 for _ in site.rglob("*.html")), seconds


def main() -> None:
    first = None
    for copies in _COPIES:
        with tempfile.TemporaryDirectory() as folder:
            project = copy_project(Path(folder) / "project")
            multiply(project, copies)
            pages, seconds = measure(project, Path(folder) / "site")
        each = 1000 * seconds / pages
        first = first or each
        print(
            f"{pages} 个 HTML 文件：{seconds:.1f} 秒（CPU），每千个 {each:.2f} 秒，是最小者的 {each / first:.2f} 倍",
            flush=True,
        )


if __name__ == "__main__":
    main()
