"""Permanent addresses: `/sections.json` from the built pages, held against the register `data/anchors.yml`.

A published id never vanishes: it is live on a page, moved (`state: moved`, `target: page.md#id`), or retired
(`state: retired`, `target`, `reason`). `make anchors` enters new ids; `make release` keeps the list of what has been
published, `data/anchors.released.txt`, which the register may never fall short of.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from dataset.addresses import page_url
from dataset.problems import Problems, nearest

from .anchors import Anchor

Register = dict[str, dict[str, Any]]
_STATES = {
    "live": {"page", "title"},
    "moved": {"page", "title", "target"},
    "retired": {"page", "title", "target", "reason"},
}


def read_register(path: Path) -> Register:
    return (
        (yaml.load(path.read_text(encoding="utf-8"), getattr(yaml, "CSafeLoader", yaml.SafeLoader)) or {})
        if path.exists()
        else {}
    )


def write_sections(anchors: list[Anchor], register: Register, site: Path) -> None:
    """`/sections.json`: the register as other programs read it; what has moved or retired leads to its target."""
    live = {anchor.id: anchor for anchor in anchors}
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
    for identity, entry, target in gone(register, live):
        entries.append(
            {
                "id": identity,
                "state": entry["state"],
                "title": entry["title"],
                "page": entry["page"],
                "url": target.url,
                "short": f"s/{identity}/",
            }
        )
        if reason := entry.get("reason"):
            entries[-1]["reason"] = reason
    (site / "sections.json").write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def gone(register: Register, live: dict[str, Anchor]) -> Iterator[tuple[str, dict[str, Any], Anchor]]:
    """(id, entry, where to read on) for every id that is no longer live."""
    for identity, entry in register.items():
        target = live.get(entry.get("target", "").split("#")[-1])
        if entry.get("state", "live") != "live" and identity not in live and target is not None:
            yield identity, entry, target


def check_register(anchors: list[Anchor], data: Path, problems: Problems) -> None:
    """The site holds what `data/anchors.yml` promises, the register holds what was released, and nothing is unregistered."""
    register, name = read_register(data / "anchors.yml"), f"{data.name}/anchors.yml"
    live = {anchor.id: anchor for anchor in anchors}
    for identity, message in _complaints(register, live, released(data)):
        problems.add(name, 0, identity, message)
    # Only once all else is right: a page with mistakes may show ids that are mistakes, too.
    for identity in () if problems else live:
        if identity not in register:
            problems.add(name, 0, identity, "新的 id 还没有登记；运行 make anchors")


def _complaints(register: Register, live: dict[str, Anchor], released_ids: list[str]) -> Iterator[tuple[str, str]]:
    for identity in released_ids:
        if identity not in register:
            yield identity, "上一版发布过的 id 从登记里消失了；恢复这一条，或登记为 moved、retired"
    for identity, entry in register.items():
        state, target = entry.get("state", "live"), entry.get("target", "").split("#")[-1]
        if state not in _STATES:
            yield identity, f"state 应为 live、moved、retired 之一，不是“{state}”"
        elif missing := sorted(_STATES[state] - set(entry)):
            yield identity, f"{state} 要写 {'、'.join(missing)}"
        elif state == "live" and identity not in live:
            hint = nearest(identity, set(live) - set(register))
            yield identity, f"已发布的 id 从 {entry['page']} 消失了；恢复它，或登记为 moved、retired 并写 target{hint}"
        elif state == "live" and entry["page"] != live[identity].page:
            yield identity, f"登记在 {entry['page'] or '/'}，现在却在 {live[identity].page or '/'}"
        elif state != "live" and identity in live:
            yield identity, f"登记为 {state}，页面上却还有这个 id"
        elif state != "live" and register.get(target, {}).get("state", "live") != "live":
            yield (
                identity,
                f"target {target} 自己也是 {register[target]['state']}；直接指向 {register[target].get('target')}",
            )
        elif state != "live" and target not in live:
            yield identity, f"target {entry['target']} 不是现存的 id{nearest(target, live)}"
        elif state != "live" and page_url(entry["target"]) != live[target].url:
            yield identity, f"target 写成 {entry['target']}，那个 id 却在 {live[target].url}"


def released(data: Path) -> list[str]:
    """The ids of the last release."""
    path = data / "anchors.released.txt"
    return path.read_text(encoding="utf-8").split() if path.exists() else []
