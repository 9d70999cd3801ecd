"""What a built page refers to and what in it would run: read in one walk, judged in `links` and `assets`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal
from urllib.parse import SplitResult, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

# Attributes that hold an address, whatever the element.
_LOADED = {"src", "poster", "data", "background", "xlink:href", "manifest"}
_SENT = {"action", "formaction", "ping"}
_SETS = {"srcset", "imagesrcset"}
# rel of <link> that load nothing by themselves
_HARMLESS_RELS = {"canonical", "prev", "next", "license", "alternate", "author", "me", "feed", "copy"}
_DATA_TYPES = {"application/json", "application/ld+json"}
_CANDIDATE = re.compile(r"[\s,]*(\S*[^\s,])(?:\s[^,]*)?(?:,|$)")
_CSS_URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_REFRESH = re.compile(r"^[\s\d.]*[;,]?\s*(?:url\s*=)?\s*['\"]?(.*?)['\"]?\s*$", re.IGNORECASE)
_DROPPED = re.compile(r"[\t\n\r]")  # browsers leave these out of an address
_TRIMMED = "".join(map(chr, range(33)))


@dataclass(frozen=True)
class Target:
    """An address as written. A `link` is followed by the reader; `load` and `send` happen by themselves."""

    text: str
    how: Literal["link", "load", "send"]


@dataclass(frozen=True)
class Active:
    """Something in a page that runs, styles or changes it from within; `text` finds its line."""

    what: str
    text: str


def split(address: str) -> SplitResult:
    """The parts of an address as a browser reads it; ValueError where it is none."""
    return urlsplit(_DROPPED.sub("", address).strip(_TRIMMED).replace("\\", "/"))


def read_targets(tree: LexborHTMLParser, styled: bool = False) -> Iterator[Target | Active]:
    """Every address in a page, and everything active; in a picture, which is `styled` from within, styles are not."""
    for node in tree.css("*"):
        attributes = node.attributes
        for name, value in attributes.items():
            if name == "style" and value:
                yield from _style("style 属性", value, value, styled)
            elif value:
                yield from _attribute(node, name, value)
        if node.tag == "style":
            yield from _style("<style>", "<style", node.text(), styled)
        elif node.tag == "script" and "src" not in attributes and attributes.get("type") not in _DATA_TYPES:
            yield Active("写在页里的脚本", "<script")
        elif node.tag == "base":
            yield Active("<base>", "<base")


def _attribute(node: LexborNode, name: str, value: str) -> Iterator[Target | Active]:
    if name == "href":
        rel = set((node.attributes.get("rel") or "").split())
        follows = node.tag in {"a", "area"} or (node.tag == "link" and rel and rel <= _HARMLESS_RELS)
        yield Target(value, "link" if follows else "load")
    elif name in _LOADED:
        yield Target(value, "load")
    elif name in _SENT:
        yield from (Target(text, "send") for text in (value.split() if name == "ping" else [value]))
    elif name in _SETS:
        yield from (Target(match[1], "load") for match in _CANDIDATE.finditer(value))
    elif name == "srcdoc" or name.startswith("on"):
        yield Active(f"{name} 属性", value)
    elif name == "http-equiv" and value.lower() == "refresh":
        address = _REFRESH.sub(r"\1", node.attributes.get("content") or "")
        if address:
            yield Target(address, "load")


def _style(what: str, text: str, css: str, styled: bool) -> Iterator[Target | Active]:
    if styled:
        yield from (Target(address, "load") for address in css_addresses(css))
    else:
        yield Active(what, text)


def css_addresses(text: str) -> Iterator[str]:
    """The addresses that a stylesheet loads."""
    for match in _CSS_URL.finditer(_COMMENT.sub("", text)):
        if address := next((group for group in match.groups() if group), ""):
            yield address


def forbidden(target: Target, site_url: str) -> str:
    """Why an address may not stand on the site, or an empty string: it must be one, lead to text, and load nothing foreign."""
    try:
        parts = split(target.text)
    except ValueError:
        return f"地址 {target.text} 写得不对，浏览器读不懂"
    if target.how == "load" and parts.scheme == "data" and parts.path.startswith(("image/", "font/")):
        return ""
    if parts.scheme not in {"", "http", "https", *(["mailto"] if target.how == "link" else [])}:
        return f"地址 {target.text} 不能以 {parts.scheme}: 开头；只用 https、http、mailto 和站内的路径"
    if target.how == "link" or not (parts.netloc or parts.scheme) or target.text.startswith(site_url):
        return ""
    return f"{'从别的主机加载' if target.how == 'load' else '把内容发到别的主机'} {target.text}"
