"""The pages of `docs/` as they are written: read once, checked before any generator sees them."""

from __future__ import annotations

import functools
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from .addresses import page_url
from .page_rules import findings, too_long
from .page_text import Piece, blanked, pieces
from .problems import Problems, nearest
from .schema import Strict
from .textfile import read_text
from .validation import validated
from .yamlfile import YamlFile, parse_yaml

_FRONT = re.compile(r"---[ ]*\n(?P<yaml>(?:[^\n]*\S[^\n]*\n)*?)---[ ]*\n")
_LATER = re.compile(r"(?P<indent>\s*)(?:!!!|\?\?\?\+?)\s+later\b")
_META = re.compile(r"[ ]{0,3}[A-Za-z0-9_-]+:(?: |$)")


def _plain(value: str) -> str:
    if re.search(r"[{}<>]", value):
        raise ValueError("说明里不写花括号与尖括号")
    return value


_Line = Annotated[str, Field(min_length=1, max_length=400), AfterValidator(_plain)]


class Hero(Strict):
    """What the start page says at its top."""

    title: list[_Line]  # a line of it breaks only between these
    lead: _Line
    cite: _Line
    cite_page: _Line
    cite_anchor: _Line


class FrontMatter(Strict):
    """What a page may say of itself between the two lines `---` at its top."""

    description: _Line | None = None  # for search engines and previews
    title: _Line | None = None
    template: _Line | None = None  # a file of overrides/
    hero: Hero | None = None


@dataclass
class PageFile:
    """One page: its Markdown without the front matter. `sound` is false where something in it has been reported."""

    page: str  # under docs/, as in addresses: data/models.md
    file: str  # as messages name it
    text: str = ""
    first_line: int = 1  # of `text`
    sound: bool = True
    pieces: tuple[Piece, ...] = field(default=(), repr=False)

    @property
    def prose(self) -> str:
        """`text` with code and calls blanked out, so that lines and columns stay."""
        return blanked(self.pieces)

    @property
    def lines(self) -> Iterator[tuple[int, str, str]]:
        """(line in the file, what stands on it, the same without code and calls)."""
        texts = self.text.split("\n"), self.prose.split("\n")
        for number, (text, prose) in enumerate(zip(*texts, strict=True), self.first_line):
            yield number, text, prose

    @functools.cached_property
    def later(self) -> set[int]:
        """The lines (in the file) inside `!!! later` boxes."""
        found, inside = set(), None
        for number, text, prose in self.lines:
            if match := _LATER.match(prose):
                inside = len(match["indent"]) + 4
            elif inside and text.strip() and len(text) - len(text.lstrip()) < inside:
                inside = None
            if inside:
                found.add(number)
        return found


def read_pages(docs: Path, problems: Problems) -> dict[str, PageFile]:
    """All pages under `docs`; what a generator could not read, or would read otherwise than it is meant, becomes a problem."""
    found: dict[str, PageFile] = {}
    urls: dict[str, str] = {}
    for path, complaint in _files(docs.resolve()):
        page = path.relative_to(docs.resolve()).as_posix()
        found[page] = PageFile(page, f"{docs.name}/{page}")
        if complaint:
            problems.add(found[page].file, 0, "", complaint)
            found[page].sound = False
            continue
        _read(path, found[page], docs.parent / "overrides", problems)
        other = urls.setdefault(page_url(page), page)
        if other != page:
            problems.add(found[page].file, 1, "", f"与 {docs.name}/{other} 是同一个地址 {page_url(page)}；改名")
            found[page].sound = False
    return found


def _files(docs: Path) -> Iterator[tuple[Path, str]]:
    """(Markdown file below `docs`, nothing), and (whatever is no plain file, or leads out of it, why it is refused)."""
    found = (Path(folder, name) for folder, folders, files in os.walk(docs) for name in (*folders, *files))
    for path in sorted(found):
        if path.is_symlink() and (complaint := _link(path, docs)):
            yield path, complaint
        elif path.is_dir():
            if path.suffix == ".md":
                yield path, "名字以 .md 结尾的应是页面，这里却是文件夹；改名"
        elif not path.is_file():
            yield path, "不是普通文件；删去"
        elif path.suffix == ".md":
            yield path, ""


def _link(path: Path, docs: Path) -> str:
    """Why a symbolic link may not stand in `docs`."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: a link to itself
        return f"链接指向不存在的 {path.readlink()}；删去，或换成文件"
    if path.is_dir() or not target.is_relative_to(docs):
        return f"链接指向 {path.readlink()}，会把 docs/ 以外的内容发布出去；换成文件"
    return ""


def _read(path: Path, page: PageFile, overrides: Path, problems: Problems) -> None:
    before = len(problems)
    text = read_text(path, page.file, problems)
    long = too_long(text) if text else None
    if long:
        problems.add(page.file, *long)
    if text is None or long:
        page.sound = False
        return
    text = text.replace("\r\n", "\n")
    page.text, page.first_line = _without_front_matter(text, page.file, overrides, problems)
    page.pieces = tuple(pieces(page.text))
    if not page.text.strip():
        problems.add(page.file, 1, "", "这一页是空的；删去，或写上标题与正文")
    for line, where, message in findings(page.pieces):
        problems.add(page.file, line + page.first_line - 1, where, message)
    page.sound = len(problems) == before


def _without_front_matter(text: str, file: str, overrides: Path, problems: Problems) -> tuple[str, int]:
    """(the Markdown below the front matter, its first line)."""
    if not text.startswith("---"):
        if _META.match(text):
            problems.add(file, 1, "", "页面的说明写在开头两行 --- 之间")
        return text, 1
    match = _FRONT.match(text)
    if match is None:
        problems.add(file, 1, "", "开头的 --- 没有结束：说明之后要有单独一行 ---，中间不空行")
        return re.sub(r"\A(?:[^\n]*\S[^\n]*\n)+", "", text), text.split("\n\n")[0].count("\n") + 2
    front = parse_yaml("\n" + match["yaml"], file, problems)  # one line down, as in the file
    if front.readable:
        _check(front, overrides, problems)
    return text[match.end() :], match[0].count("\n") + 1


def _check(front: YamlFile, overrides: Path, problems: Problems) -> None:
    meta, _ = validated(front, (), front.data or {}, FrontMatter, "", problems)
    templates = sorted(path.name for path in overrides.glob("*.html") if path.name != "main.html")
    if meta and meta.template and meta.template not in templates:
        message = f"没有 overrides/{meta.template}，可用 {'、'.join(templates)}{nearest(meta.template, templates)}"
        problems.add(front.name, front.line(("template",)), "template", message)
