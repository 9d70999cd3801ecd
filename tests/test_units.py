"""Numbers are written the Chinese way, in one place."""

import pytest

from dataset.units import UNITS, format_quantity


@pytest.mark.parametrize(
    ("low", "high", "unit", "digits", "shown"),
    [
        (175e9, None, "参数", None, "1750 亿参数"),
        (1.8e12, None, "token", None, "1.8 万亿 token"),
        (3.14e23, None, "FLOP", None, "3.14×10²³ FLOP"),
        (8.2e24, 4.4e25, "FLOP", None, "8.2×10²⁴–4.4×10²⁵ FLOP"),
        (90, 100, "天", None, "90–100 天"),
        (32, 36, "%", None, "32–36%"),
        (16384, None, "张", None, "16384 张"),
        (25000, None, "张", None, "2.5 万张"),
        (30.84e6, None, "卡·时", None, "3084 万卡·时"),
        (15625, None, "PFLOPS", None, "15625 PFLOPS"),
        (5e9, None, "美元", None, "50 亿美元"),
        (1e10, 3e12, "token", None, "100 亿–3 万亿 token"),
        (33.8712, None, "天", 3, "33.9 天"),
        (0.5926, None, "%", 3, "0.593%"),
        (0, None, "次", None, "0 次"),
        (8404.8e8, None, "token", None, "8404.8 亿 token"),
        (182831, None, "条", None, "182831 条"),
    ],
)
def test_how_a_quantity_is_written(low, high, unit, digits, shown):
    assert format_quantity(low, high, unit, digits) == shown


def test_bits_and_bytes_differ_by_eight():
    assert UNITS["Gbps"].scale * 8 == UNITS["GB/s"].scale
