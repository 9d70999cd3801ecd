"""The site under the hands of `publish`: one object that every step takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from dataset.addresses import page_url
from dataset.edition import Edition
from dataset.model import Dataset
from dataset.problems import Problems

from .anchors import Anchor, read_anchors
from .items import Item, Items
from .pages import Page, read_pages
from .redirects import Redirect, read_redirects
from .register import Register, read_register


@dataclass
class Site:
    """A built site in `folder`, made from the project in `root`, to stand at `url`; what is wrong goes to `problems`.

    What is read from files is read once, when a step first asks for it; `pages` are the parsed pages, which the steps
    of REPAIR change in place.
    """

    folder: Path
    root: Path
    url: str
    dataset: Dataset
    items: Items
    problems: Problems
    lost: set[str] = field(default_factory=set)  # released ids that the register has missed

    @property
    def is_whole(self) -> bool:
        """Whether the data is free of mistakes; where it is not, what follows from its gaps is not reported again."""
        return not self.dataset.broken

    @cached_property
    def pages(self) -> list[Page]:
        return read_pages(self.folder, self.root / "docs")

    @cached_property
    def anchors(self) -> list[Anchor]:
        return read_anchors(self.pages, self.items)

    @cached_property
    def live(self) -> dict[str, Anchor]:
        """The anchors by their ids."""
        return {anchor.id: anchor for anchor in self.anchors}

    @cached_property
    def titles(self) -> dict[str, Anchor]:
        """Page → its title; pages without one (404) are missing."""
        titles: dict[str, Anchor] = {}
        for anchor in self.anchors:
            if anchor.level == 1:
                titles.setdefault(anchor.page, anchor)
        return titles

    @cached_property
    def _items_by_page(self) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in self.items.values():
            found.setdefault(page_url(item.page), []).append(item)
        return found

    def items_on(self, url: str) -> list[Item]:
        """The items that stand on the page at `url`."""
        return self._items_by_page.get(url, [])

    @cached_property
    def register(self) -> Register:
        return read_register(self.root / "data", self.problems)

    @cached_property
    def redirects(self) -> dict[str, Redirect]:
        return read_redirects(self.root / "data", self.problems)

    @cached_property
    def edition(self) -> Edition:
        return self.dataset.edition
