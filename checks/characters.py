"""Characters that look right and are wrong: they come from scans and PDF files and break search and copying."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from dataset.textfile import INVISIBLE

_KINDS = (
    (re.compile("[\uf900-\ufaff\U0002f800-\U0002fa1f]"), "兼容汉字"),
    (re.compile("[\u2e80-\u2fdf]"), "部首字符"),
    (INVISIBLE, "看不见的字符"),
    (re.compile("[\ue000-\uf8ff]"), "私用区字符"),
    (re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]"), "全角字母或数字"),
)


def odd_characters(text: str) -> Iterator[tuple[int, str]]:
    """(line, description) of compatibility ideographs, Kangxi radicals, invisible and private-use characters."""
    for pattern, what in _KINDS:
        for match in pattern.finditer(text):
            name = f"{what} U+{ord(match[0]):04X} {unicodedata.name(match[0], '')}"
            yield text.count("\n", 0, match.start()) + 1, f"{name}，应为 {unicodedata.normalize('NFKC', match[0])!r}"
