"""The search dialog stands on parts of the theme; if an upgrade changed them, the build says so instead of a dead box."""

from __future__ import annotations

from pathlib import Path

from dataset.problems import Problems

from ..pages import Page

_FILE = "overrides/partials/search.html"
_TOGGLE = "input#__search[data-md-toggle=search]"
_DIALOG = ".md-header .md-search[data-search-root] .md-search__input"
_OPENED = "[data-md-toggle=search]:checked~.md-header .md-search__"


def check_theme(pages: list[Page], site: Path, problems: Problems) -> None:
    """The toggle stands before the header, the dialog in it, and the theme's rules open the one by the other."""
    with_dialog = [page for page in pages if page.tree.css_first(_DIALOG)]
    without_toggle = [page for page in with_dialog if page.tree.css_first(_TOGGLE) is None]
    if without_toggle:
        problems.add(
            _FILE,
            0,
            "搜索框",
            f"/{without_toggle[0].url} 里没有 {_TOGGLE}：Material 改了搜索的开关，照新版改 search.html 与 search/box.js",
        )
    styles = [path.read_text(encoding="utf-8") for path in site.glob("assets/stylesheets/main.*.css")]
    if with_dialog and not any(_OPENED in style for style in styles):
        problems.add(
            _FILE,
            0,
            "搜索框",
            f"主题的样式里没有 {_OPENED}…：Material 改了搜索框的类名，照新版改 search.html 与 search.css",
        )
