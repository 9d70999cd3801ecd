"""What may not stand in a page, because Markdown would make something else of it than its writer meant, or something unsafe."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import unescape
from urllib.parse import unquote, urlsplit

from .page_text import Piece, blanked
from .textfile import invisible

_LONGEST_LINE, _DEEPEST, _LONGEST_PAGE = 4000, 8, 1_000_000
_SCHEMES = {"", "http", "https", "mailto"}
_MARKERS = re.compile(rf"^\s*(?:(?:[-*+>]|\d+\.)\s+){{{_DEEPEST},}}|^[>\s]{{0,40}}>(?:\s*>){{{_DEEPEST},}}")
_SWALLOWED = re.compile(r"^#{1,4} .*\{ #[a-z][^}]*\}\s*$|\n *(?:`{3,}|~{3,})\w", re.MULTILINE)
_LINK = re.compile(r"\]\(\s*<?([^)>\s]*)|^\s{0,3}\[[^]^][^]]*\]:\s*<?(\S+)")
_AUTOMATIC = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]*:[^>\s]*)>")
_HTML = re.compile(r"<(?:[A-Za-z][^>]*|[/!?][^>]*)>?")
_LEFTOVERS = (
    ("{{", "宏没有写完：看引号、括号，末尾是不是 }}"),
    ("}}", "多了 }}：前面没有 {{"),
    ("{#", "左花括号后要有空格：{ #id }"),
    ("{%", "页面里只写宏 {{ … }}，不写 {% … %}"),
    ("#}", "右花括号前要有空格：{ #id }"),
    ("%}", "页面里只写宏 {{ … }}，不写 {% … %}"),
)

Finding = tuple[int, str, str]  # line, where, message


def findings(found_pieces: Sequence[Piece]) -> list[Finding]:
    """What is wrong with the Markdown of a page, at most one finding a line."""
    text, prose = "".join(piece.text for piece in found_pieces), blanked(found_pieces)
    found: dict[int, Finding] = {}
    for finding in (
        *_whole(text),
        *_fences(found_pieces),
        *_lines(text.split("\n"), prose.split("\n")),
        *_paragraphs(prose),
    ):
        found.setdefault(finding[0], finding)
    return sorted(found.values())


def too_long(text: str) -> Finding | None:
    """A page or a line that nobody writes by hand and Markdown might never get through: nothing more is asked of it."""
    if len(text) > _LONGEST_PAGE:
        return 1, "", f"这一页有 {len(text)} 个字符，超过 {_LONGEST_PAGE}；分成几页"
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > _LONGEST_LINE:
            return number, "", f"这一行有 {len(line)} 个字符，超过 {_LONGEST_LINE}；分成几段"
    return None


def _whole(text: str) -> Iterator[Finding]:
    for line, character in invisible(text).items():
        yield line, "", f"有看不见的控制字符 {character}；删去"


def _fences(found_pieces: Sequence[Piece]) -> Iterator[Finding]:
    """Code that swallows what follows: a heading with an address stands in it, or the beginning of other code."""
    for piece in found_pieces:
        if piece.kind == "fence" and _SWALLOWED.search(piece.text):
            mark = piece.text.strip()[:3]
            yield piece.line, "", f"代码块没有结束：缺少单独一行的 {mark}（代码里要写 {mark}，就用更多的开头和结尾）"
            return


def _lines(lines: list[str], bare: list[str]) -> Iterator[Finding]:
    for number, line in enumerate(bare, 1):
        if re.match(r"\s*(```|~~~)", line):
            yield number, "", f"代码块没有结束：缺少单独一行的 {line.strip()[:3]}"
        elif "\t" in line:
            yield number, "", "有制表符；换成空格"
        elif _MARKERS.match(line):
            yield number, "", f"列表或引用嵌套超过 {_DEEPEST} 层"
        elif leftover := next((item for item in _LEFTOVERS if item[0] in line), None):
            yield number, leftover[0], leftover[1]
        elif number > 1 and _is_underlined(bare[number - 2], line):
            yield number - 1, lines[number - 2].strip()[:40], "标题写成 ## 标题 { #id }，不用下划线；分隔线的前面空一行"
        else:
            yield from _addresses(number, line)


def _is_underlined(above: str, line: str) -> bool:
    """Whether Markdown takes `line` for the underlining of a heading."""
    return bool(re.fullmatch(r"=+ *|-+ *", line) and above.strip() and "|" not in above)


def _addresses(number: int, line: str) -> Iterator[Finding]:
    """Addresses and HTML that lead out of what the site answers for."""
    for match in _LINK.finditer(line):
        target = unescape(match[1] or match[2] or "")
        if complaint := bad_address(target):
            yield number, target[:60], complaint
            return
    for match in _AUTOMATIC.finditer(line):
        if complaint := bad_address(match[1]):
            yield number, match[1][:60], complaint
            return
    if match := _HTML.search(re.sub(r"<[\w.+-]+@[\w.-]+>", "", _AUTOMATIC.sub("", line))):
        yield number, match[0][:40], "页面里不写 HTML；用 Markdown 或宏，要显示标记就放进 `…`"


def bad_address(target: str) -> str:
    """Why a page may not link to `target`; empty if it may."""
    try:
        scheme = urlsplit(unquote(target).strip()).scheme.lower()
    except ValueError:
        return "网址写得不对，读不懂"
    return "" if scheme in _SCHEMES else f"不能链接到 {scheme}: 地址；只用 https://、mailto: 或站内路径"


def _paragraphs(prose: str) -> Iterator[Finding]:
    """Brackets that open and never close: Markdown takes minutes over many of them."""
    line = 1
    for paragraph in re.split(r"(\n\s*\n)", prose):
        if paragraph.count("[") - paragraph.count("]") > _DEEPEST:
            yield line + paragraph[: paragraph.index("[")].count("\n"), "[", "许多 [ 没有对应的 ]"
        line += paragraph.count("\n")
