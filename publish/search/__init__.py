"""The full-text index, written to `/search/` from the built pages. What reads it is `overrides/assets/javascripts/search/`."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from dataset.model import Dataset
from dataset.problems import Problems

from ..items import Items
from ..pages import Page
from . import bm25f, files
from .documents import Document, read_documents
from .text import Fold, normalise, tokens
from .theme import check_theme
from .variants import fold_table, pinyin_tables, synonyms


def write_search(pages: list[Page], items: Items, dataset: Dataset, site: Path, problems: Problems) -> None:
    """Write the index of `pages`; a theme whose search dialog is not the one built upon goes to `problems`."""
    check_theme(pages, site, problems)
    documents = read_documents(pages, items, dataset)
    write_index(documents, dataset, site / "search")
    files.write_engine(site / "assets" / "javascripts" / "search", site / "search")


def write_index(documents: list[Document], dataset: Dataset, folder: Path) -> None:
    """Write the index of `documents` into `folder`: `core` first, what a query turns out to need after it."""
    folder.mkdir(exist_ok=True)
    fold = fold_table(_all_text(document) for document in documents)
    postings = bm25f.build(_fields(document, fold) for document in documents)
    shards = list(files.term_shards(postings))
    chunks = list(files.text_chunks([_record(document) for document in documents]))
    titles = [
        normalise(name, fold)
        for document in documents
        if _is_named(document)
        for name in (document.title, *document.aliases)
    ]
    syllables, words = pinyin_tables(titles)
    parts = {"pinyin": {"syllables": syllables, "words": "".join(words)}}
    parts |= {f"terms-{number}": shard for number, (_, shard) in enumerate(shards)}
    parts |= {f"texts-{number}": chunk for number, (_, chunk) in enumerate(chunks)}
    version = hashlib.sha256("".join(files.write(folder, name, part) for name, part in parts.items()).encode())
    numbers = {document.id: number for number, document in enumerate(documents)}
    core = {
        "version": version.hexdigest()[:8],
        "documents": len(documents),
        "ranges": _ranges(documents),
        "shards": [first for first, _ in shards],
        "chunks": [first for first, _ in chunks],
        "fold": ["".join(map(chr, fold)), "".join(fold.values())],
        "synonyms": synonyms(
            dataset.terms.values(),
            numbers,
            normalise("\n".join(d.text for d in documents if d.kind != "term"), fold),
            fold,
        ),
    }
    files.write(folder, "core", core)


def _is_named(document: Document) -> bool:
    """Whether the title is a name that a reader may spell."""
    return document.kind in {"section", "case", "term", "row"} and not document.stated


def _all_text(document: Document) -> str:
    return "\n".join(
        (
            document.title,
            *document.path,
            *document.aliases,
            *document.asked,
            document.text,
            *(part for cell in document.cells for part in cell),
        )
    )


def _fields(document: Document, fold: Fold) -> dict[str, list[str]]:
    texts = {
        "statement" if document.stated else "title": [document.number, document.title],
        "aliases": document.aliases,
        "asked": document.asked,
        "path": document.path,
        "body": [document.text, *(part for label, value, _ in document.cells for part in (label, value))],
    }
    return {name: tokens(normalise("\n".join(texts.get(name, ())), fold)) for name in bm25f.FIELDS}


def _record(document: Document) -> dict[str, Any]:
    """What a result shows and what its rank depends on; empty fields are left out."""
    names = ("url", "number", "title", "stated", "path", "text", "cells", "aliases")
    return {name: value for name in names if (value := getattr(document, name))}


def _ranges(documents: list[Document]) -> list[tuple[int, str, str]]:
    """(first document, chapter, kind) of each stretch of documents that share both."""
    ranges: list[tuple[int, str, str]] = []
    for number, document in enumerate(documents):
        if not ranges or ranges[-1][1:] != (document.chapter, document.kind):
            ranges.append((number, document.chapter, document.kind))
    return ranges
