"""Formulas are computed from addresses, safely, ranges included."""

import pytest

from dataset.formula import FormulaError, addresses, evaluate

VALUES = {
    "models/gpt-3/active_parameters": (175e9, 175e9),
    "models/gpt-3/tokens": (300e9, 300e9),
    "facts/days": (90.0, 100.0),
    "facts/zero": (0.0, 0.0),
}


def test_six_n_d():
    low, high = evaluate("6 * models/gpt-3/active_parameters * models/gpt-3/tokens", VALUES.__getitem__)
    assert low == high == pytest.approx(3.15e23)


def test_slash_in_an_address_is_no_division():
    assert addresses("models/gpt-3/tokens / facts/days") == ["models/gpt-3/tokens", "facts/days"]


def test_ranges_give_the_smallest_and_largest_result():
    assert evaluate("1000 / facts/days", VALUES.__getitem__) == pytest.approx((10, 1000 / 90))


@pytest.mark.parametrize(
    "formula", ["1 / facts/zero", "__import__('os')", "facts/days +", "open('x')", "unknown_name + 1"]
)
def test_what_cannot_be_computed_is_refused(formula):
    with pytest.raises(FormulaError):
        evaluate(formula, VALUES.__getitem__)
