"""Shared by all tests: the real site, built once and served under a sub-path, and a real browser on it."""

from __future__ import annotations

import functools
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dataset.load import load_dataset
from dataset.model import Dataset
from dataset.problems import Problems
from tests.browser import ARGUMENTS, find_browser

ROOT = Path(__file__).parent.parent
SUB_PATH = "/reports/llm-2024/"
SITE_URL = f"https://example.org{SUB_PATH}"
DESKTOP, PHONE = {"width": 1366, "height": 900}, {"width": 390, "height": 844}


def run_mkdocs(project: Path, site: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """A real, strict `mkdocs build` of `project`; the log is in `.stderr`."""
    command = [sys.executable, "-m", "mkdocs", "build", "--site-dir", str(site)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SITE_URL": SITE_URL, **environment}
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """(folder, log) of the real site; built by the first worker that needs it, shared by all."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    site, log = shared / "site", shared / "build.log"
    with FileLock(shared / "build.lock"):
        if not log.exists():
            result = run_mkdocs(ROOT, site)
            log.write_text(f"exit {result.returncode}\n{result.stdout}{result.stderr}", encoding="utf-8")
    text = log.read_text(encoding="utf-8")
    if not text.startswith("exit 0"):
        pytest.fail(f"the site does not build: {text[-3000:]}", pytrace=False)
    return site, text


@pytest.fixture(scope="session")
def site(build: tuple[Path, str]) -> Path:
    return build[0]


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """The real data; the tests of `data/` check that it is free of problems."""
    return load_dataset(ROOT, Problems())


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves the site under SUB_PATH only, with the site's own 404 page."""

    def translate_path(self, path: str) -> str:
        inside = path.startswith(SUB_PATH)
        return super().translate_path("/" + path[len(SUB_PATH) :]) if inside else str(Path(self.directory) / "outside")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.exists():
            return super().send_error(code, message, explain)
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """The address of the served site, ending in the sub-path."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator:
    """`open_page("foundations/", viewport=PHONE, …)` → a page; console errors and foreign requests fail the test."""
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(path: str = "", viewport: dict = DESKTOP, expect_errors: bool = False, **options) -> Page:
        context = browser.new_context(viewport=viewport, locale="zh-CN", **options)
        contexts.append(context)
        page = context.new_page()
        if not expect_errors:
            page.on(
                "console",
                lambda message: complaints.append(message.text) if message.type in {"error", "warning"} else None,
            )
            page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request",
            lambda request: (
                complaints.append(f"foreign: {request.url}")
                if not request.url.startswith((address, "data:", "blob:"))
                else None
            ),
        )
        page.goto(address + path)
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not complaints, complaints
