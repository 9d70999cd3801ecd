"""Permanent addresses: the register `data/anchors.yml`, and `/sections.json` for other programs.

The register holds what has been released, one sorted line an id: `ai-chips: foundations/` where it lives; for what is no
longer on its page, `old: {state: moved, page: foundations/, target: foundations.md#new, title: …}`, or `state: retired`
with a `reason`. `make release` enters the ids of a release; until then an id may change freely.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from dataset.paths import ID_RULE, is_id, is_path
from dataset.problems import Problems
from dataset.validation import validated
from dataset.yamlfile import YamlFile, read_yaml

from .anchors import Anchor

_LIVE = "写成 id: 页的地址，如 foundations/（首页是 /）；搬走或撤下的写成 {state: …, page: …, target: …, title: …}"


def page_of(text: str) -> str:
    """The URL of a page as the register writes it, relative to the site's root; ValueError for anything else."""
    if text != "/" and not (text.endswith("/") and is_path(text)):
        raise ValueError(f"“{text}”不是页的地址；写成 foundations/ 的样子，首页是 /")
    return text.removeprefix("/")


def _target(text: str) -> str:
    page, _, identity = text.partition("#")
    if not (page.endswith(".md") and is_path(page) and is_id(identity)):
        raise ValueError(f"“{text}”不是去处；写成 页.md#id")
    return text


class Gone(BaseModel):
    """An id that is no longer where it was released."""

    model_config = ConfigDict(extra="forbid")
    state: Literal["moved", "retired"]
    page: Annotated[str, AfterValidator(page_of)]
    target: Annotated[str, AfterValidator(_target)]
    title: str = Field(min_length=1)
    reason: str | None = Field(None, min_length=1)

    @model_validator(mode="after")
    def _say_why(self) -> Gone:
        if (self.state == "retired") != (self.reason is not None):
            raise ValueError(
                "retired 要写 reason" if self.state == "retired" else "moved 不写 reason；撤下的写 retired"
            )
        return self

    @property
    def target_id(self) -> str:
        return self.target.partition("#")[2]


@dataclass
class Register:
    """What was released: `live` maps ids to the URL of their page; `lines` tells where each stands in the file `name`."""

    name: str = "data/anchors.yml"
    live: dict[str, str] = field(default_factory=dict)
    gone: dict[str, Gone] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    def __contains__(self, identity: str) -> bool:
        return identity in self.live or identity in self.gone


def read_register(data: Path, problems: Problems) -> Register:
    """The register of the project whose data is in `data`; entries that say nothing sound are reported and left out."""
    path, register = data / "anchors.yml", Register(f"{data.name}/anchors.yml")
    if not path.exists():
        problems.add(register.name, 0, "", "没有这个文件：它登记已发布的地址；还没有发布过的，放一个空文件")
        return register
    file = read_yaml(path, register.name, problems)
    if file.readable and file.data is not None and not isinstance(file.data, dict):
        problems.add(file.name, 1, "", f"应是一行一个 id；{_LIVE}")
    elif file.data:
        for identity, raw in file.data.items():
            _enter(register, identity, raw, file, problems)
    return register


def _enter(register: Register, identity: str, raw: Any, file: YamlFile, problems: Problems) -> None:
    line = register.lines[identity] = file.line((identity,))
    if file.is_spoilt((identity,)):
        return
    if not is_id(identity):
        problems.add(file.name, line, identity, ID_RULE)
    elif isinstance(raw, dict) and "state" in raw:
        entry, _ = validated(file, (identity,), raw, Gone, identity, problems)
        if entry is not None:
            register.gone[identity] = entry
    elif isinstance(raw, str):
        try:
            register.live[identity] = page_of(raw)
        except ValueError as error:
            problems.add(file.name, line, identity, str(error))
    else:
        problems.add(file.name, line, identity, _LIVE)


def gone(register: Register, live: dict[str, Anchor]) -> Iterator[tuple[str, Gone, Anchor]]:
    """(id, entry, where to read on) for every id that is no longer live."""
    for identity, entry in register.gone.items():
        target = live.get(entry.target_id)
        if identity not in live and target is not None:
            yield identity, entry, target


def write_sections(anchors: list[Anchor], register: Register, site: Path) -> None:
    """`/sections.json`: every address of the site; what has moved or retired leads to its target."""
    entries: list[dict[str, Any]] = []
    for a in anchors:
        entry = {
            "id": a.id,
            "kind": a.kind,
            "number": a.number,
            "level": a.level,
            "title": a.title,
            "page": a.page,
            "url": a.url,
            "short": a.short,
        }
        entries.append({key: value for key, value in entry.items() if value != ""})
    for identity, entry, target in gone(register, {anchor.id: anchor for anchor in anchors}):
        head = {"id": identity, "state": entry.state, "title": entry.title, "page": entry.page}
        reason = {"reason": entry.reason} if entry.reason else {}
        entries.append({**head, "url": target.url, "short": f"s/{identity}/", **reason})
    (site / "sections.json").write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
