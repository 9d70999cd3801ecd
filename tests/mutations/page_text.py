"""A page of the site with its headings, its macro calls and its paragraphs."""

from __future__ import annotations

import re
from random import Random

from .mutant import ROOT, Mutant, Text

_FENCE = re.compile(r"^\s*(```|~~~)")


class PageText(Text):
    """A page under `docs/`."""

    def __init__(self, file: str) -> None:
        super().__init__(file, "pages")

    def calls(self, macro: str) -> list[re.Match[str]]:
        """The calls of a macro that stand on one line; group 1 is the first argument's text."""
        return list(re.finditer(rf'\{{\{{ {macro}\("([^"\n]+)"[^\n]*?\) \}}\}}', self.text))

    def headings(self) -> list[re.Match[str]]:
        """Headings below the title; group `id`."""
        return list(re.finditer(r"^#{2,4} [^\n]+ \{ #(?P<id>[\w.-]+) \}$", self.text, re.M))

    def paragraphs(self) -> list[int]:
        """Lines that are a paragraph of prose: something can be written after them."""
        found, fenced = [], False
        for number, row in enumerate(self.rows, 1):
            if _FENCE.match(row):
                fenced = not fenced
            if not fenced and re.match(r"[\u4e00-\u9fff]", row) and [*self.rows, "\n"][number] == "\n":
                found.append(number)
        return found

    def fences(self) -> list[int]:
        """Lines that close a block of code."""
        return [number for number, row in enumerate(self.rows, 1) if _FENCE.match(row)][1::2]


class Pages:
    """All pages; each method makes a mutant of a place drawn among them."""

    def __init__(self, random: Random) -> None:
        paths = sorted((ROOT / "docs").rglob("*.md"))
        self.random = random
        self.all = [PageText(path.relative_to(ROOT).as_posix()) for path in paths]

    def having(self, places) -> tuple[PageText, object]:
        """A page and one of its places; `places` lists those of a page."""
        for page in self.random.sample(self.all, len(self.all)):
            if found := list(places(page)):
                return page, self.random.choice(found)
        raise LookupError("no page has such a place")

    def call(self, label: str, macro: str, old: str, new: str) -> Mutant:
        """A call with `old` (a pattern) in it changed to `new`."""
        page, call = self.having(lambda page: (c for c in page.calls(macro) if re.search(old, c[0])))
        return page.replaced(label, *call.span(), re.sub(old, new, call[0], count=1))

    def argument(self, label: str, macro: str, change) -> Mutant:
        """The first argument of a call changed."""
        page, call = self.having(lambda page: page.calls(macro))
        return page.replaced(label, *call.span(1), change(call[1]))

    def heading(self, label: str, change) -> Mutant:
        page, heading = self.having(PageText.headings)
        return page.replaced(label, *heading.span(), change(heading[0]))

    def within(self, label: str, text: str, **more) -> Mutant:
        """`text` at the end of a paragraph."""
        page, line = self.having(PageText.paragraphs)
        end = sum(map(len, page.rows[:line])) - 1
        return page.replaced(label, end, end, text, **more)

    def after(self, label: str, text: str, **more) -> Mutant:
        """`text` as a block of its own after a paragraph."""
        page, line = self.having(PageText.paragraphs)
        return page.inserted(label, line + 1, "\n" + text, **more)
