"""What mkdocs-macros loads: wiring only. The data becomes Markdown here, the built site is finished in `publish`.

The names below are the hooks of mkdocs-macros: `define_env` once per build, `on_pre_page_macros` for each page,
`on_post_build` at the end. Mistakes in data and pages end a build before MkDocs has read a page.
"""

from __future__ import annotations

from pathlib import Path

from markupsafe import escape

from dataset.load import load_dataset
from dataset.problems import Problems
from publish import publish
from publish.headers import POLICY
from publish.items import items_file, save

from . import layout
from .book import Book


def define_env(env) -> None:
    """Read the data and the pages, and lay out all pages; a preview lays out each when it is asked for."""
    problems = Problems()
    dataset = load_dataset(Path(env.project_dir), problems)
    env.book = layout.open_book(Path(env.conf["docs_dir"]), dataset, problems)
    env.conf["extra"].update(version=dataset.edition.version, data_version=dataset.edition.date, policy=POLICY)
    if not env.conf["extra"].get("preview"):
        layout.lay_out_all(env.book)
        _stop_if(problems)


def on_pre_page_macros(env) -> None:
    """Give MkDocs the page as it is laid out: there is nothing left in it for Jinja."""
    env.markdown = layout.lay_out_page(env.book, env.page.file.src_uri)
    # The theme writes front matter into <head> as it is.
    env.page.meta.update({key: escape(value) for key, value in env.page.meta.items() if isinstance(value, str)})
    env.page.meta["render_macros"] = False


def on_post_build(env) -> None:
    """Finish the site; stop the build if anything was wrong."""
    book: Book = env.book
    book.problems.enter("site")
    site, root = Path(env.conf["site_dir"]), Path(env.project_dir)
    save(book.items, items_file(site))  # for `python -m publish` and the release
    publish(site, root, book.dataset, book.items, env.conf["site_url"], book.problems)
    _stop_if(book.problems)


def _stop_if(problems: Problems) -> None:
    from mkdocs.exceptions import PluginError  # here, because `python -m macros` needs no MkDocs

    if problems:
        raise PluginError(problems.report())
