"""Only one build at a time in one project."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path


class Busy(Exception):
    """Another process holds the lock; the message says which, and since when."""


@contextmanager
def only_one(path: Path) -> Iterator[None]:
    """Hold the lock file `path`. The system frees it when the process ends, however it ends, so no lock outlives its holder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+", encoding="utf-8") as file:
        file.seek(0)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(file.read()) from None
        file.truncate()
        file.write(f"进程 {os.getpid()}，始于 {datetime.now():%H:%M:%S}")
        file.flush()
        yield
