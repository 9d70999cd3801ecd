"""The items of a file: each validated by itself, so that a broken one spoils only itself and what names it."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from .fields import Id
from .model import Dataset
from .problems import Problems, nearest_of
from .schema import Row
from .validation import validated
from .yamlfile import YamlFile, read_yaml


class Mapped(NamedTuple):
    """What a file with a mapping at its top holds; `file.line((key,))` is where an entry stands."""

    file: YamlFile
    entries: dict[str, Any]
    sound: bool  # nothing in it was reported


def read_mapping(path: Path, name: str, shape: Any, problems: Problems) -> Mapped:
    """The file at `path`, whose top level maps keys to values of `shape` (a model or any type pydantic knows).

    What is wrong becomes a problem under `name` with its line; broken entries are left out.
    """
    before, file = len(problems), read_yaml(path, name, problems)
    entries: dict[str, Any] = {}
    if file.readable and not isinstance(file.data, dict | None):
        problems.add(name, 1, "", "内容不对，应是映射：每项写成“键: 值”")
    for key, raw in file.data.items() if isinstance(file.data, dict) else ():
        if not file.is_spoilt((key,)):
            value, wrong = validated(file, (key,), raw, shape, key, problems)
            if not wrong and (value is not None or raw is None):
                entries[key] = value
    return Mapped(file, entries, len(problems) == before)


class Items:
    """Takes the items of files into a dataset; `horizon` is the latest day that anything recorded may have."""

    def __init__(self, dataset: Dataset, problems: Problems, horizon: str | None) -> None:
        self._dataset = dataset
        self._problems = problems
        self._horizon = horizon

    def take_mapping(self, file: YamlFile, model: type, into: dict[str, Any], kind: str) -> None:
        """A file whose top level maps keys to items (sources, phrases asked for)."""
        if not isinstance(file.data, dict):
            return self._misshapen(file, kind, "映射：每项写成“键: {…}”")
        if file.spoilt_top:
            self._dataset.broken.add(f"{kind}:")
        self._note_incomplete(file, f"{kind}:")
        for key, raw in file.data.items():
            sound, _ = validated(file, (key,), key, Id, key, self._problems)
            if sound is None:
                self._dataset.broken.add(f"{kind}:")
            else:
                self._take(file, (key,), key, raw, model, into, kind)
        return None

    def take_list(self, file: YamlFile, model: type, into: dict[str, Any], kind: str) -> None:
        """A file whose top level is a list of items with an id (glossary, outline, updates)."""
        if not isinstance(file.data, list):
            return self._misshapen(file, kind, "列表：每项以“- id: …”开头")
        self._note_incomplete(file, f"{kind}:")
        for index, raw in enumerate(file.data):
            self._take(file, (index,), _id_of(raw), raw, model, into, kind)
        return None

    def take_texts(self, file: YamlFile) -> list[str]:
        """A file whose top level is a list of texts, each once."""
        if not isinstance(file.data, list):
            self._misshapen(file, "name", "列表：每行“- 名字”")
            return []
        lines: dict[str, int] = {}  # text → where it stands
        for n, raw in enumerate(file.data):
            text, line = validated(file, (n,), raw, str, f"[{n}]", self._problems)[0], file.line((n,))
            if text in lines:
                self._problems.add(file.name, line, text, f"写了两次，第 {lines[text]} 行已经有了")
            elif text is not None:
                lines[text] = line
        return list(lines)

    def _misshapen(self, file: YamlFile, kind: str, shape: str) -> None:
        """The whole file is broken, and with it every item of its kind that is not found."""
        self._dataset.broken.add(f"{kind}:")
        if file.readable:
            self._problems.add(file.name, 1, "", f"{'文件是空的' if file.data is None else '内容不对'}，应是{shape}")

    def _note_incomplete(self, file: YamlFile, name: str) -> None:
        if not file.complete:
            self._dataset.broken.note_incomplete(name, (file.name, file.length + 1))

    def _take(self, file: YamlFile, path: tuple, key: str, raw: Any, model: type, into: dict, kind: str) -> None:
        lines, broken = self._dataset.lines, self._dataset.broken
        if key in into:
            self._problems.add(
                file.name, file.line(path), key, "id 重复，{}:{} 已经有了".format(*lines[f"{kind}:{key}"])
            )
            broken.add(f"{kind}:")
            return
        item, wrong = None, set()
        if not file.is_spoilt(path):
            item, wrong = validated(file, path, raw, model, key, self._problems, self._horizon)
        if item is not None:
            into[key] = item
            lines.note(f"{kind}:{key}", file, path)
        else:
            whole = "id" in wrong or not key or not file.complete
            broken.add(f"{kind}:" if whole else f"{kind}:{key}")

    def take_file(self, file: YamlFile, model: type, key: str) -> tuple[Any, list[int]]:
        """A file with a head and, under `key`, a list of items; (the valid part, where its items stand in the list)."""
        prefix = Path(file.name).stem if key == "rows" else key
        raw = self._head(file, model, key)
        if raw is None:
            self._dataset.broken.add(prefix)
            return None, []
        self._note_incomplete(file, prefix)
        shape = model.model_fields[key].annotation.__args__[0]
        valid = {index: self._item(file, index, item, shape, key, prefix) for index, item in enumerate(raw[key])}
        valid = {index: item for index, item in valid.items() if item is not None}
        content, _ = validated(file, (), {**raw, key: list(valid.values())}, model, "", self._problems, self._horizon)
        if content is None:
            self._dataset.broken.add(prefix)
        return content, list(valid)

    def _head(self, file: YamlFile, model: type, key: str) -> dict[str, Any] | None:
        """The known fields of the top level with a list under `key`; None, reported, where that is not to be had."""
        allowed = list(model.model_fields)
        if not isinstance(file.data, dict):
            if file.readable:
                state = "文件是空的" if file.data is None else "内容不对"
                self._problems.add(file.name, 1, "", f"{state}，顶层应是映射，键为 {'、'.join(allowed)}")
            return None
        absent = [field for field in allowed if field not in file.data]
        unknown = misspelt = False
        for field in file.data:
            if field not in allowed:
                meant = nearest_of(field, absent) or nearest_of(field, allowed)
                unknown, misspelt = True, misspelt or meant in absent
                hint = f"；是否想写 {meant}？" if meant else f"，应为 {'、'.join(allowed)} 之一"
                self._problems.add(file.name, file.line((field,)), field, f"未知的键{hint}")
        if misspelt or (unknown and key in absent) or file.spoilt_top:
            return None
        if not isinstance(items := file.data.get(key), list) or not items:
            state = f"缺少 {key}" if key in absent else f"{key} 应是列表，每项以“- id: …”开头，至少一项"
            self._problems.add(file.name, file.line((key,)), key, state)
            return None
        return {field: value for field, value in file.data.items() if field in allowed}

    def _item(self, file: YamlFile, index: int, raw: Any, shape: type, key: str, prefix: str) -> Any:
        """One item; None where it is broken. A row is kept without its broken cells."""
        identity, path = _id_of(raw), (key, index)
        where = f"{key}[{identity or index}]"
        item, wrong = None, set()
        if not file.is_spoilt(path):
            item, wrong = validated(file, path, raw, shape, where, self._problems, self._horizon)
        cells = wrong - set(Row.model_fields)
        if item is None and wrong and shape is Row and cells == wrong:
            kept = {field: value for field, value in raw.items() if field not in cells}
            item, _ = validated(file, path, kept, shape, where, self._problems, self._horizon)
            for cell in cells:
                self._dataset.broken.add(f"{prefix}/{identity}/{cell}")
        if item is None:
            whole = "id" in wrong or not identity or not file.complete
            self._dataset.broken.add(prefix if whole else f"{prefix}/{identity}")
        return item


def _id_of(raw: Any) -> str:
    """The id that an item gives itself; empty where it has none that could be one."""
    found = raw.get("id") if isinstance(raw, dict) else None
    return found if isinstance(found, str) else ""
