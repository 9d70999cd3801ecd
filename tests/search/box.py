"""The search box as a reader uses it, driven in Chromium."""

from __future__ import annotations

from playwright.sync_api import Page

_TYPE = """(text) => {
    const input = document.querySelector('.md-search__input')
    input.value = text
    input.dispatchEvent(new InputEvent('input', {bubbles: true}))
}"""
_ANSWERED = "text => document.querySelector('.md-search .search-view__list').dataset.query === text.trim()"
_RESULTS = "() => Array.from(document.querySelectorAll('.md-search a.search-result'), a => a.hash.slice(1))"


def open_box(page: Page) -> None:
    """Open the box with its key and wait until it listens."""
    page.keyboard.press("/")
    page.wait_for_selector(".md-search .search-view__list", state="attached")


def search(page: Page, text: str) -> list[str]:
    """The ids of the results shown for `text`, in order."""
    page.evaluate(_TYPE, text)
    page.wait_for_function(_ANSWERED, arg=text)
    return page.evaluate(_RESULTS)
