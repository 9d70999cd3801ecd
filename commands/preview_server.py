"""What the browser gets from the preview: pages laid out on demand, files as they are, and word when something changes."""

from __future__ import annotations

import contextlib
import http.server
import mimetypes
import posixpath
import re
import threading
import time
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from jinja2 import Environment, FileSystemLoader

from publish.write import diagrams

from .preview import Project, View

_OWN = Path(__file__).with_name("preview_assets")
_TEMPLATES = Environment(loader=FileSystemLoader(_OWN), autoescape=True, trim_blocks=True, lstrip_blocks=True)
_PREFIX = "preview-assets/"  # addresses of the preview itself
_DIAGRAM = re.compile(r"assets/diagrams/(?P<name>[a-z0-9-]+)-(?P<scheme>light|dark)\.svg")
_MOST = 20  # messages shown at once


class State:
    """What is shown at the moment; each change of the files puts a new `Project` into it."""

    def __init__(self, whole: Path) -> None:
        """`whole` is where the last whole build stands, for everything that is no page."""
        self.whole = whole
        self.project: Project | None = None
        self.unread: list[str] = []  # why the newest files could not be read
        self.elsewhere: list[str] = []  # what only the whole build finds
        self.epoch = 0  # another after each change, also when the program has been started anew
        self._last_good: dict[str, str] = {}
        self._lock = threading.Lock()

    def show(self, project: Project) -> None:
        """From now on show `project`; where it could not be read, the last one that could, with what is wrong."""
        with self._lock:
            if project.ready or self.project is None:
                self.project, self.unread, self.elsewhere = project, [], []
            else:
                self.unread = project.problems
            self.epoch = time.time_ns()

    def tell(self, elsewhere: list[str]) -> None:
        """Show what the whole build has found, too."""
        with self._lock:
            if self.elsewhere != elsewhere:
                self.elsewhere = elsewhere
                self.epoch = time.time_ns()

    def has(self, url: str) -> bool:
        return self.project is not None and self.project.has(url)

    def page(self, url: str) -> str | None:
        """The page at `url` with what is wrong; None where there is no such page (unknown if nothing can be read)."""
        epoch, project = self.epoch, self.project
        assert project is not None
        if not project.has(url) and (project.ready or not (url.endswith("/") or not url)):
            return None
        view = project.view(url) if project.ready else View()
        if view.html:
            self._last_good[url] = view.html
        problems = list(dict.fromkeys([*self.unread, *project.problems, *view.problems, *self.elsewhere]))
        extra = _TEMPLATES.get_template("problems.html").render(
            epoch=epoch, problems=problems[:_MOST], more=len(problems) - _MOST, stale=not view.html
        )
        html = view.html or self._last_good.get(url) or _TEMPLATES.get_template("nothing.html").render()
        before, body, after = html.rpartition("</body>")
        return f"{before}{extra}{body}{after}"

    def file(self, path: str) -> bytes | None:
        """What is served at `path` that is no page."""
        assets = self.project.assets if self.project else {}
        if path.startswith(_PREFIX):
            found = _OWN / path.removeprefix(_PREFIX)
        elif diagram := _DIAGRAM.fullmatch(path):
            return self._diagram(**diagram.groupdict())
        else:
            found = assets.get(path) or self.whole / (f"{path}index.html" if path.endswith("/") else path)
        return found.read_bytes() if found.is_file() else None

    def _diagram(self, name: str, scheme: str) -> bytes | None:
        assert self.project is not None
        try:
            return diagrams.render(self.project.root / "data" / "diagrams" / f"{name}.d2", scheme)
        except (diagrams.DiagramError, OSError):
            return None


class Server(http.server.ThreadingHTTPServer):
    """Serves `state` on this machine only."""

    daemon_threads = True

    def __init__(self, port: int, state: State) -> None:
        super().__init__(("127.0.0.1", port), _Handler)
        self.state = state


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        state, given = self.server.state, unquote(urlsplit(self.path).path)
        path = posixpath.normpath(f"/{given}").lstrip("/")
        if path == f"{_PREFIX}epoch":
            return self._send(200, str(state.epoch).encode(), "text/plain")
        if path and given.endswith("/"):
            path += "/"
        if (page := state.page(path)) is not None:
            return self._send(200, page.encode(), "text/html")
        if (content := state.file(path)) is not None:
            kind = mimetypes.guess_type(path)[0]
            return self._send(200, content, "text/html" if path.endswith("/") else kind or "application/octet-stream")
        if not path.endswith("/") and (state.has(f"{path}/") or state.file(f"{path}/") is not None):
            return self._redirect(f"/{path}/")
        missing = state.file("404.html") or "没有这一页；刚启动时，短链接、搜索与下载要等几秒".encode()
        return self._send(404, missing, "text/html")

    do_HEAD = do_GET

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", quote(target))
        self.send_header("Content-Length", "0")
        self.end_headers()

    def handle_one_request(self) -> None:
        with contextlib.suppress(ConnectionError):  # the reader has gone on to another page
            super().handle_one_request()

    def log_message(self, *arguments: object) -> None:
        """The terminal belongs to the messages for the writer."""
