"""What mkdocs-macros loads: wiring only. The data becomes Markdown here, the built site is finished in `publish`.

The names below are the hooks of mkdocs-macros: `define_env` once per build, the `page` hooks around each page,
`on_post_build` at the end, where all mistakes of the build are shown together.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import escape
from mkdocs.exceptions import PluginError

from dataset.headings import read_headings
from dataset.load import load_dataset
from dataset.paths import check_files
from dataset.problems import Problems
from publish import publish
from publish.items import items_file, save

from . import layout
from .book import Book


def define_env(env) -> None:
    """Read the data and register the macros."""
    root, problems = Path(env.project_dir), Problems()
    check_files(root, ("overrides",), problems)
    _stop_if(problems)  # at once: the theme is copied before anything else is looked at
    docs = Path(env.conf["docs_dir"])
    dataset = load_dataset(root, problems)
    problems.enter("pages")
    book = Book(dataset, read_headings(docs, problems), problems, docs)
    for function in layout.MACROS:
        env.macro(book.macro(function), function.__name__)
    env.book = book
    env.conf["extra"].update(version=dataset.edition.version, data_version=dataset.edition.date)  # for the footer


def on_pre_page_macros(env) -> None:
    """Start a page."""
    # The theme writes front matter into <head> as it is.
    env.page.meta.update({key: escape(value) for key, value in env.page.meta.items() if isinstance(value, str)})
    env.markdown = layout.open_page(env.book, env.page.file.src_uri, env.markdown, env.env)


def on_post_page_macros(env) -> None:
    """Close a page with its reference list."""
    env.markdown += layout.close_page(env.book)


def on_post_build(env) -> None:
    """Finish the site; stop the build if anything was wrong."""
    book: Book = env.book
    layout.finish(book)
    site, root = Path(env.conf["site_dir"]), Path(env.project_dir)
    save(book.items, items_file(site))  # for `python -m publish` and the release
    book.problems.enter("site")
    publish(site, root, book.dataset, book.items, env.conf["site_url"], book.problems)
    _stop_if(book.problems)


def _stop_if(problems: Problems) -> None:
    if problems:
        raise PluginError(problems.report())
