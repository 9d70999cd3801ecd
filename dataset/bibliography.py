"""How a source is cited: the short form for tooltips, the full form after GB/T 7714 for lists."""

from __future__ import annotations

from .schema import Source

_TYPE_MARKS = {
    "article-journal": "J",
    "paper-conference": "C",
    "article": "EB/OL",
    "report": "R",
    "webpage": "EB/OL",
    "post-weblog": "EB/OL",
    "article-newspaper": "N",
    "dataset": "DS/OL",
    "software": "CP/OL",
    "book": "M",
    "legislation": "EB/OL",
    "standard": "S",
    "speech": "EB/OL",
}


def link(source: Source) -> str | None:
    """Where the original can be read: URL, else DOI, else arXiv."""
    if source.url:
        return source.url
    if source.doi:
        return f"https://doi.org/{source.doi}"
    return f"https://arxiv.org/abs/{source.arxiv}" if source.arxiv else None


def authors(source: Source, most: int = 3) -> str:
    """“Brown T, Mann B, Ryder N, 等”; the first `most` names."""
    named = [name for name in source.author if name != "others"]
    more = len(named) > most or "others" in source.author
    shown = named[:most] + (["等" if source.language == "zh" else "et al."] if more else [])
    return ", ".join(shown)


def short(source: Source) -> str:
    """“Tom B. Brown et al., 2020”, for tooltips."""
    year = (source.issued or "")[:4]
    return ", ".join(part for part in (authors(source, 1) or source.publisher or source.title, year) if part)


def full(source: Source) -> str:
    """The entry of a reference list, after GB/T 7714: author. title[mark]. publisher, (date)[accessed]."""
    mark = _TYPE_MARKS[source.type]
    if "/OL" not in mark and link(source):
        mark += "/OL"
    dates = f"({source.issued})" if source.issued else ""
    dates += f"[{source.accessed}]" if source.accessed and link(source) else ""
    place = source.publisher if source.publisher != authors(source) else ""
    parts = [authors(source), f"{source.title}[{mark}]", ", ".join(p for p in (place, dates) if p)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def csl(key: str, source: Source) -> dict:
    """The source as CSL-JSON."""
    names = [{"literal": name} for name in source.author if name != "others"]

    def date(text: str) -> dict:
        return {"date-parts": [[int(part) for part in text.split("-")]]}

    record = {
        "id": key,
        "type": source.type,
        "title": source.title,
        "author": names,
        "publisher": source.publisher,
        "issued": date(source.issued) if source.issued else None,
        "accessed": date(source.accessed) if source.accessed else None,
        "DOI": source.doi,
        "URL": link(source),
        "note": source.note,
        "language": source.language,
    }
    return {name: value for name, value in record.items() if value}


# How TeX writes the characters that mean something to it. Braces by name: BibTeX counts them even where they are escaped.
TEX = {
    **{mark: f"\\{mark}" for mark in "&%$#_"},
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def tex(text: str) -> str:
    """`text` so that TeX prints it as it is; for all but addresses, which BibTeX styles take as they stand."""
    return text.translate(str.maketrans(TEX))


_BIBTEX_TYPES = {
    "article-journal": "article",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "book": "book",
}


def bibtex(key: str, source: Source) -> str:
    """The source as a BibTeX entry."""
    names = " and ".join(f"{{{tex(name)}}}" if name != "others" else "others" for name in source.author)
    fields = {
        "title": f"{{{tex(source.title)}}}",
        "author": names,
        "year": (source.issued or "")[:4],
        "publisher": tex(source.publisher or ""),
        "eprint": source.arxiv,
        "archiveprefix": "arXiv" if source.arxiv else None,
        "doi": source.doi,
        "url": link(source),
        "urldate": source.accessed,
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{_BIBTEX_TYPES.get(source.type, 'misc')}{{{key},", *lines, "}"])
