"""Firefox and WebKit as packages install them, driven by the commands of WebDriver: Marionette's socket, WebKit's server.

Playwright drives only builds of its own, which no package installs.
"""

from __future__ import annotations

import contextlib
import json
import os
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.browser import mini_browser, program

_TIMEOUT = 30
_ATTEMPTS = 20
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_QUIET = {  # nothing but the page's own requests
    "marionette.port": 0,
    "intl.accept_languages": "zh-CN",
    "app.update.disabledForTesting": True,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.newtabpage.enabled": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "ui.prefersReducedMotion": 1,
}

_MAY_OPEN = "--javascript-can-open-windows-automatically=true"
_SIZES = "for (const [name, size] of Object.entries(arguments[0])) gBrowser.selectedBrowser.style[name] = size + 'px'"
_CONSOLE = """
    const said = Cc["@mozilla.org/consoleAPI-storage;1"].getService(Ci.nsIConsoleAPIStorage)
    const ours = ({ filename, level }) => /^http/.test(filename) && /^(error|warn)$/.test(level)
    const found = said.getEvents().filter(ours).map(event => event.level + ": " + event.arguments.join(" "))
    for (const message of Services.console.getMessageArray()) {
        if (!(message instanceof Ci.nsIScriptError)) continue
        const { category, flags, sourceName } = message
        if (/CSP/.test(category) || (!(flags & Ci.nsIScriptError.warningFlag) && /^http/.test(sourceName))) found.push(message.message)
    }
    said.clearEvents()
    Services.console.reset()
    return found
"""
# The window of WebKit's small browser is as wide as its bars; one without bars may be as narrow as a phone.
_BARE = "open('about:blank', 'bare', 'width=390,height=844,toolbar=no,menubar=no,location=no')"


class Driver:
    """One window of a browser; what the tests need of it."""

    def __init__(
        self,
        command: Callable[[str, dict], Any],
        resize: Callable[[Driver, int, int], None],
        console: Callable[[], list[str]] = list,
    ) -> None:
        self._command, self._resize = command, resize
        self.console = console  # errors and breaches of the policy since the last call; WebKit tells nothing

    def open(self, url: str) -> None:
        self._command("Navigate", {"url": url})

    def run(self, script: str, *arguments: Any) -> Any:
        """What the function body `script` returns; its arguments are in `arguments`."""
        return self._command("ExecuteScript", {"script": script, "args": list(arguments)})

    def wait(self, script: str, *arguments: Any, seconds: float = 15) -> Any:
        """What `script` returns as soon as that is true; fails if it stays false."""
        end = time.monotonic() + seconds
        while not (found := self.run(script, *arguments)):
            assert time.monotonic() < end, f"never true: {script} {arguments}"
            time.sleep(0.05)
        return found

    def resize(self, width: int, height: int) -> None:
        self._resize(self, width, height)
        self.wait("return innerWidth === arguments[0]", width)

    def click(self, selector: str) -> None:
        """As soon as nothing lies over it: a page that has just opened may still move."""
        for attempt in range(_ATTEMPTS):
            try:
                return self._command("ElementClick", {"id": self._find(selector)})
            except RuntimeError:
                if attempt == _ATTEMPTS - 1:
                    raise
            time.sleep(0.2)

    def write(self, selector: str, text: str) -> None:
        self._command("ElementSendKeys", {"id": self._find(selector), "text": text})

    def _find(self, selector: str) -> str:
        return self._command("FindElement", {"using": "css selector", "value": selector})[_ELEMENT]


@contextlib.contextmanager
def firefox(folder: Path) -> Iterator[Driver]:
    profile = folder / "profile"
    profile.mkdir()
    preferences = "".join(f"user_pref({json.dumps(key)}, {json.dumps(value)});\n" for key, value in _QUIET.items())
    (profile / "user.js").write_text(preferences, encoding="utf-8")
    arguments = ["--headless", "--no-remote", "--marionette", "--remote-allow-system-access", "--profile", str(profile)]
    with _process([program("firefox-esr") or "firefox", *arguments], folder):
        port = int(_content(profile / "MarionetteActivePort"))
        with (
            socket.create_connection(("127.0.0.1", port), _TIMEOUT) as connection,
            connection.makefile("rb") as answers,
        ):
            _received(answers)  # the greeting

            def command(name: str, arguments: dict) -> Any:
                scope = "Marionette" if name == "SetContext" else "WebDriver"
                text = json.dumps([0, 1, f"{scope}:{name}", arguments]).encode()
                connection.sendall(b"%d:%b" % (len(text), text))
                _, _, error, result = _received(answers)
                if error:
                    raise RuntimeError(error["message"])
                return result["value"] if isinstance(result, dict) and result.keys() == {"value"} else result

            command("NewSession", {})
            yield Driver(
                command,
                lambda _, *size: _resize_firefox(command, *size),
                lambda: _in_chrome(command, _CONSOLE),
            )


