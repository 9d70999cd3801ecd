"""Diagrams from text: `data/diagrams/<name>.d2` → SVG, light and dark, by the D2 binary (no browser, no Node).

D2's output is cached by content in `.cache/diagrams/`, so that a second build costs nothing; the publish step writes
the same pictures into the site. The look is in `overrides/diagrams/`: `common.d2` and one file for each scheme.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from dataset.problems import Problems

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
# Drawn at this width in the text column, the 16-pixel labels stay readable.
WIDEST = 960
_SIZE = re.compile(r'<svg[^>]*?viewBox="[\d.-]+ [\d.-]+ ([\d.]+) ([\d.]+)"')
# D2 embeds Latin typefaces; the labels are Han, so the reader's own typefaces take their place (as in tokens.css).
_EMBEDDED = re.compile(r"@font-face \{[^}]*\}\n?")
_FAMILY = re.compile(r'font-family: "[^"]*-font-(regular|bold|italic|semibold|mono[^"]*)"')
_HAN = '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", system-ui, sans-serif'
_FACES = {"bold": "; font-weight: 600", "semibold": "; font-weight: 600", "italic": "; font-style: italic"}
_MESSAGE = re.compile(r"^(?:err: )?(?:failed to compile -: )?(?:-:(?P<line>\d+):\d+: )?(?P<text>.+)$")


class DiagramError(ValueError):
    """The diagram's source is wrong at `line` (0: as a whole)."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


def render(source: Path, scheme: str) -> bytes:
    """The SVG of one diagram in one scheme; DiagramError for a bad source."""
    root = source.parents[2]
    style = "".join(
        (root / "overrides" / "diagrams" / f"{name}.d2").read_text(encoding="utf-8") for name in ("common", scheme)
    )
    text = style + source.read_text(encoding="utf-8")
    key = hashlib.sha256(" ".join((*_OPTIONS, text)).encode()).hexdigest()[:24]
    cached = root / ".cache" / "diagrams" / f"{key}.svg"
    if not cached.exists():
        cached.parent.mkdir(parents=True, exist_ok=True)
        part = cached.with_suffix(f".{os.getpid()}")  # another build may be reading
        part.write_bytes(_run(text, style.count("\n")))
        part.replace(cached)
    return _finish(cached.read_text(encoding="utf-8")).encode()


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
    result = subprocess.run(
        [_BINARY, *_OPTIONS, "-", "-"], input=text.encode(), capture_output=True, timeout=60, check=False
    )
    if result.returncode:
        message = _MESSAGE.match(result.stderr.decode().strip().splitlines()[-1])
        raise DiagramError(f"画不出来：{message['text']}", max(int(message["line"] or 0) - style_lines, 0))
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
        raise DiagramError(f"宽 {width} 像素，超过 {WIDEST}；改用 direction: down，或缩短标签")
    return width, height


def names(root: Path) -> list[str]:
    """All diagrams of the project."""
    return sorted(path.stem for path in (root / "data" / "diagrams").glob("*.d2"))


def write_diagrams(root: Path, site: Path, problems: Problems) -> None:
    """Write the pictures that `figure()` refers to into `site`; bad sources go to `problems`."""
    folder = site / "assets" / "diagrams"
    folder.mkdir(parents=True, exist_ok=True)
    for name in names(root):
        source = root / "data" / "diagrams" / f"{name}.d2"
        for scheme in SCHEMES:
            try:
                (folder / f"{name}-{scheme}.svg").write_bytes(render(source, scheme))
            except DiagramError as error:
                problems.add(f"data/diagrams/{source.name}", error.line, "", str(error))
