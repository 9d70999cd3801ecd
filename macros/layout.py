"""Laying out pages: macro calls become HTML, and each page ends with its references. No generator is needed for it."""

from __future__ import annotations

from pathlib import Path

from pydantic import ValidationError

from dataset import bibliography
from dataset.headings import read_headings
from dataset.model import Dataset
from dataset.page_files import PageFile, read_pages
from dataset.problems import Problems

from . import facts, figures, overview, tables, updates, verdicts
from .book import AuthorError, Book
from .calls import CallError, checked, explain, read_call
from .html import render
from .page_links import check_links
from .whole import check_whole

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
_BY_NAME = {function.__name__: function for function in MACROS}


def lay_out(root: Path, dataset: Dataset, problems: Problems, by_file: bool = False) -> Book:
    """Lay out all pages of the project in `root`, without MkDocs and without writing anything.

    What authors did wrong goes to `problems`, as in a build; the book then knows all that the pages show. Links are as
    seen from the pages' addresses, or (`by_file`) from their Markdown files.
    """
    book = open_book(root / "docs", dataset, problems, by_file)
    lay_out_all(book)
    return book


def open_book(docs: Path, dataset: Dataset, problems: Problems, by_file: bool = False) -> Book:
    """The pages under `docs`, read and checked as far as they can be without their macros."""
    problems.enter("pages")
    pages = read_pages(docs, problems)
    return Book(dataset, pages, read_headings(pages.values(), problems), problems, docs, by_file)


def lay_out_all(book: Book) -> None:
    """Lay out each page of the book, and see that the pages together are whole."""
    for page in book.pages:
        lay_out_page(book, page)
    check_links(book)
    check_whole(book)


def lay_out_page(book: Book, page: str) -> str:
    """The Markdown of a page with HTML in the place of its macros and its references at the end; kept in the book."""
    if page not in book.laid_out:
        source = book.open_page(page)
        text = "".join(
            _run(book, source, piece.text, piece.line) if piece.kind == "call" else piece.text
            for piece in source.pieces
        )
        book.laid_out[page] = (text + _references(book)).lstrip("\n")
    return book.laid_out[page]


def _run(book: Book, page: PageFile, text: str, line: int) -> str:
    """What the call in `text`, on `line` of the page, puts in its place; a mistake becomes a problem and a mark."""
    book.page.line = page.first_line + line - 1
    book.page.is_later = book.page.line in page.later
    try:
        return _result(book, text)
    except CallError as error:
        if message := str(error):
            book.problems.add(page.file, book.page.line + error.line, error.name, message)
        page.sound = False
        return render("problem", text=error.name)


def _result(book: Book, text: str) -> str:
    call = read_call(text, _BY_NAME)
    function = _BY_NAME[call.name]
    try:
        return checked(function)(book, *call.arguments, **call.options)
    except ValidationError as error:
        raise explain(error, function, call) from None
    except AuthorError as error:
        raise CallError(str(error), call.line_of(error.needle), call.name) from None
    except Exception as error:  # where data is broken, what follows from its gaps is not reported again
        message = (
            ""
            if book.dataset.broken
            else f"出了意外（{type(error).__name__}：{error}）；检查参数，没有写错就报告这个缺陷"
        )
        raise CallError(message, 0, call.name) from error


def _references(book: Book) -> str:
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
