"""What others read: BibTeX that TeX and pybtex read back, CSV that no spreadsheet runs, text that stays text."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from pybtex.database import parse_string
from selectolax.lexbor import LexborHTMLParser

from dataset.bibliography import bibtex, tex
from dataset.edition import Edition
from dataset.schema import Source
from publish.repair.citations import fill, forms
from publish.write.exports import cell
from tests.conftest import ROOT, run_mkdocs
from tests.test_mini_sites import lay_out

NASTY = r"A & B: 50% of $4 billion, #1 {x} in snake_case ~ 2^10 \n"
EDITION = Edition("小_站", "甲 & 乙", "摘要。", "1.0_rc", "2024-12-31", "CC-BY-4.0")


NAMED = {
    "textbraceleft": "{",
    "textbraceright": "}",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
}


def printed(field: str) -> str:
    """What TeX prints of a field."""
    return re.sub(r"\\([a-z]+)\{\}|\\([&%$#_])|[{}]", lambda m: NAMED[m[1]] if m[1] else m[2] or "", field)


def test_a_source_comes_back_as_it_was():
    source = Source(
        type="webpage", title=NASTY, author=["甲 & 乙", "others"], publisher="P_Q", url="https://a.example/%20_&#x"
    )
    entry = parse_string(bibtex("k", source), "bibtex").entries["k"]
    assert printed(entry.fields["title"]) == NASTY and printed(entry.fields["publisher"]) == "P_Q"
    assert printed(str(entry.persons["author"][0])) == "甲 & 乙" and str(entry.persons["author"][1]) == "others"
    assert entry.fields["url"] == source.url  # taken as it stands


def test_all_sources_of_the_site_come_back(site: Path, dataset):
    entries = parse_string((site / "sources.bib").read_text(encoding="utf-8"), "bibtex").entries
    assert {key: printed(entry.fields["title"]) for key, entry in entries.items()} == {
        key: source.title for key, source in dataset.sources.items()
    }


def test_what_is_copied_is_escaped_in_the_same_way():
    form = next(form for form in forms(EDITION, is_data=False) if form["name"] == "BibTeX")
    text = fill(form, title=NASTY, link="https://a.example/s/x/", today="2024-12-31", id="x")
    entry = parse_string(text, "bibtex").entries["x"]
    assert f"{{{{{tex(NASTY)}}}}}" in text and printed(entry.fields["title"]) == NASTY
    assert [printed(entry.fields[name]) for name in ("howpublished", "version")] == ["小_站", "1.0_rc"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠x"])
def test_text_that_looks_like_a_formula_is_none(text: str):
    assert cell(text) == f"'{text}"


@pytest.mark.parametrize("value", [-2.5, 3, None, "", "a=b", "6 * a/b/c", "'x", "1750 亿"])
def test_figures_and_other_text_stay(value):
    assert cell(value) is value


def test_the_csv_files_of_the_site_hold_no_formula(site: Path):
    for path in (site / "data").glob("*.csv"):
        for record in csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))):
            for name, text in record.items():
                assert not text.startswith(("=", "+", "@")), (path, text)
                assert not text.startswith("-") or (name in {"value", "low", "high"} and float(text) < 0), (path, text)


def test_a_formula_in_a_remark_is_text_in_csv_and_as_it_was_in_json(tmp_path: Path):
    project = lay_out("base", tmp_path / "project")
    table = project / "data" / "tables" / "models.yml"
    text = table.read_text(encoding="utf-8")
    assert "{value: 175e9}" in text
    table.write_text(text.replace("{value: 175e9}", "{value: 175e9, note: =HYPERLINK(1)}"), encoding="utf-8")
    result = run_mkdocs(project, project / "built")
    assert result.returncode == 0, result.stderr
    records = list(csv.DictReader(io.StringIO((project / "built" / "data" / "models.csv").read_text(encoding="utf-8"))))
    assert "'=HYPERLINK(1)" in {record["note"] for record in records}
    data = json.loads((project / "built" / "data" / "models.json").read_text(encoding="utf-8"))["data"]
    assert "=HYPERLINK(1)" in {record.get("note") for record in data}


# Angle brackets are refused in front matter, and anything but a version as a version.
HOSTILE = '1" onload="alert(1)" x="&amp;'


def test_front_matter_comes_out_escaped(tmp_path: Path):
    """With the real theme, whose head shows it."""
    project = lay_out("base", tmp_path / "project")
    (project / "overrides").symlink_to(ROOT / "overrides")
    theme = re.search(r"^theme:\n(?: .*\n)+", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE)
    (project / "mkdocs.yml").write_text(
        f"site_name: 小站\nsite_url: https://example.org/\n{theme[0]}extra: {{generator: false}}\n"
        "plugins: [{macros: {module_name: macros, on_undefined: strict}}]\nmarkdown_extensions: [attr_list, tables]\n"
    )
    (project / "docs" / "search.md").write_text("# 搜索 { #search }\n", encoding="utf-8")
    page = project / "docs" / "index.md"
    front = "".join(f"{key}: '{HOSTILE}'\n" for key in ("description", "title"))
    page.write_text(f"---\n{front}---\n\n{page.read_text(encoding='utf-8')}", encoding="utf-8")
    result = run_mkdocs(project, project / "built")
    assert result.returncode == 0, result.stderr
    tree = LexborHTMLParser((project / "built" / "index.html").read_text(encoding="utf-8"))
    assert not tree.css("[onload]")
    assert tree.css_first("meta[name=description]").attributes["content"] == HOSTILE
    assert tree.css_first("meta[property='og:description']").attributes["content"] == HOSTILE
    assert HOSTILE in tree.css_first("title").text()
