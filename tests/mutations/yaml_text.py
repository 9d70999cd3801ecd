"""A YAML file with its nodes, so that a mistake can be made at a chosen key or value."""

from __future__ import annotations

import functools
from collections.abc import Callable
from random import Random
from typing import NamedTuple

import yaml

from .mutant import ROOT, Mutant, Text

ANY = "*"


class Spot(NamedTuple):
    """A value of the file: its path, its key's node (None in lists and at the top), its own node."""

    path: tuple[str | int, ...]
    key: yaml.Node | None
    node: yaml.Node


class YamlText(Text):
    """A YAML file of the project."""

    @functools.cached_property
    def spots(self) -> list[Spot]:
        root = yaml.compose(self.text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found, todo = [], [Spot((), None, root)]
        while todo:
            spot = todo.pop()
            found.append(spot)
            if isinstance(spot.node, yaml.MappingNode):
                todo += [Spot((*spot.path, key.value), key, value) for key, value in spot.node.value]
            elif isinstance(spot.node, yaml.SequenceNode):
                todo += [Spot((*spot.path, index), None, value) for index, value in enumerate(spot.node.value)]
        return found

    def at(self, *pattern: str) -> list[Spot]:
        """All values on a path: `at("rows", ANY, "grade")`."""
        return [
            spot
            for spot in self.spots
            if len(spot.path) == len(pattern)
            and all(want in (ANY, step) for want, step in zip(pattern, spot.path, strict=True))
        ]

    def set(self, label: str, spot: Spot, new: str, **more) -> Mutant:
        """`new` written in place of a value that stands on one line or in brackets."""
        node = spot.node
        end = node.end_mark.index
        if not getattr(node, "flow_style", True) or getattr(node, "style", None) in {"|", ">"}:
            end = len(self.text[: node.end_mark.index].rstrip())
        first = (spot.key or node).start_mark.line + 1
        more.setdefault("lines", tuple(range(first, node.start_mark.line + new.count("\n") + 2)))
        return self.replaced(label, node.start_mark.index, end, new, **more)

    def rename(self, label: str, spot: Spot, new: str, **more) -> Mutant:
        """Another word for a key."""
        return self.replaced(label, spot.key.start_mark.index, spot.key.end_mark.index, new, **more)

    def remove(self, label: str, spot: Spot, lines: tuple[int, ...]) -> Mutant:
        """A key and its value gone; `lines` is where that can be seen."""
        start, end = spot.key.start_mark.index, len(self.text[: spot.node.end_mark.index].rstrip())
        if self.text[end : end + 2] == ", ":
            end += 2
        elif self.text[:start].endswith(", "):
            start -= 2
        return self.replaced(label, start, end, "", lines=lines)

    def add(self, label: str, mapping: Spot, new: str, random: Random, **more) -> Mutant:
        """`key: value` put in before one of the keys of a mapping."""
        key = random.choice(mapping.node.value)[0]
        column = key.start_mark.column
        joint = ", " if mapping.node.flow_style else "\n" + " " * column
        return self.replaced(label, key.start_mark.index, key.start_mark.index, new + joint, **more)

    def copied(self, label: str, item: Spot) -> Mutant:
        """An item of a list, or a key with its block, a second time right after itself; either may be named."""
        start = (item.key or item.node).start_mark.line + 1
        end = start + self.text[: item.node.end_mark.index].rstrip().count("\n") - (start - 1)
        block = "".join(self.rows[start - 1 : end])
        return self.inserted(label, end + 1, block.rstrip("\n"), lines=(start, end + 1))


class Shelf:
    """Files of one kind; each method makes a mutant of a value drawn among all of them."""

    def __init__(self, texts: list[YamlText], random: Random) -> None:
        self.texts, self.random = texts, random

    def pick(self, *pattern: str, only: Callable[[Spot], bool] = lambda spot: True) -> tuple[YamlText, Spot]:
        for text in self.random.sample(self.texts, len(self.texts)):
            if found := [spot for spot in text.at(*pattern) if only(spot)]:
                return text, self.random.choice(found)
        raise LookupError(f"no {'/'.join(pattern)} in any file")

    def set(self, label: str, *pattern: str, to: str | Callable[[str], str], only=lambda spot: True, **more) -> Mutant:
        text, spot = self.pick(*pattern, only=only)
        return text.set(label, spot, to if isinstance(to, str) else to(spot.node.value), **more)

    def rename(self, label: str, *pattern: str, to: str | Callable[[str], str] = "", **more) -> Mutant:
        text, spot = self.pick(*pattern)
        to = to or misspelt
        return text.rename(label, spot, to if isinstance(to, str) else to(spot.key.value), **more)

    def remove(self, label: str, *pattern: str) -> Mutant:
        """The item it is missing from may be named, or the line where it was."""
        text, spot = self.pick(*pattern)
        item = next(other for other in text.spots if other.path == spot.path[:-1])
        start = (item.key or item.node).start_mark.line + 1
        return text.remove(label, spot, (start, spot.key.start_mark.line + 1))

    def add(self, label: str, *pattern: str, new: str, **more) -> Mutant:
        text, spot = self.pick(
            *pattern, only=lambda spot: isinstance(spot.node, yaml.MappingNode) and bool(spot.node.value)
        )
        return text.add(label, spot, new, self.random, **more)

    def copied(self, label: str, *pattern: str) -> Mutant:
        text, spot = self.pick(*pattern)
        return text.copied(label, spot)


def misspelt(word: str) -> str:
    """A slip of the fingers: two letters in the middle change places, or the last is struck twice."""
    middle = len(word) // 2
    slip = word[: middle - 1] + word[middle] + word[middle - 1] + word[middle + 1 :]
    return word + word[-1] if slip == word or "/" in word[middle - 1 : middle + 1] else slip


@functools.cache
def yaml_text(file: str, kind: str, by_build: bool = False) -> YamlText:
    return YamlText(file, kind, by_build=by_build)


def shelf(folder: str, random: Random) -> Shelf:
    """The files of `data/<folder>/`."""
    paths = sorted((ROOT / "data" / folder).glob("*.yml"))
    return Shelf([yaml_text(path.relative_to(ROOT).as_posix(), folder) for path in paths], random)
