"""Headings keep the report's numbers, titles, order and ids."""

import re

from dataset.headings import read_headings
from dataset.page_files import read_pages
from dataset.problems import Problems
from tests.conftest import ROOT


def test_headings_match_the_outline(dataset):
    headings = read_headings(read_pages(ROOT / "docs", Problems()).values(), Problems())
    for entry in dataset.outline.values():
        heading = headings[entry.id]
        assert (heading.number, heading.title, heading.page) == (entry.number, entry.title, entry.page), entry.id


def test_numbered_headings_are_those_of_the_outline_in_order(dataset):
    headings = [
        h for h in read_headings(read_pages(ROOT / "docs", Problems()).values(), Problems()).values() if h.number
    ]
    assert {h.id for h in headings} == set(dataset.outline)
    for page in {h.page for h in headings}:
        numbers = [
            [int(part) for part in h.number.split(".")]
            for h in sorted(headings, key=lambda h: h.line)
            if h.page == page
        ]
        assert numbers == sorted(numbers), page


def test_every_heading_has_an_id_of_its_own():
    problems = Problems()
    headings = read_headings(read_pages(ROOT / "docs", problems).values(), problems)
    assert not len(problems), problems.report()
    assert not [h.id for h in headings.values() if re.search(r"_\d|^_", h.id)]
