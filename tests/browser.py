"""Find a Chromium for the browser tests, or install one: `python -m tests.browser` says which.

In this order: $CHROMIUM, one on the PATH, Playwright's own, Playwright's download, the system's package manager.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
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
    if shutil.which("apt-get"):
        sudo = [] if os.geteuid() == 0 else ["sudo", "-n"]
        subprocess.run([*sudo, "apt-get", "update", "-qq"], check=False)
        subprocess.run(
            [*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-cjk"],
            stdout=subprocess.DEVNULL,
            check=False,
        )


def main() -> int:
    if not find_browser():
        _install()
    path = find_browser()
    if not path:
        print("装不上 Chromium：请自行安装，或用环境变量 CHROMIUM 指出它的路径", file=sys.stderr)
        return 1
    print(f"浏览器：{path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
