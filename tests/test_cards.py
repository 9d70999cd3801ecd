"""Share cards: every page and section has one, of the right size, with the right glyphs, the same every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat
from selectolax.lexbor import LexborHTMLParser

from publish.anchors import Anchor, read_anchors
from publish.items import items_file, load
from publish.pages import read_pages
from publish.write import cards
from publish.write.card_texts import card_texts
from publish.write.cards import SIZE, Card, draw, encode, fitted, font, runs, write_card
from tests.conftest import ROOT, SITE_URL

# 直, 骨, 门, 将 and 复 differ between mainland China, Taiwan and Japan.
CARD = Card(
    "1 大语言模型发展基石",
    "1.1.5",
    "直接关系将来的骨干网络与门槛复查",
    "大模型报告在线版",
    ("8.64×10¹⁹ FLOP", "一天的计算量"),
)
TITLE = (60, 180, 1140, 270)
REFERENCE = Path(__file__).parent / "fixtures" / "card-title.png"  # seen to be right by eye


@pytest.fixture(scope="module")
def anchors(site: Path) -> list[Anchor]:
    return read_anchors(read_pages(site, ROOT / "docs"), load(items_file(site)))


def test_every_page_refers_to_a_card_by_an_absolute_address(site: Path):
    pages = [page for page in read_pages(site, ROOT / "docs") if page.url != "404.html"]
    for page in pages:
        tags = [node.attributes["content"] or "" for node in page.tree.css("meta[property='og:image']")]
        assert len(tags) == 1 and tags[0].startswith(f"{SITE_URL}assets/cards/"), page.url
        assert (site / tags[0].removeprefix(SITE_URL)).is_file(), page.url
    for path in (site / "s").glob("*/index.html"):
        card = (
            LexborHTMLParser(path.read_text(encoding="utf-8"))
            .css_first("meta[property='og:image']")
            .attributes["content"]
        )
        assert (site / card.removeprefix(SITE_URL)).is_file(), path


def test_every_numbered_section_has_its_own_card(site: Path, dataset):
    for identity in dataset.outline:
        assert (site / "assets" / "cards" / f"{identity}.png").is_file(), identity


def test_size_of_the_pictures(site: Path):
    for path in (site / "assets" / "cards").glob("*.png"):
        with Image.open(path) as image:
            assert image.size == SIZE == (1200, 630), path
        assert path.stat().st_size <= 25_000, path


def test_every_character_has_a_glyph(anchors: list[Anchor], dataset):
    def picture(character: str) -> bytes:
        mask = font(40, 700).getmask(character)
        return bytes(mask) + repr(mask.size).encode()

    missing = picture("\U0010fffe")
    for card in card_texts(anchors, dataset, dataset.edition).values():
        value = "".join(run for run, _, _ in runs(card.figure[0], 54)) if card.figure else ""
        for character in {*card.chapter, *card.number, *card.title, *card.site, *value, *"".join(card.figure[1:])} - {
            " "
        }:
            assert picture(character) != missing, (card.title, character)


def test_the_title_looks_as_it_was_seen_to_be_right():
    drawn = draw(CARD).convert("L").crop(TITLE)
    with Image.open(REFERENCE) as image:
        difference = ImageStat.Stat(ImageChops.difference(drawn, image.convert("L"))).mean[0]
    ink = 255 - ImageStat.Stat(drawn).mean[0]
    assert difference < ink / 50, "the glyphs differ from the reference"


def test_a_wrong_face_would_be_noticed(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(cards, "_SIMPLIFIED", 0)
    font.cache_clear()
    with pytest.raises(AssertionError, match="glyphs differ"):
        test_the_title_looks_as_it_was_seen_to_be_right()
    font.cache_clear()


def test_the_same_card_gives_the_same_bytes_and_is_drawn_once(tmp_path: Path):
    assert encode(draw(CARD)) == encode(draw(CARD))
    assert write_card(CARD, tmp_path / "a.png", tmp_path / "store")
    assert not write_card(CARD, tmp_path / "b.png", tmp_path / "store")
    assert (tmp_path / "a.png").read_bytes() == (tmp_path / "b.png").read_bytes() == encode(draw(CARD))


def test_long_titles_are_broken_and_cut():
    face = font(62, 700)
    lines = fitted("Amazon Bedrock Agents：企业级 AI 应用的加速器，" * 4, face, 1024, 3)
    assert len(lines) == 3 and lines[-1].endswith("…")
    assert all(face.getlength(line) <= 1024 + 62 for line in lines)
    assert not any(line[0] in "，。：）" for line in lines)
    assert not any("Bedroc" in line and "Bedrock" not in line for line in lines), "words stay whole"


def test_exponents_are_raised():
    assert list(runs("8.64×10¹⁹ FLOP", 50)) == [("8.64×10", 50, 0), ("19", 30, 20), (" FLOP", 50, 0)]


def test_a_png_with_few_colours():
    with Image.open(io.BytesIO(encode(draw(CARD)))) as image:
        assert image.mode == "P"
