"""What the source of a diagram may say: boxes, arrows and words, nothing that reads other files or leads elsewhere."""

from __future__ import annotations

import re

from dataset.problems import nearest
from dataset.textfile import invisible

_MOST_LINES, _MOST_ARROWS, _LONGEST_LINE = 300, 150, 1000
_QUOTED = re.compile(r"\"(?:\\.|[^\"\\])*\"|'(?:''|[^'])*'")
_ARROW = re.compile(r"<?-+>|<-+|--+")
_CLASS = re.compile(r"(?:^|[\s.;{])class\s*:\s*([^\s;}]+)")
_KEY = r"(?:^|[\s.;{{])[\"']?(?:{})[\"']?\s*:"
_REFUSED = (
    (re.compile(_KEY.format("icon")), "不用 icon：图标会把别的文件装进图里；用 shape 和文字"),
    (re.compile(_KEY.format("link")), "不用 link：图里不放链接；写在图外的正文里"),
    (re.compile(r"(?:^|[:;{\[])\s*(?:\.\.\.)?@"), "不用 @ 引入别的文件：把内容写在这里"),
    (re.compile(r"(?:^|[:;{])\s*\|"), "不用 |md、|latex 这样的文字块：写一行文字，换行用 \\n"),
    (re.compile(_KEY.format("vars|classes|font-size")), "不在这里改外观：颜色、字号和类写在 data/diagrams/theme/"),
    (re.compile(_KEY.format("layers|scenarios|steps")), "一个文件只画一张图，不用 layers、scenarios、steps"),
    (re.compile(r"\*\*|\*\s*(?:<?-+>?)|(?:-+>?)\s*\*"), "不用 * 一次连许多线：逐条写出来"),
)


def refused(text: str, classes: list[str]) -> tuple[int, str] | None:
    """(line, what is wrong) of the first thing in `text` that may not be drawn; `classes` are those of the theme."""
    for line, character in invisible(text).items():
        return line, f"有看不见的控制字符 {character}；删去"
    if not text.strip():
        return 1, "图是空的"
    lines = text.split("\n")
    if len(lines) > _MOST_LINES:
        return _MOST_LINES + 1, f"有 {len(lines)} 行，超过 {_MOST_LINES}；拆成几张图"
    arrows = 0
    for number, line in enumerate(lines, 1):
        if len(line) > _LONGEST_LINE:
            return number, f"这一行有 {len(line)} 个字符，超过 {_LONGEST_LINE}"
        bare = _bare(line)
        if why := next((message for pattern, message in _REFUSED if pattern.search(bare)), ""):
            return number, why
        if unknown := next((name for name in _CLASS.findall(bare) if name not in classes), ""):
            return number, f"没有类 {unknown}，可用 {'、'.join(classes)}{nearest(unknown, classes)}"
        arrows += len(_ARROW.findall(bare))
        if arrows > _MOST_ARROWS:
            return number, f"连线超过 {_MOST_ARROWS} 条；拆成几张图"
    return None


def _bare(line: str) -> str:
    """A line without comment and without the words of its labels, which are free; a quoted key is no label."""
    parts, end = [], 0
    for match in _QUOTED.finditer(line):
        is_key = line[match.end() :].lstrip().startswith(":")
        parts += [line[end : match.start()], match[0] if is_key else '""']
        end = match.end()
    return re.sub(r"(?:^|\s)#.*", "", "".join([*parts, line[end:]]))
