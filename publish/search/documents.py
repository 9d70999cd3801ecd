"""The built pages as search documents: one per section, table row, glossary term, claim, figure and source."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from dataset.model import Dataset

from ..pages import Page
from .plain import classes, is_silent, plain

# The order of the kinds within a chapter; the labels are the box's.
KINDS = ("section", "case", "row", "term", "claim", "figure", "source")
_NUMBER = re.compile(r"^(\d+(?:\.\d+)*) ")
_QUESTIONS = "-questions"  # how the id of a chapter's list of questions ends
_HEADINGS = {"h1", "h2", "h3", "h4"}


@dataclass
class Document:
    """What one search result stands for. `path` are the headings above it, outermost first."""

    id: str
    url: str
    kind: str
    chapter: str
    title: str
    stated: bool = False  # the title is a statement, not a name
    path: tuple[str, ...] = ()
    above: tuple[str, ...] = ()  # ids of the headings and the table above it
    number: str = ""
    text: str = ""
    aliases: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    cells: tuple[tuple[str, str, str], ...] = ()  # (label, value, grade)
    parts: list[str] = field(default_factory=list, repr=False)


def read_documents(pages: list[Page], dataset: Dataset) -> list[Document]:
    """All documents of the site, ordered so that those of one chapter and kind stand together."""
    chapters = {_url(entry.page): entry.number.split(".")[0] for entry in dataset.outline.values()}
    cases = {
        _url(entry.page)
        for entry in dataset.outline.values()
        if entry.number.count(".") == 2 and _is_page(entry.id, entry.page)
    }
    found: list[Document] = []
    asked = {identity: list(phrases.root) for identity, phrases in dataset.asked.items()}
    for page in pages:
        article = page.tree.css_first("article")
        if article is None or page.url in {"404.html", "search/", "search.html"}:
            continue
        chapter = chapters.get(_url(page.url), "data" if page.url.startswith("data/") else "more")
        reader = _Reader(page, chapter, "case" if _url(page.url) in cases else "section", dataset)
        found += reader.read(article)
        for question, identity in reader.questions:
            asked.setdefault(identity, []).append(question)
    for document in found:
        document.asked = tuple(asked.get(document.id, ()))
    return sorted(found, key=lambda document: (document.chapter, KINDS.index(document.kind)))


def _url(page: str) -> str:
    """One form for Markdown paths and both kinds of page address."""
    return page.removesuffix(".md").removesuffix(".html").removesuffix("index").strip("/")


def _is_page(identity: str, page: str) -> bool:
    return page.removesuffix(".md").endswith(f"/{identity}")


class _Reader:
    """Walks one article; text goes to the section whose heading came last."""

    def __init__(self, page: Page, chapter: str, section_kind: str, dataset: Dataset) -> None:
        self.page, self.chapter, self.section_kind, self.dataset = page, chapter, section_kind, dataset
        self.documents: list[Document] = []
        self.headings: list[tuple[int, str, str]] = []  # (level, id, title) down to the current section
        self.section: Document | None = None
        self.questions: list[tuple[str, str]] = []  # (question, id of the section that answers it)

    def read(self, article: LexborNode) -> list[Document]:
        self._walk(article)
        for document in self.documents:
            document.text = "\n".join(part for part in [document.text, *document.parts] if part)
        return self.documents

    def _add(self, identity: str, kind: str, title: str, **more) -> Document:
        path, above = tuple(h[2] for h in self.headings), tuple(h[1] for h in self.headings)
        if table := more.pop("table", None):
            path, above = (*path, table[1]) if table[1] not in path else path, (*above, table[0])
        document = Document(
            identity, f"{self.page.url}#{identity}", kind, self.chapter, title, path=path, above=above, **more
        )
        self.documents.append(document)
        return document

    def _walk(self, node: LexborNode) -> None:
        for child in node.iter():
            identity = child.attributes.get("id") or ""
            if child.tag in _HEADINGS:
                self._open(child, identity)
            elif is_silent(child):
                self._sources(child)
            elif child.tag == "figure":
                self._figure(child, identity)
            elif child.tag == "aside" and identity.startswith("claim-"):
                self._claim(child, identity)
            elif child.tag == "dl" and "glossary" in classes(child):
                self._terms(child)
            elif child.tag in {"div", "section", "details"}:
                self._walk(child)
            elif child.tag == "ul" and self.section is not None and self.section.id.endswith(_QUESTIONS):
                self._questions(child)
            elif self.section is not None and (text := plain(child)):
                self.section.parts.append(text)

    def _open(self, heading: LexborNode, identity: str) -> None:
        if not identity or identity.startswith("references-"):
            self.section = None
            return
        level, full = int(heading.tag[1]), plain(heading)
        self.headings = [h for h in self.headings if h[0] < level]
        number = _NUMBER.match(full)
        title = full[number.end() :] if number else full
        self.section = self._add(identity, self.section_kind, title, number=number[1] if number else "")
        self.headings.append((level, identity, full))

    def _figure(self, figure: LexborNode, identity: str) -> None:
        """A table gives its section the caption and heads, and every row that has an address a document."""
        title = figure.css_first("caption, figcaption")
        caption = plain(title) if title else ""
        rows = figure.css("tbody tr")
        if self.section is not None:
            is_home = any(row.attributes.get("id") for row in rows)
            heads = [] if is_home else [plain(cell) for cell in figure.css("thead th, tbody th[scope=row]")]
            notes = [plain(note) for note in figure.css(".data-table__note")]
            self.section.parts.append("\n".join([caption, "；".join(heads), *notes]).strip())
        if not rows and identity and caption:
            self._add(identity, "figure", caption)
        labels = [plain(head) for head in figure.css("thead th")]
        for row in rows:
            if anchor := row.attributes.get("id"):
                self._row(row, anchor, labels, (identity, caption))

    def _row(self, row: LexborNode, anchor: str, labels: list[str], table: tuple[str, str]) -> None:
        head = row.css_first("th[scope=row]")
        remark = head.css_first(".data-table__remark")
        notes = [plain(remark)] if remark else []
        row_grade = row.css_first(".data-table__source .grade")
        cells = []
        for label, cell in zip(labels[1:], row.css("td"), strict=False):
            if "data-table__remark" in classes(cell):
                notes.append(plain(cell))
            elif "data-table__source" not in classes(cell):
                for part in cell.css(".data-table__figure") or [cell]:
                    grade = part.css_first(".grade") or row_grade
                    name, value = self._figure_parts(part, label)
                    if value:
                        cells.append((name, value, grade.text() if grade else ""))
        stated = "data-table__table--facts" in classes(row.parent.parent)
        self._add(
            anchor,
            "row",
            plain(head, but="data-table__remark"),
            stated=stated,
            table=table,
            text="\n".join(filter(None, notes)),
            cells=tuple(cells),
        )

    def _figure_parts(self, cell: LexborNode, label: str) -> tuple[str, str]:
        """(label, value as shown with its unit); the unit stands in the address's datum, not in the cell."""
        datum = self.dataset.data.get(cell.attributes.get("data-address") or "")
        text = plain(cell)
        own = cell.css_first(".data-table__unit")
        if own:
            name = plain(own)
            return name.rstrip("："), text.removeprefix(name).strip()
        return re.sub(
            r"（[^（）]*）$", "", label
        ) if datum is not None and datum.unit else label, datum.show() if datum is not None and datum.unit else text

    def _claim(self, claim: LexborNode, identity: str) -> None:
        verdict = claim.css_first(".claim__verdict")
        self._add(
            identity,
            "claim",
            plain(claim.css_first(".claim__title")).removeprefix("报告说："),
            stated=True,
            text=plain(claim.css_first("dl")),
            cells=(("判定", plain(verdict), ""),),
        )

    def _terms(self, glossary: LexborNode) -> None:
        for name in glossary.css("dt[id^=term-]"):
            term = self.dataset.terms.get((name.attributes["id"] or "").removeprefix("term-"))
            if term is not None:
                names = tuple(filter(None, (term.en, term.abbr, *term.aliases)))
                self._add(f"term-{term.id}", "term", term.term, text=term.definition, aliases=names)

    def _questions(self, items: LexborNode) -> None:
        """“…？见 <section>”: what the section is asked for, not a text of the list."""
        for item in items.css("li"):
            question, mark, _ = plain(item).rpartition("？")
            for link in item.css("a[href*='#']"):
                self.questions.append((question + mark, (link.attributes["href"] or "").split("#")[1]))

    def _sources(self, node: LexborNode) -> None:
        for item in node.css("li[id^=src-]"):
            self._add(item.attributes["id"] or "", "source", plain(item), stated=True)
