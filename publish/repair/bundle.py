"""The project's own stylesheets and scripts, minified, one file of each kind: fewer requests, and since its name tells its
content, a new edition never meets the styles of an old one in a cache. Other scripts stay files of their own, minified, too."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin
from selectolax.lexbor import LexborNode

from ..pages import Page

# selector, attribute with the address
_KINDS = (("link[rel=stylesheet]", "href"), ("body > script[src]", "src"))
_OWN = re.compile(
    r"assets/(?:stylesheets|javascripts)/(?!later/|[^?]*\.min\.)[^?]+$"
)  # those in later/ are loaded by name


def bundle(pages: list[Page], site: Path) -> None:
    """Put one file in place of those that `extra_css` and `extra_javascript` list; the single files go."""
    bundles: dict[tuple[str, ...], str] = {}
    for page in pages:
        for selector, attribute in _KINDS:
            own = {node: path for node in page.tree.css(selector) if (path := _own(node, attribute))}
            if len(own) < 2:
                continue
            paths = tuple(own.values())
            if paths not in bundles:
                bundles[paths] = _write([site / path for path in paths], site)
            first, *others = own
            address = first.attributes[attribute] or ""
            first.attrs[attribute] = address.removesuffix(own[first]) + bundles[paths]
            for node in others:
                node.decompose()
            page.changed = True
    single = {site / path for paths in bundles for path in paths}
    for file in single:
        file.unlink()
    done = {site / path for path in bundles.values()}
    for file in sorted((site / "assets" / "javascripts").rglob("*.js")):
        if file not in done and not file.name.endswith(".min.js"):
            file.write_text(minified([file.read_text(encoding="utf-8")]), encoding="utf-8")


def _own(node: LexborNode, attribute: str) -> str:
    """The path under the site's root of what `node` loads, empty for files of the theme and scripts with settings."""
    has_settings = any(name.startswith("data-") for name in node.attributes)
    found = _OWN.search(node.attributes.get(attribute) or "")
    return found[0] if found and not has_settings else ""


def _write(files: list[Path], site: Path) -> str:
    """The path, under `site`, of the bundle of `files`."""
    texts = [file.read_text(encoding="utf-8") for file in files]
    suffix = files[0].suffix
    content = cssmin("\n".join(texts)) if suffix == ".css" else minified(texts)
    folder = "stylesheets" if suffix == ".css" else "javascripts"
    name = f"assets/{folder}/site.{hashlib.sha256(content.encode()).hexdigest()[:8]}{suffix}"
    (site / name).write_text(content, encoding="utf-8")
    return name


def minified(scripts: list[str]) -> str:
    """The scripts as one, without what only people read."""
    return ";\n".join(jsmin(script) for script in scripts) + "\n"
