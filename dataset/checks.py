"""Checks across files: sources, sections and addresses exist, anchors are unique."""

from __future__ import annotations

from collections.abc import Iterator

from .model import Dataset, references
from .problems import Problems, nearest


def check_references(dataset: Dataset, problems: Problems) -> None:
    """Every key that one file uses of another must exist."""
    for datum in dataset.data.values():
        for key in datum.sources:
            if key not in dataset.sources and f"source:{key}" not in dataset.broken:
                problems.add(datum.file, datum.line, datum.address, f"没有来源 {key}{nearest(key, dataset.sources)}")
    for file, line, where, text in _texts(dataset):
        for address in references(text):
            if address not in dataset.data and not dataset.is_broken(address):
                problems.add(file, line, where, f"没有地址 {address}{nearest(address, dataset.data)}")
    for claim in dataset.claims.values():
        file, line = dataset.lines[f"claim:{claim.id}"]
        if claim.section not in dataset.outline:
            problems.add(
                file,
                line,
                f"claims[{claim.id}].section",
                f"目录里没有 {claim.section}{nearest(claim.section, dataset.outline)}",
            )
        for address in claim.evidence:
            known = address in dataset.data or any(a.startswith(f"{address}/") for a in dataset.data)
            if not known and not dataset.is_broken(address):
                problems.add(
                    file, line, f"claims[{claim.id}].evidence", f"没有地址 {address}{nearest(address, dataset.data)}"
                )
    _check_sources(dataset, problems)
    _check_terms(dataset, problems)
    _check_asked(dataset, problems)
    _check_anchors(dataset, problems)


def _texts(dataset: Dataset) -> Iterator[tuple[str, int, str, str]]:
    """(file, line, where, text) of every text of `data/` that may name figures as `{address}`."""
    for datum in dataset.data.values():
        if not datum.address.startswith(("facts/", "claims/")):
            yield datum.file, datum.line, datum.address, f"{datum.text or ''} {datum.note or ''}"
    for table in dataset.tables.values():
        yield table.file, 1, "table.note", table.meta.note
        for row in table.rows:
            yield table.file, 0, f"rows[{row.id}].note", row.note or ""
    for facts in dataset.facts.values():
        for fact, _ in facts.rows:
            notes = " ".join(part.note or "" for part in (fact, *fact.parts.values()))
            yield *dataset.lines[f"fact:{fact.id}"], f"facts[{fact.id}]", f"{fact.statement} {notes}"
    for claim in dataset.claims.values():
        yield *dataset.lines[f"claim:{claim.id}"], f"claims[{claim.id}]", f"{claim.says} {claim.comment}"
    for update in dataset.updates.values():
        yield *dataset.lines[f"update:{update.id}"], update.id, update.text
    for entry in dataset.outline.values():
        yield *dataset.lines[f"section:{entry.id}"], entry.id, f"{{{entry.card.figure}}}" if entry.card else ""


def _check_sources(dataset: Dataset, problems: Problems) -> None:
    """One work has one key."""
    homes: dict[str, str] = {}
    for key, source in dataset.sources.items():
        for identity in filter(None, (source.arxiv, source.doi, source.url)):
            if identity in homes:
                file, line = dataset.lines[f"source:{key}"]
                problems.add(file, line, key, f"与 {homes[identity]} 是同一个来源（{identity}），只留一个键")
            homes.setdefault(identity, key)


def _check_terms(dataset: Dataset, problems: Problems) -> None:
    """One Chinese term per English term; sections and related terms exist."""
    by_english: dict[str, str] = {}
    for term in dataset.terms.values():
        file, line = dataset.lines[f"term:{term.id}"]
        english = term.en.casefold()
        if english in by_english:
            problems.add(
                file, line, term.id, f"英文 {term.en} 已有中文词 {by_english[english]}：一个英文词只用一个中文词"
            )
        by_english[english] = term.term
        for section in term.sections:
            if section not in dataset.outline:
                problems.add(
                    file, line, f"{term.id}.sections", f"目录里没有 {section}{nearest(section, dataset.outline)}"
                )
        for other in term.related:
            if other not in dataset.terms:
                problems.add(file, line, f"{term.id}.related", f"没有术语 {other}{nearest(other, dataset.terms)}")


def _check_asked(dataset: Dataset, problems: Problems) -> None:
    """A phrase leads to one place. (Whether the place exists, the built pages know: publish.search.)"""
    homes: dict[str, str] = {}
    for identity, asked in dataset.asked.items():
        for phrase in asked.root:
            if phrase in homes:
                problems.add(
                    *dataset.lines[f"asked:{identity}"],
                    identity,
                    f"“{phrase}”在 {homes[phrase]} 已经有了：一种问法只留在答得最好的一处",
                )
            homes[phrase] = identity


def _check_anchors(dataset: Dataset, problems: Problems) -> None:
    """Row anchors are unique over the site, not only on their page."""
    homes: dict[str, str] = {}
    rows = [(row.anchor, f"{table.file} 的 {row.id}") for table in dataset.tables.values() for row in table.rows]
    rows += [
        (f"row-{fact.id}", f"data/facts/{facts.slug}.yml 的 {fact.id}")
        for facts in dataset.facts.values()
        for fact, _ in facts.rows
    ]
    for anchor, home in rows:
        if anchor in homes:
            problems.add(
                home.split(" ")[0], 0, anchor, f"行锚点与 {homes[anchor]} 重复；给表写 row_prefix，或换一个 id"
            )
        homes[anchor] = home
