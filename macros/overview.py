"""Macros for whole pages: home, sources, glossary, list of tables, reference of data fields."""

from __future__ import annotations

from typing import Annotated, Any, get_args, get_origin

from annotated_types import Len

from dataset import bibliography, schema
from publish.items import Item

from . import html, indexes
from .book import AuthorError, Book
from .tables import record_table

Pair = Annotated[list[str], Len(2, 2)]


def key_figures(book: Book, *figures: Pair) -> str:
    """`{{ key_figures(["models/llama-3.1-405b/tokens", "Llama 3.1 405B 的训练数据"], …) }}`: cards for the home page."""
    cards = []
    for address, label in figures:
        datum = book.datum(address)
        sources = book.dataset.root_sources(datum)
        book.cited.update(sources)
        cards.append(
            {
                "href": book.home(datum),
                "value": datum.show(),
                "label": label,
                "source": "；".join(bibliography.short(book.dataset.sources[key]) for key in sources[:2]),
                "grade": schema.GRADES[datum.grade][1].split("：")[0] if datum.grade else "",
                "tip": book.tip(datum),
            }
        )
    return html.render("key_figures", cards=cards)


def chapters(book: Book, summaries: dict[str, str]) -> str:
    """`{{ chapters({"foundations": "…", …}) }}`: the five chapters with their sections, for the home page."""
    entries = list(book.dataset.outline.values())
    cards = []
    for chapter in (entry for entry in entries if "." not in entry.number):
        if chapter.id not in summaries:
            raise AuthorError(f"缺少第 {chapter.number} 章的一句话", chapter.id)
        inside = [e for e in entries if e.number.startswith(f"{chapter.number}.") and e.number.count(".") == 1]
        cards.append(
            {
                "number": chapter.number,
                "title": chapter.title,
                "summary": summaries[chapter.id],
                "href": book.page.link(chapter.page, chapter.id),
                "sections": [{"label": f"{e.number} {e.title}", "href": book.page.link(e.page, e.id)} for e in inside],
            }
        )
    return html.render("chapters", cards=cards)


def counts(book: Book, what: str) -> str:
    """`{{ counts("rows") }}`: how much the site holds; what: tables, rows, facts, figures, claims, sources, terms."""
    dataset = book.dataset
    numbers = {
        "tables": len(dataset.tables),
        "rows": sum(len(t.rows) for t in dataset.tables.values()),
        "facts": sum(len(f.rows) for f in dataset.facts.values()),
        "figures": sum(d.low is not None for d in dataset.data.values()),
        "claims": len(dataset.claims),
        "sources": len(dataset.sources),
        "terms": len(dataset.terms),
    }
    if what not in numbers:
        raise AuthorError(f"应为 {'、'.join(numbers)} 之一", what)
    return str(numbers[what])


def data_list(book: Book) -> str:
    """`{{ data_list() }}`: all tables with row counts and downloads."""
    listed = [
        (t.meta.title, book.dataset.expand(t.meta.note), t.page, len(t.rows)) for t in book.dataset.tables.values()
    ]
    listed += [(f.title, "不属于任何表的单条事实", f.page, len(f.rows)) for f in book.dataset.facts.values()]
    rows = []
    for title, note, page, count in listed:
        csv, json = (book.page.asset(page.replace(".md", suffix)) for suffix in (".csv", ".json"))
        rows.append(
            {"title": title, "note": note, "href": book.page.link(page), "rows": count, "csv": csv, "json": json}
        )
    names, heads = [row["title"] for row in rows], ("表", "行数", "口径", "下载")
    record_table(book, "tbl-data-list", "全部数据表", names, (*heads, *names), needle="data_list")
    return html.render("data_list", heads=heads, rows=rows)


def download(book: Book, file: str, text: str) -> str:
    """`{{ download("sources.bib", "BibTeX") }}`: a link to a file that `publish` writes."""
    book.downloads.append((book.page.file, book.page.line, file))
    return html.render("link", **{"class": "download"}, href=book.page.asset(file), text=text, title="")


