"""Formulas over addresses: `6 * models/gpt-3/active_parameters * models/gpt-3/tokens`.

An address is written without spaces; operators stand between spaces, so `/` between words is part of an address
and ` / ` is a division. Values enter in base units (see `units.py`); ranges are carried through by evaluating
every combination of their ends.
"""

from __future__ import annotations

import ast
import math
import re
from collections.abc import Callable, Mapping
from itertools import product

from simpleeval import DEFAULT_OPERATORS, NameNotDefined, SimpleEval

ADDRESS = re.compile(r"[a-z][a-z0-9_]*(?:/[a-z0-9][a-z0-9._-]*){1,2}")
_FUNCTIONS = {"sqrt": lambda x: x**0.5, "min": min, "max": max}
# Powers of floats overflow at once, where those of integers would be computed to the last digit.
_OPERATORS = {**DEFAULT_OPERATORS, ast.Pow: lambda base, exponent: float(base) ** exponent}
_MOST_RANGES = 6
_LONGEST = 1000


class FormulaError(ValueError):
    """The formula cannot be evaluated; the message is for the author."""


def addresses(formula: str) -> list[str]:
    """Addresses used in `formula`, in order, each once."""
    return list(dict.fromkeys(ADDRESS.findall(formula)))


def evaluate(formula: str, bounds: Callable[[str], tuple[float, float]]) -> tuple[float, float]:
    """(low, high) of `formula` in base units; `bounds(address)` gives those of each input."""
    if len(formula) > _LONGEST:
        raise FormulaError(f"公式长过 {_LONGEST} 个字符：分成几步")
    inputs = {address: bounds(address) for address in addresses(formula)}
    names = {address: f"x{index}" for index, address in enumerate(inputs)}
    expression = ADDRESS.sub(lambda match: names[match[0]], formula)
    if sum(low != high for low, high in inputs.values()) > _MOST_RANGES:
        raise FormulaError(f"公式里的区间超过 {_MOST_RANGES} 个")
    corners = [
        _value(expression, dict(zip(names.values(), corner, strict=True)))
        for corner in product(*map(set, inputs.values()))
    ]
    return min(corners), max(corners)


def _value(expression: str, names: Mapping[str, float]) -> float:
    try:
        result = SimpleEval(operators=_OPERATORS, names=names, functions=_FUNCTIONS).eval(expression)
    except ZeroDivisionError:
        raise FormulaError("除数为零") from None
    except OverflowError:
        raise FormulaError("结果太大") from None
    except NameNotDefined as error:
        raise FormulaError(f"算不出来：“{error.name}”不是地址；地址写成 表/行/列，运算符两侧要有空格") from None
    except Exception:  # simpleeval raises many types, all of them about what the author wrote
        raise FormulaError("算不出来：只用地址、数字、+ - * / **、括号与 sqrt、min、max，运算符两侧要有空格") from None
    if not isinstance(result, (int, float)) or isinstance(result, bool) or not math.isfinite(result):
        raise FormulaError("结果不是一个有限的数")
    return float(result)
