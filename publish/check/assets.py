"""The site's other files: of known kinds, no links to elsewhere; stylesheets and pictures load nothing foreign and run nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser

from dataset.problems import Problems

from .targets import Active, Target, css_addresses, forbidden, read_targets

_KINDS = set(
    ".bib .css .csv .gif .gz .html .ico .jpeg .jpg .js .json .md .pdf .png .svg .txt .webp .woff2 .xml .zip".split()
)
_NAMES = {
    "CNAME",
    ".nojekyll",
    "_headers",
    ".htaccess",
    "LICENSE",
}  # what hosts of static sites read, and the terms of a theme


def check_assets(site: Path, root: Path, site_url: str, problems: Problems) -> None:
    """Report files that have no business on the site, and what is wrong within stylesheets and SVG pictures."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_symlink():
            problems.add(_source(name, root)[0], 0, "", "网站里不能有符号链接；放文件本身")
        elif path.is_file():
            if path.suffix not in _KINDS and path.name not in _NAMES:
                message = f"这种文件（{path.suffix or path.name}）不上网站；从 docs/ 或 overrides/ 移走"
                problems.add(_source(name, root)[0], 0, "", message)
            for text, message in _wrong(path, site_url):
                problems.add(*_source(name, root, text), "", message)


def _wrong(path: Path, site_url: str) -> Iterator[tuple[str, str]]:
    """(text that finds the line, what is wrong) for the content of one file."""
    if path.suffix == ".css":
        items = [Target(text, "load") for text in css_addresses(path.read_text(encoding="utf-8"))]
    elif path.suffix == ".svg":
        items = read_targets(LexborHTMLParser(path.read_text(encoding="utf-8")), styled=True)
    else:
        return
    for item in items:
        if isinstance(item, Active):
            yield item.text, f"图里不能有{item.what}"
        elif message := forbidden(item, site_url):
            yield item.text, message


def _source(name: str, root: Path, text: str = "") -> tuple[str, int]:
    """(file, line) in the project of what became `name` on the site; bundles are looked up by their content."""
    candidates = [root / folder / name for folder in ("overrides", "docs")]
    if name.startswith("assets/diagrams/"):
        candidates.append(root / "data" / "diagrams" / f"{Path(name).stem.rsplit('-', 1)[0]}.d2")
    if text and name.endswith(".css"):
        candidates += sorted((root / "overrides").rglob("*.css"))
    for path in candidates:
        if path.is_file():
            lines = path.read_text(encoding="utf-8").splitlines() if text else []
            line = next((n for n, content in enumerate(lines, 1) if text in content), 0)
            if line or not name.endswith(".css") or not text:
                return path.relative_to(root).as_posix(), line
    return f"/{name}", 0
