"""Templates → HTML and XML; every value is escaped, so that nothing from `data/` becomes markup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from selectolax.lexbor import LexborHTMLParser, LexborNode

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    keep_trailing_newline=True,
)
_ENVIRONMENT.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}


def render(template: str, **values: Any) -> str:
    """The text of `templates/<template>` with `values`."""
    return _ENVIRONMENT.get_template(template).render(**values)


def elements(template: str, **values: Any) -> list[LexborNode]:
    """The elements that stand side by side in `templates/<template>`, to be put into a page."""
    node, found = LexborHTMLParser(render(template, **values), is_fragment=True).root, []
    while node is not None:
        if node.is_element_node:
            found.append(node)
        node = node.next
    return found
