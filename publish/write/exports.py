"""Data for reuse: `/data/<table>.csv` and `.json`, `/data/index.json`, `/data/report-data.zip`, `/sources.bib`, `/sources.json`."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from dataset import bibliography
from dataset.model import Dataset, Datum
from dataset.paths import inside, is_path

_LICENCE = "CC BY 4.0"
_FIELDS = (
    "address",
    "row",
    "field",
    "label",
    "value",
    "low",
    "high",
    "text",
    "missing",
    "unit",
    "asof",
    "grade",
    "source",
    "formula",
    "note",
)
# What makes a formula of a cell in the spreadsheets in use; the full-width forms do so in Chinese and Japanese ones.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_README = """大模型报告在线版的数据

每个 CSV 是一张表，一行一个数字：address 是它的永久地址，value 是数值（区间另有 low 与 high），unit 是单位，
asof 是日期，grade 是等级，source 是来源的键（见 sources.json），formula 是算得的数所用的算式。
以 =、+、-、@ 等开头的文字前面加了一个撇号（'），免得表格软件当公式运行；数字不加，JSON 里也不加。
数字后面的含义与等级见网站的“关于数据”。许可：CC BY 4.0。
"""


def _record(datum: Datum) -> dict[str, Any]:
    parts = datum.address.split("/")
    plain = datum.low if datum.low == datum.high else None
    return {
        "address": datum.address,
        "row": parts[1],
        "field": parts[2] if len(parts) > 2 else "value",
        "label": datum.label,
        "value": plain,
        "low": datum.low,
        "high": datum.high,
        "text": datum.text,
        "missing": datum.why,
        "unit": datum.unit,
        "asof": datum.asof,
        "grade": datum.grade,
        "source": " ".join(datum.sources),
        "formula": datum.formula,
        "note": datum.note,
    }


def _groups(dataset: Dataset) -> dict[str, tuple[str, str, str, list[Datum]]]:
    """slug → (title, note, page, data)."""
    groups: dict[str, tuple[str, str, str, list[Datum]]] = {}
    for table in dataset.tables.values():
        data = [cell for row in table.rows for cell in row.cells.values()]
        groups[table.meta.id.replace("_", "-")] = (table.meta.title, dataset.expand(table.meta.note), table.page, data)
    for facts in dataset.facts.values():
        groups[f"facts-{facts.slug}"] = (
            facts.title,
            "单条事实",
            facts.page,
            [d for _, carried in facts.rows for d in carried],
        )
    claims = [datum for address, datum in dataset.data.items() if address.startswith("claims/")]
    if claims:
        groups["claims"] = ("报告数字核对", "报告自己的数字与本站的复算", "data/claims.md", claims)
    return groups


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def cell(value: Any) -> Any:
    """`value` as a cell of a CSV file: text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _csv(data: list[Datum]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, _FIELDS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: cell(value) for name, value in _record(datum).items()} for datum in data)
    return out.getvalue()


def write_exports(dataset: Dataset, site: Path, site_url: str, schemas: Path) -> None:
    """Write all machine-readable files; the same input gives the same bytes."""
    folder = site / "data"
    folder.mkdir(exist_ok=True)
    index, archive = [], {"README.txt": _README}
    for slug, (title, note, page, data) in sorted(_groups(dataset).items()):
        if not is_path(slug):
            continue  # reported with the name of its file
        url = f"{site_url}{page.removesuffix('.md')}/"
        head = {
            "id": slug,
            "title": title,
            "note": note,
            "url": url,
            "licence": _LICENCE,
            "citation": f"大模型报告在线版：{title}. {url}",
        }
        text = {
            "csv": _csv(data),
            "json": _json(
                {**head, "data": [{k: v for k, v in _record(d).items() if v not in (None, "")} for d in data]}
            ),
        }
        for kind, content in text.items():
            inside(folder, f"{slug}.{kind}").write_text(content, encoding="utf-8")
            archive[f"{slug}.{kind}"] = content
        index.append(
            {
                **head,
                "rows": len({datum.address.split("/")[1] for datum in data}),
                "figures": sum(d.low is not None for d in data),
                "csv": f"{site_url}data/{slug}.csv",
                "json": f"{site_url}data/{slug}.json",
            }
        )
    (folder / "index.json").write_text(_json(index), encoding="utf-8")
    sources = sorted(dataset.sources.items())
    archive["sources.json"] = _json([bibliography.csl(key, source) for key, source in sources])
    (site / "sources.json").write_text(archive["sources.json"], encoding="utf-8")
    (site / "sources.bib").write_text(
        "\n\n".join(bibliography.bibtex(key, source) for key, source in sources) + "\n", encoding="utf-8"
    )
    for schema in sorted(schemas.glob("*.json")):
        archive[f"schema/{schema.name}"] = schema.read_text(encoding="utf-8")
    _zip(folder / "report-data.zip", archive)


def _zip(path: Path, files: dict[str, str]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(files.items()):
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