def sources(book: Book) -> str:
    """`{{ sources() }}`: every source, by first letter of its key, with a permanent id `src-<key>`."""
    items = [
        {"key": key, "text": bibliography.full(s), "url": bibliography.link(s), "note": s.note}
        for key, s in sorted(book.dataset.sources.items())
    ]
    for item in items:
        title = " ".join(filter(None, (item["text"], item["url"], item["note"])))
        key = item["key"]
        book.record(Item(f"src-{key}", "source", title, book.page.page, sources=(key,), is_statement=True))
    letters = indexes.letters((item["key"], f"src-{item['key']}") for item in items)
    return html.render("sources", items=items, letters=letters)


def glossary(book: Book) -> str:
    """`{{ glossary() }}`: every term with a permanent id `term-<id>`, sorted by English."""
    items = []
    for term in sorted(book.dataset.terms.values(), key=lambda t: t.en.casefold()):
        sections = [book.headings[s] for s in term.sections if s in book.headings]
        items.append(
            {
                "term": term,
                "pinyin": indexes.syllables(term.term),
                "sections": [{"label": s.label, "href": book.page.link(s.page, s.id)} for s in sections],
                "related": [
                    {"label": book.dataset.terms[r].term, "href": f"#term-{r}"}
                    for r in term.related
                    if r in book.dataset.terms
                ],
            }
        )
        english = f"{term.en}（{term.abbr}）" if term.abbr else term.en
        names = tuple(filter(None, (term.en, term.abbr, *term.aliases)))
        summary = f"{english}：{term.definition}"
        book.record(Item(f"term-{term.id}", "term", term.term, book.page.page, summary, term.definition, aliases=names))
    terms = [item["term"] for item in items]
    letters = indexes.letters((term.en, f"term-{term.id}") for term in terms)
    names = indexes.by_pinyin((term.term, f"term-{term.id}") for term in terms)
    return html.render("glossary", items=items, letters=letters, names=names)


def grades(book: Book) -> str:
    """`{{ grades() }}`: what the grade marks mean."""
    return _meanings(book, "grades", "等级", [(mark, name, text) for name, (mark, text) in schema.GRADES.items()])


def verdicts(book: Book) -> str:
    """`{{ verdicts() }}`: what the verdicts mean."""
    return _meanings(book, "verdicts", "判定", [(name, tone, text) for name, (tone, text) in schema.VERDICTS.items()])


def _meanings(book: Book, anchor: str, caption: str, rows: list[tuple[str, str, str]]) -> str:
    names = [name if anchor == "grades" else mark for mark, name, _ in rows]
    heads = "；".join([caption, "含义", *names])
    book.record(Item(anchor, "list", caption, book.page.page, text=heads), anchor)
    return html.render("meanings", anchor=anchor, caption=caption, rows=rows)


def fields(book: Book, model: str) -> str:
    """`{{ fields("Quantity") }}`: the fields of a shape in dataset/schema.py, from the code itself."""
    shape = getattr(schema, model, None)
    if not (isinstance(shape, type) and issubclass(shape, schema.Strict)):
        raise AuthorError(f"dataset/schema.py 里没有 {model}", model)
    anchor = f"fields-{model.lower()}"
    rows = [
        (name, _type_name(f.annotation), "必填" if f.is_required() else "", f.description or "")
        for name, f in shape.model_fields.items()
    ]
    heads, caption = ("字段", "类型", "必填", "说明"), f"{model}：{(shape.__doc__ or '').strip()}"
    text = "；".join([*heads, *(name for name, *_ in rows)])
    book.record(Item(anchor, "list", caption, book.page.page, text=text), model)
    return html.render("fields", anchor=anchor, caption=caption, heads=heads, rows=rows)


def _type_name(annotation: Any) -> str:
    if get_origin(annotation) is Annotated:
        return _type_name(get_args(annotation)[0])
    choices = [c for c in get_args(annotation) if c is not type(None)]
    if choices and all(isinstance(c, str) for c in choices):
        return "、".join(choices)
    if len(choices) == 1 and annotation is not choices[0] and type(None) in get_args(annotation):
        return _type_name(choices[0])
    names = {str: "文字", float: "数", int: "整数", bool: "是否"}
    if annotation in names:
        return names[annotation]
    origin = getattr(annotation, "__origin__", None)
    return {list: "列表", dict: "映射"}.get(origin, getattr(annotation, "__name__", "文字"))
