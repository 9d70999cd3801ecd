"""Where a link lands: what a reader sees in the first screen after opening an address with a fragment."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Page

VIEWPORTS = ({"width": 390, "height": 844}, {"width": 1280, "height": 800}, {"width": 1920, "height": 1080})

# What is wrong with the place of the element of that id, or "".
_FAULT = """id => {
  const target = document.getElementById(id)
  if (!target) return "is not on the page"
  const box = target.getBoundingClientRect()
  const below = document.querySelector(".md-header").getBoundingClientRect().bottom
  const at = " (top " + Math.round(box.top) + " of " + innerHeight + ")"
  if (!box.height && !target.getClientRects().length) return "is not displayed"
  if (box.top < below - 1) return "starts under the page header" + at
  if (box.top > innerHeight - 24) return "starts below the first screen" + at
  const row = target.closest("tr")
  const first = row ? row.cells[0].getBoundingClientRect() : box
  const hit = document.elementFromPoint(first.left + Math.min(12, first.width / 2), first.top + Math.min(12, first.height / 2))
  if (!hit || !(target.contains(hit) || hit.contains(target))) return "is covered by " + (hit ? hit.className || hit.tagName : "nothing") + at
  if (!row) return ""
  const heads = [...row.closest("table").querySelectorAll("thead th")]
  if (!heads.length) return ""
  if (heads[0].offsetHeight) {
    const low = Math.max(...heads.map(head => head.getBoundingClientRect().bottom))
    const high = Math.min(...heads.map(head => head.getBoundingClientRect().top))
    if (high < below - 1) return "has its table's head under the page header" + at
    if (low > box.top + 1) return "starts under its table's head" + at
    const right = Math.max(...heads.map(head => head.getBoundingClientRect().right))
    return right > innerWidth + 1 ? "has column heads beside the screen" : ""
  }
  const cells = [...row.cells].slice(1).filter(cell => cell.offsetHeight)
  const bare = cells.filter(cell => getComputedStyle(cell, "::before").display === "none" || !cell.dataset.label)
  return bare.some(cell => !cell.classList.contains("data-table__notes")) ? "has a cell without its label" : ""
}"""


def entries(site: Path) -> list[dict]:
    """Everything with an address, as the site lists it."""
    found = json.loads((site / "sections.json").read_text(encoding="utf-8"))
    return [{"page": "", **entry} for entry in found]


def fault(page: Page, identity: str) -> str:
    """What is wrong with where the open page stands for a reader who came for `identity`; empty if nothing."""
    return page.evaluate(_FAULT, identity)


def opened(page: Page, url: str, identity: str, late: float = 0) -> str:
    """The fault after opening `url` anew, `late` milliseconds after everything has loaded."""
    page.goto("about:blank")
    page.goto(url)
    page.wait_for_function("id => location.hash.slice(1) === id && document.readyState === 'complete'", arg=identity)
    if late:
        page.wait_for_timeout(late)
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return fault(page, identity)


def followed(page: Page, identity: str) -> str:
    """The fault after following a link to `identity` on the page that is open."""
    page.evaluate(
        """async id => {
          if (location.hash.slice(1) === id) location.hash = ""
          // Chromium drops what exceeds 200 of these in ten seconds.
          while (location.hash.slice(1) !== id) {
            location.hash = id
            await new Promise(done => setTimeout(done, location.hash.slice(1) === id ? 0 : 500))
          }
          await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))
        }""",
        identity,
    )
    return fault(page, identity)
