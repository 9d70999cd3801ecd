"""The theme's styles are shipped without rules that nothing can match, and look the same."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest

from publish.write.theme_styles import pruned
from tests.conftest import DESKTOP, PHONE

THEME = Path(material.__file__).parent / "templates" / "assets" / "stylesheets"
STYLES = """() => [...document.querySelectorAll("*")].flatMap(element => ["", "::before", "::after"].map(part => {
    const style = getComputedStyle(element, part)
    return part && style.content === "none" ? "" : [...style].map(name => style.getPropertyValue(name)).join()
}))"""

SETTLED = """() => document.readyState === "complete"
    && document.querySelectorAll("article [data-share]").length === document.querySelectorAll(".share").length"""


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".a{x:1}.b{x:2}", ".a{x:1}"),
        (".a,.b,.a .b,#c{x:1}", ".a{x:1}"),
        (".a:not(.b),.a[b=c],.a:is(.b,.c){x:1}", ".a:not(.b),.a[b=c],.a:is(.b,.c){x:1}"),
        ('@media print{.b{x:1}}@media print{.a{x:"}.b{"}}', '@media print{.a{x:"}.b{"}}'),
        ('@charset "utf-8";@keyframes b{0%{x:1}}p{x:1}', '@charset "utf-8";@keyframes b{0%{x:1}}p{x:1}'),
    ],
)
def test_a_rule_stays_if_something_can_match_it(css: str, kept: str):
    assert pruned(css, {"a"}) == kept


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("path", ["", "capabilities/", "data/claims/", "glossary/"])
def test_pages_look_as_with_the_whole_theme(open_page, path: str, viewport: dict):
    page = open_page(path, viewport=viewport)
    page.wait_for_function(SETTLED)
    shipped = page.evaluate(STYLES)
    replaced = []

    def whole(route):
        name = re.search(r"/(main|palette)\.", route.request.url)[1]
        replaced.append(name)
        route.fulfill(path=next(THEME.glob(f"{name}.*.min.css")))

    page.route(re.compile(r"/(main|palette)\.[^/]*css$"), whole)
    page.goto(page.url)
    page.wait_for_function(SETTLED)
    assert sorted(replaced) == ["main", "palette"] and page.evaluate(STYLES) == shipped
