"""Macros for the report's own figures: check, checks, claims."""

from __future__ import annotations

from dataset.problems import nearest
from dataset.schema import GRADES, VERDICTS, Claim
from publish.items import Cell, Item

from . import html
from .book import AuthorError, Book
from .tables import record_table
from .views import View


def check(book: Book, claim: str) -> str:
    """`{{ check("640p") }}`: the verdict box of one claim, with evidence, recomputation and a link to its home."""
    return _box(book, _claim(book, claim), home=False)


def checks(book: Book, section: str) -> str:
    """`{{ checks("compute-demand") }}`: all claims of a section with their verdicts, as a table."""
    found = [claim for claim in book.dataset.claims.values() if claim.section == section]
    if not found:
        sections = {claim.section for claim in book.dataset.claims.values()}
        broken = "claims" in book.dataset.broken
        raise AuthorError("" if broken else f"小节 {section} 没有核对条目{nearest(section, sections)}", section)
    if section not in book.dataset.outline:
        raise AuthorError("", section)  # reported where the claims name it
    anchor = f"tbl-checks-{section}"
    caption = f"{book.dataset.outline[section].number} 节：报告的说法与核对结果"
    rows = [
        {
            "href": book.page.link("data/claims.md", f"claim-{claim.id}"),
            "says": book.dataset.expand(claim.says),
            "verdict": claim.verdict,
            "tone": VERDICTS[claim.verdict][0],
            "comment": book.dataset.expand(claim.comment),
        }
        for claim in found
    ]
    names, heads = [row["says"] for row in rows], ("报告的说法", "判定", "理由")
    record_table(book, anchor, caption, names, (*heads, *names), needle=section)
    return html.render("checks", anchor=anchor, caption=caption, heads=heads, rows=rows)


def claims(book: Book) -> str:
    """`{{ claims() }}`: every claim in full, by section; only on data/claims.md, where their ids live."""
    if book.page.page != "data/claims.md":
        raise AuthorError("全部核对只放在 docs/data/claims.md", "claims")
    parts = []
    for section in book.dataset.outline.values():
        found = [claim for claim in book.dataset.claims.values() if claim.section == section.id]
        if found:
            parts.append(f"## 第 {section.number} 节：{section.title} {{ #claims-{section.id} }}")
            parts += [_box(book, claim, home=True) for claim in found]
    return "\n\n".join(parts)


def _claim(book: Book, claim: str) -> Claim:
    if claim not in book.dataset.claims:
        broken = f"claims/{claim}" in book.dataset.broken
        raise AuthorError("" if broken else f"没有核对条目 {claim}{nearest(claim, book.dataset.claims)}", claim)
    return book.dataset.claims[claim]


def _box(book: Book, claim: Claim, home: bool) -> str:
    anchor = f"claim-{claim.id}"
    says, comment = book.dataset.expand(claim.says), book.dataset.expand(claim.comment)
    evidence = [_evidence(book, address) for address in claim.evidence]
    steps = [_step(book, claim, key) for key in claim.arithmetic]
    if home:
        book.record(_item(book, claim, anchor, says, comment, evidence, steps), claim.id)
    tone, meaning = VERDICTS[claim.verdict]
    return html.render(
        "claim",
        claim=claim,
        tone=tone,
        id=anchor if home else "",
        label_id=f"{anchor}-says" if home else f"check-{claim.id}-says",
        says=says,
        comment=comment,
        verdict_meaning=meaning,
        verdict_href=book.page.link("data/about.md", "verdicts"),
        grades=GRADES,
        evidence=evidence,
        steps=steps,
        more="" if home else book.page.link("data/claims.md", anchor),
    )


def _item(
    book: Book, claim: Claim, anchor: str, says: str, comment: str, evidence: list[View], steps: list[View]
) -> Item:
    """The claim as it is handed on: its text is what the box says, line by line."""
    lines = [f"{e['label']}：{e['text']}" if e["text"] else e["label"] for e in evidence]
    computed = [
        f"{s['label']}：{s['formula']} = {s['result']}" + (f"（{s['note']}）" if s["note"] else "") for s in steps
    ]
    text = [*(["证据", *lines] if lines else ()), *(["复算", *computed] if computed else ()), "说明", comment]
    return Item(
        anchor,
        "claim",
        says,
        book.page.page,
        f"{claim.verdict}。{comment}",
        "\n".join(text),
        (Cell("判定", claim.verdict),),
        sources=tuple(dict.fromkeys(key for e in evidence for key, _ in e["numbers"])),
        is_statement=True,
    )


def _evidence(book: Book, address: str) -> View:
    if address not in book.dataset.data:  # a row or a fact with parts: show the whole
        address = next((a for a in book.dataset.data if a.startswith(f"{address}/")), address)
        datum = book.datum(address)
        label = _statement(book, address) or datum.label.split(" · ")[0]
        return {
            "href": book.home(datum),
            "label": label,
            "text": "",
            "grade": datum.grade,
            "numbers": book.references(datum.sources, address),
        }
    datum = book.datum(address)
    label = datum.text or _statement(book, address) or datum.label
    shown = "" if datum.text or _statement(book, address) else datum.show()
    return {
        "href": book.home(datum),
        "label": label,
        "text": shown,
        "grade": datum.grade,
        "numbers": book.references(book.dataset.root_sources(datum), address),
    }


def _statement(book: Book, address: str) -> str:
    """The statement of a fact that carries the datum at `address`; empty for cells."""
    kind, name, *_ = address.split("/")
    if kind != "facts":
        return ""
    return next(
        (
            book.dataset.expand(item.statement)
            for facts in book.dataset.facts.values()
            for item, _ in facts.rows
            if item.id == name
        ),
        "",
    )


def _step(book: Book, claim: Claim, key: str) -> View:
    datum = book.datum(f"claims/{claim.id}/{key}")
    step = claim.arithmetic[key]
    return {
        "label": step.label,
        "formula": book.formula(step.formula),
        "result": datum.show(),
        "note": book.dataset.expand(step.note or ""),
        "address": datum.address,
    }
