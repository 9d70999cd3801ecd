"""The text: no typed figures, no odd characters, spacing as it should be."""

import pytest

from checks.characters import odd_characters
from checks.prose import typed_figures
from checks.spacing import corrected
from checks.texts import check_texts
from dataset.problems import Problems
from tests.conftest import ROOT


def test_the_text_passes_all_checks(dataset):
    problems = Problems()
    check_texts(ROOT, dataset, problems)
    assert not problems, problems.report()


@pytest.mark.parametrize(
    "text", ["训练用了 300 天", "约 46% 的利用率", "1750 亿参数", "显存 80GB", "带宽 3.35TB/s", "表 3 列出 12 项"]
)
def test_a_typed_figure_is_found(text: str):
    assert list(typed_figures(text))


@pytest.mark.parametrize(
    "text",
    [
        "2024 年 10 月发布",
        "GPT-3 与 H100",
        "FP8 训练",
        '用了 {{ fact("models/gpt-3/tokens") }}',
        "`C = 6ND`",
        "## 1.1 标题 { #x }",
        "见 2023-10-17 的规定",
    ],
)
def test_what_is_no_figure_passes(text: str):
    assert not list(typed_figures(text))


def test_names_with_digits_pass_only_when_listed():
    assert list(typed_figures("用思元 590 训练"))
    assert not list(typed_figures("用思元 590 训练", ["思元 590"]))


@pytest.mark.parametrize("character", ["\uf9dc", "\u2f08", "\u200b", "\ufffd", "\uff11"])
def test_odd_characters_are_found(character: str):
    assert list(odd_characters(f"好{character}字"))


def test_spacing_is_corrected():
    assert corrected('用GPT-3训练,共{{ fact("a/b") }}。', "markdown") == '用 GPT-3 训练，共 {{ fact("a/b") }}。'
