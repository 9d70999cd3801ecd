"""YAML with line numbers: every value can be traced to the line an author wrote it on.

A plain subset: mappings with text keys, lists and scalars. Tags, anchors and aliases, several documents and absurd
depth are refused, so that a file says what it shows and cannot blow up when read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from .problems import Problems
from .textfile import INVISIBLE, invisible, read_text
from .yaml_words import syntax_error

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 32
# YAML as authors expect it: `1.75e11` is a number, `2020-05`, `yes` and `1_000` are text.
_FLOAT = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_INTEGER = re.compile(r"[-+]?\d{1,30}")
_CONSTANTS = {"": None, "~": None, "null": None, "true": True, "false": False}


class _Unreadable(Exception):
    """Something that ends the reading of a file: line and message."""


@dataclass(frozen=True)
class _Node:
    """A value, the line it is written on (that of its key in a mapping), and what lies in it."""

    value: Any
    line: int
    inside: dict[str | int, _Node] = field(default_factory=dict)


@dataclass(frozen=True)
class YamlFile:
    """One parsed file under its `name` in messages; `root` is None after a syntax error; `spoilt` are reported places."""

    name: str
    root: _Node | None
    spoilt: frozenset[tuple[str | int, ...]] = frozenset()
    length: int = 0  # lines
    complete: bool = True  # the last line is ended: what is cut off somewhere seldom is

    @property
    def readable(self) -> bool:
        return self.root is not None

    @property
    def data(self) -> Any:
        return self.root.value if self.root else None

    @property
    def spoilt_top(self) -> bool:
        """Whether a key of the top level has been reported: what it hides is not to be known."""
        return any(len(place) <= 1 for place in self.spoilt)

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of the deepest existing value on `path`, e.g. `("rows", 3, "parameters")`."""
        node, line = self.root, 1
        for step in path:
            node = node.inside.get(step) if node else None
            if node is None:
                break
            line = node.line
        return line

    def is_spoilt(self, path: tuple[str | int, ...]) -> bool:
        """Whether something in the value at `path` has been reported: what follows from it need not be."""
        return any(place[: len(path)] == path for place in self.spoilt)


def read_yaml(path: Path, name: str, problems: Problems) -> YamlFile:
    """Parse one file; what is wrong with its syntax becomes a problem, and the file unreadable or spoilt in places."""
    text = read_text(path, name, problems)
    return YamlFile(name, None) if text is None else parse_yaml(text, name, problems)


def parse_yaml(text: str, name: str, problems: Problems) -> YamlFile:
    """The same for the text of a file that has been read."""
    hidden = invisible(text)
    for line, character in hidden.items():
        problems.add(name, line, "", f"有看不见的控制字符 {character}；删去")
    reader = _Reader(text, name, problems, set(hidden))
    try:
        return reader.read()
    except _Unreadable as error:
        line, message = error.args
    except yaml.MarkedYAMLError as error:
        line, message = syntax_error(error, reader.last)
    except yaml.YAMLError:  # a character that YAML cannot hold
        line, message = 0, "有 YAML 不收的字符"
    if not hidden:  # otherwise they are the likely cause
        problems.add(name, line, "", message)
    return YamlFile(name, None)


class _Reader:
    """Builds the values of one file from the events of libyaml."""

    def __init__(self, text: str, name: str, problems: Problems, hidden: set[int]) -> None:
        self.last: yaml.Event | None = None
        self._events = self._parse(text)
        self._size = {"length": text.count("\n"), "complete": text.endswith("\n")}
        self._name = name
        self._problems = problems
        self._hidden = hidden  # lines with characters that are already reported
        self._spoilt: set[tuple[str | int, ...]] = set()

    def _parse(self, text: str) -> Iterator[yaml.Event]:
        for event in yaml.parse(text, Loader=_LOADER):
            self.last = event
            yield event

    def read(self) -> YamlFile:
        root = _Node(None, 1)
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root.inside or root.value is not None:
                    raise _Unreadable(event.start_mark.line + 1, "一个文件只写一份内容；删去多余的“---”")
                root = self._node(next(self._events), ())
        return YamlFile(self._name, root, frozenset(self._spoilt), **self._size)

    def _node(self, event: yaml.Event, path: tuple[str | int, ...]) -> _Node:
        line = event.start_mark.line + 1
        if isinstance(event, yaml.AliasEvent) or event.anchor:
            raise _Unreadable(line, "不用锚点与别名（&、*）：把内容写出来；以 & 或 * 开头的文字加引号")
        if event.tag:
            raise _Unreadable(line, f"不用标签 {event.tag.replace('tag:yaml.org,2002:', '!!')}：直接写值")
        if len(path) > _DEEPEST:
            raise _Unreadable(line, f"嵌套超过 {_DEEPEST} 层")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(path, line)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(path, line)
        return _Node(self._scalar(event, path, line), line)

    def _scalar(self, event: yaml.ScalarEvent, path: tuple[str | int, ...], line: int) -> Any:
        if line in self._hidden:
            self._spoilt.add(path)
        elif found := INVISIBLE.search(event.value):  # written as an escape
            self._problems.add(self._name, line, str(path[-1]), f"有看不见的控制字符 U+{ord(found[0]):04X}；删去")
            self._spoilt.add(path)
        return _plain(event.value) if event.implicit[0] else event.value

    def _sequence(self, path: tuple[str | int, ...], line: int) -> _Node:
        inside: dict[str | int, _Node] = {}
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            inside[len(inside)] = self._node(event, (*path, len(inside)))
        return _Node([node.value for node in inside.values()], line, inside)

    def _mapping(self, path: tuple[str | int, ...], line: int) -> _Node:
        inside: dict[str | int, _Node] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            written = event.start_mark.line + 1
            if not isinstance(event, yaml.ScalarEvent):
                raise _Unreadable(written, "键应是文字，不能是列表、映射或别名")
            key = self._node(event, (*path, event.value)).value
            if not isinstance(key, str):
                raise _Unreadable(written, f"键“{event.value[:40]}”应是文字；加引号，或换成名字")
            value = self._node(next(self._events), (*path, key))
            if key in inside:
                self._problems.add(self._name, written, key, f"键重复，第 {inside[key].line} 行已经有了")
                self._spoilt.add((*path, key))
                continue
            inside[key] = _Node(value.value, written, value.inside)
        return _Node({key: node.value for key, node in inside.items()}, line, inside)


def _plain(text: str) -> Any:
    """What an unquoted scalar means."""
    if text in _CONSTANTS:
        return _CONSTANTS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text
