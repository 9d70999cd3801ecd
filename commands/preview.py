"""The project as the preview shows it: read once after each change, and each page laid out when a browser asks for it.

What is not on a page (short links, search index, exports) is not made here; `commands.serve` takes it from a whole build
in the background.
"""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mkdocs.commands.build import _build_page, _populate_page
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException
from mkdocs.structure.files import get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page

import publish
from dataset.problems import Problem
from macros.book import Book

from .build import Collected
from .mkdocs_words import told


@dataclass
class View:
    """A page as it can be shown: `html` is empty where nothing can be laid out, `problems` are what is wrong."""

    html: str = ""
    problems: list[str] = field(default_factory=list)


class Project:
    """One state of the project's files. Reading it never fails; what is wrong stands in `problems`."""

    def __init__(self, root: Path, folder: Path, url: str) -> None:
        """Read the project in `root`; pages are written below `folder` and linked as if the site stood at `url`."""
        self.root, self.folder, self.url = root, folder, url
        self.problems: list[str] = []
        self.assets: dict[str, Path] = {}  # address → file that is served as it is
        self._pages: dict[str, Page] = {}
        self._views: dict[str, View] = {}
        self._book: Book | None = None
        self._lock = threading.Lock()
        with self._listening(self.problems):
            self._read()

    def _read(self) -> None:
        """What MkDocs does before the first page."""
        config = load_config(site_dir=str(self.folder), site_url=self.url)
        config.extra["preview"] = True  # lays out each page when it is asked for, see macros/__init__.py
        config.plugins.on_startup(command="serve", dirty=False)
        config = config.plugins.on_config(config)
        config.plugins.on_pre_build(config=config)
        self._book = config.plugins["macros"].book
        files, env = get_files(config), config.theme.get_env()
        files.add_files_from_theme(env, config)
        files = config.plugins.on_files(files, config=config)
        set_exclusions(files, config)
        nav = config.plugins.on_nav(get_navigation(files, config), config=config, files=files)
        env = config.plugins.on_env(env, config=config, files=files)
        self._parts: tuple[Any, ...] = (config, files, nav, env)
        for file in files.documentation_pages():
            page = file.page or Page(None, file, config)
            self._pages[page.url] = page
        self.assets = {file.dest_uri: Path(file.abs_src_path) for file in files if file.abs_src_path and not file.page}

    @property
    def ready(self) -> bool:
        """Whether it could be read at all."""
        return bool(self._pages)

    def has(self, url: str) -> bool:
        return url in self._pages

    def view(self, url: str) -> View:
        """The page at `url`, laid out at its first use."""
        with self._lock:
            if url not in self._views:
                view = View()
                with self._listening(view.problems):
                    view.html = self._lay_out(self._pages[url])
                self._views[url] = view
            return self._views[url]

    def _lay_out(self, page: Page) -> str:
        config, files, nav, env = self._parts
        _populate_page(page, config, files)
        _build_page(page, config, files.documentation_pages(), nav, env)
        path = Path(page.file.abs_dest_path)
        book = self._book
        return publish.finish_page(path, self.folder, self.root, book.dataset, book.items, self.url, book.problems)

    @contextmanager
    def _listening(self, into: list[str]) -> Iterator[None]:
        """Whatever is reported or raised meanwhile goes to `into`."""
        log, heard, known = logging.getLogger("mkdocs"), Collected(), self._reported()
        log.addHandler(heard)
        try:
            yield
        except (MkDocsException, SystemExit) as error:
            heard.messages = heard.messages or [told(str(error), self.root)]
        except Exception as error:  # a writer must not lose the preview over it
            heard.messages.append(f"{type(error).__name__}: {error}")
            traceback.print_exc()
        finally:
            log.removeHandler(heard)
            into += [str(problem) for problem in self._reported() if problem not in known]
            into += heard.messages

    def _reported(self) -> list[Problem]:
        """What data, headings and macros have reported so far."""
        return list(self._book.problems) if self._book else []
