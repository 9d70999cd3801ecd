"""`make build`: the whole site into `site/`. A build that fails or is killed leaves the last good site as it was.

`python -m commands.build --to FOLDER` writes to another folder instead, without lock and swap, and gives way to other work.
"""

from __future__ import annotations

import argparse
import gc
import logging
import os
import shutil
import sys
import tempfile
from pathlib import Path

from publish.write import diagrams

from . import swap
from .failures import explain
from .lock import Busy, only_one
from .mkdocs_words import told

os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")


class Collected(logging.Handler):
    """What MkDocs has to complain about, so that it can be shown as a whole, or not at all."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(told(record.getMessage(), Path.cwd()))


def build(folder: Path, **settings: str) -> list[str]:
    """Build the project in the current folder into `folder`; returns what was wrong, nothing if all is well."""
    from mkdocs.commands.build import build as build_site
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, ConfigurationError

    diagrams.draw_ahead(Path.cwd())
    # A build only ever adds objects, and then the process ends: looking for garbage costs time and finds none.
    gc.disable()
    log, complaints = logging.getLogger("mkdocs"), Collected()
    log.addHandler(complaints)
    log.propagate = False
    try:
        config = load_config(site_dir=str(folder), **settings)
        config.plugins.on_startup(command="build", dirty=False)
        build_site(config)
        config.plugins.on_shutdown()
    except (Abort, ConfigurationError) as error:
        return complaints.messages or [told(error.message, Path.cwd())]
    except SystemExit:  # the macros plugin, after it has logged why
        return complaints.messages
    finally:
        log.removeHandler(complaints)
    return complaints.messages


def replace_site(root: Path) -> list[str]:
    """Build into a fresh folder, then put it in the place of `site/`."""
    site, new = root / "site", root / ".build" / "new"
    if site.is_symlink() and not site.exists():
        return [f"site 是一个链接，指向不存在的 {site.readlink()}"]
    if site.exists() and not site.is_dir():
        return ["site 是一个文件，应是文件夹；删去或改名再试"]
    if site.exists():
        swap.settle(site.resolve())
    _probe(site if site.exists() else root)
    if new.exists():
        shutil.rmtree(new)
    if complaints := build(new):
        return complaints
    swap.put(new, site)
    return []


def _probe(folder: Path) -> None:
    """OSError where nothing can be written into `folder`: better now than after the build."""
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        error.filename = str(folder)
        raise


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m commands.build", description="构建网站")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="写到这个文件夹，不碰 site/")
    to, root = parser.parse_args().to, Path.cwd()
    try:
        if to:
            os.nice(10)
            complaints = build(to)
        else:
            with only_one(root / ".build" / "lock"):
                complaints = replace_site(root)
    except Busy as busy:
        complaints = [f"另一个构建正在进行（{busy}）；等它结束再试"]
    except OSError as error:
        if not (reason := explain(error, root)):
            raise
        complaints = [reason]
    if complaints:
        print(*complaints, sep="\n", file=sys.stderr)
    elif not to:
        print("网站在 site/")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
