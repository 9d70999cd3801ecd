"""`python -m dataset.export_schema`: JSON Schema of `data/` for editors, written to `data/schema/`."""

from __future__ import annotations

import json
from pathlib import Path

from pydantic import TypeAdapter

from . import schema

FOLDER = Path(__file__).parent.parent / "data" / "schema"
SHAPES = {
    "table": schema.TableFile,
    "facts": schema.FactsFile,
    "claims": schema.ClaimsFile,
    "sources": dict[schema.Id, schema.Source],
    "glossary": list[schema.Term],
    "asked": dict[schema.Id, schema.Asked],
    "outline": list[schema.OutlineEntry],
    "updates": list[schema.Update],
}


def json_schemas() -> dict[str, str]:
    """File name → JSON Schema."""
    texts = {}
    for name, shape in SHAPES.items():
        document = TypeAdapter(shape).json_schema()
        texts[f"{name}.json"] = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return texts


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for filename, text in json_schemas().items():
        (FOLDER / filename).write_text(text, encoding="utf-8")
