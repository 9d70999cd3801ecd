"""A value against its shape; what does not fit is said in an author's words, one message for one mistake."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from .fields import PATTERNS
from .problems import Problems, nearest, nearest_of
from .schema import Quantity, Text
from .yamlfile import YamlFile

_LONGEST = 40  # characters of a value that a message repeats
# What pydantic puts between the steps of a path for the cell of a row.
_CELLS = {"plain": None, "text": Text, "quantity": Quantity}
EMPTY_CELL = "这一格是空的；没有数字时写 undisclosed、unknown 或 not-applicable"


@functools.cache
def _adapter(shape: Any) -> TypeAdapter:
    return TypeAdapter(shape)


def validated(
    file: YamlFile, path: tuple, raw: Any, shape: Any, where: str, problems: Problems, horizon: str | None = None
) -> tuple[Any, set[str | int]]:
    """(`raw`, which stands at `path` of `file`, as `shape`, or None with problems; the first steps of what is wrong in it).

    Nothing recorded may be dated after `horizon`.
    """
    try:
        return _adapter(shape).validate_python(raw, context={"horizon": horizon}), set()
    except ValidationError as error:
        wrong: set[str | int] = set()
        for loc, message in _roots(error, shape):
            steps = _existing(raw, loc)
            wrong.update(steps[:1])
            name = ".".join([where, *map(str, steps)]).strip(".")
            problems.add(file.name, file.line((*path, *steps)), name, message)
        return None, wrong


def _roots(error: ValidationError, shape: Any) -> Iterator[tuple[tuple, str]]:
    """(place, message), without what follows from another: a field is not missing where it stands misspelt."""
    details = error.errors(include_url=False)
    missing: dict[tuple, list[str]] = {}  # by what they are missing in
    for detail in details:
        if detail["type"] == "missing":
            missing.setdefault(detail["loc"][:-1], []).append(str(detail["loc"][-1]))
    for detail in details:
        loc, absent = detail["loc"], missing.get(detail["loc"][:-1], [])
        if detail["type"] == "extra_forbidden" and (meant := nearest_of(str(loc[-1]), absent)):
            absent.remove(meant)
            yield loc, f"未知的字段；是否想写 {meant}？"
        elif detail["type"] != "missing":
            yield loc, _explain(detail, shape)
    for loc, absent in missing.items():
        if len(absent) == 1:
            yield (*loc, absent[0]), "缺少这个字段"
        elif absent:
            yield loc, f"缺少字段 {'、'.join(absent)}"


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
        elif last and step not in _CELLS:
            steps.append(step)
    return tuple(steps)


def _fields(shape: Any, loc: tuple) -> list[str]:
    """The fields that may stand where an unknown one was found."""
    for step in loc[:-1]:
        field = getattr(shape, "model_fields", {}).get(step)
        shape = (_model_in(field.annotation) if field else _CELLS.get(step)) or shape
    return list(getattr(shape, "model_fields", {}))


def _model_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for part in get_args(annotation) if (model := _model_in(part))), None)


def _explain(detail: dict[str, Any], shape: Any) -> str:
    """A pydantic error in an author's words."""
    given, context = detail.get("input"), detail.get("ctx", {})
    shown = str(given)[:_LONGEST]
    match detail["type"]:
        case "extra_forbidden":
            return f"未知的字段{nearest(str(detail['loc'][-1]), _fields(shape, detail['loc']))}"
        case "literal_error":
            choices = context["expected"].replace(" or ", ", ").replace("'", "").split(", ")
            return f"“{shown}”不可用，应为 {'、'.join(choices)} 之一{nearest(shown, choices)}"
        case "string_pattern_mismatch":
            return f"“{shown}”格式不对：{PATTERNS.get(context['pattern'], '应符合 ' + context['pattern'])}"
        case "float_parsing" | "float_type" | "finite_number":
            return f"“{shown}”应为数字（不带千分号、下划线与单位），单位写在 unit 或列上"
        case "int_type" | "int_from_float" | "int_parsing":
            return f"“{shown}”应为整数"
        case "greater_than_equal":
            return f"“{shown}”太小，至少 {context['ge']}"
        case "less_than_equal":
            return f"“{shown}”太大，至多 {context['le']}"
        case "bool_type" | "bool_parsing":
            return f"“{shown}”应为 true 或 false"
        case "string_type":
            return "这里是空的" if given is None else f"“{shown}”应为文字；数字与 true、false 作文字时加引号"
        case "list_type":
            return f"“{shown}”应为列表：[…]"
        case "dict_type" | "model_type" | "model_attributes_type":
            return f"{'这里是空的，' if given is None else f'“{shown}”'}应为映射：{{键: 值}}"
        case "too_short":
            return f"至少要有 {context['min_length']} 项"
        case "string_too_short":
            return f"“{shown}”太短，至少 {context['min_length']} 个字"
        case "string_too_long":
            return f"“{shown}”太长，至多 {context['max_length']} 个字"
        case "union_tag_not_found" | "union_tag_invalid":
            return EMPTY_CELL if given is None else f"“{shown}”不能是一格：写文字、数字或 {{value: …}}"
        case "value_error":
            return str(context["error"])
    return detail["msg"]
