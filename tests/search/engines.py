"""The search engines that `make bench` compares, each run in Chromium on the same site."""

from __future__ import annotations

import gzip
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import yaml
from playwright.sync_api import Browser, Page, Response

from tests.conftest import ROOT
from tests.search.box import open_box, search_addresses

FIRST = "训练 GPT-3 用了多少张显卡"
_COLD_RUNS = 5
_MATERIAL_CONFIG = {"INHERIT": "mkdocs.yml", "plugins": [{"search": {"lang": "zh"}}, {"macros": {"module_name": "macros"}}]}
_SEPARATOR = r"[\s​　\-，。、；：！？“”‘’（）《》…—·,.;:!?\"'()\[\]{}<>/\\|+=*&^%$#@~`]+"

Find = Callable[[str], list[str]]


@dataclass
class Run:
    """What one engine did: addresses found per query, kB (gzip) and ms to the first result, ms of a later query."""

    name: str
    found: list[list[str]]
    kilobytes: float
    cold: float
    warm: float


def measure(name: str, browser: Browser, prepare: Callable[[Page], Find], queries: list[str]) -> Run:
    """Cold: the median of fresh pages, from before the engine starts until the first results; warm: the median of the queries after."""
    colds = []
    for _ in range(_COLD_RUNS):
        page = browser.new_page()
        loaded: list[Response] = []
        find = prepare(page)
        page.on("response", lambda response, loaded=loaded: loaded.append(response))
        start = page.evaluate("performance.now()")
        find(FIRST)
        colds.append(page.evaluate("performance.now()") - start)
        size = sum(_gzip(response) for response in list(loaded))
        if len(colds) < _COLD_RUNS:
            page.close()
    found, times = [], []
    for query in queries:
        start = page.evaluate("performance.now()")
        found.append(find(query))
        times.append(page.evaluate("performance.now()") - start)
    page.close()
    return Run(name, found, size / 1000, statistics.median(colds), statistics.median(times))


def _gzip(response: Response) -> int:
    body = response.body()
    return min(len(body), len(gzip.compress(body, 9)))


def box(address: str) -> Callable[[Page], Find]:
    """This site's own, in its real box."""

    def prepare(page: Page) -> Find:
        page.goto(address + "foundations/")
        page.wait_for_load_state("networkidle")

        def find(text: str) -> list[str]:
            if not page.evaluate("document.getElementById('__search').checked"):
                open_box(page)
            return [found.removeprefix(address) for found in search_addresses(page, text)]

        return find

    return prepare


def build_material(site: Path, jieba: bool) -> None:
    """The same site with the theme's search plugin, with or without jieba."""
    plugin, macros = _MATERIAL_CONFIG["plugins"]
    config = {**_MATERIAL_CONFIG, "plugins": [{"search": {**plugin["search"], "separator": _SEPARATOR}}, macros]}
    path = ROOT / ".mkdocs-bench.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    without = "" if jieba else "import sys; sys.modules['jieba'] = None; "
    command = [sys.executable, "-c", f"{without}from mkdocs.__main__ import cli; cli()", "build", "-q", "-f", str(path), "-d", str(site)]
    try:
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    finally:
        path.unlink()


_START_MATERIAL = """async ([root, worker]) => {
    const index = await (await fetch(root + 'search/search_index.json')).json()
    const engine = window.material = new Worker(root + worker)
    await new Promise(done => {
        engine.onmessage = done
        engine.postMessage({type: 0, data: {...index, options: {suggest: false}}})
    })
}"""
_ASK_MATERIAL = """text => new Promise(done => {
    window.material.onmessage = ({data}) => done(data.data.items)
    window.material.postMessage({type: 2, data: text})
})"""


def material(address: str, site: Path) -> Callable[[Page], Find]:
    """The theme's worker with the theme's index; the sections of a page stand together, the page itself first, as its box shows them."""
    worker = next(site.glob("assets/javascripts/workers/search.*.min.js")).relative_to(site).as_posix()

    def prepare(page: Page) -> Find:
        page.goto(address + "foundations/")
        page.wait_for_load_state("networkidle")

        def find(text: str) -> list[str]:
            if page.evaluate("!window.material"):
                page.evaluate(_START_MATERIAL, [address, worker])
            groups = page.evaluate(_ASK_MATERIAL, text)
            return [item["location"] for group in groups[:10] for item in sorted(group, key=lambda item: "#" in item["location"])]

        return find

    return prepare


def build_pagefind(site: Path) -> bool:
    """Index `site` in place; false where its binary cannot be had."""
    result = subprocess.run([sys.executable, "-m", "pagefind_bin_extended", "--site", str(site), "--force-language", "zh"], capture_output=True, check=False)
    # The site's policy refuses WebAssembly, which Pagefind needs.
    (site / "pagefind.html").write_text("<!doctype html><title>Pagefind</title>", encoding="utf-8")
    return result.returncode == 0


def pagefind(address: str) -> Callable[[Page], Find]:
    """Pagefind's own JavaScript interface, five pages with their sections."""

    def prepare(page: Page) -> Find:
        page.goto(address + "pagefind.html")

        def find(text: str) -> list[str]:
            found = page.evaluate(
                """async ([root, text]) => {
                    const engine = window.pagefind ||= await import(root + 'pagefind/pagefind.js')
                    const {results} = await engine.search(text)
                    return Promise.all(results.slice(0, 5).map(result => result.data()))
                }""",
                [address, text],
            )
            addresses = [part["url"] for result in found for part in result["sub_results"] or [result]]
            return [url.lstrip("/") for url in addresses]

        return find

    return prepare
