"""`python -m publish site/ [https://example.org/]`: finish a site that another engine built from the same sources."""

import sys
from pathlib import Path

from dataset.load import load_dataset
from dataset.problems import Problems

from . import publish


def main() -> int:
    site, site_url = Path(sys.argv[1]), (sys.argv[2] if len(sys.argv) > 2 else "/")
    root = Path(__file__).parent.parent
    problems = Problems()
    publish(site, root, load_dataset(root, problems), site_url, problems)
    if problems:
        print(problems.report(), file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
