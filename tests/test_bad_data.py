"""One mistake in the real data is one message, at its line, at once; nothing that can be typed ends in a traceback.

Each case is the project's own `data/` with one piece replaced. The complaint stands at the line where old and new text
differ, or at `line` where that cannot be known (something is missing, or there twice).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from dataset.load import load_dataset
from dataset.problems import Problems
from macros.layout import lay_out
from tests.conftest import ROOT

MODELS, FACTS, CLAIMS, SOURCES = (
    f"data/{name}.yml" for name in ("tables/models", "facts/trends", "claims/foundations", "sources/trends")
)
GLOSSARY, OUTLINE, UPDATES, ASKED, NAMES = (
    f"data/{name}.yml" for name in ("glossary", "outline", "updates", "asked", "names")
)
CITATION = "CITATION.cff"
FIGURE, FORMULA, ORG = "{value: 1.17e8}", "models/gpt-1/chips * models/gpt-1/days", "    org: OpenAI\n"


class Case(NamedTuple):
    file: str
    old: str
    new: str
    says: str
    above: int = 0  # how many lines above the difference the complaint stands


CASES = {
    # the shape of files
    "stray key at the top": Case(MODELS, "table:\n", "extra: 1\ntable:\n", "extra: 未知的键"),
    "rows misspelt": Case(MODELS, "rows:\n", "row:\n", "row: 未知的键；是否想写 rows？"),
    "facts misspelt": Case(FACTS, "facts:\n", "fact:\n", "fact: 未知的键；是否想写 facts？"),
    "claims misspelt": Case(CLAIMS, "claims:\n", "claim:\n", "claim: 未知的键；是否想写 claims？"),
    "title misspelt": Case(MODELS, "  title: 大", "  titel: 大", "table.titel: 未知的字段；是否想写 title？"),
    "title of facts missing": Case(FACTS, "title: 第五章的事实\n", "", "title: 缺少这个字段", above=1),
    "table id": Case(MODELS, "  id: models", "  id: modelz", "table.id: “modelz”应与文件名一致：models"),
    "asked without a list": Case(ASKED, "foundations: [大", "foundations: 大", "应为列表：[…]"),
    # columns
    "bad column key": Case(MODELS, "{key: tokens,", "{key: Tok ens,", "“Tok ens”格式不对：只用小写字母"),
    "column renamed": Case(MODELS, "{key: tokens,", "{key: tokenz,", "没有一行写了这一列；各行写的是 tokens"),
    "column taken away": Case(
        MODELS,
        '    - {key: mfu, title: 利用率, unit: "%"',
        '    # - {key: mfu, title: 利用率, unit: "%"',
        "各行写了 mfu，表头却没有",
        13,
    ),
    "column twice": Case(MODELS, "{key: tokens,", "{key: org,", "table.columns[org]: 列重复"),
    "column named like a field": Case(MODELS, "{key: tokens,", "{key: note,", "列不能叫 note"),
    "unit of a column": Case(MODELS, "unit: token, kind", "unit: tokne, kind", "未知的单位“tokne”；是否想写 token？"),
    "kind of a column": Case(
        MODELS, "{key: org, title: 机构}", "{key: org, title: 机构, kind: date}", "行与这一列不合"
    ),
    "choices of a column": Case(MODELS, "choices: [稠密", "choices: [稠蜜", "行与这一列不合"),
    # ids
    "id with a space": Case(MODELS, "- id: gpt-1\n", "- id: GPT 1\n", "“GPT 1”格式不对：只用小写字母"),
    "id as a list": Case(MODELS, "- id: gpt-1\n", "- id: [a]\n", "应为文字"),
    "id that climbs": Case(MODELS, "- id: gpt-1\n", "- id: ../gpt-1\n", "格式不对"),
    "row id twice": Case(MODELS, "- id: bert-large\n", "- id: gpt-1\n", "id 重复，data/tables/models.yml:22"),
    "fact id twice": Case(FACTS, "- id: flamingo-fewshot", "- id: clip-data", "id 重复，data/facts/trends.yml:5"),
    "claim id as a list": Case(CLAIMS, "- id: thousand-cards", "- id: [x]", "应为文字"),
    "term id as a number": Case(GLOSSARY, "- id: llm\n", "- id: 5\n", "“5”应为文字"),
    "outline id as a list": Case(OUTLINE, "id: foundations,", "id: [a],", "应为文字"),
    # cells
    "empty cell": Case(MODELS, ORG, "    org:\n", "这一格是空的；没有数字时写 undisclosed"),
    "cell under a misspelt key": Case(MODELS, ORG, "    ogr: OpenAI\n", "表里没有这一列；是否想写 org？"),
    "cell as a list": Case(MODELS, ORG, "    org: [OpenAI]\n", "不能是一格"),
    "field of a cell misspelt": Case(MODELS, FIGURE, "{valeu: 1.17e8}", "未知的字段；是否想写 value？"),
    "number without value": Case(MODELS, FIGURE, "1.17e8", "应写成 {value: …}"),
    "row without grade": Case(MODELS, "    grade: primary\n    s", "    s", "6 个数字缺少 grade", above=3),
    "fact without source": Case(FACTS, "    source: radford2021\n", "", "2 个数字缺少 source", above=4),
    "grade misspelt": Case(MODELS, "grade: primary", "grade: primry", "是否想写 primary？"),
    "unit of a fact": Case(FACTS, "unit: 对,", "unit: 对对,", "未知的单位“对对”；是否想写 对？"),
    "digits": Case(FACTS, "unit: 对,", "unit: 对, digits: 9,", "“9”太大，至多 6"),
    # numbers
    "fraction of what is counted": Case(FACTS, "{value: 4e8,", "{value: 3.7,", "不是整数：以“对”计"),
    "negative count": Case(MODELS, FIGURE, "{value: -117}", "负数"),
    "boolean as a number": Case(MODELS, FIGURE, "{value: true}", "“True”应为数字"),
    "underscore in a number": Case(MODELS, FIGURE, "{value: 1_000}", "“1_000”应为数字"),
    "nan": Case(MODELS, FIGURE, "{value: nan}", "“nan”应为数字"),
    "inf": Case(MODELS, FIGURE, "{value: .inf}", "“.inf”应为数字"),
    "too large for a float": Case(MODELS, FIGURE, "{value: 1e400}", "“inf”应为数字"),
    "too large to be true": Case(MODELS, FIGURE, "{value: 1e40}", "大小不像真的"),
    "five thousand digits": Case(MODELS, FIGURE, f"{{value: {'1' * 5000}}}", "应为数字"),
    "low above high": Case(MODELS, FIGURE, "{low: 3, high: 2}", "low 大于 high"),
    # dates
    "month 13": Case(MODELS, "asof: 2018-06", "asof: 2018-13", "“2018-13”不是日历上的日期"),
    "30 February": Case(MODELS, "asof: 2018-06", "asof: 2018-02-30", "“2018-02-30”不是日历上的日期"),
    "year 9999": Case(MODELS, "asof: 2018-06", "asof: 9999-12-31", "年份应在 1900"),
    "future": Case(MODELS, "asof: 2018-06", "asof: 2031-01", "“2031-01”在将来"),
    "accessed in future": Case(SOURCES, "accessed: 2026-11-24", "accessed: 2036-11-24", "在将来"),
    "text in a column of dates": Case(MODELS, "    date: 2018-06", "    date: 去年六月", "这一列是日期"),
    "date of an update": Case(UPDATES, "date: 2026-11-24", "date: 2026-13-24", "不是日历上的日期"),
    "update in future": Case(UPDATES, "date: 2026-11-24", "date: 2099-01-01", "晚三年以上"),
    # formulas
    "input of a formula": Case(
        MODELS, FORMULA, "models/gpt-1/chips * models/gpt-1/dayz", "是否想写 models/gpt-1/days？"
    ),
    "cycle": Case(
        MODELS, FORMULA, "models/gpt-1/chip_hours * 2", "循环引用：models/gpt-1/chip_hours → models/gpt-1/chip_hours"
    ),
    "division by zero": Case(MODELS, FORMULA, "models/gpt-1/chips / 0", "除数为零"),
    "overflow": Case(MODELS, FORMULA, "10 ** 400", "结果太大"),
    "no finite result": Case(MODELS, FORMULA, "1e308 * 10 * models/gpt-1/chips", "结果不是一个有限的数"),
    "unfinished formula": Case(MODELS, FORMULA, "models/gpt-1/chips *", "算不出来：只用地址、数字"),
    "formula without address": Case(MODELS, FORMULA, "chips * 2", "“chips”不是地址"),
    # names of other things
    "source misspelt": Case(
        MODELS, "source: radford2018", "source: radfrod2018", "没有来源 radfrod2018；是否想写 radford2018？"
    ),
    "address in a text": Case(
        FACTS, "{facts/clip-data/pairs}", "{facts/clip-data/pair}", "没有地址 facts/clip-data/pair；"
    ),
    "brace in a text": Case(FACTS, "{facts/clip-data/pairs}", "{facts/clip-data/pairs", "花括号只用来写 {地址}"),
    "section of a claim": Case(
        CLAIMS, "section: compute-demand", "section: compute-demnd", "是否想写 compute-demand？"
    ),
    "evidence": Case(
        CLAIMS, "[facts/thousand-card-saying,", "[facts/thousand-card-sayin,", "没有地址 facts/thousand-card-sayin；"
    ),
    "figure on a card": Case(OUTLINE, "models/deepseek-v3/chip_hours", "models/deepseek-v3/chip_hour", "没有地址"),
    "related term": Case(
        GLOSSARY, "related: [foundation-model,", "related: [foundation-modl,", "没有术语 foundation-modl；"
    ),
    "section of a term": Case(
        GLOSSARY, "sections: [context-and-kn", "sections: [kontext-and-kn", "目录里没有 kontext-and-knowledge；"
    ),
    "two terms with one alias": Case(
        GLOSSARY, "aliases: [大模型,", "aliases: [生成式人工智能,", "已是术语 generative-ai"
    ),
    # sources
    "type of a source": Case(SOURCES, "  type: webpage", "  type: webpaeg", "是否想写 webpage？"),
    "address of a source": Case(SOURCES, "https://github.com/haotian", "javascript:alert(1)", "写完整的网址"),
    "number as a key": Case(SOURCES, "llava-model-zoo:", "2024:", "键“2024”应是文字"),
    "list as a key": Case(SOURCES, "llava-model-zoo:", "? [a, b]\n:", "键应是文字"),
    "key twice": Case(SOURCES, "internvl-readme:", "llava-model-zoo:", "键重复，第 4 行已经有了"),
    # CITATION.cff
    "release date": Case(CITATION, "date-released: 2026-11-24", "date-released: soon", "写成 YYYY-MM-DD"),
    "release in future": Case(CITATION, "date-released: 2026-11-24", "date-released: 2046-11-24", "晚三年以上"),
    "markup as version": Case(CITATION, "version: 1.0.0", 'version: "<b>"', "写成 1.0.0 这样的三段"),
    "number as version": Case(CITATION, "version: 1.0.0", "version: 1.0", "“1.0”应为文字"),
    "author without name": Case(CITATION, "  - name: 大", "  - nam: 大", "authors.0.name: 缺少这个字段"),
    # YAML
    "lost brace": Case(MODELS, FIGURE, "{value: 1.17e8", "花括号 { 没有配对"),
    "lost bracket": Case(MODELS, "choices: [稠密, 混合专家]}", "choices: [稠密, 混合专家}", "方括号 [ 没有配对"),
    "lost quote": Case(MODELS, ORG, '    org: "OpenAI\n', "引号没有配对"),
    "lost colon": Case(MODELS, ORG, "    org OpenAI\n", "少了冒号"),
    "tab": Case(MODELS, ORG, "\torg: OpenAI\n", "缩进用了制表符；改成空格"),
    "indentation": Case(MODELS, ORG, "   org: OpenAI\n", "缩进不对"),
    "field twice": Case(MODELS, "    name: GPT-1\n", "    name: GPT-1\n    name: GPT\n", "键重复"),
    "tag": Case(MODELS, FIGURE, "!!int abc", "不用标签 !!int"),
    "anchor": Case(MODELS, FIGURE, "&a {value: 1}", "不用锚点与别名"),
    "alias to itself": Case(MODELS, ORG, "    org: &a [*a]\n", "不用锚点与别名"),
    "alias bomb": Case(MODELS, "table:\n", "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\ntable:\n", "不用锚点与别名"),
    "deep list": Case(MODELS, ORG, f"    org: {'[' * 100_000}\n", "嵌套超过 32 层"),
    "deep block": Case(MODELS, ORG, f"    org:\n      {'- ' * 100_000}a\n", "嵌套超过 32 层", above=-1),
    # characters
    "right to left": Case(MODELS, ORG, "    org: Open\u202eAI\n", "看不见的控制字符 U+202E"),
    "right to left, escaped": Case(MODELS, ORG, '    org: "Open\\u202eAI"\n', "看不见的控制字符 U+202E"),
    "zero width in an id": Case(MODELS, "- id: gpt-1\n", "- id: gpt\u200b-1\n", "看不见的控制字符 U+200B"),
    "nul": Case(MODELS, ORG, "    org: Open\x00AI\n", "看不见的控制字符 U+0000"),
}

# Those that take away most of what pages show: the pages say nothing more.
LAID_OUT = {
    "rows misspelt",
    "facts misspelt",
    "claims misspelt",
    "column renamed",
    "column taken away",
    "id with a space",
    "term id as a number",
    "outline id as a list",
    "source misspelt",
    "key twice",
    "empty cell",
    "unit of a fact",
    "lost brace",
    "cycle",
}

FILES = (MODELS, FACTS, CLAIMS, SOURCES, GLOSSARY, OUTLINE, UPDATES, ASKED, NAMES, CITATION)
# A whole file replaced: by nothing, by what has another shape, by what is no UTF-8.
SHAPES = {"empty": b"", "text only": "只有文字\n".encode()}
ENCODINGS = {
    "GBK": "标题: 大模型\n".encode("gbk"),
    "UTF-16": "a: 中文\n".encode("utf-16"),
    "invalid UTF-8": b"a: \xc3\x28\n",
    "two documents": b"a: 1\n---\nb: 2\n",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    for part in ("data", "docs", "overrides"):
        shutil.copytree(ROOT / part, folder / part)
    (ROOT / ".cache").mkdir(exist_ok=True)
    (folder / ".cache").symlink_to(ROOT / ".cache")  # diagrams are drawn once
    shutil.copy(ROOT / CITATION, folder)
    return folder


@pytest.fixture
def complaint(project: Path):
    """`complaint(file, content)` → the only problem of the project with `file` so, of its pages too with `pages`."""
    changed: list[str] = []

    def only(file: str, content: bytes, pages: bool = False):
        changed.append(file)
        (project / file).write_bytes(content)
        problems, start = Problems(), time.process_time()
        dataset = load_dataset(project, problems)
        assert time.process_time() - start < 5
        if pages:
            problems.enter("pages")
            lay_out(project, dataset, problems)
        assert len(problems) == 1, problems.report()
        return next(iter(problems))

    yield only
    for file in changed:
        (project / file).unlink()
        shutil.copy(ROOT / file, project / file)


@pytest.mark.parametrize("name", CASES)
def test_one_mistake_is_one_message_at_its_line(name: str, complaint):
    case = CASES[name]
    text = (ROOT / case.file).read_text(encoding="utf-8")
    start = text.index(case.old)
    same = next((n for n, (a, b) in enumerate(zip(case.old, case.new, strict=False)) if a != b), len(case.new))
    same = min(same, len(case.old), len(case.new))
    line = text.count("\n", 0, start + same) + 1 - case.above
    found = complaint(case.file, text.replace(case.old, case.new, 1).encode(), pages=name in LAID_OUT)
    assert (found.file, found.line) == (case.file, line), str(found)
    assert case.says in str(found)


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
@pytest.mark.parametrize("file", FILES)
def test_a_file_that_holds_something_else_is_one_message(file: str, content: bytes, complaint):
    assert complaint(file, content).file == file


@pytest.mark.parametrize("content", ENCODINGS.values(), ids=ENCODINGS)
def test_a_file_that_cannot_be_read_is_one_message(content: bytes, complaint):
    assert complaint(MODELS, content).file == MODELS


@pytest.mark.parametrize("file", FILES)
def test_a_truncated_file_is_one_message(file: str, complaint):
    content = (ROOT / file).read_bytes()
    found = complaint(file, content[: len(content) // 2])
    assert found.file == file


def test_a_byte_order_mark_does_no_harm(project: Path):
    path = project / MODELS
    content = path.read_bytes()
    path.write_bytes(b"\xef\xbb\xbf" + content)
    problems = Problems()
    load_dataset(project, problems)
    path.write_bytes(content)
    assert not len(problems), problems.report()


@pytest.mark.parametrize("kind", ["dangling link", "folder", "gone"])
@pytest.mark.parametrize("file", [MODELS, OUTLINE, CITATION])
def test_what_stands_in_place_of_a_file_is_named(file: str, kind: str, project: Path):
    path = project / file
    path.unlink()
    if kind == "dangling link":
        path.symlink_to("nowhere")
    elif kind == "folder":
        path.mkdir()
    problems = Problems()
    load_dataset(project, problems)
    path.rmdir() if kind == "folder" else path.unlink(missing_ok=True)
    shutil.copy(ROOT / file, path)
    assert len(problems) == 1, problems.report()
    if (file, kind) != (MODELS, "gone"):  # a table that is gone is missed where it is used
        assert next(iter(problems)).file == file


def test_a_long_chain_of_formulas_is_computed(project: Path):
    facts = [
        "title: 链\nfacts:\n  - {id: link-0, statement: 链的第一环, asof: 2024, grade: primary, source: radford2021, value: 1}"
    ]
    facts += [f"  - {{id: link-{n}, statement: 链的又一环, formula: facts/link-{n - 1} + 1}}" for n in range(1, 2001)]
    path = project / "data" / "facts" / "chain.yml"
    path.write_text("\n".join(facts) + "\n", encoding="utf-8")
    problems = Problems()
    dataset = load_dataset(project, problems)
    path.unlink()
    assert not len(problems), problems.report()
    assert dataset.get("facts/link-2000").low == 2001


def test_the_command_says_it_in_a_line_and_fails(project: Path):
    path = project / MODELS
    path.write_text("extra: 1\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = subprocess.run(
        [sys.executable, "-m", "dataset", str(project)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    shutil.copy(ROOT / MODELS, path)
    assert result.returncode == 1
    assert result.stderr.splitlines() == [
        "共 1 处错误：",
        "  data/tables/models.yml:1: extra: 未知的键，应为 table、rows 之一",
    ]
