"""`python -m publish.make_anchors <site>` enters new ids into the register; `--release` keeps what is registered as published."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from .anchors import Anchor, read_anchors
from .items import items_file, load
from .pages import read_pages
from .register import read_register, released

_HEAD = """\
# 永久地址登记：id → 页、标题、首次发布日；state 不写即 live，另有 moved（要写 target）、retired（要写 target 与 reason）。
# target 写成 页.md#id，必须是现存的 id。由 make anchors 增补；已发布的 id 不删不改。
"""


def propose(anchors: list[Anchor], path: Path, today: str) -> int:
    """Enter new ids into the register and bring the titles of live ones up to date; returns how many are new."""
    register, new = read_register(path), 0
    for anchor in anchors:
        new += anchor.id not in register
        register.setdefault(anchor.id, {"page": anchor.page, "title": anchor.title, "since": today})["title"] = (
            anchor.title
        )
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in register.items()]
    path.write_text(_HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    return new


def release(data: Path) -> int:
    """Keep the ids that are registered now as those of a release; those of earlier releases stay."""
    ids = sorted({*released(data), *read_register(data / "anchors.yml")})
    (data / "anchors.released.txt").write_text("\n".join(ids) + "\n", encoding="utf-8")
    return len(ids)


def main() -> None:
    data = Path("data")
    if sys.argv[1:] == ["--release"]:
        print("发布过的 id 共", release(data), "个")
    else:
        built = read_anchors(read_pages(site := Path(sys.argv[1]), Path("docs")), load(items_file(site)))
        print("新登记", propose(built, data / "anchors.yml", date.today().isoformat()), "个 id")


if __name__ == "__main__":
    main()
