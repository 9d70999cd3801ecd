"""The kinds of fields that the shapes in `schema` are made of: ids, dates, units, sources."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo

from .problems import nearest
from .units import UNITS

_ID, _KEY, _DATE = r"^[a-z0-9]+([.-][a-z0-9]+)*$", r"^[a-z][a-z0-9_]*$", r"^\d{4}(-\d{2}(-\d{2})?)?$"
# What a pattern asks for, in words.
PATTERNS = {
    _ID: "只用小写字母、数字，中间可以有连字符和点",
    _KEY: "只用小写字母、数字和下划线，以字母开头",
    _DATE: "写成 YYYY、YYYY-MM 或 YYYY-MM-DD",
    r"^\d{4}-\d{2}-\d{2}$": "写成 YYYY-MM-DD",
    r"^\d+\.\d+\.\d+$": "写成 1.0.0 这样的三段",
    r"^https?://\S+$": "写完整的网址，以 https:// 开头",
}
_YEARS = (1900, 2100)


def real_date(value: str) -> str:
    """`value` (YYYY, YYYY-MM or YYYY-MM-DD) if the calendar has it, else ValueError."""
    try:
        if not re.fullmatch(_DATE, value):
            raise ValueError
        found = date.fromisoformat(value + "-01-01"[len(value) - 4 :])
    except ValueError:
        raise ValueError(f"“{value}”不是日历上的日期") from None
    if not _YEARS[0] <= found.year <= _YEARS[1]:
        raise ValueError(f"“{value}”不像真的：年份应在 {_YEARS[0]} 与 {_YEARS[1]} 之间")
    return value


def _recorded(value: str, info: ValidationInfo) -> str:
    """A date of something that has happened: not after the edition (`Horizon`)."""
    horizon = (info.context or {}).get("horizon")
    if horizon and real_date(value) > horizon:
        raise ValueError(
            f"“{value}”在将来：最晚 {horizon}（最近一次发布或更新之后一年）；没写错就先在 data/updates.yml 记一条"
        )
    return real_date(value)


def _year(value: Any) -> Any:
    """`asof: 2024` is read as a number by YAML; authors mean the year."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _one_or_many(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _known_unit(value: str) -> str:
    if value not in UNITS:
        raise ValueError(f"未知的单位“{value}”{nearest(value, UNITS)}（单位在 dataset/units.py）")
    return value


Id = Annotated[str, Field(pattern=_ID, max_length=80, description="小写字母、数字、连字符和点；发布后永不改变")]
Key = Annotated[str, Field(pattern=_KEY, max_length=80, description="小写字母、数字和下划线")]
Date = Annotated[
    Annotated[str, Field(pattern=_DATE, description="YYYY、YYYY-MM 或 YYYY-MM-DD")],
    BeforeValidator(_year, json_schema_input_type=int | Annotated[str, Field(pattern=_DATE)]),
    AfterValidator(_recorded),
]
Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$", description="YYYY-MM-DD"), AfterValidator(real_date)]
UnitName = Annotated[str, AfterValidator(_known_unit)]
Names = Annotated[list[str], BeforeValidator(_one_or_many, json_schema_input_type=str | list[str])]
