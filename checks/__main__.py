"""`python -m checks [--fix]`: check (or repair the spacing of) all pages and data."""

from __future__ import annotations

import sys
from pathlib import Path

from dataset.load import load_dataset
from dataset.problems import Problems

from .spacing import corrected
from .texts import check_texts, is_spaced, kind, written

ROOT = Path(__file__).parents[1]


def main() -> int:
    if "--fix" in sys.argv:
        _fix()
        return 0
    problems = Problems()
    check_texts(ROOT, load_dataset(ROOT, Problems()), problems)
    print(problems.report() if problems else "文字检查通过")
    return 1 if problems else 0


def _fix() -> None:
    for path in written(ROOT):
        text, name = path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        if is_spaced(name) and (better := corrected(text, kind(path))) != text:
            path.write_text(better, encoding="utf-8")
            print(f"已修正 {name}")


if __name__ == "__main__":
    sys.exit(main())
