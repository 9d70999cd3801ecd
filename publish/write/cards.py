"""Share cards, 1200×630: one for each page and each numbered section, drawn with the site's colours and Noto Sans CJK.

Drawn without network and with the fonts of a locked package, so the same content gives the same bytes; kept in
`.cache/cards` under a key of all that decides what they look like.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path

import manimgx_fonts_cjk
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
_FONT = Path(manimgx_fonts_cjk.__file__).with_name("NotoSansCJK-VF.otf.ttc")
_SIMPLIFIED = 2  # the face of the collection with the forms of mainland China
_LEFT, _RIGHT, _BOTTOM = 88, 1112, 566
# From overrides/assets/stylesheets/tokens.css.
_PAPER, _INK, _SOFT, _RULE, _ACCENT, _STRONG = "#ffffff", "#1d2629", "#4b585c", "#d9e0df", "#14606b", "#0b444d"
_WORDS = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+/’'-]*|.")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−")  # the font has no exponents beyond 3
_NOT_FIRST = set("，。、；：？！）》”’」』…—·%％,.;:?!)]")
_COLOURS = 24  # enough for the edges of the letters


@dataclass(frozen=True)
class Card:
    """What a card says; `figure` is (value, what it is) or empty."""

    chapter: str
    number: str
    title: str
    site: str
    figure: tuple[str, str] | tuple[()] = ()


@cache
def font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    face = ImageFont.truetype(_FONT, size, index=_SIMPLIFIED)
    face.set_variation_by_axes([weight])
    return face


def write_card(card: Card, path: Path, store: Path) -> bool:
    """Write the card to `path`, from `store` if it has been drawn before; says whether it had to be drawn."""
    kept = store / f"{_key(card)}.png"
    drawn = not kept.exists()
    if drawn:
        store.mkdir(parents=True, exist_ok=True)
        part = kept.with_suffix(f".{os.getpid()}")  # a build that is killed leaves no half card
        part.write_bytes(encode(draw(card)))
        part.replace(kept)
    path.write_bytes(kept.read_bytes())
    return drawn


def _key(card: Card) -> str:
    return hashlib.sha256(json.dumps([asdict(card), _recipe()], ensure_ascii=False).encode()).hexdigest()[:32]


@cache
def _recipe() -> list[str]:
    """What else decides how a card looks: this file, the drawing library, the font."""
    return [Path(__file__).read_text(encoding="utf-8"), version("pillow"), version("manimgx-fonts-cjk")]


def encode(image: Image.Image) -> bytes:
    """The picture as a small PNG."""
    out = io.BytesIO()
    few = image.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(out, "PNG", compress_level=8)
    return out.getvalue()


def draw(card: Card) -> Image.Image:
    image = Image.new("RGB", SIZE, _PAPER)
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 24, SIZE[1]), fill=_ACCENT)
    if card.chapter:
        pen.text((_LEFT, 64), card.chapter, font=font(30, 500), fill=_SOFT, anchor="ls")
    top = 172
    if card.number:
        pen.text((_LEFT, 164), card.number, font=font(58, 700), fill=_ACCENT, anchor="ls")
        top = 246
    size = 62 if len(list(wrapped(card.title, font(62, 700), _RIGHT - _LEFT))) <= 2 else 50
    for line in fitted(card.title, font(size, 700), _RIGHT - _LEFT, 3):
        pen.text((_LEFT, top), line, font=font(size, 700), fill=_INK, anchor="ls")
        top += round(size * 1.36)
    if card.figure:
        _draw_figure(pen, *card.figure)
    pen.line((_LEFT, 528, _RIGHT, 528), fill=_RULE, width=2)
    pen.text((_LEFT, _BOTTOM + 14), card.site, font=font(30, 600), fill=_ACCENT, anchor="ls")
    return image


def _draw_figure(pen: ImageDraw.ImageDraw, value: str, label: str) -> None:
    """The figure with its label beside it, or below where both are long."""
    small, start = font(28, 400), _LEFT
    for run, size, lift in runs(value, 54):
        pen.text((start, 494 - lift), run, font=font(size, 700), fill=_STRONG, anchor="ls")
        start += round(font(size, 700).getlength(run))
    start += 28
    for n, line in enumerate(reversed(fitted(label, small, max(_RIGHT - start, 0), 2))):
        pen.text((start, 494 - 38 * n), line, font=small, fill=_SOFT, anchor="ls")


def runs(text: str, size: int) -> Iterator[tuple[str, int, int]]:
    """(text, size, lift) of what stands on the line and of its exponents."""
    for part in re.findall(r"[⁰¹²³⁴-⁹⁻]+|[^⁰¹²³⁴-⁹⁻]+", text):
        raised = part.translate(_RAISED)
        yield (part, size, 0) if raised == part else (raised, size * 3 // 5, size * 2 // 5)


def wrapped(text: str, face: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """Lines no wider than `width`; words stay whole, and no line begins with a closing mark."""
    line = ""
    for word in _WORDS.findall(text):
        if line and face.getlength(line + word) > width and word not in _NOT_FIRST:
            yield line.rstrip()
            line = word.lstrip()
        else:
            line += word
    if line:
        yield line


def fitted(text: str, face: ImageFont.FreeTypeFont, width: int, most: int) -> list[str]:
    """At most `most` lines; what is left out is marked."""
    lines = list(wrapped(text, face, width))
    if len(lines) > most:
        lines = lines[:most]
        while lines[-1] and face.getlength(lines[-1] + "…") > width:
            lines[-1] = lines[-1][:-1]
        lines[-1] += "…"
    return lines
