"""The search box as a reader uses it, driven in Chromium."""

from __future__ import annotations

from playwright.sync_api import Page

# Types a query and answers with the addresses of the results, once they stand there.
SEARCH = """text => new Promise((done, failed) => {
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
    setTimeout(() => failed(new Error(`no answer to ${text.slice(0, 40)}`)), 30_000)
    input.value = text
    input.dispatchEvent(new InputEvent('input', {bubbles: true}))
})"""


def open_box(page: Page) -> None:
    """Open the box with its key and wait until it listens."""
    page.keyboard.press("/")
    page.wait_for_selector(".md-search .search-view__list", state="attached")


def search(page: Page, text: str) -> list[str]:
    """The ids of the results shown for `text`, in order."""
    return [address.split("#")[1] for address in page.evaluate(SEARCH, text)]
