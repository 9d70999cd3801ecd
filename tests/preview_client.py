"""A running `python -m commands.serve`, as tests and benchmarks use it."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError, URLError

PATIENCE = 60  # seconds; the machine may be busy with other tests


class Preview:
    def __init__(self, project: Path) -> None:
        self.project = project
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/"
        command = [sys.executable, "-m", "commands.serve", "--port", str(self.port)]
        self.process = subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def started(self, path: str) -> float:
        """Seconds until the page at `path` is there."""
        start = time.perf_counter()
        while True:
            with contextlib.suppress(URLError):
                self.get(path)
                return time.perf_counter() - start
            assert self.process.poll() is None and time.perf_counter() - start < PATIENCE
            time.sleep(0.02)

    def get(self, path: str) -> str:
        with urllib.request.urlopen(self.address + path, timeout=PATIENCE) as answer:
            return answer.read().decode()

    def until(self, path: str, shows: Callable[[str], bool]) -> float:
        """Seconds until the page at `path` is as wanted."""
        start = time.perf_counter()
        while time.perf_counter() - start < PATIENCE:
            with contextlib.suppress(HTTPError):  # not there yet
                if shows(self.get(path)):
                    return time.perf_counter() - start
            time.sleep(0.02)
        raise TimeoutError(f"/{path} does not show it")

    def edit(self, path: str, old: str, new: str) -> None:
        file = self.project / path
        text = file.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{path}: {old}"
        file.write_text(text.replace(old, new), encoding="utf-8")
