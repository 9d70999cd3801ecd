"""`make serve`: the site on this machine, shown anew after each change of a page, a figure, a template or a stylesheet.

Pages are laid out when a browser asks for them (`commands.preview`). Everything else, and the checks of the site as a whole,
come from a whole build in the background, begun when the files have been at rest for a while.
"""

from __future__ import annotations

import argparse
import errno
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from .preview import Project
from .preview_server import Server, State

_WATCHED = ("docs", "data", "overrides")
_CODE = ("commands", "dataset", "macros", "publish")
_FILES = {"mkdocs.yml", "CITATION.cff"}
_SETTLED, _AT_REST = 0.1, 3.0  # seconds without a change before pages are shown anew, and before a whole build


class Watcher(FileSystemEventHandler):
    """Knows when something was last changed, and whether it was code."""

    def __init__(self, root: Path) -> None:
        self._root, self.changed, self.code = root, threading.Event(), False
        # Looking at the files every now and then also works where the system does not report changes (network, WSL).
        self.observer = PollingObserver(timeout=0.25)
        self.observer.schedule(self, str(root), recursive=False)
        for name in (*_WATCHED, *_CODE):
            if (root / name).is_dir():
                self.observer.schedule(self, str(root / name), recursive=True)

    def on_any_event(self, event: FileSystemEvent) -> None:
        paths = [Path(os.fsdecode(path)).relative_to(self._root) for path in (event.src_path, event.dest_path) if path]
        for path in paths:
            if event.is_directory or path.name.startswith(".") or path.name.endswith(("~", ".swp", ".pyc")):
                continue
            if len(path.parts) > 1 or path.name in _FILES:
                self.code = self.code or (path.parts[0] in _CODE and path.suffix == ".py")
                self.changed.set()

    def wait(self, seconds: float | None) -> bool:
        """Wait for a change to be over; False if there was none for so long."""
        if not self.changed.wait(seconds):
            return False
        while self.changed.is_set():
            self.changed.clear()
            self.changed.wait(_SETTLED)
        return True


class WholeBuild:
    """The whole site, built by another process, which a change stops."""

    def __init__(self, folder: Path, url: str) -> None:
        """The last one that succeeded stands in `folder`/whole, with links as on a site at `url`."""
        self.whole, self._next, self._log = folder / "whole", folder / "next", folder / "log"
        self._environment = {**os.environ, "SITE_URL": url}
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def running(self) -> bool:
        return self._process is not None

    def start(self) -> None:
        shutil.rmtree(self._next, ignore_errors=True)
        command = [sys.executable, "-m", "commands.build", "--to", str(self._next)]
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(command, env=self._environment, stdout=log, stderr=log)

    def stop(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
            self._process = None

    def finished(self) -> list[str] | None:
        """None as long as it goes on; then what was wrong, line by line."""
        if self._process is None or self._process.poll() is None:
            return None
        code, self._process = self._process.returncode, None
        if code:
            return [text for line in self._log.read_text(encoding="utf-8").splitlines() if (text := line.strip())]
        old = self.whole.with_name("old")
        if self.whole.exists():
            self.whole.rename(old)
        self._next.rename(self.whole)
        shutil.rmtree(old, ignore_errors=True)
        return []


class Preview:
    """The server, the watcher and the whole build together."""

    def __init__(self, root: Path, server: Server, folder: Path) -> None:
        self._root, self._folder = root, folder
        self._url = f"http://127.0.0.1:{server.server_port}/"
        self._build, self._watcher = WholeBuild(folder, self._url), Watcher(root)
        self._server, self._state = server, server.state

    def run(self) -> bool:
        """Until the program is stopped, or its own code has changed: then True."""
        self._watcher.observer.start()
        try:
            self._show()
            threading.Thread(target=self._server.serve_forever, daemon=True).start()
            print(f"预览：{self._url}（Ctrl-C 结束）", flush=True)
            self._start_build()
            while not self._watcher.code:
                self._step()
            print("代码改了，重新启动预览", flush=True)
            return True
        except KeyboardInterrupt:
            print("预览结束")
            return False
        finally:
            self._build.stop()
            self._watcher.observer.stop()
            self._server.server_close()

    def _step(self) -> None:
        """Wait for what happens next, and see to it."""
        if self._watcher.wait(0.3 if self._build.running else _AT_REST if self._due else None):
            self._build.stop()
            self._show()
        elif not self._build.running:
            self._start_build()
        elif (complaints := self._build.finished()) is not None:
            self._state.tell(complaints)
            print(*complaints or ["全站检查过了，没有错误"], sep="\n", flush=True)

    def _start_build(self) -> None:
        self._build.start()
        self._due = False

    def _show(self) -> None:
        """Show the files as they are now."""
        start = time.perf_counter()
        project = Project(self._root, self._folder / "pages", self._url)
        self._state.show(project)
        self._due = True
        if project.problems:
            print(*project.problems, sep="\n", flush=True)
        print(f"读完改动，{time.perf_counter() - start:.1f} 秒", flush=True)


def _free_port(taken: int) -> int:
    """The next port that nobody listens on."""
    for port in range(taken + 1, taken + 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m commands.serve", description="在本机预览网站")
    parser.add_argument("--port", type=int, default=8000)
    port, root = parser.parse_args().port, Path.cwd()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with tempfile.TemporaryDirectory(prefix="preview-") as name:
        try:
            server = Server(port, State(Path(name) / "whole"))
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
            other = _free_port(port)
            print(f"端口 {port} 已被占用，多半是另一个预览：停掉它，或用 make serve PORT={other}", file=sys.stderr)
            return 1
        restart = Preview(root, server, Path(name)).run()
    if restart:
        os.execv(sys.executable, sys.orig_argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
