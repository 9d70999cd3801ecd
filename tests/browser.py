"""Find a Chromium for the browser tests, or install one: `python -m tests.browser` says which.

In this order: $CHROMIUM, one on the PATH, Playwright's own, Playwright's download, the system's package manager. Firefox,
WebKit and two servers of static sites are welcome, too.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PACKAGES = {"firefox": "firefox-esr", "webkit": "webkit2gtk-driver xvfb", "nginx": "nginx", "caddy": "caddy"}
_PATIENCE = 300  # seconds for the package manager
# Nothing in a test may reach beyond this machine, not even the browser's own services.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_browser() -> str | None:
    """The path of a usable Chromium, or None."""
    installed = [os.environ.get("CHROMIUM"), *map(shutil.which, _NAMES)]
    path = next((path for path in installed if path and Path(path).exists()), None) or _playwright_browser()
    return path if Path(path).exists() else None


def _playwright_browser() -> str:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _install() -> None:
    print("没有找到 Chromium，安装一个……", flush=True)
    download = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"], capture_output=True, timeout=900, check=False
    )
    if download.returncode == 0 and find_browser():
        return
    _install_packages(["chromium", "fonts-noto-cjk"])


def _install_packages(packages: list[str]) -> None:
    """Ask the system's package manager, for so long."""
    if not shutil.which("apt-get"):
        return
    sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
    # A server that is installed for the tests is not to run as a service.
    quiet = {"stdout": subprocess.DEVNULL, "check": False, "env": {**os.environ, "RUNLEVEL": "1"}, "timeout": _PATIENCE}
    with contextlib.suppress(subprocess.TimeoutExpired):
        subprocess.run([*sudo, "apt-get", "update", "-qq"], **quiet)
        subprocess.run([*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], **quiet)


def mini_browser() -> str | None:
    """WebKit's small browser, which its driver drives."""
    found = sorted(Path("/usr").glob("lib*/**/webkit2gtk-4.*/MiniBrowser"))
    return str(found[-1]) if found else None


def program(name: str) -> str | None:
    """Where the program is; servers are not on everyone's PATH."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def missing(name: str) -> str:
    """The packages of Debian that bring what is missing for the tests with the browser or server `name`, or ""."""
    found = {
        "firefox": program("firefox-esr") or program("firefox"),
        "webkit": mini_browser() and program("WebKitWebDriver") and program("Xvfb"),
    }
    return "" if found.get(name, program(name)) else _PACKAGES[name]


def _offer_others() -> None:
    """Other browsers, and servers: installed where nobody has to be asked; without them their tests are skipped."""
    lacking = " ".join(filter(None, map(missing, _PACKAGES)))
    if lacking and os.environ.get("CI"):
        _install_packages(lacking.split())
        lacking = " ".join(filter(None, map(missing, _PACKAGES)))
    if lacking:
        print(f"要连 Firefox、WebKit 与真的服务器一起测，先装 {lacking}；没有的，相应的测试会跳过")


def main() -> int:
    if not find_browser():
        _install()
    path = find_browser()
    if not path:
        print("装不上 Chromium：请自行安装，或用环境变量 CHROMIUM 指出它的路径", file=sys.stderr)
        return 1
    print(f"浏览器：{path}")
    _offer_others()
    return 0


if __name__ == "__main__":
    sys.exit(main())
