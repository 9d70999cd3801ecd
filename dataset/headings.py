"""The headings of all pages: number, title, id, line. Cross references and the register are made from them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .problems import Problems

_HEADING = re.compile(r"^(#{1,6})\s+(?P<text>.*?)\s*(?:\{\s*(?P<attributes>[^}]*)\})?\s*$")
_ID = re.compile(r"#([\w.-]+)")
# “1.2.3 …” anywhere, “1 …” for a chapter; “1 PB …” and “2024 年…” are no numbers.
NUMBER = re.compile(r"^(\d+(?:\.\d+)+|[1-9](?= [\u4e00-\u9fff]))\s+")
_FENCE = re.compile(r"^\s*(```|~~~)")
_GOOD_ID = re.compile(r"^[a-z][a-z0-9.-]*$")


@dataclass(frozen=True)
class Heading:
    """A heading with a permanent address; `number` is empty where the outline gives none."""

    id: str
    number: str
    title: str
    level: int
    page: str
    line: int

    @property
    def label(self) -> str:
        return f"{self.number} {self.title}".strip()


def read_headings(docs: Path, problems: Problems) -> dict[str, Heading]:
    """All h1–h4 of the pages under `docs`, by id; missing, bad and repeated ids become problems."""
    found: dict[str, Heading] = {}
    for path in sorted(docs.rglob("*.md")):
        page = path.relative_to(docs).as_posix()
        name, fenced = f"{docs.name}/{page}", False
        for line, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if _FENCE.match(text):
                fenced = not fenced
            match = None if fenced else _HEADING.match(text)
            if not match or len(match[1]) > 4:
                continue
            heading_id = _ID.search(match["attributes"] or "")
            if heading_id is None:
                problems.add(
                    name, line, match["text"], "标题没有 id；在行末写 { #有含义的-英文-id }，左花括号后要有空格"
                )
                continue
            if not _GOOD_ID.match(heading_id[1]):
                problems.add(name, line, heading_id[1], "id 只用小写字母、数字、连字符和点，以字母开头")
            if (known := found.get(heading_id[1])) is not None:
                problems.add(
                    name, line, heading_id[1], f"id 重复，docs/{known.page}:{known.line} 已经有了；id 全站唯一"
                )
                continue
            number = NUMBER.match(match["text"])
            title = match["text"][number.end() :] if number else match["text"]
            found[heading_id[1]] = Heading(heading_id[1], number[1] if number else "", title, len(match[1]), page, line)
    return found
