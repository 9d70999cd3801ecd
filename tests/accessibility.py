"""axe on an open page, with the contrast of what axe leaves open decided as well: tests take a sample, `make bench` all pages."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# axe does not decide single characters (the marks of the grades) and what is scrolled out of its region. Both stand on plain
# colours, so the ratio can be computed; over a picture or a gradient it cannot, and that is reported.
_CONTRAST = """selectors => {
    const rgba = text => {
        const canvas = new OffscreenCanvas(1, 1).getContext("2d")
        canvas.fillStyle = text
        canvas.fillRect(0, 0, 1, 1)
        return [...canvas.getImageData(0, 0, 1, 1).data]
    }
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255).map(c => c <= .04045 ? c / 12.92 : ((c + .055) / 1.055) ** 2.4)
        .reduce((sum, c, index) => sum + c * [.2126, .7152, .0722][index], 0)
    const found = []
    for (const selector of selectors) {
        const element = document.querySelector(selector)
        if (!element) continue
        let ground = null, open = ""
        for (let node = element; node && !ground && !open; node = node.parentElement) {
            const style = getComputedStyle(node)
            const [r, g, b, a] = rgba(style.backgroundColor)
            if (style.backgroundImage !== "none") open = "over an image"
            else if (+style.opacity < 1) open = "translucent"
            else if (a === 255) ground = [r, g, b]
            else if (a) open = "over a translucent colour"
        }
        if (open) { found.push(`${selector}: ${open}`); continue }
        const [one, two] = [light(rgba(getComputedStyle(element).color)), light(ground || [255, 255, 255])].sort((a, b) => b - a)
        const ratio = (one + .05) / (two + .05)
        if (ratio < 4.5) found.push(`${selector}: ${ratio.toFixed(2)}`)
    }
    return found
}"""


def faults(page: Page) -> list[str]:
    """What is wrong on `page` as it stands, empty if nothing is."""
    answer = Axe().run(page, options={"runOnly": _RULES, "resultTypes": ["violations", "incomplete"]}).response
    found = [f"{v['id']}: {[node['target'] for node in v['nodes']][:3]}" for v in answer["violations"]]
    for rule in answer["incomplete"]:
        targets = [node["target"][0] for node in rule["nodes"]]
        if rule["id"] == "color-contrast":
            found += [f"contrast of {fault}" for fault in page.evaluate(_CONTRAST, targets)]
        else:
            found.append(f"{rule['id']} undecided: {targets[:3]}")
    return found
