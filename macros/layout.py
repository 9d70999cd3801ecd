"""Laying out pages: what happens before, during and after the macros of each, with MkDocs or without it."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, StrictUndefined, TemplateSyntaxError, meta

from dataset import bibliography
from dataset.headings import read_headings
from dataset.model import Dataset
from dataset.problems import Problems, nearest

from . import facts, figures, overview, tables, updates, verdicts
from .book import Book
from .html import render

MACROS = (
    figures.fact,
    figures.cite,
    figures.section,
    figures.term,
    figures.figure,
    tables.table,
    tables.factbox,
    facts.facts_table,
    verdicts.check,
    verdicts.checks,
    verdicts.claims,
    overview.key_figures,
    overview.chapters,
    overview.counts,
    overview.data_list,
    overview.download,
    overview.sources,
    overview.glossary,
    overview.grades,
    overview.verdicts,
    overview.fields,
    updates.updates,
)
_FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def lay_out(root: Path, dataset: Dataset, problems: Problems) -> Book:
    """Run the macros of all pages of the project in `root`, without MkDocs and without writing anything.

    What authors did wrong goes to `problems`, as in a build; the book then knows all that the pages show.
    """
    docs = root / "docs"
    book = Book(dataset, read_headings(docs, problems), problems, docs)
    environment = Environment(undefined=StrictUndefined)
    environment.globals.update({function.__name__: book.macro(function) for function in MACROS})
    for path in sorted(docs.rglob("*.md")):
        markdown = _FRONT_MATTER.sub("", path.read_text(encoding="utf-8"))
        markdown = open_page(book, path.relative_to(docs).as_posix(), markdown, environment)
        environment.from_string(markdown).render()
        close_page(book)
    finish(book)
    return book


def open_page(book: Book, page: str, markdown: str, environment: Environment) -> str:
    """Start a page; returns its Markdown, of which only the headings are kept where Jinja cannot read it.

    Pages use macros and nothing else of what a generator may offer, so that each generator reads them alike.
    """
    book.open_page(page)
    try:
        unknown = meta.find_undeclared_variables(environment.parse(markdown)) - set(environment.globals)
    except TemplateSyntaxError as error:
        line = book.page.line_of(markdown.splitlines()[error.lineno - 1].strip())
        book.problems.add(book.page.file, line, "宏", f"语法错误：{error.message}")
        return _headings_only(markdown)
    for name in sorted(unknown):
        hint = nearest(name, [function.__name__ for function in MACROS])
        book.problems.add(book.page.file, book.page.line_of(name), name, f"没有这个宏{hint}")
    return _headings_only(markdown) if unknown else markdown


def _headings_only(markdown: str) -> str:
    """What is left of a page whose macros cannot run: its addresses, so that links to it raise no false alarm."""
    return "\n\n".join(line for line in markdown.splitlines() if line.startswith("#"))


def close_page(book: Book) -> str:
    """The reference list for the end of the page, as Markdown; empty where nothing is cited."""
    if not book.page.references:
        return ""
    items = []
    for key in book.page.references:
        source = book.dataset.sources[key]
        items.append(
            {"key": key, "text": bibliography.full(source), "url": bibliography.link(source), "note": source.note}
        )
    anchor = f"references-{Path(book.page.page).with_suffix('').as_posix().replace('/', '-')}"
    return f"\n\n## 参考资料 {{ #{anchor} }}\n\n{render('references', items=items)}\n"


def finish(book: Book) -> None:
    """What is to be said once all pages are laid out: tables without a home, sources that nobody cites."""
    homes = [
        (t.file, t.page, f"tbl-{name.replace('_', '-')}", f'table("{name}")') for name, t in book.dataset.tables.items()
    ]
    homes += [
        (f"data/facts/{slug}.yml", f.page, f"tbl-facts-{slug}", f'facts_table("{slug}")')
        for slug, f in book.dataset.facts.items()
    ]
    for file, page, anchor, call in homes:
        if anchor not in book.items:
            book.problems.add(file, 1, "", f"没有数据页：在 docs/{page} 里写 {{{{ {call} }}}}")
    for key in () if book.dataset.broken else book.dataset.sources:
        if key not in book.cited:
            file, line = book.dataset.lines[f"source:{key}"]
            book.problems.add(file, line, key, "没有任何地方引用这个来源；删去，或在正文里 cite")
