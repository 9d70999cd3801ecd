"""`make check`: data, pages with their macro calls and links, diagrams and prose, in seconds and without a build."""

from __future__ import annotations

import sys
from pathlib import Path

from checks.texts import check_texts
from dataset.load import load_dataset
from dataset.problems import Problems
from macros.book import Book
from macros.layout import lay_out
from publish.write import diagrams


def check(root: Path, problems: Problems) -> Book:
    """Everything that can be known from the files of the project in `root`; what is wrong goes to `problems`."""
    diagrams.draw_ahead(root)
    dataset = load_dataset(root, problems)
    book = lay_out(root, dataset, problems)
    check_texts(root, dataset, problems)
    return book


def main() -> int:
    problems = Problems()
    book = check(Path.cwd(), problems)
    if problems:
        print(problems.report(), file=sys.stderr)
        return 1
    dataset = book.dataset
    counted = {
        "页": len(book.pages),
        "个标题": len(book.headings),
        "张表": len(dataset.tables),
        "条事实": sum(len(facts.facts) for facts in dataset.facts.values()),
        "条核对": len(dataset.claims),
        "条来源": len(dataset.sources),
    }
    print("没有错误：" + "，".join(f"{count} {what}" for what, count in counted.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
