"""Validated files → data with addresses: `table/row/field`, `facts/id`, `facts/id/part`, `claims/id/key`."""

from __future__ import annotations

from pathlib import Path

from .dataset import Dataset, Datum, FactSet, Table, TableRow
from .problems import Problems, nearest
from .schema import MISSING, Claim, Column, FactsFile, Quantity, Row, TableFile, Text
from .units import UNITS
from .yamlfile import YamlFile


def _datum(quantity: Quantity, defaults: Quantity | Row | None, unit: str, **place) -> Datum:
    """A quantity with the defaults of its row or fact filled in."""
    low, high = (quantity.value, quantity.value) if quantity.value is not None else (quantity.low, quantity.high)
    derived, missing = bool(quantity.formula), quantity.why is not None
    inherit = defaults if defaults is not None and not derived else None
    return Datum(
        unit=unit,
        low=low,
        high=high,
        why=quantity.why,
        formula=quantity.formula,
        digits=quantity.digits,
        qualifier=quantity.qualifier,
        asof=quantity.asof or (inherit.asof if inherit and not missing else None),
        grade="derived" if derived else quantity.grade or (inherit.grade if inherit and not missing else None),
        sources=tuple(quantity.source or (inherit.source if inherit and not missing else ())),
        note=quantity.note,
        **place,
    )


def _complain_if_unfounded(datum: Datum, where: str, problems: Problems) -> None:
    if datum.low is None or datum.formula:
        return
    lacking = [name for name, given in (("asof", datum.asof), ("grade", datum.grade), ("source", datum.sources)) if not given]
    if lacking:
        problems.add(datum.file, datum.line, where, f"数字缺少 {'、'.join(lacking)}（写在这里，或写在所在行上作为默认）")


def _add(dataset: Dataset, datum: Datum, where: str, problems: Problems) -> Datum:
    if datum.unit not in UNITS:
        problems.add(datum.file, datum.line, where, f"未知的单位“{datum.unit}”{nearest(datum.unit, UNITS)}（单位在 macros/units.py）")
        dataset.broken.add(datum.address)
    else:
        _complain_if_unfounded(datum, where, problems)
        dataset.data[datum.address] = datum
    return datum


def add_table(dataset: Dataset, content: TableFile, file: YamlFile, problems: Problems) -> None:
    meta = content.table
    if meta.id != Path(file.name).stem:
        problems.add(file.name, file.line(("table", "id")), "table.id", f"应与文件名一致：{Path(file.name).stem}")
    page = f"data/{meta.id.replace('_', '-')}.md"
    columns = {column.key: column for column in meta.columns}
    indexes = {item.get("id"): n for n, item in enumerate(file.data["rows"] or ()) if isinstance(item, dict)}
    rows, seen = [], set()
    for row in content.rows:
        index = indexes[row.id]
        if row.id in seen:
            problems.add(file.name, file.line(("rows", index)), f"rows[{row.id}]", "行 id 重复")
            continue
        seen.add(row.id)
        given = row.__pydantic_extra__ or {}
        for key in given:
            if key not in columns:
                problems.add(file.name, file.line(("rows", index, key)), f"rows[{row.id}].{key}", f"表里没有这一列{nearest(key, columns)}")
        anchor = f"row-{meta.row_prefix}-{row.id}" if meta.row_prefix else f"row-{row.id}"
        place = {"page": page, "anchor": anchor, "file": file.name}
        cells = {}
        for column in meta.columns:
            where = f"rows[{row.id}].{column.key}"
            line = file.line(("rows", index, column.key))
            datum = _cell(
                row,
                column,
                given.get(column.key),
                where,
                problems,
                address=f"{meta.id}/{row.id}/{column.key}",
                line=line,
                label=f"{row.name} · {column.title}",
                **place,
            )
            if datum is not None:
                cells[column.key] = _add(dataset, datum, where, problems)
            else:
                dataset.broken.add(f"{meta.id}/{row.id}/{column.key}")
        rows.append(TableRow(row.id, row.name, anchor, tuple(row.source), row.note, cells))
    dataset.tables[meta.id] = Table(meta, page, file.name, tuple(rows))


