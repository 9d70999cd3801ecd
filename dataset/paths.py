"""What may name a file of the site, and what may stand in the project's folders: nothing leads out of either."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from .problems import Problems

ID_RULE = "id 只用小写字母、数字、连字符和点，以字母开头，不写两个连着的点，至多 120 个字符"
_ID = re.compile(r"(?!.*\.\.)[a-z][a-z0-9.-]{0,119}")
_NAMED = {".yml", ".d2"}
_PATH = re.compile(r"(?!.*\.\.)[a-z0-9][a-z0-9._-]*(?:/[a-z0-9][a-z0-9._-]*)*")


class UnsafePath(ValueError):
    """A name that would lead out of the folder it is meant for."""


def is_id(text: str) -> bool:
    """Whether `text` can be a permanent id, and with it the name of a folder."""
    return _ID.fullmatch(text) is not None


def is_path(text: str) -> bool:
    """Whether `text` is a relative path of plain names: `agents/coze.md`, `data/models/`."""
    return _PATH.fullmatch(text.removesuffix("/")) is not None


def inside(folder: Path, path: str) -> Path:
    """`folder / path`; UnsafePath for what is absolute, has `..` or empty steps, or other than plain names."""
    if not is_path(path):
        raise UnsafePath(path)
    return folder / path


def check_files(root: Path, folders: Iterable[str], problems: Problems) -> None:
    """What stands under `root / folder` is there itself, under a plain name.

    Symbolic links that lead out of their folder, or nowhere, become problems; so do data files whose names, which become
    addresses, are no plain ones.
    """
    for folder in folders:
        home = (root / folder).resolve()
        for path in sorted((root / folder).rglob("*")):
            name = path.relative_to(root).as_posix()
            if path.is_symlink():
                if not path.exists():
                    if path.suffix not in _NAMED:  # whoever reads those says so
                        problems.add(name, 0, "", f"符号链接指向不存在的 {path.readlink()}；放文件本身")
                elif not path.resolve().is_relative_to(home):
                    problems.add(name, 0, "", f"符号链接指到 {folder}/ 之外的 {path.readlink()}；放文件本身，不放链接")
            elif path.suffix in _NAMED and not is_path(path.name):
                problems.add(name, 0, "", "文件名会成为地址：只用小写字母、数字、连字符、下划线和点")
