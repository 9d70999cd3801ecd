"""Checks across files: sections, terms and addresses exist, nothing is there twice."""

from __future__ import annotations

from collections.abc import Iterator

from .formula import addresses
from .model import Dataset, references, stray_braces
from .problems import Problems, nearest
from .schema import Term
from .unknown import Unknowns, parent_of

Text = tuple[tuple[str, int], str, str]  # (file and line, where, text)


def check_references(dataset: Dataset, problems: Problems, unknowns: Unknowns) -> None:
    """Every name that one file uses of another must exist."""
    addressed = _Addresses(dataset, unknowns)
    for place, where, text in _texts(dataset):
        for address in references(text):
            addressed.use(address, place, where)
        if stray_braces(text):
            problems.add(*place, where, "花括号只用来写 {地址}：地址是小写字母、数字、连字符与斜杠，中间没有空格")
    for address, datum in dataset.data.items():
        unmet = [
            input_
            for input_ in addresses(datum.formula or "")
            if not addressed.use(input_, (datum.file, datum.line), f"{address}.formula")
        ]
        if unmet:
            dataset.broken.add(address)
    for claim in dataset.claims.values():
        name, where = f"claim:{claim.id}", f"claims[{claim.id}]"
        section = dataset.lines.at(name, "section")
        unknowns.key("section", claim.section, dataset.outline, section, f"{where}.section", "目录里没有")
        for index, address in enumerate(claim.evidence):
            addressed.use(address, dataset.lines.at(name, "evidence", index), f"{where}.evidence", whole=True)
    _check_terms(dataset, problems, unknowns)
    unknowns.report()
    _check_sources(dataset, problems)
    _check_asked(dataset, problems)
    _check_anchors(dataset, problems)


class _Addresses:
    """Uses of addresses; one that does not exist is traced to the largest part that is missing."""

    def __init__(self, dataset: Dataset, unknowns: Unknowns) -> None:
        self._dataset = dataset
        self._unknowns = unknowns
        parts = (address.split("/") for address in dataset.data)
        self._known = {"/".join(p[: n + 1]) for p in parts for n in range(len(p))}

    def use(self, address: str, place: tuple[str, int], where: str, whole: bool = False) -> bool:
        """Whether `address` exists; `whole` also accepts a row or a fact with parts."""
        if address in self._dataset.data or (whole and address in self._known):
            return True
        parts, broken = address.split("/"), self._dataset.broken
        prefixes = ("/".join(parts[: n + 1]) for n in range(len(parts)))
        missing = next((prefix for prefix in prefixes if prefix not in self._known), address)
        # What is lost from a broken row or table explains what is missing there, not a column missing in a sound row.
        if not (broken.holds(missing) or broken.holds(parent_of(missing))):
            hint = nearest(address, self._known if whole else self._dataset.data)
            self._unknowns.add(missing, place, where, f"没有地址 {address}{hint}")
        return False


def _texts(dataset: Dataset) -> Iterator[Text]:
    """Every text of `data/` that may name figures as `{address}`."""
    at = dataset.lines.at
    for datum in dataset.data.values():
        if not datum.address.startswith(("facts/", "claims/")):
            yield (datum.file, datum.line), datum.address, f"{datum.text or ''} {datum.note or ''}"
    for key, table in dataset.tables.items():
        yield at(f"table:{key}", "note"), "table.note", table.meta.note
        for row in table.rows:
            yield at(f"row:{key}/{row.id}", "note"), f"rows[{row.id}].note", row.note or ""
    for facts in dataset.facts.values():
        for fact, _ in facts.facts:
            name, where = f"fact:{fact.id}", f"facts[{fact.id}]"
            yield at(name, "statement"), where, fact.statement
            yield at(name, "note"), where, fact.note or ""
            for key, part in fact.parts.items():
                yield at(name, "parts", key), f"{where}.parts.{key}", part.note or ""
    for claim in dataset.claims.values():
        name, where = f"claim:{claim.id}", f"claims[{claim.id}]"
        yield at(name, "says"), where, claim.says
        yield at(name, "comment"), where, claim.comment
        for group in ("figures", "arithmetic"):
            for key, item in getattr(claim, group).items():
                yield at(name, group, key), f"{where}.{group}.{key}", item.note or ""
    for update in dataset.updates.values():
        yield at(f"update:{update.id}", "text"), update.id, update.text
    for entry in dataset.outline.values():
        if entry.card:
            yield at(f"section:{entry.id}", "card", "figure"), entry.id, f"{{{entry.card.figure}}}"


