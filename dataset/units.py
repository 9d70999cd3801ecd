"""Units and the Chinese way of writing numbers: the only place that knows either.

A quantity in `data/` names one of these units. `scale` converts to the base unit in which formulas are
evaluated (FLOP, FLOPS, B, B/s, 秒, 美元, 1 …), so authors write natural units: `{value: 312, unit: TFLOPS}`.
"""

from __future__ import annotations

import math
from typing import Literal, NamedTuple

Style = Literal["han", "plain", "tight", "si", "power"]


class Unit(NamedTuple):
    """`label` follows the number; `style` says how the number is written (see `format_quantity`)."""

    label: str
    scale: float = 1
    style: Style = "plain"


_SI = {"k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12, "P": 1e15, "E": 1e18}


def _prefixed(label: str, prefixes: str) -> dict[str, Unit]:
    return {f"{prefix}{label}": Unit(f"{prefix}{label}", _SI[prefix]) for prefix in prefixes}


def _plain(**scales: float) -> dict[str, Unit]:
    return {label: Unit(label, scale) for label, scale in scales.items()}


_COUNTS = (
    "个 张 卡 台 片 颗 套 座 次 层 步 轮 头 位 人 家 款 种 类 项 条 件 篇 份 本 部 册 章 页 行 段 句 词 字 字符 题 门 组 对 处 "
    "例 起 名 所 国 省 场 天次 参数 词元 token 样本 文档 网页 文件 图像 视频 任务 指令 专家 头数 维 核 晶体管 节点 服务器 GPU "
    "用户 开发者 智能体 插件 工具 模型 数据集 语言 论文 星标 美元 元 欧元 英镑 字节 调用 请求 物品 步骤 轨迹 演示 技能 词条 "
    "许可证 端口 接口 版本 GPU·天 回合 对话 问题 令牌 字段 规则 方法 角色 实例 倍数"
).split()

UNITS: dict[str, Unit] = {
    "": Unit(""),
    **{label: Unit(label, 1, "han") for label in _COUNTS},
    "%": Unit("%", 0.01, "tight"),
    "‰": Unit("‰", 0.001, "tight"),
    "百分点": Unit("百分点", 0.01),
    **_plain(
        倍=1,
        分=1,
        位次=1,
        秒=1,
        毫秒=1e-3,
        微秒=1e-6,
        分钟=60,
        小时=3600,
        天=86400,
        周=604800,
        个月=2629746,
        年=31556952,
    ),
    "FLOP": Unit("FLOP", 1, "power"),
    "FLOP/token": Unit("FLOP/token", 1, "power"),
    "FLOPS": Unit("FLOPS", 1, "si"),
    **_prefixed("FLOPS", "GTPE"),
    **_prefixed("OPS", "TPE"),
    "B": Unit("B", 1, "si"),
    **_prefixed("B", "kMGTPE"),
    "GiB": Unit("GiB", 2**30),
    "TiB": Unit("TiB", 2**40),
    "B/s": Unit("B/s", 1, "si"),
    **_prefixed("B/s", "MGTP"),
    **{f"{prefix}bps": Unit(f"{prefix}bps", _SI[prefix] / 8) for prefix in "MGT"},
    "FLOP/B": Unit("FLOP/B"),
    "B/参数": Unit("B/参数"),
    "B/token": Unit("B/token"),
    "token/参数": Unit("token/参数"),
    "token/秒": Unit("token/秒", 1, "han"),
    "token/字": Unit("token/字"),
    "字/token": Unit("字/token"),
    "次/秒": Unit("次/秒", 1, "han"),
    "倍/年": Unit("倍/年"),
    "卡·时": Unit("卡·时", 3600, "han"),
    "W": Unit("W"),
    "kW": Unit("kW", 1e3),
    "MW": Unit("MW", 1e6),
    "MWh": Unit("MWh", 3.6e9),
    "TFLOPS/W": Unit("TFLOPS/W", 1e12),
    "tCO₂e": Unit("吨 CO₂ 当量", 1, "han"),
    "nm": Unit("nm"),
    "Hz": Unit("Hz"),
    "°C": Unit("°C"),
    "K": Unit("K"),
    "美元/百万 token": Unit("美元/百万 token"),
    "元/百万 token": Unit("元/百万 token"),
    "元/千 token": Unit("元/千 token"),
    "美元/月": Unit("美元/月", 1, "han"),
    "元/月": Unit("元/月", 1, "han"),
    "美元/小时": Unit("美元/小时"),
    "美元/张": Unit("美元/张", 1, "han"),
    "美元/次": Unit("美元/次"),
    "元/年": Unit("元/年", 1, "han"),
    "卡/台": Unit("卡/台"),
    "次/天": Unit("次/天", 1, "han"),
    "条/秒": Unit("条/秒", 1, "han"),
    "Elo": Unit("Elo"),
}

_HAN_STEPS = ((1e12, " 万亿"), (1e8, " 亿"), (1e4, " 万"))
_SI_STEPS = ((1e18, "E"), (1e15, "P"), (1e12, "T"), (1e9, "G"), (1e6, "M"), (1e3, "k"))
_SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_EXACT_DIGITS = 6


def _plain_number(value: float, digits: int) -> str:
    """`digits` significant digits, no exponent, no trailing zeros: 33.9, 312, 0.59."""
    if value == 0:
        return "0"
    decimals = digits - 1 - math.floor(math.log10(abs(value)))
    text = f"{round(value, decimals):.{max(decimals, 0)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _han(value: float, digits: int) -> tuple[str, str]:
    for step, name in _HAN_STEPS:
        if abs(value) < step:
            continue
        short = _plain_number(value / step, digits)
        # 16384 张 reads better than 1.6384 万张, 182831 条 than 18.2831 万条; 25000 better as 2.5 万.
        figures = len(short.replace(".", ""))
        if step == 1e4 and ((abs(value) < 1e5 and figures > 3) or (abs(value) < 1e6 and figures > 4)):
            break
        return short, name
    return _plain_number(value, max(digits, 6) if abs(value) >= 1e4 else digits), ""


def _power(value: float, digits: int) -> tuple[str, str]:
    if 0 < abs(value) < 1e6:
        return _plain_number(value, digits), ""
    exponent = math.floor(math.log10(abs(value))) if value else 0
    mantissa = _plain_number(value / 10**exponent, min(digits, 4))
    return mantissa, f"×10{str(exponent).translate(_SUPERSCRIPT)}"


def _si(value: float, digits: int) -> tuple[str, str]:
    for step, prefix in _SI_STEPS:
        if abs(value) >= step:
            return _plain_number(value / step, digits), f" {prefix}"
    return _plain_number(value, digits), " "


def _number(value: float, style: Style, digits: int) -> tuple[str, str]:
    """(digits, magnitude): ("1750", " 亿"), ("3.14", "×10²³"), ("46.2", "")."""
    match style:
        case "han":
            return _han(value, digits)
        case "power":
            return _power(value, digits)
        case "si":
            return _si(value, digits)
        case _:
            return _plain_number(value, digits), ""


def format_quantity(
    low: float, high: float | None = None, unit: str = "", digits: int | None = None, with_unit: bool = True
) -> str:
    """A quantity the Chinese way: “1750 亿”, “1.8 万亿 token”, “3.14×10²³ FLOP”, “32–36%”, “90–100 天”.

    `low` is the value (`high` too for a range), in `unit`. `digits` limits the significant digits (derived
    values); without it the value is shown as recorded, up to six. KeyError for an unknown unit.
    """
    spec = UNITS[unit]
    digits = digits or _EXACT_DIGITS
    number, magnitude = _number(low, spec.style, digits)
    if high is not None and high != low:
        upper, upper_magnitude = _number(high, spec.style, digits)
        number = f"{number}–{upper}" if magnitude == upper_magnitude else f"{number}{magnitude}–{upper}"
        magnitude = upper_magnitude
    if not with_unit and spec.style != "si":
        return number + magnitude
    if not spec.label or spec.style == "tight" or spec.style == "si":
        return number + magnitude + spec.label
    # “1750 亿美元” but “1750 亿 token”: a space only where Han meets Latin.
    joined = magnitude[-1:] in {"万", "亿"} and not spec.label[0].isascii()
    return number + magnitude + ("" if joined else " ") + spec.label
