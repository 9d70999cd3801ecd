"""Mistakes that every kind of YAML file can have, whatever it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

import yaml

from .mutant import Mutant
from .yaml_text import Spot, YamlText

_BOMB = [f"&a{level} [{', '.join([f'*a{level - 1}'] * 9) if level else 'x, x'}]" for level in range(9)]


def structure(text: YamlText, random: Random) -> Iterator[Mutant]:
    """Each way to break the YAML of `text` once, where it has such a place."""
    yield from text.encoded(random)
    for recipe in (_lost_bracket, _lost_quote, _duplicate_key, _cut_short, _indentation, *_VALUES, *_TOP):
        if (mutant := recipe(text, random)) is not None:
            yield mutant


def _choose(text: YamlText, random: Random, accept: Callable[[Spot], bool]) -> Spot | None:
    found = [spot for spot in text.spots if spot.path and accept(spot)]
    return random.choice(found) if found else None


def _is_plain(spot: Spot) -> bool:
    """Written on one line, without quotes, so that something else can stand in its place."""
    node = spot.node
    return isinstance(node, yaml.ScalarNode) and not node.style and "\n" not in node.value and bool(node.value)


def _in_brackets(spot: Spot) -> bool:
    return bool(getattr(spot.node, "flow_style", False)) and bool(spot.node.value)


def _lost_bracket(text: YamlText, random: Random) -> Mutant | None:
    if (spot := _choose(text, random, _in_brackets)) is None:
        return None
    first, end = spot.node.start_mark.line + 1, spot.node.end_mark
    # The reader meets the next thing that cannot stand there: on the next line at the latest.
    return text.replaced(
        "lost bracket", end.index - 1, end.index, "", lines=(*range(first, end.line + 2), end.line + 2)
    )


def _lost_quote(text: YamlText, random: Random) -> Mutant | None:
    spot = _choose(text, random, lambda spot: _is_plain(spot) and not spot.node.value.startswith(("[", "{")))
    if spot is None:
        return None
    start = spot.node.start_mark.index
    return text.replaced("lost quote", start, start, '"')


def _duplicate_key(text: YamlText, random: Random) -> Mutant | None:
    spot = _choose(text, random, lambda spot: spot.key is not None and _is_plain(spot))
    if spot is None:
        return None
    mapping = next(other for other in text.spots if other.path == spot.path[:-1])
    joint = ", " if mapping.node.flow_style else "\n" + " " * spot.key.start_mark.column
    start, end = spot.key.start_mark.index, spot.node.end_mark.index
    line = text.line_at(start)
    return text.replaced("duplicate key", start, start, text.text[start:end] + joint, lines=(line, line + 1))


def _cut_short(text: YamlText, random: Random) -> Mutant | None:
    spot = _choose(text, random, _in_brackets) or _choose(text, random, lambda spot: spot.key is not None)
    if spot is None:
        return None
    end = spot.node.end_mark.index - 1 if _in_brackets(spot) else spot.key.end_mark.index - 1
    return text.replaced(
        "cut short", end, len(text.text), "\n", lines=tuple(range(spot.node.start_mark.line + 1, text.line_at(end) + 1))
    )


def _indentation(text: YamlText, random: Random) -> Mutant | None:
    plain = [spot for spot in text.spots if _is_plain(spot)]
    ends = {spot.node.start_mark.line for spot in plain}
    lines = [
        spot.key.start_mark.line + 1
        for spot in text.spots
        if spot.key is not None
        and spot.key.start_mark.line - 1 in ends
        and text.rows[spot.key.start_mark.line]
        .lstrip()
        .startswith(text.text[spot.key.start_mark.index : spot.key.end_mark.index])
    ]
    if not lines:
        return None
    line = random.choice(lines)
    start = sum(map(len, text.rows[: line - 1]))
    new = random.choice([" ", "  ", "\t"])
    return text.replaced(f"indentation ({'tab' if new == chr(9) else 'spaces'})", start, start, new)


def _value(label: str, new: str) -> Callable[[YamlText, Random], Mutant | None]:
    def recipe(text: YamlText, random: Random) -> Mutant | None:
        spot = _choose(text, random, _is_plain)
        return None if spot is None else text.set(label, spot, new)

    return recipe


def _odd_character(text: YamlText, random: Random) -> Mutant | None:
    spot = _choose(text, random, lambda spot: _is_plain(spot) and len(spot.node.value) > 2)
    if spot is None:
        return None
    start, odd = spot.node.start_mark.index + 1, random.choice("\u202e\u2066\u200f\u202a")
    return text.replaced("bidirectional character", start, start, odd)


def _top(label: str, in_mapping: str, in_list: str) -> Callable[[YamlText, Random], Mutant | None]:
    """Something put in as the first of the top level."""

    def recipe(text: YamlText, random: Random) -> Mutant:
        root = text.spots[0].node
        first = root.value[0][0] if isinstance(root, yaml.MappingNode) else root
        new = in_mapping if isinstance(root, yaml.MappingNode) else in_list
        return text.inserted(label, first.start_mark.line + 1, new)

    return recipe


def _other_shape(text: YamlText, random: Random) -> Mutant:
    """The items of a list as a mapping, of a mapping as a list."""
    data = yaml.safe_load(text.text)
    other = (
        [{key: value} for key, value in data.items()]
        if isinstance(data, dict)
        else {f"k{n}": v for n, v in enumerate(data)}
    )
    return text.whole(
        "list for mapping" if isinstance(data, dict) else "mapping for list",
        yaml.safe_dump(other, allow_unicode=True).encode(),
    )


_VALUES = (
    _value("deep nesting", "[" * 100_000),
    _value("deep nesting, closed", "[" * 20_000 + "]" * 20_000),
    _value("Python tag", "!!python/object/apply:os.getcwd []"),
    _value("alias to nothing", "*nowhere"),
    _value("alias of itself", "&loop [*loop]"),
    _odd_character,
)
_TOP = (
    _top(
        "alias bomb",
        "\n".join(f"a{n}: {line}" for n, line in enumerate(_BOMB)),
        "\n".join(f"- {line}" for line in _BOMB),
    ),
    _top("key that is a list", "? [a, b]\n: 1", "- ? [a, b]\n  : 1"),
    _top("key that is a number", "5: 7", "- 5: 7"),
    _top("stray text", "随手写的一行", "随手写的一行"),
    _other_shape,
)
