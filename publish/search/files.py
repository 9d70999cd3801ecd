"""The index as files. Each is a script, `searchData(name, …)`: a worker fetches and parses it, a page opened from a folder runs it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from ..repair.bundle import minified
from .bm25f import Postings

_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
ENGINE = ("text", "common", "names", "words", "index", "query", "rank", "snippet", "engine", "worker")
TERM_BYTES, TEXT_BYTES = 12_000, 14_000
LONGEST_LIST = 4096  # of a more frequent term only the documents with the highest impact are kept


def _vlq(number: int) -> str:
    """Five bits a character, the sixth says that more follow."""
    text = ""
    while number > 31:
        text += _ALPHABET[32 | (number & 31)]
        number >>= 5
    return text + _ALPHABET[number]


def _encode(postings: list[tuple[int, int]]) -> tuple[str, str]:
    """(deltas of the document numbers, impacts)."""
    numbers = [-1, *(number for number, _ in postings)]
    return "".join(_vlq(b - a - 1) for a, b in pairwise(numbers)), "".join(_ALPHABET[impact] for _, impact in postings)


def term_shards(postings: Postings) -> Iterator[tuple[str, dict[str, Any]]]:
    """(first term, shard) in the order of the terms; a query needs the shards its terms fall into."""
    shard: dict[str, Any] = {}
    size = 0
    for term in sorted(postings):
        entries = postings[term]
        kept = entries if len(entries) <= LONGEST_LIST else sorted(sorted(entries, key=lambda e: -e[1])[:LONGEST_LIST])
        numbers, impacts = _encode(kept)
        if size and size + 2 * len(numbers) > TERM_BYTES:
            yield shard["terms"][0], shard
            size = 0
        if not size:
            shard = {"terms": [], "counts": [], "numbers": "", "impacts": "", "frequencies": {}}
        shard["terms"].append(term)
        shard["counts"].append(len(kept))
        shard["numbers"] += numbers
        shard["impacts"] += impacts
        if len(kept) < len(entries):
            shard["frequencies"][term] = len(entries)
        size += len(numbers) + len(impacts) + len(term.encode()) + 4
    if size:
        yield shard["terms"][0], shard


def text_chunks(records: list[dict[str, Any]]) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """(number of the first document, records): what a result shows, loaded for the results that are shown."""
    chunk: list[dict[str, Any]] = []
    size = first = 0
    for number, record in enumerate(records):
        length = len(json.dumps(record, ensure_ascii=False).encode())
        if chunk and size + length > TEXT_BYTES:
            yield first, chunk
            chunk, size, first = [], 0, number
        chunk.append(record)
        size += length
    if chunk:
        yield first, chunk


def write(folder: Path, name: str, value: Any) -> str:
    """Write one file of the index; returns its content."""
    content = f'searchData("{name}",{json.dumps(value, ensure_ascii=False, separators=(",", ":"))})\n'
    (folder / f"{name}.js").write_text(content, encoding="utf-8")
    return content


def write_engine(scripts: Path, folder: Path) -> None:
    """The engine as one file: a worker fetches scripts one after the other."""
    parts = [scripts / f"{name}.js" for name in ENGINE]
    if all(part.exists() for part in parts):
        engine = minified([part.read_text(encoding="utf-8") for part in parts])
        (folder / "engine.js").write_text(engine, encoding="utf-8")
