"""A copy of the real project to make mistakes in: what authors write is copied, the code is the real one."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import ROOT

_WRITTEN = ("docs", "data", "mkdocs.yml", "CITATION.cff")


def copy_project(folder: Path) -> Path:
    """The project in `folder`, ready to be built or previewed."""
    folder.mkdir()
    for path in ROOT.iterdir():
        if path.name in _WRITTEN:
            (shutil.copytree if path.is_dir() else shutil.copy)(path, folder / path.name)
        elif path.name in {"overrides", ".cache"} or (path / "__init__.py").exists():
            (folder / path.name).symlink_to(path)
    return folder
