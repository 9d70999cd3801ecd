"""Diagrams from text: `data/diagrams/<name>.d2` → SVG, light and dark, by the D2 binary (no browser, no Node).

D2's output is cached by content in `.cache/diagrams/`, so that a second build costs nothing; the publish step writes
the same pictures into the site. The look is in `data/diagrams/theme/`: `common.d2` and one file for each scheme.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dataset.problems import Problems
from dataset.textfile import read_text

from .diagram_source import refused

SCHEMES = ("light", "dark")
_OPTIONS = (
    "--layout",
    "elk",
    "--pad",
    "8",
    "--omit-version",
    "--elk-nodeNodeBetweenLayers",
    "36",
    "--elk-edgeNodeBetweenLayers",
    "24",
    "--elk-padding",
    "[top=44,left=24,bottom=24,right=24]",
)
_BINARY = Path(sys.executable).with_name("d2")
_PATIENCE = 20  # seconds; the largest diagram here takes half a one
# What `refused` may have missed.
_FOREIGN = re.compile(rb"<image|<script|<foreignObject|<a[ >]|href=|javascript:", re.IGNORECASE)
# Drawn at this width in the text column, the 16-pixel labels stay readable.
WIDEST = 960
_SIZE = re.compile(r'<svg[^>]*?viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
# D2 embeds Latin typefaces; the labels are Han, so the reader's own typefaces take their place (as in tokens.css).
_EMBEDDED = re.compile(r"@font-face \{[^}]*\}\n?")
_FAMILY = re.compile(r'font-family: "[^"]*-font-(regular|bold|italic|semibold|mono[^"]*)"')
_HAN = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif'
_FACES = {"bold": "; font-weight: 600", "semibold": "; font-weight: 600", "italic": "; font-style: italic"}
_CLASS = re.compile(r"^  ([a-z-]+): \{", re.MULTILINE)
_MESSAGE = re.compile(r"^(?:err: )?(?:failed to compile -: )?(?:-:(?P<line>\d+):\d+: )?(?P<text>.+)$")


class DiagramError(ValueError):
    """The diagram's source is wrong at `line` (0: as a whole)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


class TooWide(DiagramError):
    """The picture cannot be read at the width of the text."""


def render(source: Path, scheme: str) -> bytes:
    """The SVG of one diagram in one scheme; DiagramError for a bad source."""
    root = source.parents[2]
    style = "".join((source.parent / "theme" / f"{name}.d2").read_text(encoding="utf-8") for name in ("common", scheme))
    text = style + _source(source, _CLASS.findall(style))
    key = hashlib.sha256(" ".join((*_OPTIONS, text)).encode()).hexdigest()[:24]
    cached = root / ".cache" / "diagrams" / f"{key}.svg"
    if not cached.exists():
        cached.parent.mkdir(parents=True, exist_ok=True)
        part = cached.with_suffix(f".{os.getpid()}")  # another build may be reading
        part.write_bytes(_run(text, style.count("\n")))
        part.replace(cached)
    return _finish(cached.read_text(encoding="utf-8")).encode()


def _source(path: Path, classes: list[str]) -> str:
    """The text of a diagram; DiagramError where it cannot be read or says what it may not."""
    unread = Problems()
    text = read_text(path, path.name, unread)
    for problem in unread:
        raise DiagramError(problem.message, problem.line)
    if complaint := refused(text or "", classes):
        raise DiagramError(complaint[1], complaint[0])
    return text or ""


def draw_ahead(root: Path) -> None:
    """Draw what is not in the cache, as many at once as there are processors; what is wrong is told where it is used."""

    def draw(name: str, scheme: str) -> None:
        with contextlib.suppress(DiagramError):
            render(root / "data" / "diagrams" / f"{name}.d2", scheme)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for name in names(root):
            for scheme in SCHEMES:
                pool.submit(draw, name, scheme)


def _run(text: str, style_lines: int) -> bytes:
    command = [_BINARY, *_OPTIONS, "-", "-"]
    try:
        result = subprocess.run(command, input=text.encode(), capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        raise DiagramError(f"画了 {_PATIENCE} 秒还没有画完；拆成几张图") from None
    except OSError as error:
        raise DiagramError(f"画图的程序 {_BINARY.name} 不能运行（{error.strerror}）；重新安装依赖") from None
    if result.returncode:
        matches = [_MESSAGE.match(line) for line in result.stderr.decode(errors="replace").strip().splitlines()]
        found = [match for match in matches if match]
        message = next((match for match in found if match["line"]), found[-1] if found else None)
        what, line = (message["text"], int(message["line"] or 0)) if message else ("原因不明", 0)
        raise DiagramError(f"画不出来：{what}", max(line - style_lines, 0))
    if _FOREIGN.search(result.stdout):
        raise DiagramError("图里有链接或装进来的文件；只画框、箭头和文字")
    return result.stdout


def _finish(svg: str) -> str:
    """The reader's typefaces; centred where the picture is given more room than it needs."""
    svg = _EMBEDDED.sub("", svg).replace("xMinYMin meet", "xMidYMid meet")
    return _FAMILY.sub(lambda face: f"font-family: {_HAN}{_FACES.get(face[1], '')}", svg)


def size(svg: bytes) -> tuple[int, int]:
    """(width, height) in CSS pixels, so that the page reserves the place; DiagramError where it is too wide to be read."""
    match = _SIZE.search(svg.decode())
    if match is None:
        raise DiagramError("SVG 没有尺寸")
    width, height = round(float(match[1])), round(float(match[2]))
    if width > WIDEST:
        raise TooWide(f"宽 {width} 像素，超过 {WIDEST}；改用 direction: down，或缩短标签")
    return width, height


def names(root: Path) -> list[str]:
    """All diagrams of the project."""
    return sorted(path.stem for path in (root / "data" / "diagrams").glob("*.d2"))


def check(root: Path, problems: Problems) -> None:
    """Draw all diagrams, also those that no page shows yet; bad sources go to `problems`."""
    for name in names(root):
        for _ in pictures(root, name, problems):
            pass


def pictures(root: Path, name: str, problems: Problems) -> Iterator[tuple[str, bytes]]:
    """(scheme, SVG) of a diagram, nothing more after the first mistake, which goes to `problems`."""
    for scheme in SCHEMES:
        source = root / "data" / "diagrams" / f"{name}.d2"
        try:
            svg = render(source, scheme)
            size(svg)
        except TooWide as error:
            lines = source.read_text(encoding="utf-8").split("\n")
            longest = max(range(len(lines)), key=lambda number: len(lines[number]))
            problems.add(f"data/diagrams/{name}.d2", longest + 1, "", f"{error}（这是最长的一行）")
            return
        except DiagramError as error:
            problems.add(f"data/diagrams/{name}.d2", error.line, "", str(error))
            return
        yield scheme, svg


def write_diagrams(root: Path, site: Path, problems: Problems) -> None:
    """Write the pictures that `figure()` refers to into `site`; bad sources go to `problems`."""
    folder = site / "assets" / "diagrams"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names(root):
        for scheme, svg in pictures(root, name, problems):
            (folder / f"{name}-{scheme}.svg").write_bytes(svg)
