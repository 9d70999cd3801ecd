"""What MkDocs says of `mkdocs.yml`, in the words of all other messages: file, line, what is wrong, the nearest choice."""

from __future__ import annotations

import re
from pathlib import Path

from dataset.problems import nearest

_FILE = "mkdocs.yml"
_SYNTAX = re.compile(r"error parsing the configuration file.*line (?P<line>\d+), column", re.DOTALL)
_NAV = re.compile(r"A reference to '(?P<page>[^']+)' is included in the 'nav' configuration, which is not found")
_VALUE = re.compile(r"Config value '(?P<key>[^']+)': (?P<why>.*)", re.DOTALL)


def told(message: str, root: Path) -> str:
    """`message` as authors should read it; unchanged where it is none of the known ones."""
    if found := _SYNTAX.search(message):
        return f"{_FILE}:{found['line']}: 不是合法的 YAML；检查这一行和上一行的缩进、引号与括号"
    if found := _NAV.search(message):
        page = found["page"]
        pages = [path.relative_to(root / "docs").as_posix() for path in (root / "docs").rglob("*.md")]
        return f"{_FILE}:{_line(root, page)}: nav: 没有页面 docs/{page}{nearest(page, pages)}"
    if found := _VALUE.search(message):
        return f"{_FILE}:{_line(root, found['key'])}: {found['key']}: {found['why']}"
    return message


def _line(root: Path, word: str) -> int:
    lines = (root / _FILE).read_text(encoding="utf-8").splitlines()
    return next((number for number, text in enumerate(lines, 1) if word in text), 1)
