"""`python -m dataset [project folder]`: check `data/` alone, in a second, without building the site."""

import sys
from collections import Counter
from pathlib import Path

from .load import load_dataset
from .problems import Problems


def main() -> int:
    problems = Problems()
    root = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent.parent
    dataset = load_dataset(root, problems)
    if problems:
        print(problems.report(), file=sys.stderr)
        return 1
    grades = Counter(datum.grade for datum in dataset.data.values() if datum.low is not None)
    print(f"{len(dataset.tables)} 张表，{sum(len(t.rows) for t in dataset.tables.values())} 行；", end="")
    print(
        f"{sum(len(f.rows) for f in dataset.facts.values())} 条事实，{len(dataset.claims)} 条核对，{len(dataset.sources)} 条来源"
    )
    print("数字按等级：" + "，".join(f"{grade} {count}" for grade, count in grades.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
