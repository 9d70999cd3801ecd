"""The search engines that `make bench` compares, each run in Chromium on the same site."""

from __future__ import annotations

import gzip
import shutil
import statistics
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import material as material_theme
import yaml
from playwright.sync_api import Browser, Response

from tests.conftest import ROOT
from tests.search.box import SEARCH

FIRST = "训练 GPT-3 用了多少张显卡"
_COLD_RUNS = 5
_MATERIAL_CONFIG = {
    "INHERIT": "mkdocs.yml",
    "plugins": [{"search": {"lang": "zh"}}, {"macros": {"module_name": "macros"}}],
}
_SEPARATOR = r"[\s​　\-，。、；：！？“”‘’（）《》…—·,.;:!?\"'()\[\]{}<>/\\|+=*&^%$#@~`]+"


@dataclass(frozen=True)
class Engine:
    """`script` is an async function of [root, text] that answers with the addresses of the results, starting the engine if need be."""

    name: str
    page: str
    script: str


@dataclass
class Run:
    """What one engine did: addresses found per query, kB (gzip) and ms to the first result, ms of a later query."""

    name: str
    found: list[list[str]]
    kilobytes: float
    cold: float
    warm: float


_TIMED = """async ([root, text]) => {
    const start = performance.now()
    const found = await (%s)([root, text])
    return [found.map(address => address.replace(root, '').replace(/^\\//, '')), performance.now() - start]
}"""
_PAUSE = "new Promise(done => requestAnimationFrame(() => setTimeout(done, 20)))"


def measure(engine: Engine, browser: Browser, root: str, queries: list[str]) -> Run:
    """Cold: the median of fresh pages, from starting the engine to the first results; warm: the median of the queries after.

    Between two queries the page has time to draw the results, as when a reader types.
    """
    script = _TIMED % engine.script
    colds = []
    for _ in range(_COLD_RUNS):
        page = browser.new_page()
        page.goto(root + engine.page)
        page.wait_for_load_state("networkidle")
        loaded: list[Response] = []
        page.on("response", lambda response, loaded=loaded: loaded.append(response))
        colds.append(page.evaluate(script, [root, FIRST])[1])
        size = sum(_gzip(response) for response in list(loaded))
        if len(colds) < _COLD_RUNS:
            page.close()
    answers = []
    for query in queries:
        page.evaluate(_PAUSE)
        answers.append(page.evaluate(script, [root, query]))
    page.close()
    return Run(
        engine.name,
        [found for found, _ in answers],
        size / 1000,
        statistics.median(colds),
        statistics.median(time for _, time in answers),
    )


def _gzip(response: Response) -> int:
    body = response.body()
    return min(len(body), len(gzip.compress(body, 9)))


def box(name: str) -> Engine:
    """This site's own, in its real box."""
    script = """async ([root, text]) => {
        if (!document.getElementById('__search').checked)
            document.body.dispatchEvent(new KeyboardEvent('keydown', {key: '/', bubbles: true}))
        while (!document.querySelector('.md-search .search-view__list')) await new Promise(requestAnimationFrame)
        return (%s)(text)
    }"""
    return Engine(name, "foundations/", script % SEARCH)


def build_material(site: Path, jieba: bool) -> None:
    """The same site with the theme's search plugin, with or without jieba."""
    plugin, macros = _MATERIAL_CONFIG["plugins"]
    config = {**_MATERIAL_CONFIG, "plugins": [{"search": {**plugin["search"], "separator": _SEPARATOR}}, macros]}
    path = ROOT / ".mkdocs-bench.yml"
    path.write_text(yaml.safe_dump(config, allow_unicode=True), encoding="utf-8")
    without = "" if jieba else "import sys; sys.modules['jieba'] = None; "
    command = [
        sys.executable,
        "-c",
        f"{without}from mkdocs.__main__ import cli; cli()",
        "build",
        "-q",
        "-f",
        str(path),
        "-d",
        str(site),
    ]
    try:
        subprocess.run(command, cwd=ROOT, check=False, capture_output=True)
    finally:
        path.unlink()
    scripts = Path(material_theme.__file__).parent / "templates" / "assets" / "javascripts"
    for folder in ("lunr", "workers"):  # what `publish` removes, since the site has a search of its own
        shutil.copytree(scripts / folder, site / "assets" / "javascripts" / folder)


def material(name: str, site: Path) -> Engine:
    """The theme's worker with the theme's index; the sections of a page stand together, the page itself first, as its box shows them."""
    worker = next(site.glob("assets/javascripts/workers/search.*.min.js")).relative_to(site).as_posix()
    script = """async ([root, text]) => {
        const tell = message => new Promise(done => {
            window.material.onmessage = ({data}) => done(data.data)
            window.material.postMessage(message)
        })
        if (!window.material) {
            const index = await (await fetch(root + 'search/search_index.json')).json()
            window.material = new Worker(root + '%s')
            await tell({type: 0, data: {...index, options: {suggest: false}}})
        }
        const {items} = await tell({type: 2, data: text})
        const isSection = ({location}) => location.includes('#')
        return items.slice(0, 10).flatMap(group => group.sort((a, b) => isSection(a) - isSection(b))).map(({location}) => location)
    }"""
    return Engine(name, "foundations/", script % worker)


def build_pagefind(site: Path) -> bool:
    """Index the articles of `site` in place, without the short links, which only lead on; false where its binary cannot be had."""
    shutil.rmtree(site / "s", ignore_errors=True)
    command = [
        sys.executable,
        "-m",
        "pagefind_bin_extended",
        "--site",
        str(site),
        "--force-language",
        "zh",
        "--root-selector",
        "article",
    ]
    result = subprocess.run(command, capture_output=True, check=False)
    # The site's policy refuses WebAssembly, which Pagefind needs.
    (site / "pagefind.html").write_text("<!doctype html><title>Pagefind</title>", encoding="utf-8")
    return result.returncode == 0


def pagefind(name: str) -> Engine:
    """Pagefind's own JavaScript interface: its first pages with their sections."""
    script = """async ([root, text]) => {
        const engine = window.pagefind ||= await import(root + 'pagefind/pagefind.js')
        const {results} = await engine.search(text)
        const pages = await Promise.all(results.slice(0, 5).map(result => result.data()))
        return pages.flatMap(page => page.sub_results.length ? page.sub_results : [page]).map(({url}) => url)
    }"""
    return Engine(name, "pagefind.html", script)
