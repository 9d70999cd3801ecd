"""The headings of all pages: number, title, id, line. Cross references and the register are made from them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .page_files import PageFile
from .paths import ID_RULE, is_id
from .problems import Problems

_HEADING = re.compile(r"(?P<marks>#{1,6})\s+(?P<text>.*?)\s*(?:\{(?P<attributes>[^}]*)\})?\s*$")
# What Markdown takes for a heading, be it in a list, a quotation or a box.
_LIKE_HEADING = re.compile(r"(?P<before>\s*(?:(?:[-*+>]|\d+\.)\s+)*)(?P<marks>#{1,6})(?P<space>\s*)")
_LOWEST = 4  # level that has an address
# “1.2.3 …” anywhere, “1 …” for a chapter; “1 PB …” and “2024 年…” are no numbers.
NUMBER = re.compile(r"^(\d+(?:\.\d+)+|[1-9](?= [\u4e00-\u9fff]))\s+")


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


def read_headings(pages: Iterable[PageFile], problems: Problems) -> dict[str, Heading]:
    """All h1–h4 of the pages, by id; what is no proper heading, and missing, bad and repeated ids become problems.

    A page with such a mistake is no longer sound: what leads to its headings cannot be judged.
    """
    found: dict[str, Heading] = {}
    reported = problems.places()
    for page in pages:
        before = len(problems)
        for line, text, prose in page.lines:
            if not (match := _LIKE_HEADING.match(prose)):
                continue
            if complaint := _misfit(match, text):
                if (page.file, line) not in reported:
                    problems.add(page.file, line, *complaint)
            elif len(match["marks"]) <= _LOWEST:
                _take_in(page, line, text, found, problems)
        page.sound = page.sound and len(problems) == before
    return found


def _misfit(match: re.Match[str], text: str) -> tuple[str, str] | None:
    """(where, what is wrong) with a line that Markdown takes for a heading."""
    if match["before"] or not match["space"]:
        return text.strip()[:40], "标题写成 ## 标题 { #id }：# 前面什么也没有，后面有空格；不是标题就写 \\#"
    if len(match["marks"]) > _LOWEST:
        return None
    heading = _HEADING.match(text)
    title = (heading["text"] if heading else text.strip("# "))[:40]
    if heading is None or heading["attributes"] is None:
        return title, "标题没有 id；在行末写 { #有含义的-英文-id }，左花括号后要有空格"
    attributes = heading["attributes"].split()
    if len(attributes) != 1 or not attributes[0].startswith("#"):
        return title, f"花括号里只写一个 id：{{ #id }}，不是“{heading['attributes'].strip()}”"
    if not is_id(attributes[0][1:]):
        return attributes[0][1:], ID_RULE
    if not heading["text"]:
        return attributes[0][1:], "标题没有文字"
    return None


def _take_in(page: PageFile, line: int, text: str, found: dict[str, Heading], problems: Problems) -> None:
    heading = _HEADING.match(text)
    assert heading  # as _misfit has seen
    identity = heading["attributes"].strip()[1:]
    if (known := found.get(identity)) is not None:
        problems.add(page.file, line, identity, f"id 重复，docs/{known.page}:{known.line} 已经有了；id 全站唯一")
        return
    number = NUMBER.match(heading["text"])
    title = heading["text"][number.end() :] if number else heading["text"]
    level = len(heading["marks"])
    found[identity] = Heading(identity, number[1] if number else "", title, level, page.page, line)
