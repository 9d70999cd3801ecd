"""Characters that look right and are wrong: they come from scans and PDF files and break search and copying."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_INVISIBLE = {0x00AD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x2060, 0xFEFF, 0xFFFD}


def odd_characters(text: str) -> Iterator[tuple[int, str]]:
    """(line, description) of compatibility ideographs, Kangxi radicals, invisible and private-use characters."""
    for number, line in enumerate(text.splitlines(), 1):
        for character in line:
            if what := _what(ord(character)):
                yield (
                    number,
                    f"{what} U+{ord(character):04X} {unicodedata.name(character, '')}，应为 {unicodedata.normalize('NFKC', character)!r}",
                )


def _what(code: int) -> str:
    if 0xF900 <= code <= 0xFAFF or 0x2F800 <= code <= 0x2FA1F:
        return "兼容汉字"
    if 0x2E80 <= code <= 0x2FDF:
        return "部首字符"
    if code in _INVISIBLE:
        return "看不见的字符"
    if 0xE000 <= code <= 0xF8FF:
        return "私用区字符"
    if 0xFF10 <= code <= 0xFF19 or 0xFF21 <= code <= 0xFF5A:
        return "全角字母或数字"
    return ""