def _received(answers: Any) -> Any:
    length = b""
    while (byte := answers.read(1)) != b":":
        length += byte
    return json.loads(answers.read(int(length)))


def _resize_firefox(command: Callable[[str, dict], Any], width: int, height: int) -> None:
    """The page within the window: a window itself is never as narrow as a phone."""
    command("SetWindowRect", {"width": max(width, 800) + 20, "height": height + 200})
    sizes = {"minWidth": width, "maxWidth": width, "minHeight": height, "maxHeight": height}
    _in_chrome(command, _SIZES, sizes)


def _in_chrome(command: Callable[[str, dict], Any], script: str, *arguments: Any) -> Any:
    """The result of a script that runs in the browser itself, not in its page."""
    command("SetContext", {"value": "chrome"})
    try:
        return command("ExecuteScript", {"script": script, "args": list(arguments)})
    finally:
        command("SetContext", {"value": "content"})


@contextlib.contextmanager
def webkit(folder: Path) -> Iterator[Driver]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (
        _display(folder) as display,
        _process(["WebKitWebDriver", f"--port={port}"], folder, DISPLAY=display),
    ):
        options = {"binary": mini_browser(), "args": ["--automation", _MAY_OPEN]}
        capabilities = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        _wait(lambda: _listens(port))
        base = f"http://127.0.0.1:{port}/session"
        base += "/" + _sent(base, capabilities)["sessionId"]
        paths = {
            "Navigate": "url",
            "ExecuteScript": "execute/sync",
            "FindElement": "element",
            "SetWindowRect": "window/rect",
            "SwitchToWindow": "window",
        }

        def command(name: str, arguments: dict) -> Any:
            element = {"ElementClick": "click", "ElementSendKeys": "value"}.get(name)
            path = f"element/{arguments['id']}/{element}" if element else paths[name]
            return _sent(f"{base}/{path}", arguments)

        try:
            command("ExecuteScript", {"script": _BARE, "args": []})
            wide = _sent(f"{base}/window", None, "GET")
            bare = next(handle for handle in _sent(f"{base}/window/handles", None, "GET") if handle != wide)
            command("SwitchToWindow", {"handle": bare})
            yield Driver(command, lambda driver, *size: _resize_webkit(driver, command, *size))
        finally:
            _sent(base, None, "DELETE")


def _resize_webkit(driver: Driver, command: Callable[[str, dict], Any], width: int, height: int) -> None:
    """The window is larger than the page by its frame and bars."""
    command("SetWindowRect", {"x": 0, "y": 0, "width": width, "height": height})
    for _ in range(20):
        time.sleep(0.1)
        inner = driver.run("return [innerWidth, innerHeight]")
        if inner == [width, height]:
            return
        outer = driver.run("return [outerWidth, outerHeight]")
        size = {"width": width + outer[0] - inner[0], "height": height + outer[1] - inner[1]}
        command("SetWindowRect", {"x": 0, "y": 0, **size})


def _sent(url: str, content: dict | None, method: str = "POST") -> Any:
    body = None if content is None else json.dumps(content).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as answer:
            return json.load(answer)["value"]
    except urllib.error.HTTPError as error:
        raise RuntimeError(json.load(error)["value"]["message"]) from error


@contextlib.contextmanager
def _display(folder: Path) -> Iterator[str]:
    """A screen that nobody sees."""
    number = folder / "display"
    with number.open("wb") as output:
        arguments = ["Xvfb", "-displayfd", "1", "-screen", "0", "2200x1400x24", "-nolisten", "tcp"]
        screen = subprocess.Popen(arguments, stdout=output, stderr=subprocess.DEVNULL)
    try:
        yield f":{_content(number)}"
    finally:
        screen.terminate()
        screen.wait(10)


@contextlib.contextmanager
def _process(arguments: list[str], folder: Path, **environment: str) -> Iterator[None]:
    own = {"HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "LANG": "C.UTF-8", **environment}
    with (folder / "browser.log").open("wb") as log:
        running = subprocess.Popen(arguments, stdout=log, stderr=log, env={**os.environ, **own})
    try:
        yield
    finally:
        running.terminate()
        try:
            running.wait(10)
        except subprocess.TimeoutExpired:
            running.kill()


def _content(path: Path) -> str:
    return _wait(lambda: path.exists() and path.read_text(encoding="utf-8").strip())


def _listens(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


def _wait(ready: Callable[[], Any]) -> Any:
    end = time.monotonic() + _TIMEOUT
    while not (found := ready()):
        if time.monotonic() > end:
            raise RuntimeError("the browser does not start")
        time.sleep(0.05)
    return found
