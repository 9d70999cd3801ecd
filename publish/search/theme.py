"""The search dialog stands on parts of the theme; if an upgrade changed them, the build says so instead of a dead box."""

from __future__ import annotations

from pathlib import Path

from macros.problems import Problems

from ..pages import Page

_TOGGLE = "input#__search[data-md-toggle=search]"
_DIALOG = ".md-header .md-search[data-search-root] .md-search__input"
_OPENED = "[data-md-toggle=search]:checked~.md-header .md-search__"


def check_theme(pages: list[Page], site: Path, problems: Problems) -> None:
    """The toggle before the header, the dialog in it, and the theme's rules that open the one by the other."""
    for page in pages:
        if page.tree.css_first(_DIALOG) is None:
            continue
        if page.tree.css_first(_TOGGLE) is None:
            problems.add(
                "overrides/partials/search.html",
                0,
                "搜索框",
                f"主题里没有 {_TOGGLE}（/{page.url}）；Material 改了搜索的开关，照新版改 search.html 与 search/box.js",
            )
            return
    if any(page.tree.css_first(_DIALOG) for page in pages) and not any(
        _OPENED in path.read_text(encoding="utf-8") for path in site.glob("assets/stylesheets/main.*.css")
    ):
        problems.add(
            "overrides/partials/search.html", 0, "搜索框", f"主题的样式里没有 {_OPENED}…；Material 改了搜索框的类名，照新版改 search.html 与 search.css"
        )
