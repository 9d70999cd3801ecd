"""The real build is strict and clean, complete, and the same every time."""

import filecmp
import hashlib
import json
import re
from pathlib import Path

from tests.conftest import ROOT, SITE_URL, run_mkdocs


def test_no_warning_in_the_build_log(build):
    _, log = build
    assert "WARNING" not in log and "ERROR" not in log, log


def test_every_page_is_there(site: Path):
    for page in [
        "",
        "foundations",
        "status",
        "capabilities",
        "agents",
        "agents/voyager",
        "trends",
        "data",
        "data/models",
        "data/claims",
        "glossary",
        "sources",
        "about",
    ]:
        assert (site / page / "index.html").is_file(), page
    assert (site / "404.html").is_file() and (site / "sitemap.xml").is_file()


def test_nothing_comes_from_another_host(site: Path):
    loads = re.compile(
        r"""(?:<(?:script|img|iframe|source|video|link(?=[^>]*rel="?(?:stylesheet|preload|preconnect|icon)))\b[^>]*?(?:src|href)=["']?|url\(["']?|@import\s+["'])(https?:)?//(?!example\.org)"""
    )
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        assert not loads.search(path.read_text(encoding="utf-8")), path


def test_no_inline_script_style_or_handler(site: Path):
    forbidden = re.compile(
        r"<script(?![^>]*\b(?:src|type=\"?application/(?:ld\+)?json))[^>]*>|<style\b|<[a-z][^>]*\s(?:style|on[a-z]+)=",
        re.I,
    )
    for path in site.rglob("*.html"):
        found = forbidden.search(path.read_text(encoding="utf-8"))
        assert not found, f"{path}: {found and found[0][:120]}"


def test_own_styles_and_scripts_are_one_file_each_named_by_content(site: Path):
    page = (site / "foundations" / "index.html").read_text(encoding="utf-8")
    for kind, suffix in (("stylesheets", "css"), ("javascripts", "js")):
        (name,) = re.findall(rf"assets/{kind}/(site\.[0-9a-f]{{8}}\.{suffix})", page)
        content = (site / "assets" / kind / name).read_bytes()
        assert name.split(".")[1] == hashlib.sha256(content).hexdigest()[:8]
        sources = re.findall(rf"assets/{kind}/\S+\.{suffix}", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
        assert not [source for source in sources if (site / source).exists()]
        written = sum((ROOT / "overrides" / source).stat().st_size for source in sources)
        assert written / 4 < len(content) < 0.9 * written, "all of it, without what only people read"


def test_sections_json_lists_every_outline_entry(site: Path, dataset):
    entries = {entry["id"]: entry for entry in json.loads((site / "sections.json").read_text(encoding="utf-8"))}
    for entry in dataset.outline.values():
        assert entries[entry.id]["number"] == entry.number
        assert entries[entry.id]["title"] == f"{entry.number} {entry.title}"
        assert (site / entries[entry.id]["page"] / "index.html").is_file()
    assert entries["tbl-models"]["kind"] == "table" and entries["row-gpt-3"]["kind"] == "row"


def test_exports_hold_every_figure(site: Path, dataset):
    index = json.loads((site / "data" / "index.json").read_text(encoding="utf-8"))
    assert sum(table["figures"] for table in index) == sum(datum.low is not None for datum in dataset.data.values())
    assert all(table["url"].startswith(SITE_URL) for table in index)
    gpt3 = [
        line
        for line in (site / "data" / "models.csv").read_text(encoding="utf-8").splitlines()
        if line.startswith("models/gpt-3/tokens,")
    ]
    assert len(gpt3) == 1 and "300000000000" in gpt3[0] and "brown2020" in gpt3[0]


def test_two_builds_are_identical(site: Path, tmp_path: Path):
    again = tmp_path / "again"
    assert run_mkdocs(ROOT, again, PYTHONHASHSEED="7", TZ="Asia/Shanghai").returncode == 0
    differing = [
        path.relative_to(site)
        for path in site.rglob("*")
        if path.is_file()
        and path.name != "sitemap.xml.gz"
        and not filecmp.cmp(path, again / path.relative_to(site), shallow=False)
    ]
    assert not differing
