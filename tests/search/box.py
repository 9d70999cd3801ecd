"""The search box as a reader uses it, driven in Chromium."""

from __future__ import annotations

from playwright.sync_api import Page

_SEARCH = """text => new Promise(done => {
    const input = document.querySelector('.md-search__input')
    const list = document.querySelector('.md-search .search-view__list')
    const results = () => Array.from(list.querySelectorAll('a'), link => link.href)
    const isAnswered = () => list.dataset.query === text.trim()
    if (isAnswered()) return done(results())
    new MutationObserver((_, observer) => {
        if (!isAnswered()) return
        observer.disconnect()
        done(results())
    }).observe(list, {attributes: true})
    input.value = text
    input.dispatchEvent(new InputEvent('input', {bubbles: true}))
})"""


def open_box(page: Page) -> None:
    """Open the box with its key and wait until it listens."""
    page.keyboard.press("/")
    page.wait_for_selector(".md-search .search-view__list", state="attached")


def search_addresses(page: Page, text: str) -> list[str]:
    """The addresses of the results shown for `text`, in order."""
    return page.evaluate(_SEARCH, text)


def search(page: Page, text: str) -> list[str]:
    """The ids of the results shown for `text`, in order."""
    return [address.split("#")[1] for address in search_addresses(page, text)]
