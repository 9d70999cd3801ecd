"""Mistakes in `data/diagrams/*.d2`."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .mutant import ROOT, Mutant, Text


def mutants(random: Random) -> Iterator[Mutant]:
    paths = sorted((ROOT / "data" / "diagrams").glob("*.d2"))

    def draw() -> Text:
        return Text(random.choice(paths).relative_to(ROOT).as_posix(), "diagrams", by_build=True)

    yield from draw().encoded(random)
    for label, line in (
        ("icon from the disk", "zz: 图标 {icon: /etc/hostname}"),
        ("icon from elsewhere", "zz: 图标 {icon: https://example.org/a.png}"),
        ("link to a script", 'zz: 链接 {link: "javascript:alert(1)"}'),
        ("import of a file", "zz: @../../CITATION"),
        ("import spread out", "...@../../CITATION"),
        ("unknown class", "zz: 类 {class: no-such-class}"),
        ("unknown shape", "zz: 形 {shape: pentagram}"),
        ("text block", "zz: |md # 大标题 <script>alert(1)</script> |"),
        ("lost bracket", "zz: 框 {class: row"),
        ("lost quote", 'zz: "没有写完'),
        ("edge to nothing", "zz -> "),
        ("bidirectional character", "zz: 正\u202e反"),
        ("too wide", "zz: " + "很宽的标签" * 40),
        ("too many edges", "\n".join(f"zz{n} -> zz{n * 7 % 1999}" for n in range(2000))),
    ):
        text = draw()
        # The reader of an unfinished bracket or quote comes to the end of the file; a picture is too large as a whole.
        more = (
            {"lines": (1, len(text.rows))}
            if label.startswith("lost")
            else {"lines": ()}
            if label.startswith("too")
            else {}
        )
        yield text.inserted(label, 1 if not label.startswith("too") else len(text.rows) + 1, line, **more)
