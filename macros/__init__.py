"""What mkdocs-macros loads: wiring only. The data becomes Markdown here, the built site is finished in `publish`.

The names below are the hooks of mkdocs-macros: `define_env` once per build, the `page` hooks around each page,
`on_post_build` at the end, where all mistakes of the build are shown together.
"""

from __future__ import annotations

from pathlib import Path

from jinja2 import TemplateSyntaxError, meta
from mkdocs.exceptions import PluginError

from dataset import bibliography
from dataset.edition import read_edition
from dataset.headings import read_headings
from dataset.load import load_dataset
from dataset.problems import Problems, nearest

from . import figures, overview, tables, updates, verdicts
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
    tables.facts_table,
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


def define_env(env) -> None:
    """Read the data and register the macros."""
    problems = Problems()
    docs = Path(env.conf["docs_dir"])
    dataset = load_dataset(Path(env.project_dir), problems)
    book = Book(dataset, read_headings(docs, problems), problems, docs)
    for function in MACROS:
        env.macro(book.macro(function), function.__name__)
    env.book = book
    edition = read_edition(Path(env.project_dir), dataset)
    env.conf["extra"].update(version=edition.version, data_version=edition.date)  # for the footer


def on_pre_page_macros(env) -> None:
    """Start a page; what Jinja cannot read is reported here and only the headings are kept."""
    book: Book = env.book
    book.open_page(env.page.file.src_uri)
    known = {*env.variables, *(function.__name__ for function in MACROS)}
    try:
        unknown = meta.find_undeclared_variables(env.env.parse(env.markdown)) - known - set(env.env.globals)
    except TemplateSyntaxError as error:
        line = book.page.line_of(env.markdown.splitlines()[error.lineno - 1].strip())
        book.problems.add(book.page.file, line, "宏", f"语法错误：{error.message}")
        env.markdown = _headings_only(env.markdown)
        return
    for name in sorted(unknown):
        book.problems.add(book.page.file, book.page.line_of(name), name, f"没有这个宏{nearest(name, known)}")
    if unknown:
        env.markdown = _headings_only(env.markdown)


def _check_homes(book: Book) -> None:
    """Every table and every set of facts is shown whole on its data page, where its rows have their addresses."""
    homes = [
        (t.file, t.page, f"tbl-{name.replace('_', '-')}", f'table("{name}")') for name, t in book.dataset.tables.items()
    ]
    homes += [
        (f"data/facts/{slug}.yml", f.page, f"tbl-facts-{slug}", f'facts_table("{slug}")')
        for slug, f in book.dataset.facts.items()
    ]
    for file, page, anchor, call in homes:
        if anchor not in book.anchors:
            book.problems.add(file, 1, "", f"没有数据页：在 docs/{page} 里写 {{{{ {call} }}}}")


def _headings_only(markdown: str) -> str:
    """What is left of a page whose macros cannot run: its addresses, so that links to it raise no false alarm."""
    return "\n\n".join(line for line in markdown.splitlines() if line.startswith("#"))


def on_post_page_macros(env) -> None:
    """Close a page with its reference list."""
    book: Book = env.book
    if not book.page.references:
        return
    items = []
    for key in book.page.references:
        source = book.dataset.sources[key]
        items.append(
            {"key": key, "text": bibliography.full(source), "url": bibliography.link(source), "note": source.note}
        )
    anchor = f"references-{Path(book.page.page).with_suffix('').as_posix().replace('/', '-')}"
    env.markdown += f"\n\n## 参考资料 {{ #{anchor} }}\n\n{render('references', items=items)}\n"


def on_post_build(env) -> None:
    """Finish the site; stop the build if anything was wrong."""
    from publish import publish

    book: Book = env.book
    _check_homes(book)
    for key in () if book.dataset.broken else book.dataset.sources:
        if key not in book.cited:
            file, line = book.dataset.lines[f"source:{key}"]
            book.problems.add(file, line, key, "没有任何地方引用这个来源；删去，或在正文里 cite")
    publish(Path(env.conf["site_dir"]), Path(env.project_dir), book.dataset, env.conf["site_url"], book.problems)
    if book.problems:
        raise PluginError(book.problems.report())
