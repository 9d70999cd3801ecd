"""A copy of the project to put mistakes into, one at a time, and what the check and the build say to them."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .mutant import ROOT, Mutant

_LEAVE_OUT = shutil.ignore_patterns(".git", ".venv", ".build", "site", "test-results", "__pycache__", "tests", "bench")
CHECK = ("-m", "commands.check")
BUILD = ("-m", "commands.build")
PATIENCE = 60  # seconds of wall time until a command counts as hanging
_LAST_GOOD = "the last good site"


@dataclass(frozen=True)
class Run:
    """What a command did: exit code (-1: ended after PATIENCE), what it printed, its seconds of processor time."""

    code: int
    output: str
    seconds: float


class Workshop:
    """A project of its own in `folder`, with a finished `site/`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT, folder, ignore=_LEAVE_OUT, symlinks=True)
        self._put_site()

    def _put_site(self) -> None:
        site = self.folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        site.mkdir()
        (site / "index.html").write_text(_LAST_GOOD)

    def run(self, command: tuple[str, ...]) -> Run:
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        try:
            result = subprocess.run(
                [sys.executable, *command],
                cwd=self.folder,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                timeout=PATIENCE,
                check=False,
            )
            code, output = result.returncode, result.stdout + result.stderr
        except subprocess.TimeoutExpired:
            code, output = -1, ""
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return Run(code, output, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)

    def has_its_site(self) -> bool:
        """Whether `site/` is as it was."""
        files = [path.relative_to(self.folder).as_posix() for path in (self.folder / "site").rglob("*")]
        return files == ["site/index.html"] and (self.folder / files[0]).read_text() == _LAST_GOOD

    @contextmanager
    def with_mistake(self, mutant: Mutant) -> Iterator[None]:
        """The project with the mutant in place of its file; as before afterwards."""
        path, original = self.folder / mutant.file, ROOT / mutant.file
        path.unlink(missing_ok=True)
        if isinstance(mutant.content, Path):
            path.symlink_to(mutant.content)
        elif mutant.content is not None:
            path.write_bytes(mutant.content)
        try:
            yield
        finally:
            path.unlink(missing_ok=True)
            if original.exists():
                shutil.copyfile(original, path)
            if not self.has_its_site():
                self._put_site()