def _cell(row: Row, column: Column, value, where: str, problems: Problems, *, address: str, line: int, label: str, **place) -> Datum | None:
    """One cell as a datum, or None (with a problem) where it does not fit its column."""
    place = {"address": address, "line": line, "label": label, **place}
    if value is None:
        problems.add(place["file"], line, where, "缺少这一格；没有数字时写 undisclosed、unknown 或 not-applicable")
        return None
    if isinstance(value, str) and value in MISSING:
        return Datum(why=value, unit=column.unit, **place)
    if isinstance(value, Quantity):
        if column.kind != "quantity":
            problems.add(place["file"], line, where, f"这一列是 {column.kind}，不收数量")
            return None
        if value.unit is not None and value.unit != column.unit:
            problems.add(place["file"], line, where, f"单位由列决定：{column.unit}")
            return None
        return _datum(value, row, column.unit, **place)
    if column.kind == "quantity":
        problems.add(place["file"], line, where, "应写成 {value: …}，或 undisclosed、unknown、not-applicable")
        return None
    own = value if isinstance(value, Text) else None
    text = {True: "是", False: "否"}.get(value, str(value)) if isinstance(value, bool) else own.text if own else str(value)
    if column.kind == "choice" and text not in column.choices:
        problems.add(place["file"], line, where, f"“{text}”应为 {'、'.join(column.choices)} 之一{nearest(text, column.choices)}")
        return None
    sources = own.source if own and own.source else row.source
    return Datum(
        text=text, asof=(own and own.asof) or row.asof, grade=(own and own.grade) or row.grade, sources=tuple(sources), note=own.note if own else None, **place
    )


def add_facts(dataset: Dataset, content: FactsFile, file: YamlFile, problems: Problems) -> None:
    slug = Path(file.name).stem
    page = f"data/facts-{slug}.md"
    indexes = {item.get("id"): n for n, item in enumerate(file.data["facts"] or ()) if isinstance(item, dict)}
    rows = []
    for fact in content.facts:
        where, path = f"facts[{fact.id}]", ("facts", indexes[fact.id])
        line = file.line(path)
        if (known := dataset.lines.get(f"fact:{fact.id}")) is not None:
            problems.add(file.name, line, where, f"id 重复，{known[0]}:{known[1]} 已经有了")
            continue
        dataset.lines[f"fact:{fact.id}"] = (file.name, line)
        place = {"page": page, "anchor": f"row-{fact.id}", "file": file.name}
        carried: list[Datum] = []
        if fact.parts:
            for key, part in fact.parts.items():
                datum = _datum(
                    part, fact, part.unit or "", address=f"facts/{fact.id}/{key}", line=file.line((*path, "parts", key)), label=part.note or key, **place
                )
                carried.append(_add(dataset, datum, f"{where}.parts.{key}", problems))
        elif fact.value is None and fact.low is None and fact.formula is None and fact.why is None:
            datum = Datum(
                text=fact.statement,
                asof=fact.asof,
                grade=fact.grade,
                sources=tuple(fact.source),
                note=fact.note,
                address=f"facts/{fact.id}",
                line=line,
                label=fact.id,
                **place,
            )
            carried.append(_add(dataset, datum, where, problems))
            if not fact.source or not fact.grade:
                problems.add(file.name, line, where, "没有数字的事实也要有 source 和 grade")
        else:
            datum = _datum(fact, None, fact.unit or "", address=f"facts/{fact.id}", line=line, label=fact.statement, **place)
            carried.append(_add(dataset, datum, where, problems))
        rows.append((fact, tuple(carried)))
    dataset.facts[slug] = FactSet(slug, content.title, page, tuple(rows))


def add_claim(dataset: Dataset, claim: Claim, file: YamlFile, problems: Problems) -> None:
    index = next(n for n, item in enumerate(file.data["claims"]) if isinstance(item, dict) and item.get("id") == claim.id)
    where, path = f"claims[{claim.id}]", ("claims", index)
    line = file.line(path)
    if claim.id in dataset.claims:
        known = dataset.lines[f"claim:{claim.id}"]
        problems.add(file.name, line, where, f"id 重复，{known[0]}:{known[1]} 已经有了")
        return
    dataset.claims[claim.id] = claim
    dataset.lines[f"claim:{claim.id}"] = (file.name, line)
    place = {"page": "data/claims.md", "anchor": f"claim-{claim.id}", "file": file.name}
    for key, figure in claim.figures.items():
        defaults = Quantity(value=0, asof="2024", grade="report", source=["report2024"])
        datum = _datum(
            figure,
            defaults,
            figure.unit or "",
            address=f"claims/{claim.id}/{key}",
            line=file.line((*path, "figures", key)),
            label=figure.note or claim.says,
            **place,
        )
        _add(dataset, datum, f"{where}.figures.{key}", problems)
    for key, step in claim.arithmetic.items():
        datum = _datum(
            Quantity(formula=step.formula, digits=step.digits, note=step.note),
            None,
            step.unit,
            address=f"claims/{claim.id}/{key}",
            line=file.line((*path, "arithmetic", key)),
            label=step.label,
            **place,
        )
        _add(dataset, datum, f"{where}.arithmetic.{key}", problems)
