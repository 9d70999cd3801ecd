"""Everything on the site that has an address of its own, read from the built pages, with what its short link says of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from dataset.headings import NUMBER

from .pages import Page

HEADINGS = {"h1", "h2", "h3", "h4"}
_KINDS = (("tbl-", "table"), ("fig-", "figure"), ("claim-", "claim"), ("row-", "row"), ("term-", "term"))
_PARTS = ("-caption", "-says")  # ids inside something that has the address
_NOT_TEXT = {"fact__ref", "grade", "data-table__remark", "glossary__english", "glossary__aliases", "glossary__sections"}
_MISSING = {"", "未公布", "不详", "不适用", "—"}
_SENTENCE = re.compile(r".+?[。！？；]|.+$")
_LONGEST = 110  # characters that chat programs show of a description


@dataclass
class Anchor:
    """`text` are its first sentences, `section` the numbered heading (or page title) that it belongs to, `heading` the one just above."""

    id: str
    kind: str  # heading, table, figure, claim, row, term
    number: str
    level: int
    title: str
    page: str  # url of the page, relative to the site's root
    url: str
    text: str = ""
    section: str = ""
    heading: str = ""
    table: str = ""  # a row's table

    @property
    def label(self) -> str:
        """The title as it is shared, out of its page: a row with its table."""
        return f"{self.table}：{self.title}" if self.table else self.title

    @property
    def short(self) -> str:
        """The address of its short link, relative to the site's root."""
        return f"s/{self.id}/"


def read_anchors(pages: list[Page]) -> list[Anchor]:
    """All anchors of the built site in reading order; an id that stands on two pages counts where it comes first."""
    found: dict[str, Anchor] = {}
    for page in pages:
        for anchor in _page_anchors(page):
            found.setdefault(anchor.id, anchor)
    return list(found.values())


def is_heading(node: LexborNode) -> bool:
    """Whether a heading has an address (that of the reference list is generated and has none)."""
    identity = node.attributes.get("id") or ""
    return node.tag in HEADINGS and bool(identity) and not identity.startswith("references-")


def plain(node: LexborNode | None) -> str:
    """The text of `node` on one line, without reference marks, grades and remarks."""
    return re.sub(r"\s+", " ", "".join(_words(node))).strip() if node is not None else ""


def _words(node: LexborNode) -> Iterator[str]:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield child.text_content or ""
        elif not _NOT_TEXT & set((child.attributes.get("class") or "").split()):
            yield from _words(child)


def first_sentences(text: str) -> str:
    """As many whole sentences as fit a preview; a first one that is too long is cut."""
    taken = ""
    for sentence in _SENTENCE.findall(text):
        if taken and len(taken) + len(sentence) > _LONGEST:
            break
        taken += sentence
    return re.sub("；$", "。", taken) if len(taken) <= _LONGEST else taken[: _LONGEST - 1] + "…"


def _page_anchors(page: Page) -> Iterator[Anchor]:
    """Walks one article. A heading takes the first prose below it, be it under a lower heading."""
    description = page.tree.css_first("meta[name=description]")
    headings: list[Anchor] = []  # from the page's title down to the current one
    for node in page.tree.css("article :is(h1, h2, h3, h4, p, li, figure, aside, tr, dt)"):
        identity = node.attributes.get("id") or ""
        if is_heading(node):
            level = int(node.tag[1])
            headings = [heading for heading in headings if heading.level < level]
            anchor = _heading(node, identity, level, page, headings)
            if level == 1 and description:
                anchor.text = description.attributes.get("content") or ""
            headings.append(anchor)
            yield anchor
        elif kind := next(
            (kind for prefix, kind in _KINDS if identity.startswith(prefix) and not identity.endswith(_PARTS)), ""
        ):
            above = headings[-1] if headings else None
            yield _Item(node, identity, kind, page, above).anchor()
        elif node.tag in {"p", "li"} and any(not h.text for h in headings) and _is_prose(node):
            text = first_sentences(plain(node))
            for heading in headings:
                heading.text = heading.text or text


def _heading(node: LexborNode, identity: str, level: int, page: Page, above: list[Anchor]) -> Anchor:
    title = plain(node)
    number = NUMBER.match(title)
    numbered = number is not None or level == 1 or not above
    section = identity if numbered else above[-1].section
    return Anchor(
        identity,
        "heading",
        number[1] if number else "",
        level,
        title,
        page.url,
        f"{page.url}#{identity}",
        "",
        section,
        identity,
    )


def _is_prose(node: LexborNode) -> bool:
    """A sentence of the running text, not the head of a box, a caption's note or an item that holds a list."""
    if "admonition-title" in (node.attributes.get("class") or "") or (node.tag == "li" and node.css_first("p, ul, ol")):
        return False
    parent = node.parent
    while parent is not None and parent.tag != "article":
        if parent.tag in {"figure", "aside", "nav"}:
            return False
        parent = parent.parent
    return len(plain(node)) > 8


@dataclass(frozen=True)
class _Item:
    """A table, figure, claim, row or term on its page."""

    node: LexborNode
    identity: str
    kind: str
    page: Page
    above: Anchor | None

    def anchor(self) -> Anchor:
        title, text, *table = getattr(self, f"_{self.kind}")()
        section, heading = (self.above.section, self.above.id) if self.above else ("", "")
        return Anchor(
            self.identity,
            self.kind,
            "",
            0,
            title,
            self.page.url,
            f"{self.page.url}#{self.identity}",
            first_sentences(text),
            section,
            heading,
            *table,
        )

    def _table(self) -> tuple[str, str]:
        rows = [plain(head) for head in self.node.css("tbody th[scope=row]")]
        return plain(
            self.node.css_first("caption")
        ), f"{plain(self.node.css_first('.data-table__note'))}共 {len(rows)} 行：{'、'.join(rows)}。"

    def _figure(self) -> tuple[str, str]:
        image = self.node.css_first("img")
        return plain(self.node.css_first("figcaption")), (image.attributes.get("alt") or "") if image else ""

    def _claim(self) -> tuple[str, str]:
        verdict, comment = (
            plain(self.node.css_first(".claim__verdict")),
            plain(self.node.css_first("dl > dd:last-child")),
        )
        return plain(self.node.css_first(".claim__title")), f"{verdict}。{comment}"

    def _term(self) -> tuple[str, str]:
        definition = self.node.next
        while definition is not None and definition.tag != "dd":
            definition = definition.next
        return plain(self.node), f"{plain(self.node.css_first('.glossary__english'))}：{plain(definition)}"

    def _row(self) -> tuple[str, str, str]:
        """The cells that say something, each under its column's head."""
        table = self.node.parent.parent if self.node.parent else None
        heads = [plain(head) for head in table.css("thead th")[1:]] if table else []
        parts = []
        for head, cell in zip(heads, self.node.css("td"), strict=False):
            if (
                "data-table__source" not in (cell.attributes.get("class") or "")
                and (text := _cell(cell)) not in _MISSING
            ):
                parts.append(f"{head} {text}")
        remark = self.node.css_first("th .data-table__remark")
        caption = plain(table.css_first("caption")) if table else ""
        return (
            plain(self.node.css_first("th[scope=row]")),
            "；".join([*parts, *([remark.text(deep=True)] if remark else [])]),
            caption,
        )


def _cell(cell: LexborNode) -> str:
    return "，".join(plain(figure) for figure in cell.css(".data-table__figure")) or plain(cell)
