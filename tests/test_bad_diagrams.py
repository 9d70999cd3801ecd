"""One mistake in a diagram is one message at its line; no diagram reads another file, leads elsewhere or hangs a build."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from dataset.problems import Problems
from publish.write import diagrams
from tests.conftest import ROOT

# What is put on the first line → what is said of it.
LINES = {
    "icon from the disk": ("zz: 图标 {icon: /etc/hostname}", "不用 icon"),
    "icon as a quoted key": ('"icon": /etc/hostname', "不用 icon"),
    "icon by a path of keys": ("zz.icon: https://example.org/a.png", "不用 icon"),
    "link to a script": ('zz: 链接 {link: "javascript:alert(1)"}', "不用 link"),
    "import": ("zz: @../../CITATION", "不用 @ 引入别的文件"),
    "import spread out": ("...@../../CITATION", "不用 @ 引入别的文件"),
    "block of Markdown": ("zz: |md # 题 |", "不用 |md、|latex"),
    "block of TeX": ("zz: |latex \\input{/etc/hostname} |", "不用 |md、|latex"),
    "settings": ("vars: {d2-config: {theme-id: 9999}}", "不在这里改外观"),
    "size of type": ("zz: 字 {style.font-size: 40}", "不在这里改外观"),
    "several boards": ("layers: {a: {b}}", "一个文件只画一张图"),
    "all to all": ("** -> **", "逐条写出来"),
    "unknown class": (
        "zz: 框 {class: corre}",
        "没有类 corre，可用 core、warn、outside、frame、row、note；是否想写 core？",
    ),
    "unknown shape": ("zz: 形 {shape: pentagram}", 'unknown shape "pentagram"'),
    "lost bracket": ("zz: 框 {class: row", "maps must be terminated with }"),
    "lost quote": ('zz: "没有写完', "must be terminated"),
    "arrow to nothing": ("zz ->", "connection missing destination"),
    "bidirectional character": ("zz: 正\u202e反", "看不见的控制字符 U+202E"),
    "long line": ("zz: " + "长" * 2000, "超过 1000"),
}
CONTENTS = {
    "GBK": ("a: 先".encode("gbk"), 1, "不是 UTF-8 编码"),
    "nothing": (b"", 1, "图是空的"),
    "too many arrows": (b"\n".join(b"a%d -> b%d" % (n, n * 7 % 199) for n in range(200)), 151, "连线超过 150 条"),
    "too many lines": (b"a\n" * 2000, 301, "超过 300；拆成几张图"),
    "too wide": (("a: " + "很宽的标签" * 40 + "\nb: 短").encode(), 1, "超过 960"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one diagram, `coze`."""
    for name in ("common", *diagrams.SCHEMES):
        style = Path("data/diagrams/theme") / f"{name}.d2"
        (tmp_path / style.parent).mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / style, tmp_path / style)
    shutil.copy(ROOT / "data" / "diagrams" / "coze.d2", tmp_path / "data" / "diagrams")
    return tmp_path


def complaint(project: Path) -> tuple[int, str]:
    start, problems = time.perf_counter(), Problems()
    diagrams.check(project, problems)
    assert time.perf_counter() - start < 5
    [found] = problems
    assert found.file == "data/diagrams/coze.d2"
    return found.line, found.message


@pytest.mark.parametrize(("line", "says"), LINES.values(), ids=LINES)
def test_one_mistake_is_one_message_at_its_line(line: str, says: str, project: Path):
    path = project / "data" / "diagrams" / "coze.d2"
    path.write_text(f"{line}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
    number, message = complaint(project)
    assert number == 1 and says in message, message


@pytest.mark.parametrize(("content", "line", "says"), CONTENTS.values(), ids=CONTENTS)
def test_what_cannot_be_drawn(content: bytes, line: int, says: str, project: Path):
    (project / "data" / "diagrams" / "coze.d2").write_bytes(content)
    number, message = complaint(project)
    assert number == line and says in message, message


def test_words_that_look_like_commands_are_drawn(project: Path):
    path = project / "data" / "diagrams" / "coze.d2"
    path.write_text('a: "link: x -> @y |md|"\nb: 邮件 a@b\nlinks: 链接 # icon: x\na -> b: 用 icon\n', encoding="utf-8")
    problems = Problems()
    assert len(list(diagrams.pictures(project, "coze", problems))) == 2, problems.report()


def test_what_takes_too_long_is_said(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(diagrams, "_PATIENCE", 0.001)
    assert "还没有画完" in complaint(project)[1]


def test_a_picture_with_something_foreign_in_it_is_refused(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(diagrams, "refused", lambda text, classes: None)
    path = project / "data" / "diagrams" / "coze.d2"
    path.write_text('a: 链接 {link: "javascript:alert(1)"}\n', encoding="utf-8")
    assert "图里有链接或装进来的文件" in complaint(project)[1]
