"""Numbers and dates that no author means, for every file that has some."""

from __future__ import annotations

from .yaml_text import Spot

NUMBERS = (
    ("nan", ".nan"),
    ("nan without a dot", "nan"),
    ("inf", "inf"),
    ("1e400", "1e400"),
    ("absurd number", "1e60"),
    ("boolean for a number", "true"),
    ("number with underscores", "1_000"),
    ("number with commas", '"1,000"'),
    ("5000 digits", "9" * 5000),
    ("text for a number", "很多"),
    ("full-width number", "１２"),
    ("null without why", "null"),
)
# Only where things are counted.
WHOLE = (("negative count", "-5"), ("fraction of a count", "3.7"))
DATES = (
    ("impossible date", "2021-13-45"),
    ("30 February", "2018-02-30"),
    ("date far ahead", "9999-12-31"),
    ("date in words", "去年六月"),
    ("year of three digits", "201"),
)


def is_number(spot: Spot) -> bool:
    return spot.node.value.replace(".", "").isdecimal()
