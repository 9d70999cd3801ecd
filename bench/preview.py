"""`make bench`: how long a writer waits for the preview: at its start, after an edited paragraph, after an edited figure."""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from tests.preview_client import Preview
from tests.real_project import copy_project

_RUNS = 5
_PAGE = "foundations/"  # the longest page
_AT_REST = 15  # seconds in which the whole build of the start is done


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        preview = Preview(copy_project(Path(folder) / "project"))
        try:
            print(f"第一页：{preview.started(_PAGE):.1f} 秒")
            time.sleep(_AT_REST)
            _report("改一段话", [_paragraph(preview, number) for number in range(_RUNS)])
            _report("改一个数字", [_figure(preview, number) for number in range(_RUNS)])
        finally:
            preview.process.terminate()
            preview.process.wait()


def _report(what: str, seconds: list[float]) -> None:
    print(f"{what}：{statistics.median(seconds):.1f} 秒（{_RUNS} 次中位数，{min(seconds):.1f}–{max(seconds):.1f}）")


def _paragraph(preview: Preview, number: int) -> float:
    file, text = preview.project / "docs" / "foundations.md", f"第 {number} 次改写。"
    file.write_text(f"{file.read_text(encoding='utf-8')}\n{text}\n", encoding="utf-8")
    return preview.until(_PAGE, lambda html: text in html)


def _figure(preview: Preview, number: int) -> float:
    last, new = ("3e11" if number == 0 else f"{40 + number}e10"), f"{41 + number}e10"
    preview.edit("data/tables/models.yml", *(f"tokens: {{value: {v}}}\n    hardware: NVIDIA V100" for v in (last, new)))
    return preview.until(_PAGE, lambda html: f"{41 + number}00 亿 token" in html)


if __name__ == "__main__":
    main()
