"""Templates → HTML that survives Markdown: escaped, on one line, without characters Markdown would read."""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_MARKDOWN_CHARACTERS = {ord(character): f"&#{ord(character)};" for character in "\\`*_[]{}|~^!"}


def render(template: str, **values) -> str:
    """One line of HTML from `templates/<template>.html`; every value is escaped."""
    html = _ENVIRONMENT.get_template(f"{template}.html").render(**values)
    return re.sub(r"\s*\n\s*", "", html).translate(_MARKDOWN_CHARACTERS)
