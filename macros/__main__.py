"""`python -m macros site.items.json`: what the macros of all pages lay out, for `python -m publish site/`."""

import sys
from pathlib import Path

from dataset.load import load_dataset
from dataset.problems import Problems
from publish.items import save

from .layout import lay_out


def main() -> int:
    if len(sys.argv) != 2:
        print("用法：python -m macros <网站的文件夹>.items.json", file=sys.stderr)
        return 2
    root, problems = Path(__file__).parent.parent, Problems()
    book = lay_out(root, load_dataset(root, problems), problems)
    if problems:
        print(problems.report(), file=sys.stderr)
        return 1
    save(book.items, Path(sys.argv[1]))
    return 0


if __name__ == "__main__":
    sys.exit(main())
