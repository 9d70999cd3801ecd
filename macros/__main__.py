"""The macros without MkDocs, for `python -m publish` on a site that another generator has built.

`python -m macros site.items.json` writes what the macros of all pages lay out. With a folder behind it, `docs/` is
copied there with the pages as they are laid out, so that a generator needs no macros: python -m macros site.items.json .build/docs
"""

import shutil
import sys
from pathlib import Path

from dataset.load import load_dataset
from dataset.problems import Problems
from publish.items import save

from .book import Book
from .layout import lay_out


def write_pages(book: Book, folder: Path) -> None:
    """Copy `docs/` to `folder`, each page with its front matter and HTML in the place of its macros.

    Links in that HTML are as seen from the Markdown files, as those of Markdown are.
    """
    shutil.copytree(book.docs, folder, dirs_exist_ok=True)
    for name, page in book.pages.items():
        path = folder / name
        front = "".join(path.read_text(encoding="utf-8").splitlines(keepends=True)[: page.first_line - 1])
        path.write_text(f"{front}\n{book.laid_out[name]}", encoding="utf-8")


def main() -> int:
    if len(sys.argv) not in {2, 3}:
        print("用法：python -m macros <网站的文件夹>.items.json [<文件夹>]", file=sys.stderr)
        return 2
    root, problems = Path(__file__).parent.parent, Problems()
    book = lay_out(root, load_dataset(root, problems), problems, by_file=True)
    if problems:
        print(problems.report(), file=sys.stderr)
        return 1
    save(book.items, Path(sys.argv[1]))
    for folder in sys.argv[2:]:
        write_pages(book, Path(folder))
    return 0


if __name__ == "__main__":
    sys.exit(main())
