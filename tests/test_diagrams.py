"""Diagrams: each has its page and its description, both pictures are on the site, and their labels are text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from playwright.sync_api import expect
from selectolax.lexbor import LexborHTMLParser, LexborNode

from publish.write import diagrams
from tests.conftest import DESKTOP, PHONE, ROOT

NAMES = diagrams.names(ROOT)
HAN = re.compile(r"[\u4e00-\u9fff]")


@pytest.fixture(scope="module")
def figures(site: Path) -> dict[str, list[tuple[str, LexborNode]]]:
    """name → (page, figure element) for every place where a diagram is shown."""
    found: dict[str, list[tuple[str, LexborNode]]] = {}
    for path in site.rglob("index.html"):
        for figure in LexborHTMLParser(path.read_text(encoding="utf-8")).css("figure.diagram"):
            page = path.parent.relative_to(site).as_posix()
            found.setdefault(figure.attributes["id"].removeprefix("fig-"), []).append((page, figure))
    return found


def test_every_diagram_is_on_exactly_one_page(figures):
    assert Counter({name: len(places) for name, places in figures.items()}) == Counter(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_diagram_is_described_and_keeps_its_place(figures, name: str):
    [(_, figure)] = figures[name]
    caption, images = figure.css_first("figcaption").text().strip(), figure.css("img")
    assert caption and [image.attributes["src"].rpartition("#")[2] for image in images] == ["only-light", "only-dark"]
    for image in images:
        attributes = image.attributes
        assert len(HAN.findall(attributes["alt"])) >= 40, "the alternative text says what the picture shows"
        assert attributes["alt"] != caption
        assert 0 < int(attributes["width"]) <= diagrams.WIDEST and int(attributes["height"]) > 0
        assert image.parent.tag == "a" and image.parent.attributes["data-title"] == caption


@pytest.mark.parametrize("scheme", diagrams.SCHEMES)
@pytest.mark.parametrize("name", NAMES)
def test_labels_stand_as_text_in_the_reader_s_typeface(site: Path, name: str, scheme: str):
    svg = (site / "assets" / "diagrams" / f"{name}-{scheme}.svg").read_text(encoding="utf-8")
    shown = " ".join(LexborHTMLParser(svg).css_first("svg").text(separator=" ").split())
    source = (ROOT / "data" / "diagrams" / f"{name}.d2").read_text(encoding="utf-8")
    written = {
        word
        for line in source.splitlines()
        if not line.startswith("#")
        for word in re.findall(r"[\u4e00-\u9fff]+", line)
    }
    assert written and not [word for word in written if word not in shown]
    assert "PingFang SC" in svg and "@font-face" not in svg and "base64" not in svg


@pytest.mark.parametrize("scheme", diagrams.SCHEMES)
def test_a_reader_sees_the_picture_of_the_scheme_and_enlarges_it(open_page, scheme: str):
    page = open_page("agents/", viewport=DESKTOP, color_scheme=scheme)
    figure = page.locator("#fig-agent-loop")
    expect(figure.locator("img:visible")).to_have_attribute("src", re.compile(f"#only-{scheme}$"))
    link = figure.locator("a.glightbox:visible")
    expect(link).to_have_count(1)
    link.click()
    dialog = page.get_by_role("dialog", name="放大的图")
    expect(dialog.locator("img")).to_have_attribute("src", re.compile(f"agent-loop-{scheme}.svg"))
    expect(dialog).to_contain_text(link.get_attribute("data-title") or "no caption")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()


def test_on_a_phone_a_diagram_scrolls_in_its_own_region(open_page):
    page = open_page("agents/", viewport=PHONE)
    region = page.locator("#fig-agent-loop .diagram__scroll")
    assert region.evaluate("e => e.scrollWidth > e.clientWidth + 100 && e.tabIndex === 0")
    scale = region.locator("img:visible").evaluate("e => e.getBoundingClientRect().width / e.getAttribute('width')")
    assert scale >= 0.8, "labels of 16 pixels stay readable"
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_changed_diagram_is_drawn_anew(tmp_path: Path):
    style = tmp_path / "data" / "diagrams" / "theme"
    style.mkdir(parents=True)
    for name in ("common", *diagrams.SCHEMES):
        (style / f"{name}.d2").write_text(
            (ROOT / "data" / "diagrams" / "theme" / f"{name}.d2").read_text(encoding="utf-8"), encoding="utf-8"
        )
    source = tmp_path / "data" / "diagrams" / "one.d2"
    source.write_text("a: 先\n", encoding="utf-8")
    assert "先" in diagrams.render(source, "light").decode()
    source.write_text("a: 后\n", encoding="utf-8")
    assert "后" in diagrams.render(source, "light").decode()
