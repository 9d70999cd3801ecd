"""Read all of `data/` into a Dataset. Never stops at the first mistake: every problem of every file is collected."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from . import schema
from .builder import Builder
from .builder_statements import add_claims, add_facts
from .builder_tables import add_table
from .checks import check_references
from .compute import compute_formulas, resolve_texts
from .model import Dataset
from .problems import Problems, nearest
from .yamlfile import YamlFile, expect_keys, read_yaml

_FIELDS = {
    name
    for model in vars(schema).values()
    if isinstance(model, type) and issubclass(model, BaseModel)
    for name in model.model_fields
}


def load_dataset(root: Path, problems: Problems) -> Dataset:
    """The data under `root` (the project folder); what is wrong with it goes to `problems`."""
    dataset = Dataset()
    folder = root / "data"
    for file in _files(folder, "sources.yml", "sources/*.yml", problems=problems):
        _add_mapping(file, schema.Source, dataset.sources, "source", dataset, problems)
    for file in _files(folder, "glossary.yml", problems=problems):
        _add_list(file, schema.Term, dataset.terms, "term", dataset, problems)
    for file in _files(folder, "asked.yml", problems=problems):
        _add_mapping(file, schema.Asked, dataset.asked, "asked", dataset, problems)
    for file in _files(folder, "outline.yml", problems=problems):
        _add_list(file, schema.OutlineEntry, dataset.outline, "section", dataset, problems)
    for file in _files(folder, "updates.yml", problems=problems):
        _add_list(file, schema.Update, dataset.updates, "update", dataset, problems)
    for patterns, model, items, take_in in (
        (("tables/*.yml",), schema.TableFile, "rows", add_table),
        (("facts/*.yml",), schema.FactsFile, "facts", add_facts),
        (("claims.yml", "claims/*.yml"), schema.ClaimsFile, "claims", add_claims),
    ):
        for file in _files(folder, *patterns, problems=problems):
            content, positions = _validate_file(file, model, items, dataset, problems)
            if content:
                take_in(Builder(dataset, file, problems), content, positions)
    check_references(dataset, problems)
    compute_formulas(dataset, problems)
    resolve_texts(dataset)
    return dataset


def _files(folder: Path, *patterns: str, problems: Problems) -> Iterator[YamlFile]:
    for path in sorted({p for pattern in patterns for p in folder.glob(pattern)}):
        yield read_yaml(path, path.relative_to(folder.parent).as_posix(), problems)


def _add_mapping(file: YamlFile, model: type, into: dict, kind: str, dataset: Dataset, problems: Problems) -> None:
    """A file whose top level maps keys to items (sources, phrases asked for)."""
    for key, raw in (file.data or {}).items() if isinstance(file.data, dict) else ():
        _add(file, (key,), key, raw, model, into, kind, dataset, problems)


def _add_list(file: YamlFile, model: type, into: dict, kind: str, dataset: Dataset, problems: Problems) -> None:
    """A file whose top level is a list of items with an id (glossary, outline)."""
    for index, raw in enumerate(file.data or ()):
        key = raw.get("id", "") if isinstance(raw, dict) else ""
        _add(file, (index,), key, raw, model, into, kind, dataset, problems)


def _add(file, path, key, raw, model, into, kind, dataset, problems) -> None:
    line = file.line(path)
    if key in into:
        other_file, other_line = dataset.lines[f"{kind}:{key}"]
        problems.add(file.name, line, str(key), f"id 重复，{other_file}:{other_line} 已经有了")
        return
    if (item := _validated(file, path, raw, model, str(key), problems)) is not None:
        into[key] = item
        dataset.lines[f"{kind}:{key}"] = (file.name, line)
    else:
        dataset.broken.add(f"{kind}:{key}")


def _validate_file(
    file: YamlFile, model: type, items: str, dataset: Dataset, problems: Problems
) -> tuple[Any, list[int]]:
    """A file with a head and a list of items, and where in the file its valid items stand; a broken item spoils only itself."""
    raw, stem = expect_keys(file, set(model.model_fields), problems), Path(file.name).stem
    if not raw:
        dataset.broken.add(stem)
        return None, []
    item_model = model.model_fields[items].annotation.__args__[0]
    valid: dict[int, Any] = {}
    for index, item in enumerate(raw.get(items) or ()):
        key = item.get("id", f"[{index}]") if isinstance(item, dict) else f"[{index}]"
        checked = _validated(file, (items, index), item, item_model, f"{items}[{key}]", problems)
        if checked is None:
            dataset.broken.add(f"{stem if items == 'rows' else items}/{key}")
        else:
            valid[index] = checked
    return _validated(file, (), {**raw, items: list(valid.values())}, model, "", problems), list(valid)


def _validated(file: YamlFile, path: tuple, raw: Any, model: type, where: str, problems: Problems) -> Any:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for detail in error.errors():
            steps = _existing(raw, detail["loc"])
            name = ".".join([where, *map(str, steps)]).strip(".")
            problems.add(file.name, file.line((*path, *steps)), name, _explain(detail))
        return None


def _existing(raw: Any, loc: tuple) -> tuple:
    """`loc` without the tags that pydantic adds for unions; the last step stays even where nothing is written."""
    steps: list = []
    for position, step in enumerate(loc):
        last = position == len(loc) - 1
        if (isinstance(raw, dict) and step in raw) or (
            isinstance(raw, list) and isinstance(step, int) and step < len(raw)
        ):
            raw = raw[step]
            steps.append(step)
        elif last and step not in {"plain", "text", "quantity"}:
            steps.append(step)
    return tuple(steps)


def _explain(detail: dict[str, Any]) -> str:
    """A pydantic error in an author's words."""
    given, context = detail.get("input"), detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return "缺少这个字段"
        case "extra_forbidden":
            return f"未知的字段{nearest(str(detail['loc'][-1]), _FIELDS)}"
        case "literal_error":
            choices = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
            return f"“{given}”不可用，应为 {'、'.join(choices)} 之一{nearest(str(given), choices)}"
        case "string_pattern_mismatch":
            return f"“{given}”格式不对，应符合 {context['pattern']}"
        case "float_parsing" | "float_type":
            return f"“{given}”应为数字，单位写在 unit 或列上"
        case "list_type":
            return f"“{given}”应为列表：[…]"
        case "string_too_short":
            return f"“{given}”太短，至少 {context['min_length']} 个字"
        case "string_too_long":
            return f"“{given}”太长，至多 {context['max_length']} 个字"
        case "value_error":
            return str(context["error"])
    return detail["msg"]
