"""`{{ macro("…", option=…) }}`: the calls of a page, read as what they are and nothing more.

A page may name a macro and give it literal texts, numbers, lists and mappings. It cannot compute, loop or reach into
Python, so that no page can hang a build or do anything else than a macro does.
"""

from __future__ import annotations

import ast
import functools
import inspect
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ConfigDict, ValidationError, validate_call

from dataset.problems import nearest

_STRICT = ConfigDict(strict=True, arbitrary_types_allowed=True)
_SPELT = {"true": "True", "false": "False", "none": "None"}
_TYPES = {
    "string_type": "文字",
    "bool_type": " True 或 False",
    "list_type": "列表：[…]",
    "dict_type": "映射：{键: 值}",
    "int_type": "整数",
}


class CallError(Exception):
    """A mistake in a call: `line` counts from 0 within it."""

    def __init__(self, message: str, line: int = 0, name: str = "宏") -> None:
        super().__init__(message)
        self.line = line
        self.name = name


@dataclass(frozen=True)
class Call:
    """A call as written: the macro's name, its arguments, and where in the call they stand."""

    name: str
    arguments: tuple[Any, ...]
    options: dict[str, Any]
    text: str
    lines: dict[int | str, int]  # argument → line, counted from 0 within the call

    def line_of(self, needle: str) -> int:
        """The line within the call that has `needle` as an argument, or at all; the first if none has."""
        lines = self.text.split("\n")
        for wanted in (f'"{needle}"', f"'{needle}'", needle):
            if found := [number for number, line in enumerate(lines) if needle and wanted in line]:
                return found[0]
        return 0


def read_call(text: str, known: Mapping[str, Callable[..., str]]) -> Call:
    """The call in `text` (with its braces), of one of the `known` macros; CallError for anything else."""
    inside = text[2:-2]
    offset = inside[: len(inside) - len(inside.lstrip())].count("\n")
    node = _parse(inside.strip(), offset)
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
        # A name alone, or `range(9) | list`: what was meant is most likely a macro.
        name = next((n.id for n in ast.walk(node) if isinstance(n, ast.Name)), "")
        message = (
            f"没有这个宏{nearest(name, known)}"
            if name and name not in known
            else "两对花括号里只写一个宏：{{ 宏名(…) }}"
        )
        raise CallError(message, offset, name or "宏")
    name = node.func.id
    if name not in known:
        raise CallError(f"没有这个宏{nearest(name, known)}", offset, name)
    lines = {number: offset + argument.lineno - 1 for number, argument in enumerate(node.args)}
    options: dict[str, Any] = {}
    arguments = tuple(_literal(argument, name, offset) for argument in node.args)
    for keyword in node.keywords:
        if keyword.arg is None:
            raise CallError("不写 **", offset + keyword.value.lineno - 1, name)
        if keyword.arg in options:
            raise CallError(f"参数 {keyword.arg} 写了两次", offset + keyword.value.lineno - 1, name)
        options[keyword.arg] = _literal(keyword.value, name, offset)
        lines[keyword.arg] = offset + keyword.value.lineno - 1
    return Call(name, arguments, options, text, lines)


def _parse(code: str, offset: int) -> ast.expr:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about backslashes in texts
            return ast.parse(code, mode="eval").body
    except SyntaxError as error:
        line = offset + min(max((error.lineno or 1) - 1, 0), code.count("\n"))
        raise CallError("读不懂：看引号、括号和逗号是否成对", line) from None
    except (ValueError, RecursionError, MemoryError):
        raise CallError("读不懂：嵌套太深", offset) from None


def _literal(node: ast.expr, name: str, offset: int) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, RecursionError, MemoryError):
        names = [n.id for n in ast.walk(node) if isinstance(n, ast.Name)]
        hint = f"；是否想写 {_SPELT.get(names[0], repr(names[0]))}？" if names else ""
        message = f"参数只能是带引号的文字、数、True、False、列表或映射{hint}"
        raise CallError(message, offset + node.lineno - 1, name) from None


@functools.cache
def checked(function: Callable[..., str]) -> Callable[..., str]:
    """`function`, its arguments held against its annotations at each call (see `explain`)."""
    return validate_call(config=_STRICT)(function)


def explain(error: ValidationError, function: Callable[..., str], call: Call) -> CallError:
    """What is wrong with the arguments of a call, in an author's words."""
    detail = error.errors(include_url=False)[0]
    step, given = detail["loc"][0], str(detail["input"])[:40]
    written = list(inspect.signature(function).parameters.values())
    parameters = [p.name for p in written[1:]]  # without the book
    usage = f"{call.name}({'、'.join(parameters)})"
    if isinstance(step, int):
        step -= 1  # the book
        name = written[min(step + 1, len(written) - 1)].name
    else:
        name = step
    line = call.lines.get(step, 0)
    match detail["type"]:
        case "unexpected_keyword_argument":
            message = f"没有参数 {name}{nearest(name, parameters)}（{usage}）"
        case "missing_argument" | "missing_positional_only_argument":
            message = f"缺少参数 {name}（{usage}）"
        case "unexpected_positional_argument":
            message = f"参数太多：“{given}”（{usage}）"
        case "multiple_argument_values":
            message = f"参数 {name} 写了两次"
        case "too_short" | "too_long":
            message = (
                f"参数 {name}：“{given}”应有 {detail['ctx'].get('min_length', detail['ctx'].get('max_length'))} 项"
            )
        case kind:
            inside = "里的一项" if len(detail["loc"]) > 1 else ""
            message = f"参数 {name}{inside}：“{given}”应为{_TYPES.get(kind, '别的形式')}"
    return CallError(message, line, call.name)
