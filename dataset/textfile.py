"""Text files that people write: UTF-8, without characters that no reader can see."""

from __future__ import annotations

import re
from pathlib import Path

from .problems import Problems

# Control characters, invisible spaces and joiners, and those that turn the direction of writing (they let a text
# look other than it is); U+FFFD is what a wrong conversion leaves behind.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\ufff9-\ufffd\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)


def read_text(path: Path, name: str, problems: Problems) -> str | None:
    """The text of a file (a byte order mark is dropped); None, with a problem under `name`, where it cannot be read."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        problems.add(name, 0, "", "链接指向的文件不存在" if path.is_symlink() else "没有这个文件")
    except IsADirectoryError:
        problems.add(name, 0, "", "这里应是文件，却是文件夹")
    except OSError as error:
        problems.add(name, 0, "", f"读不了这个文件：{error.strerror}")
    else:
        return _decoded(content, name, problems)
    return None


def _decoded(content: bytes, name: str, problems: Problems) -> str | None:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        problems.add(name, 1, "", "文件是 UTF-16 编码；在编辑器里另存为 UTF-8")
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line, cut = content.count(b"\n", 0, error.start) + 1, error.reason == "unexpected end of data"
        problem = "文件不完整：末尾断在一个字的中间" if cut else "不是 UTF-8 编码（可能是 GBK）；在编辑器里另存为 UTF-8"
        problems.add(name, line, "", problem)
        return None
    return text


def invisible(text: str) -> dict[int, str]:
    """Line → the first forbidden character there, as U+202E."""
    found: dict[int, str] = {}
    for match in INVISIBLE.finditer(text):
        found.setdefault(text.count("\n", 0, match.start()) + 1, f"U+{ord(match[0]):04X}")
    return found
