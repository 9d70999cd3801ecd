"""The site ships what its pages use: no file for nothing, and what is shipped works."""

from __future__ import annotations

import re
from pathlib import Path

from publish.write.unused import UNUSED


def test_files_that_nothing_asks_for_are_not_shipped(site: Path):
    left = [path for pattern in UNUSED for path in site.glob(pattern)]
    assert not left and not list(site.rglob("*.d2"))


def test_every_script_and_style_is_asked_for(site: Path):
    """By a page, by a script that loads it by name, or (redirect.js) by the pages left behind, should there be any."""
    texts = [path.read_text(encoding="utf-8") for path in site.rglob("*") if path.suffix in {".html", ".js"}]
    asked = {"redirect.js"} | set(re.findall(r"[\w.-]+\.(?:js|css)", "\n".join(texts)))
    by_name = set(re.findall(r"load\(\[([^\]]*)\]\)", "\n".join(texts)))
    asked |= {f"{name}.js" for names in by_name for name in re.findall(r'"([\w-]+)"', names)}
    files = [path for path in (site / "assets").rglob("*") if path.suffix in {".js", ".css"}]
    assert files and not [path for path in files if path.name not in asked]
