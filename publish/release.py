"""`python -m publish.release [site]`: what the built site holds is released from now on, and entered into `data/anchors.yml`."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from pathlib import Path

import yaml

from dataset.problems import Problems

from .check.promises import check_register
from .redirects import read_redirects
from .register import Gone, Register, read_register

_HEAD = """\
# 永久地址登记：已发布的 id，一行一个，按字母排；由 make release 增补，不删不改。
# 还在的写 id: 页（首页是 /）。改了名、搬了家的写 id: {state: moved, page: 原来的页, target: 页.md#id, title: 原来的标题}，
# 撤下的写 state: retired，并加 reason；target 必须是现存的 id。
"""


def enter(live: Mapping[str, str], register: Register) -> str:
    """The text of the register once the ids in `live` (id → URL of its page) are released."""
    entries: dict[str, str | Gone] = {**register.gone, **{identity: page or "/" for identity, page in live.items()}}
    return _HEAD + "".join(f"{_line(identity, entries[identity])}\n" for identity in sorted(entries))


def _line(identity: str, entry: str | Gone) -> str:
    if isinstance(entry, Gone):
        entry = {**entry.model_dump(exclude_none=True), "page": entry.page or "/"}
    text = yaml.safe_dump(
        {identity: entry}, default_flow_style=True, sort_keys=False, allow_unicode=True, width=sys.maxsize
    )
    return text.strip()[1:-1]


def release(site: Path, data: Path, problems: Problems) -> int:
    """Enter the ids of the built `site`; returns how many are new. Nothing is written where a promise is broken."""
    sections = json.loads((site / "sections.json").read_text(encoding="utf-8"))
    live = {entry["id"]: entry.get("page", "") for entry in sections if "state" not in entry}
    register, redirects = read_register(data, problems), read_redirects(data, problems)
    if not problems:
        check_register(live, register, redirects, problems)
    if problems:
        return 0
    part = data / "anchors.yml.part"
    part.write_text(enter(live, register), encoding="utf-8")
    part.replace(data / "anchors.yml")
    return sum(identity not in register for identity in live)


def main() -> int:
    site, problems = Path(sys.argv[1] if len(sys.argv) > 1 else "site"), Problems()
    if not (site / "sections.json").exists():
        print(f"{site}/ 里没有建好的网站；先 make build", file=sys.stderr)
        return 1
    new = release(site, Path("data"), problems)
    print(problems.report() if problems else f"新登记 {new} 个 id", file=sys.stderr if problems else sys.stdout)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
