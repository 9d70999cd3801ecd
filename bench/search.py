"""`make bench`: how well and how fast the search answers, beside the theme's own search and Pagefind on the same site."""

from __future__ import annotations

import dataclasses
import functools
import http.server
import random
import re
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from dataset.load import load_dataset
from dataset.problems import Problems
from publish.items import items_file, load
from publish.pages import read_pages
from publish.search import write_index
from publish.search.documents import Document, read_documents
from tests.browser import ARGUMENTS, find_browser
from tests.conftest import ROOT, run_mkdocs
from tests.search import SETS, Measures, Query, first_rank, judge, read_queries
from tests.search.engines import Run, box, build_material, build_pagefind, material, measure, pagefind

_LARGE_PAGES = 2000


class _Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # otherwise the second part of an answer waits for the acknowledgement of the first

    def log_message(self, *arguments: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of `site`."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def by_class(run: Run, sets: dict[str, list[Query]], documents: list[Document]) -> None:
    """The table of one run: measures by class for each set."""
    answers = judge(documents)
    found = iter(run.found)
    print(f"\n{run.name}：小节 R@1 / R@5 / MRR / 无结果")
    for name, queries in sets.items():
        results = [(query, _ids(next(found))) for query in queries]
        for kind in [*dict.fromkeys(query.kind for query in queries), ""]:
            chosen = [(query, ids) for query, ids in results if kind in ("", query.kind)]
            measures = Measures(
                [first_rank(ids, query, answers) for query, ids in chosen], sum(not ids for _, ids in chosen)
            )
            print(
                f"  {name} {kind or '全部':10} {len(chosen):4}  {measures.at(1):.2f}  {measures.at(5):.2f}  {measures.mrr:.2f}  {measures.no_hit:.2f}"
            )


def _ids(addresses: list[str]) -> list[str]:
    """What the addresses name: an anchor, or the page as a whole, whose heading has the id of no other."""
    return [address.split("#")[1] if "#" in address else f"/{address.split('?')[0]}" for address in addresses]


def compare(runs: list[Run], queries: list[Query], documents: list[Document]) -> None:
    """One line per engine, over all sets; page: the right page, whatever the section."""
    first = {document.url.split("#")[0]: document.id for document in reversed(documents)}
    page_of = {document.id: document.url.split("#")[0] for document in documents}
    answers = judge(documents)
    pages = [{page_of[i] for i in query.accepted if i in page_of} for query in queries]
    print("\n引擎               小节 R@1  R@5   MRR   页 R@1  无结果  kB(gzip)  首次 ms  其后 ms")
    for run in runs:
        ids = [[first.get(i[1:], i) if i.startswith("/") else i for i in _ids(found)] for found in run.found]
        measures = Measures(
            [first_rank(i, query, answers) for i, query in zip(ids, queries, strict=True)], sum(not i for i in ids)
        )
        page = sum(
            bool(found) and re.split(r"[?#]", found[0])[0] in accepted
            for found, accepted in zip(run.found, pages, strict=True)
        ) / len(queries)
        figures = (
            f"{measures.at(1):.2f}  {measures.at(5):.2f}  {measures.mrr:.2f}   {page:.2f}    {measures.no_hit:.2f}"
        )
        print(f"{run.name:18} {figures}   {run.kilobytes:7.0f}  {run.cold:7.0f}  {run.warm:7.1f}")


def large(documents: list[Document], pages: int) -> list[Document]:
    """A corpus of `pages` pages: the site's documents again and again, with sentences of others."""
    mixer = random.Random(1)
    sentences = [sentence for document in documents for sentence in re.findall(r"[^。\n]+。?", document.text)]
    copies = round(pages / len({document.url.split("#")[0] for document in documents}))
    return [
        dataclasses.replace(
            document,
            url=document.url.replace("#", f"{copy}/#"),
            text="".join(mixer.choices(sentences, k=max(1, len(document.text) // 40))) if copy else document.text,
        )
        for document in documents
        for copy in range(copies)
    ]


def main() -> None:
    sets = {name: read_queries(path) for name, path in SETS.items()}
    queries = [query for queries in sets.values() for query in queries]
    texts = [query.text for query in queries]
    dataset = load_dataset(ROOT, Problems())
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        site, plain, cut, found = (Path(folder) / name for name in ("site", "plain", "jieba", "pagefind"))
        run_mkdocs(ROOT, site, SITE_URL="https://example.org/")
        documents = read_documents(read_pages(site, ROOT / "docs"), load(items_file(site)), dataset)
        with served(site) as root:
            own = measure(box("本站"), browser, root, texts)
        runs = [own]
        for name, built, with_jieba in (("Material", plain, False), ("Material + jieba", cut, True)):
            build_material(built, with_jieba)
            with served(built) as root:
                runs.append(measure(material(name, built), browser, root, texts))
        shutil.copytree(site, found)
        if build_pagefind(found):
            with served(found) as root:
                runs.append(measure(pagefind("Pagefind"), browser, root, texts))
        by_class(own, sets, documents)
        compare(runs, queries, documents)
        write_index(large(documents, _LARGE_PAGES), dataset, site / "search")
        with served(site) as root:
            run = measure(box("本站"), browser, root, texts[:40])
        print(
            f"\n{_LARGE_PAGES} 页（拼合的语料）：首个结果前 {run.kilobytes:.0f} kB gzip，首次 {run.cold:.0f} ms，其后 {run.warm:.1f} ms"
        )
        browser.close()


if __name__ == "__main__":
    main()
