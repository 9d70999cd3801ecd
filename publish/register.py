"""Permanent addresses: `/sections.json` from the built pages, held against the register `data/anchors.yml`.

A published id never vanishes: it is live on a page, moved (`state: moved`, `target: page.md#id`), or retired
(`state: retired`, `target`, `reason`). New ids are entered by `make anchors`.
"""

from __future__ import annotations

import json
import re
import sys
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import yaml

from macros.headings import NUMBER
from macros.problems import Problems, nearest

from .pages import Page, read_pages

_GENERATED = re.compile(r"^references-")


@dataclass(frozen=True)
class Anchor:
    """Something on the site with an address of its own."""

    id: str
    kind: str  # heading, table, figure, claim, row, term
    number: str
    level: int
    title: str
    page: str  # url of the page, relative to the site's root
    url: str


def read_anchors(pages: list[Page]) -> list[Anchor]:
    """All anchors of the built site in reading order."""
    found: dict[str, Anchor] = {}
    for page in pages:
        for node in page.tree.css("article [id]"):
            identity = node.attributes["id"] or ""
            kind = _kind(identity, node.tag)
            if not kind or identity in found:
                continue
            title = _title(kind, node)
            number = NUMBER.match(title) if kind == "heading" else None
            level = int(node.tag[1]) if kind == "heading" else 0
            found[identity] = Anchor(identity, kind, number[1] if number else "", level, title, page.url, f"{page.url}#{identity}")
    return list(found.values())


def _kind(identity: str, tag: str) -> str:
    if tag in {"h1", "h2", "h3", "h4"}:
        return "" if _GENERATED.match(identity) else "heading"
    for prefix, kind in (("tbl-", "table"), ("fig-", "figure"), ("claim-", "claim"), ("row-", "row"), ("term-", "term")):
        if identity.startswith(prefix) and not identity.endswith(("-caption", "-says")):
            return kind
    return ""


def _title(kind: str, node) -> str:
    part = {"table": "caption", "figure": "figcaption", "claim": ".claim__title", "row": "th[scope=row]"}.get(kind)
    source = node.css_first(part) if part else node
    text = (source or node).text(deep=True).replace("¶", "")
    return re.sub(r"\s+", " ", text).strip()


def write_sections(anchors: list[Anchor], site: Path) -> None:
    """`/sections.json`: the register as other programs read it."""
    entries = [{k: v for k, v in asdict(a).items() if v != ""} for a in anchors]
    (site / "sections.json").write_text(json.dumps(entries, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def check_register(anchors: list[Anchor], register: Path, problems: Problems) -> None:
    """The site holds what the register promises, and nothing that is not registered."""
    entries = yaml.safe_load(register.read_text(encoding="utf-8")) or {} if register.exists() else {}
    live = {anchor.id: anchor for anchor in anchors}
    name = f"data/{register.name}"
    for identity, entry in entries.items():
        state = entry.get("state", "live")
        if state == "live" and identity not in live:
            problems.add(name, 0, identity, f"已发布的 id 从 {entry['page']} 消失了；恢复它，或登记为 moved、retired 并写 target{nearest(identity, set(live) - set(entries))}")
        elif state == "live" and entry["page"] != live[identity].page:
            problems.add(name, 0, identity, f"登记在 {entry['page'] or '/'}，现在却在 {live[identity].page or '/'}")
        elif state != "live" and (target := entry.get("target", "")).split("#")[-1] not in live:
            problems.add(name, 0, identity, f"target {target} 不是现存的 id{nearest(target.split('#')[-1], live)}")
    # Only once all else is right: a page with mistakes may show ids that are mistakes, too.
    for identity in () if problems else live:
        if identity not in entries:
            problems.add(name, 0, identity, "新的 id 还没有登记；运行 make anchors")


def propose(anchors: list[Anchor], register: Path) -> int:
    """Add new ids to the register, keep what is there; returns how many are new."""
    entries = yaml.safe_load(register.read_text(encoding="utf-8")) or {} if register.exists() else {}
    today, new = date.today().isoformat(), 0
    for anchor in anchors:
        if anchor.id not in entries:
            entries[anchor.id] = {"page": anchor.page, "title": anchor.title, "since": today}
            new += 1
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in entries.items()]
    head = "# 永久地址登记：id → 页、标题、首次发布日；state 不写即 live，另有 moved、retired（要写 target 与 reason）。\n# 由 make anchors 增补；已发布的 id 不删不改。\n"
    register.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return new


if __name__ == "__main__":
    built = read_anchors(read_pages(Path(sys.argv[1]), Path("docs")))
    print("新登记", propose(built, Path("data/anchors.yml")), "个 id")
