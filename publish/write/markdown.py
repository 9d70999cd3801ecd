"""Articles back into Markdown: figures as text with the keys of their sources, ids as `{#id}` behind what bears them.

Written for the HTML that this site consists of. A general converter needed an override for most of these elements and
took ten times as long over the large tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from selectolax.lexbor import LexborNode

from ..prose import is_admonition_title

_BLOCKS = set("p ul ol dl table pre blockquote figure div aside section details nav h1 h2 h3 h4 h5 h6".split())
_WRAPPED = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_DROPPED = {"script", "button"}
_EXPLAINS = re.compile(r"#(?:term-.*|verdicts)$")  # where links lead whose tip says it all


def markdown(article: LexborNode) -> str:
    """The article as Markdown."""
    return "\n\n".join(_blocks(article)) + "\n"


def _is_dropped(node: LexborNode) -> bool:
    """Whether `node` says nothing: with `data-silent="search"` it does, to readers if not to the search."""
    return node.tag in _DROPPED or ("data-silent" in node.attributes and not node.attributes["data-silent"])


def _mark(node: LexborNode | None) -> str:
    identity = (node.attributes.get("id") or "") if node is not None else ""
    return f" {{#{identity}}}" if identity else ""


def _blocks(node: LexborNode) -> Iterator[str]:
    """The blocks inside `node`; loose text between them is a paragraph."""
    loose: list[str] = []
    for child in node.iter(include_text=True):
        if child.tag in _BLOCKS:
            yield from _paragraph(loose)
            loose = []
            if not _is_dropped(child):
                yield from _block(child)
        else:
            loose.append(_inline(child))
    yield from _paragraph(loose)


def _paragraph(parts: list[str]) -> Iterator[str]:
    if text := "".join(parts).strip():
        yield text


def _block(node: LexborNode) -> Iterator[str]:
    match node.tag:
        case "h1" | "h2" | "h3" | "h4" | "h5" | "h6":
            yield f"{'#' * int(node.tag[1])} {_text(node)}{_mark(node)}"
        case "ul" | "ol":
            yield "\n".join(_items(node))
        case "dl":
            yield from _definitions(node)
        case "table":
            yield from _table(node)
        case "pre":
            yield _code(node)
        case "blockquote":
            yield "\n".join(f"> {line}".rstrip() for line in "\n\n".join(_blocks(node)).split("\n"))
        case "p":
            yield f"**{_text(node)}**" if is_admonition_title(node) else _text(node)
        case "aside" | "figure":
            yield from _box(node)
        case "details":
            summary, *rest = _blocks(node)
            yield from (f"**{summary}**", *rest)
        case _:
            yield from _blocks(node)


def _code(node: LexborNode) -> str:
    """The highlighter keeps the language in a class."""
    box = re.search(r"language-(\S+)", (node.parent.attributes.get("class") or "") if node.parent else "")
    return f"```{box[1] if box else ''}\n{node.text(deep=True).strip(chr(10))}\n```"


def _box(node: LexborNode) -> Iterator[str]:
    if _mark(node) and node.css_first("caption, figcaption") is None:
        yield _mark(node).strip()
    yield from _blocks(node)


def _items(node: LexborNode) -> Iterator[str]:
    number = int(node.attributes.get("start") or 1)
    for item in node.iter():
        sign = f"{number}." if node.tag == "ol" else "-"
        identity = item.attributes.get("id") or ""
        key = (
            f"[{identity.removeprefix('ref-').removeprefix('src-')}] " if identity.startswith(("ref-", "src-")) else ""
        )
        tight = "\n" if item.css_first("p") is None else "\n\n"
        text = tight.join(_blocks(item))
        yield f"{sign} {key}{text}".replace("\n", "\n" + " " * (len(sign) + 1))
        number += 1


def _definitions(node: LexborNode) -> Iterator[str]:
    for child in node.iter():
        text = "\n\n".join(_blocks(child))
        yield f"**{text}**{_mark(child)}" if child.tag == "dt" else text


def _table(node: LexborNode) -> Iterator[str]:
    if (caption := node.css_first("caption")) is not None:
        yield f"**{_text(caption)}**{_mark(_figure(node))}"
    rows = [[_cell(cell) for cell in row.iter() if cell.tag in {"th", "td"}] for row in node.css("tr")]
    if rows:
        head, *body = rows
        yield "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *body))


def _figure(node: LexborNode) -> LexborNode | None:
    while node is not None and node.tag != "figure":
        node = node.parent
    return node


def _cell(cell: LexborNode) -> str:
    row_mark = _mark(cell.parent) if cell.attributes.get("scope") == "row" else ""
    return _text(cell).replace("|", "\\|") + row_mark


def _text(node: LexborNode) -> str:
    return re.sub(" {2,}", " ", "".join(_inline(child) for child in node.iter(include_text=True))).strip()


def _inline(node: LexborNode) -> str:
    if node.tag == "-text":
        return re.sub(r"([\\*_`])", r"\\\1", re.sub(r"\s+", " ", node.text_content or ""))
    if _is_dropped(node):
        return ""
    if node.tag in _INLINE:
        return _INLINE[node.tag](node)
    text = _inside(node)
    if node.tag in _WRAPPED and text.strip():
        return f"{_WRAPPED[node.tag]}{text.strip()}{_WRAPPED[node.tag]}"
    return text


def _inside(node: LexborNode) -> str:
    return "".join(_inline(child) for child in node.iter(include_text=True))


def _image(node: LexborNode) -> str:
    """One of the two that a diagram consists of."""
    is_second = (node.attributes.get("src") or "").endswith("#only-dark")
    return "" if is_second else f"（图：{node.attributes.get('alt') or ''}）"


def _keys(node: LexborNode) -> str:
    """The sources that a figure or a mark without links names."""
    return f"[{', '.join((node.attributes['data-ref'] or '').split())}]" if "data-ref" in node.attributes else ""


def _sources(node: LexborNode) -> str:
    keys = [(link.attributes["href"] or "").removeprefix("#ref-") for link in node.css("a[href^='#ref-']")]
    return f"[{', '.join(keys)}]" if keys else _keys(node) or _text(node)


def _link(node: LexborNode) -> str:
    """A link that leads on; figures, terms, verdicts and pictures have theirs only for a browser."""
    text, href = _inside(node), node.attributes.get("href") or ""
    if "data-address" in node.attributes:
        return text + _keys(node)
    is_explained = "title" in node.attributes and _EXPLAINS.search(href)
    if is_explained or node.css_first("img") is not None or not text.strip():
        return text
    return f"<{href}>" if text == href.replace("_", "\\_") else f"[{text}]({href})"


def _span(node: LexborNode) -> str:
    """A part that the style sheet sets apart from what stands before it."""
    text, before = _inside(node), node.prev
    first = node.first_child.tag if node.first_child is not None else ""
    begins = before is not None and first in {"-text", "span"}  # a figure begins with its link
    joined = text.startswith("（") or (before is not None and (before.text_content or "").endswith("："))
    return f" {text}" if begins and not joined else text


_INLINE: dict[str, Callable[[LexborNode], str]] = {
    "a": _link,
    "abbr": lambda node: f"〔{_inside(node)}〕",
    "br": lambda node: " ",
    "code": lambda node: f"`{node.text(deep=True)}`",
    "figcaption": lambda node: f"**{_inside(node).strip()}**{_mark(_figure(node))}",
    "img": _image,
    "span": _span,
    "sup": _sources,
}
