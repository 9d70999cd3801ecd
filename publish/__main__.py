"""`python -m publish site/ [https://example.org/]`: finish a site that another engine built from the same sources.

What the macros laid out is read from `site.items.json` beside the site; `python -m macros site.items.json` writes it.
"""

import sys
from pathlib import Path

from dataset.load import load_dataset
from dataset.problems import Problems

from . import publish
from .items import items_file, load


def main() -> int:
    if len(sys.argv) < 2:
        print("用法：python -m publish <网站的文件夹> [https://…/]", file=sys.stderr)
        return 2
    site, site_url = Path(sys.argv[1]), (sys.argv[2] if len(sys.argv) > 2 else "/")
    root, kept = Path(__file__).parent.parent, items_file(site)
    if not kept.exists():
        print(f"缺少 {kept}；先运行 python -m macros {kept}", file=sys.stderr)
        return 2
    problems = Problems()
    publish(site, root, load_dataset(root, problems), load(kept), site_url, problems)
    if problems:
        print(problems.report(), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
