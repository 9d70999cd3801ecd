"""YAML with line numbers: every value can be traced to the line an author wrote it on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .problems import Problems, nearest

_FLOAT = re.compile(r"^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$")
_INTEGER = re.compile(r"^[-+]?\d+$")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
    """YAML as authors expect it: `1.75e11` is a number, `2020-05` and `yes` are text."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.rsplit(":")[-1] in {"null", "merge"}]
    for first, resolvers in _Loader.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:int", _INTEGER, list("-+0123456789"))
_Loader.add_implicit_resolver("tag:yaml.org,2002:float", _FLOAT, list("-+.0123456789"))


@dataclass(frozen=True)
class YamlFile:
    """One parsed file: `name` as shown in messages, `data`, the node tree for `line`; not `readable` after a syntax error."""

    name: str
    data: Any
    root: yaml.Node | None
    readable: bool = True

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of the deepest existing value on `path`, e.g. `("rows", 3, "parameters")`."""
        node, line = self.root, 1
        for step in path:
            found = None
            if isinstance(node, yaml.MappingNode):
                for key, value in node.value:
                    if key.value == step:
                        found, line = value, key.start_mark.line + 1
            elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
                found = node.value[step]
                line = found.start_mark.line + 1
            if found is None:
                break
            node = found
        return line


def _duplicate_keys(node: yaml.Node, name: str, problems: Problems) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: dict[str, int] = {}
        for key, value in node.value:
            line = key.start_mark.line + 1
            if key.value in seen:
                problems.add(name, line, str(key.value), f"键重复，第 {seen[key.value]} 行已经有了")
            seen[key.value] = line
            _duplicate_keys(value, name, problems)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _duplicate_keys(value, name, problems)


def read_yaml(path: Path, name: str, problems: Problems) -> YamlFile:
    """Parse one file; syntax errors and duplicate keys become problems, `data` is then None or partial."""
    loader = _Loader(path.read_text(encoding="utf-8"))
    try:
        root = loader.get_single_node()
        if root is not None:
            _duplicate_keys(root, name, problems)
        data = loader.construct_document(root) if root is not None else None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problems.add(name, mark.line + 1 if mark else 0, "", f"不是合法的 YAML：{getattr(error, 'problem', error)}")
        return YamlFile(name, None, None, readable=False)
    finally:
        loader.dispose()
    return YamlFile(name, data, root)


def expect_keys(file: YamlFile, allowed: set[str], problems: Problems) -> dict[str, Any]:
    """The top-level mapping of `file`, complaining about anything else."""
    if not isinstance(file.data, dict):
        if file.readable:
            problems.add(file.name, 1, "", f"文件顶层应是映射，键为 {'、'.join(sorted(allowed))}")
        return {}
    for key in file.data:
        if key not in allowed:
            problems.add(file.name, file.line((key,)), str(key), f"未知的键{nearest(str(key), allowed)}")
    return file.data
