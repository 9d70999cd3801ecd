"""The site as search documents: sections from the built pages, rows, terms, claims, figures and sources from the items."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from dataset.addresses import page_url
from dataset.model import Dataset

from ..items import Item, Items
from ..pages import Page
from ..prose import HEADINGS, as_read, is_heading, is_silent, text

# The order of the kinds within a chapter; the labels are the box's.
KINDS = ("section", "case", "row", "term", "claim", "figure", "source")
_NUMBER = re.compile(r"^(\d+(?:\.\d+)*) ")
_QUESTIONS = "-questions"  # how the id of a chapter's list of questions ends
_CONTAINERS = {"div", "section", "details"}


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


def read_documents(pages: list[Page], items: Items, dataset: Dataset) -> list[Document]:
    """All documents of the site, ordered so that those of one chapter and kind stand together."""
    chapters = {page_url(entry.page): entry.number.split(".")[0] for entry in dataset.outline.values()}
    cases = {
        page_url(entry.page)
        for entry in dataset.outline.values()
        if entry.number.count(".") == 2 and entry.page.removesuffix(".md").endswith(f"/{entry.id}")
    }
    by_page: dict[str, Items] = {}
    for identity, item in items.items():
        by_page.setdefault(page_url(item.page), {})[identity] = item
    found: list[Document] = []
    asked = {identity: list(phrases.root) for identity, phrases in dataset.asked.items()}
    for page in pages:
        article = page.tree.css_first("article")
        if article is None or page.url in {"404.html", "search/", "search.html"}:
            continue
        chapter = chapters.get(page.url, "data" if page.url.startswith("data/") else "more")
        reader = _Reader(page, by_page.get(page.url, {}), chapter, "case" if page.url in cases else "section")
        found += reader.read(article)
        for question, identity in reader.questions:
            asked.setdefault(identity, []).append(question)
    for document in found:
        document.asked = tuple(asked.get(document.id, ()))
    return sorted(found, key=lambda document: (document.chapter, KINDS.index(document.kind)))


class _Reader:
    """Walks one article with its `items`; text goes to the section whose heading came last."""

    def __init__(self, page: Page, items: Items, chapter: str, section_kind: str) -> None:
        self.page, self.chapter, self.section_kind = page, chapter, section_kind
        self.items = items
        self.tables = {item.id: item.title for item in items.values() if item.kind == "table"}
        self.documents: list[Document] = []
        self.headings: list[tuple[int, str, str]] = []  # (level, id, title) down to the current section
        self.section: Document | None = None
        self.questions: list[tuple[str, str]] = []  # (question, id of the section that answers it)

    def read(self, article: LexborNode) -> list[Document]:
        self._walk(article)
        for document in self.documents:
            document.text = "\n".join(part for part in [document.text, *document.parts] if part)
        return self.documents

    def _walk(self, node: LexborNode) -> None:
        for child in node.iter():
            if child.tag in HEADINGS:
                self._open(child)
            elif child.tag in _CONTAINERS and not is_silent(child):
                self._walk(child)
            elif child.tag == "ul" and self.section is not None and self.section.id.endswith(_QUESTIONS):
                self._questions(child)
            else:
                self._block(child)

    def _block(self, node: LexborNode) -> None:
        """Prose is text of the section. Of what the items know, only the heads of a table are, the rest are documents."""
        found = [item for inner in node.css("[id]") if (item := self.items.get(inner.attributes["id"] or ""))]
        for item in found:
            if item.kind in KINDS:
                self._add_item(item)
        if self.section is None:
            return
        if not found:
            self.section.parts.append("" if is_silent(node) else text(node))
        elif found[0].kind in {"table", "list", "figure"}:
            about = found[0].text if found[0].kind != "figure" else ""
            self.section.parts.append(_lines(f"{found[0].title}\n{about}"))

    def _open(self, heading: LexborNode) -> None:
        if not is_heading(heading):
            self.section = None
            return
        identity, level, full = heading.attributes["id"] or "", int(heading.tag[1]), text(heading)
        self.headings = [h for h in self.headings if h[0] < level]
        number = _NUMBER.match(full)
        title = full[number.end() :] if number else full
        self.section = self._add(identity, self.section_kind, title, number=number[1] if number else "")
        self.headings.append((level, identity, full))

    def _add(self, identity: str, kind: str, title: str, **more) -> Document:
        path, above = tuple(h[2] for h in self.headings), tuple(h[1] for h in self.headings)
        if table := more.pop("table", ""):
            caption = self.tables[table]
            path, above = (*path, caption) if caption not in path else path, (*above, table)
        url = f"{self.page.url}#{identity}"
        document = Document(identity, url, kind, self.chapter, title, path=path, above=above, **more)
        self.documents.append(document)
        return document

    def _add_item(self, item: Item) -> None:
        self._add(
            item.id,
            item.kind,
            _lines(item.title),
            stated=item.is_statement,
            table=item.table,
            text=_lines(item.text),
            aliases=item.aliases,
            cells=tuple((cell.label, _lines(cell.value), cell.grade) for cell in item.cells),
        )

    def _questions(self, items: LexborNode) -> None:
        """“…？见 <section>”: what the section is asked for, not a text of the list."""
        for item in items.css("li"):
            question, mark, _ = text(item).rpartition("？")
            for link in item.css("a[href*='#']"):
                self.questions.append((question + mark, (link.attributes["href"] or "").split("#")[1]))


def _lines(words: str) -> str:
    return as_read(words.replace("\n", "\n\n"))
