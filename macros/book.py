"""What all macros share: the data, the headings, the page being built, and the list of mistakes."""

from __future__ import annotations

from pathlib import Path

from dataset import bibliography
from dataset.formula import ADDRESS
from dataset.headings import Heading
from dataset.model import Dataset, Datum, UnknownAddress
from dataset.page_files import PageFile
from dataset.paths import ID_RULE, is_id
from dataset.problems import Problems, nearest
from dataset.schema import GRADES
from publish.items import Item, Items

from .page import PageContext


class AuthorError(Exception):
    """A mistake in a macro call; `needle` finds its line in the call. An empty message: it is reported already."""

    def __init__(self, message: str, needle: str) -> None:
        super().__init__(message)
        self.needle = needle


class Book:
    """The site under construction; macros are functions of it."""

    def __init__(
        self,
        dataset: Dataset,
        pages: dict[str, PageFile],
        headings: dict[str, Heading],
        problems: Problems,
        docs: Path,
        by_file: bool = False,
    ) -> None:
        self.dataset = dataset
        self.pages = pages
        self.headings = headings
        self.headings_known = all(
            page.sound for page in pages.values()
        )  # else one may stand where nobody could read it
        self.problems = problems
        self._data_known = not problems.of("data")
        self.docs = docs
        self._by_file = by_file
        self.page = PageContext("index.md", docs, by_file)
        self.laid_out: dict[str, str] = {}  # page → its Markdown with HTML in the place of macros
        self.cited: set[str] = set()
        facts = (fact for found in dataset.facts.values() for fact, _ in found.facts)
        self._later = {fact.id for fact in facts if fact.later}
        self.downloads: list[tuple[str, int, str]] = []  # (file and line of the call, file of the site)
        self.items: Items = {}  # what was laid out, for `publish`

    def open_page(self, page: str) -> PageFile:
        self.page = PageContext(page, self.docs, self._by_file)
        return self.pages[page]

    def is_whole(self, page: str = "") -> bool:
        """Whether all that belongs on a page (on all of them) is there: no mistake found in it or in the data.

        What a broken page lacks is not missed elsewhere.
        """
        return self._data_known and all(known.sound for name, known in self.pages.items() if page in {"", name})

    def datum(self, address: str) -> Datum:
        """The datum for a macro call; AuthorError (silent where the data itself is already reported)."""
        try:
            return self.dataset.get(address)
        except UnknownAddress as error:
            raise AuthorError("" if address in self.dataset.broken else str(error), address) from None

    def is_later(self, address: str) -> bool:
        """Whether a fact is later than what the report could know."""
        kind, name, *_ = address.split("/")
        return kind == "facts" and name in self._later

    def references(self, keys: tuple[str, ...] | list[str], needle: str = "") -> list[tuple[str, int]]:
        """(key, number on this page) for each source; AuthorError for an unknown key."""
        for key in keys:
            if key not in self.dataset.sources:
                known = f"source:{key}" in self.dataset.broken
                raise AuthorError("" if known else f"没有来源 {key}{nearest(key, self.dataset.sources)}", needle or key)
        self.cited.update(keys)
        return [(key, self.page.reference(key)) for key in keys]

    def record(self, item: Item, needle: str = "") -> None:
        """Hand on what a macro laid out. With a `needle` an id that is already taken is a mistake of this call."""
        if needle and not is_id(item.id):
            raise AuthorError(f"“{item.id}”：{ID_RULE}", needle)
        if needle and (item.id in self.items or item.id in self.headings):
            taken = self.items.get(item.id) or self.headings[item.id]
            raise AuthorError(f"id {item.id} 已经用在 docs/{taken.page}", needle)
        self.items.setdefault(item.id, item)

    def home(self, datum: Datum) -> str:
        """The link to the row where a datum lives."""
        return self.page.link(datum.page, datum.anchor)

    def tip(self, datum: Datum) -> str:
        """What the tooltip of a figure says: label, grade, date, sources, formula, note."""
        sources = [
            bibliography.short(self.dataset.sources[key]) for key in datum.sources if key in self.dataset.sources
        ]
        parts = [
            datum.label,
            GRADES[datum.grade][1].split("：")[0] if datum.grade else "",
            datum.asof or "",
            "、".join(sources),
            f"算式：{self.formula(datum.formula)}" if datum.formula else "",
            datum.note if datum.note != datum.label else "",
        ]
        *inner, last = [part for part in parts if part]
        return "；".join([*(part.rstrip("。；") for part in inner), last])

    def formula(self, formula: str) -> str:
        """A formula as a reader sees it: `6 * a/b/c` → “6 × 1750 亿参数”."""
        known = self.dataset.data
        shown = ADDRESS.sub(lambda m: known[m[0]].show() if m[0] in known else m[0], formula)
        return shown.replace(" ** ", " ^ ").replace(" * ", " × ").replace(" / ", " ÷ ").replace(" - ", " − ")
