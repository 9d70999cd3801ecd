"""Macros that lay out the rows of a table: table and factbox."""

from __future__ import annotations

from dataset.model import Table, TableRow
from dataset.schema import GRADES, MISSING
from publish.items import Cell, Item

from . import html
from .book import AuthorError, Book
from .columns import arrange, needs
from .rows import choose_columns, choose_rows, find_table
from .views import View, filters, head_view, in_brackets, mark, row_view

_FEW = 3  # rows, that nobody needs to sort
_SAYS_NOTHING = {"", "—", *MISSING.values()}


def table(
    book: Book,
    name: str,
    columns: list[str] | None = None,
    rows: list[str] | None = None,
    where: str = "",
    sort: str = "",
    caption: str = "",
    anchor: str = "",
) -> str:
    """`{{ table("models", columns=["tokens"], where="tokens >= 1e12", sort="-tokens", anchor="tbl-big") }}`.

    Without `anchor` it is the table's home: all rows, with their permanent ids (only on its data page).
    `where` is an expression over column keys in base units; rows without such a number are left out.
    """
    source = find_table(book, name)
    home = not anchor
    if home and book.page.page != source.page:
        raise AuthorError(f'整表只放在 docs/{source.page}；这里要写 anchor="tbl-…"', name)
    if not home and not anchor.startswith("tbl-"):
        raise AuthorError(f"anchor 应以 tbl- 开头：{anchor}", name)
    chosen = choose_columns(source, columns)
    picked = choose_rows(source, rows, where, sort)
    slug = name.replace("_", "-")
    anchor, caption = anchor or f"tbl-{slug}", caption or source.meta.title
    heads = [head_view(column) for column in chosen]
    note = book.dataset.expand(source.meta.note)
    files = (f"data/{slug}.csv", f"data/{slug}.json")
    titles = [source.meta.row_title, *(head["title"] + in_brackets(head["unit"]) for head in heads), "来源"]
    names = [row.name for row in picked]
    # First of all: a table whose rows are wrong has a home nevertheless.
    record_table(book, anchor, caption, names, () if home else (*titles, *names), note, files, name)
    views = [row_view(book, source, row, chosen) for row in picked]
    notes = home and any(view["note"] for view in views)
    if home:
        for row, view in zip(picked, views, strict=True):
            book.record(_item(book, anchor, row, view, heads, notes))
    shown, rows_shown, left_out = arrange(heads, views, is_home=home and not columns)
    csv, json = map(book.page.asset, files)
    return html.render(
        "table",
        anchor=anchor,
        name=name,
        filters=_filters_once(book, source) if len(picked) > _FEW else [],
        sortable=len(picked) > _FEW,
        needs=needs(source.meta.row_title, shown, rows_shown, notes),
        caption=caption,
        row_title=source.meta.row_title,
        columns=shown,
        rows=rows_shown,
        is_home=home,
        notes=notes,
        note=note,
        left_out=left_out,
        legend=[grade for grade in GRADES if grade in {mark for view in views for mark in _grades(view)}],
        grades=GRADES,
        csv=csv,
        json=json,
        home="" if home else book.page.link(source.page),
    )


def factbox(book: Book, name: str, row: str, anchor: str, columns: list[str] | None = None, caption: str = "") -> str:
    """`{{ factbox("agents", "voyager", anchor="tbl-voyager-facts") }}`: one row of a table, upright, a line for each column."""
    source = find_table(book, name)
    picked = choose_rows(source, [row])[0]
    chosen = choose_columns(source, columns)
    caption = caption or f"{picked.name}概要"
    titles = [column.title for column in chosen]
    record_table(book, anchor, caption, [*titles, "来源"], [*titles, "来源"], needle=row)
    view = row_view(book, source, picked, chosen)
    cells = list(zip(titles, view["cells"], strict=True))
    return html.render("factbox", anchor=anchor, caption=caption, row=view, cells=cells, grades=GRADES)


def _filters_once(book: Book, source: Table) -> list[View]:
    """The filters of a source, above the first of its tables on a page: they hold for the others as well."""
    if source.meta.id in book.page.filtered:
        return []
    book.page.filtered.add(source.meta.id)
    return filters(source)


def record_table(
    book: Book,
    anchor: str,
    caption: str,
    names: list[str],
    heads: list[str] | tuple[str, ...],
    note: str = "",
    files: tuple[str, ...] = (),
    needle: str = "",
) -> None:
    """Hand on a table: the names of its rows, and the heads by which the search finds it (none where its rows are items)."""
    summary = f"{note}共 {len(names)} 行：{'、'.join(names)}。"
    text = "\n".join(filter(None, ("；".join(heads), note)))
    book.record(Item(anchor, "table", caption, book.page.page, summary, text, files=files), needle or caption)


def _grades(view: View) -> set[str | None]:
    return {view["grade"], *(cell["grade"] for cell in view["cells"])}


def _item(book: Book, table_id: str, row: TableRow, view: View, heads: list[View], notes: bool) -> Item:
    """The row as it is handed on: in its summary each cell that says something under its column's head."""
    pairs = list(zip(heads, view["cells"], strict=False))
    said = [(head["title"] + in_brackets(head["unit"]), cell["text"]) for head, cell in pairs]
    note = view["note"] if notes else ""
    cells = [Cell(head["title"], cell["datum"].show(), mark(cell["grade"] or view["grade"])) for head, cell in pairs]
    return Item(
        row.anchor,
        "row",
        row.name,
        book.page.page,
        "；".join(f"{head} {text}" for head, text in [*said, ("备注", note)] if text not in _SAYS_NOTHING),
        note,
        tuple(cell for cell in cells if cell.value),
        table_id,
        tuple(dict.fromkeys([*row.sources, *(key for cell in row.cells.values() for key in cell.sources)])),
    )
