"""Formulas over addresses: `6 * models/gpt-3/active_parameters * models/gpt-3/tokens`.

An address is written without spaces; operators stand between spaces, so `/` between words is part of an address
and ` / ` is a division. Values enter in base units (see `units.py`); ranges are carried through by evaluating
every combination of their ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import product

from simpleeval import SimpleEval

ADDRESS = re.compile(r"[a-z][a-z0-9_]*(?:/[a-z0-9][a-z0-9._-]*){1,2}")
_FUNCTIONS = {"sqrt": lambda x: x**0.5, "min": min, "max": max}
_MOST_RANGES = 6


class FormulaError(ValueError):
    """The formula cannot be evaluated; the message is for the author."""


def addresses(formula: str) -> list[str]:
    """Addresses used in `formula`, in order, each once."""
    return list(dict.fromkeys(ADDRESS.findall(formula)))


def evaluate(formula: str, bounds: Callable[[str], tuple[float, float]]) -> tuple[float, float]:
    """(low, high) of `formula` in base units; `bounds(address)` gives those of each input."""
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
        return float(SimpleEval(names=names, functions=_FUNCTIONS).eval(expression))
    except ZeroDivisionError:
        raise FormulaError("除数为零") from None
    except Exception as error:  # simpleeval raises many types, all of them about what the author wrote
        raise FormulaError(f"算不出来：{error}") from None