def _check_sources(dataset: Dataset, problems: Problems) -> None:
    """One work has one key."""
    homes: dict[str, str] = {}
    for key, source in dataset.sources.items():
        identities = [identity for identity in (source.arxiv, source.doi, source.url) if identity]
        twice = next((identity for identity in identities if identity in homes), None)
        if twice:
            message = f"与 {homes[twice]} 是同一个来源（{twice}），只留一个键"
            problems.add(*dataset.lines[f"source:{key}"], key, message)
            dataset.broken.add(f"source:{key}")
        for identity in identities:
            homes.setdefault(identity, key)


def _check_terms(dataset: Dataset, problems: Problems, unknowns: Unknowns) -> None:
    """One Chinese term per English term, one term per alias; sections and related terms exist."""
    homes: dict[str, Term] = {}
    at = dataset.lines.at
    words = [(term, field, word) for term in dataset.terms.values() for field, word in _words(term)]
    for term, field, word in sorted(words, key=lambda item: item[1] == "aliases"):  # names come before aliases
        known = homes.setdefault(word.casefold() if field == "en" else word, term)
        if known is not term:
            message = f"“{word}”已是术语 {known.id}（{known.term}）的写法，一种写法只属于一个术语"
            problems.add(*at(f"term:{term.id}", field), f"{term.id}.{field}", message)
    for term in dataset.terms.values():
        name = f"term:{term.id}"
        for index, section in enumerate(term.sections):
            place = at(name, "sections", index)
            unknowns.key("section", section, dataset.outline, place, f"{term.id}.sections", "目录里没有")
        for index, other in enumerate(term.related):
            place = at(name, "related", index)
            unknowns.key("term", other, dataset.terms, place, f"{term.id}.related", "没有术语")


def _words(term: Term) -> Iterator[tuple[str, str]]:
    """(field, word) for every way of writing a term."""
    yield "term", term.term
    yield "en", term.en
    if term.abbr:
        yield "abbr", term.abbr
    yield from (("aliases", alias) for alias in term.aliases)


def _check_asked(dataset: Dataset, problems: Problems) -> None:
    """A phrase leads to one place. (Whether the place exists, the built pages know: publish.search.)"""
    homes: dict[str, str] = {}
    for identity, asked in dataset.asked.items():
        for index, phrase in enumerate(asked.root):
            if phrase in homes:
                place = dataset.lines.at(f"asked:{identity}", index)
                message = f"“{phrase}”在 {homes[phrase]} 已经有了：一种问法只留在答得最好的一处"
                problems.add(*place, identity, message)
            homes[phrase] = identity


def _check_anchors(dataset: Dataset, problems: Problems) -> None:
    """Row anchors are unique over the site, not only on their page."""
    homes: dict[str, str] = {}
    rows = [(row.anchor, f"row:{key}/{row.id}") for key, table in dataset.tables.items() for row in table.rows]
    rows += [(f"row-{fact.id}", f"fact:{fact.id}") for facts in dataset.facts.values() for fact, _ in facts.facts]
    for anchor, name in rows:
        if anchor in homes:
            other = "{}:{}".format(*dataset.lines[homes[anchor]])
            message = f"行锚点与 {other} 重复；给表写 row_prefix，或换一个 id"
            problems.add(*dataset.lines[name], anchor, message)
        homes.setdefault(anchor, name)
