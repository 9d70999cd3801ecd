"""What is asked of Firefox and WebKit, for the tests and for `make bench`."""

from __future__ import annotations

import functools
import http.server
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from tests.conftest import SUB_PATH, _Handler
from tests.webdriver import Driver, firefox, webkit

SIZES = ((390, 844), (1280, 800))

# What is wrong with the place of the element that the address names, or "".
_FAULT = """
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (!target) return "is not on the page"
    const box = target.getBoundingClientRect(), header = document.querySelector(".md-header").getBoundingClientRect()
    const at = " (top " + Math.round(box.top) + " of " + innerHeight + ")"
    if (box.top < header.bottom - 1 || box.top > innerHeight - 24) return "is out of sight" + at
    const first = target.closest("tr") ? target.closest("tr").cells[0].getBoundingClientRect() : box
    const over = document.elementFromPoint(first.left + Math.min(12, first.width / 2), first.top + Math.min(12, first.height / 2))
    return over && (target.contains(over) || over.contains(target)) ? "" : "is covered" + at
"""

# Runs first on every page: WebKit does not tell its console.
_WATCH = """
    const said = window.complaints = []
    addEventListener("error", event => said.push(event.message || "does not load: " + event.target.outerHTML.slice(0, 200)), true)
    addEventListener("unhandledrejection", event => said.push("rejected: " + event.reason))
    addEventListener("securitypolicyviolation", event => said.push("policy: " + event.violatedDirective + " " + event.blockedURI))
    for (const level of ["error", "warn"]) {
        const say = console[level]
        console[level] = (...words) => { said.push(level + ": " + words.join(" ")); say.apply(console, words) }
    }
"""
_WATCHER = f"{SUB_PATH}watch.js"


class _Watched(_Handler):
    """The site with that script as the first of every page; the pages in `s/` may have none."""

    def do_GET(self) -> None:
        if self.path == _WATCHER:
            return self._give(200, _WATCH, "text/javascript")
        path = Path(self.translate_path(self.path.partition("?")[0]))
        path = path / "index.html" if self.path.partition("?")[0].endswith("/") else path
        if path.suffix != ".html" or f"{SUB_PATH}s/" in self.path:
            return super().do_GET()
        status, path = (200, path) if path.exists() else (404, Path(self.directory) / "404.html")
        html = path.read_text(encoding="utf-8")
        return self._give(
            status, html.replace("</title>", f'</title><script src="{_WATCHER}"></script>', 1), "text/html"
        )

    def handle_one_request(self) -> None:
        with suppress(ConnectionError):  # the browser has gone on to another page
            super().handle_one_request()

    def _give(self, status: int, text: str, kind: str) -> None:
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def watched(site: Path) -> Iterator[str]:
    """The address of the site, its pages watched."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Watched, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{SUB_PATH}"
    server.shutdown()


def complaints(driver: Driver) -> list[str]:
    """What has gone wrong on the open page, as the page and the browser tell it."""
    said = [*(driver.run("return window.complaints?.splice(0)") or []), *driver.console()]
    # Says that an observer of sizes changed one: it hears of that in the next frame, and nothing is wrong.
    return [text for text in said if "ResizeObserver loop" not in text]


def start(name: str, folder: Path) -> AbstractContextManager[Driver]:
    """The browser called `name`, its files in `folder`."""
    return {"firefox": firefox, "webkit": webkit}[name](folder)


def pages(site: Path) -> list[str]:
    """The addresses of all pages."""
    found = (path.relative_to(site).as_posix() for path in site.rglob("index.html"))
    return sorted(path.removesuffix("index.html") for path in found if not path.startswith("s/"))


def faulty_pages(driver: Driver, address: str, paths: Iterable[str]) -> dict[str, str]:
    """What the console says of the pages, and those wider than a phone."""
    faults = {}
    driver.resize(*SIZES[0])
    complaints(driver)
    for path in paths:
        driver.open(address + path)
        driver.wait("return document.readyState === 'complete'")
        time.sleep(0.1)  # what runs when all is loaded
        said = complaints(driver)
        wide = driver.run("return document.documentElement.scrollWidth - innerWidth")
        if said or wide > 0:
            faults[path] = "; ".join([*said, *([f"{wide} px too wide"] if wide > 0 else [])])
    return faults


def faulty_landings(driver: Driver, address: str, urls: Iterable[str]) -> dict[str, str]:
    """Where the addresses with ids lead, where that is not what they name."""
    faults = {}
    for url in urls:
        driver.open("about:blank")
        driver.open(address + url)
        driver.wait("return document.readyState === 'complete' && location.hash")
        time.sleep(0.3)
        if fault := driver.run(_FAULT):
            faults[url] = fault
    return faults
