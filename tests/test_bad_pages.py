"""One mistake in a real page is one message, at its line, at once; nothing that can be typed there ends in a traceback.

Each case is the project's own `docs/` with one piece replaced or one block put in, checked as `make check` does.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from checks.texts import check_text, names_with_digits
from dataset.model import Dataset
from dataset.problems import Problem, Problems
from macros.layout import lay_out
from tests.conftest import ROOT, run_mkdocs

PAGE, HERE = "docs/trends.md", "本章讨论五个方向。"
LATER, NOT_LATER = "facts/coze-open-graph", "models/gpt-3/tokens"

# What is put in, as a paragraph of its own → what is said of it, and on which of its lines.
CALLS = {
    "unknown macro": ('{{ fcat("a/b") }}', "fcat: 没有这个宏；是否想写 fact？"),
    "unknown address": (
        '{{ fact("models/gpt-3/token") }}',
        "没有地址 models/gpt-3/token；是否想写 models/gpt-3/tokens？",
    ),
    "unknown option": (f'{{{{ fact("{NOT_LATER}", reff=False) }}}}', "没有参数 reff；是否想写 ref？"),
    "no argument": ("{{ fact() }}", "缺少参数 address"),
    "too many arguments": ('{{ counts("rows", "b") }}', "参数太多：“b”"),
    "argument twice": ('{{ fact("a", address="b") }}', "参数 address 写了两次"),
    "option twice": ('{{ fact("a", ref=True, ref=False) }}', "参数 ref 写了两次"),
    "number for a text": ("{{ counts(5) }}", "参数 what：“5”应为文字"),
    "list for a text": ('{{ fact(["a"]) }}', "应为文字"),
    "text for a pair": ('{{ key_figures("a") }}', "参数 figures：“a”应为列表"),
    "pair of one": ('{{ key_figures(["a"]) }}', "应有 2 项"),
    "text for a list": ('{{ table("models", columns="tokens", anchor="tbl-x") }}', "参数 columns：“tokens”应为列表"),
    "number in a list": ('{{ table("models", columns=[1], anchor="tbl-x") }}', "参数 columns里的一项：“1”应为文字"),
    "text for a switch": (f'{{{{ fact("{NOT_LATER}", ref="no") }}}}', "参数 ref：“no”应为 True 或 False"),
    "none": ("{{ fact(none) }}", "参数只能是带引号的文字、数、True、False、列表或映射；是否想写 None？"),
    "none in Python": ("{{ fact(None) }}", "应为文字"),
    "no quotes": ("{{ counts(rows) }}", "是否想写 'rows'？"),
    "division by nothing": ("{{ 1/0 }}", "只写一个宏"),
    "computed argument": ("{{ counts(9**9**9**9) }}", "参数只能是"),
    "endless range": ("{{ range(999999999999) | list }}", "没有这个宏"),
    "inside of Python": ('{{ fact.__globals__["os"] }}', "只写一个宏"),
    "several calls": ('{{ counts("rows") + counts("rows") }}', "只写一个宏"),
    "statement": ("{% for i in range(9) %}x{% endfor %}", "不写 {% … %}"),
    "include": ('{% include "/etc/hostname" %}', "不写 {% … %}"),
    "comment": ("{# 没有写完", "左花括号后要有空格"),
    "not closed": ('{{ fact("a/b") 之后', "宏没有写完"),
    "not opened": (f'{{ fact("{NOT_LATER}") }}}}', "多了 }}"),
    "lost quote": (f'{{{{ fact("{NOT_LATER}) }}}}', "宏没有写完"),
    "lost bracket": (f'{{{{ fact("{NOT_LATER}" }}}}', "读不懂"),
    "deep nesting": (f"{{{{ counts({'[' * 900}{']' * 900}) }}}}", "读不懂"),
    "unknown column": ('{{ table("models", columns=["tokenz"], anchor="tbl-x") }}', "没有列 tokenz"),
    "unknown row": ('{{ table("models", rows=["gpt-33"], anchor="tbl-x") }}', "没有行 gpt-33"),
    "bad anchor": ('{{ table("models", anchor="tbl-../x") }}', "tbl-../x"),
    "anchor that is taken": ('{{ table("models", anchor="tbl-models") }}', "已经用在 docs/data/models.md"),
    "no such expression": ('{{ table("models", where="1/0", anchor="tbl-x") }}', "where 算不出来"),
    "nothing chosen": ('{{ table("models", where="tokens > 1e99", anchor="tbl-x") }}', "where 一行也没有选出来"),
    "unknown source": ('{{ cite("brown2021x") }}', "没有来源 brown2021x"),
    "no source": ("{{ cite() }}", "要写至少一个来源的键"),
    "unknown section": ('{{ section("multimodal-fusion-layer") }}', "是否想写 multimodal-fusion-layers？"),
    "unknown term": ('{{ term("kv-cach") }}', "是否想写 kv-cache？"),
    "unknown claim": ('{{ check("641p") }}', "没有核对条目 641p；是否想写 640p？"),
    "unknown diagram": ('{{ figure("voyger", caption="图") }}', "是否想写 voyager？"),
    "unknown file": ('{{ download("sources.bob", "来源") }}', "没有文件 sources.bob；是否想写 sources.bib？"),
    "file elsewhere": ('{{ download("../../etc/passwd", "来源") }}', "没有文件 ../../etc/passwd"),
    "unknown shape": ('{{ fields("Quantitie") }}', "没有 Quantitie"),
    "later fact": (f'{{{{ fact("{LATER}") }}}}', "晚于 2024 年底"),
    "not later": (f'{{{{ fact("{NOT_LATER}", later=True) }}}}', "不晚于 2024 年底"),
}
TEXTS = {
    "heading without an id": ("## 没有地址", "没有地址: 标题没有 id"),
    "heading with a bad id": ("## 坏 { #Bad_Id }", "Bad_Id: id 只用小写字母"),
    "id that is a path": ("## 坏 { #../../../x }", "../../../x: id 只用小写字母"),
    "id that is there already": ("## 重复 { #ai-chips }", "ai-chips: id 重复，docs/foundations.md:"),
    "two attributes": ("## 坏 { #good .class }", "花括号里只写一个 id"),
    "no space before the id": ("## 坏 {#bad}", "左花括号后要有空格：{ #id }"),
    "brace not closed": ("## 坏 { #bad", "标题没有 id"),
    "no space after the marks": ("#标题 { #bad }", "# 前面什么也没有，后面有空格"),
    "indented heading": ("  ## 标题 { #bad }", "# 前面什么也没有"),
    "heading in a list": ("- # 标题 { #bad }", "# 前面什么也没有"),
    "underlined heading": ("另一种标题\n=====", "标题写成 ## 标题 { #id }，不用下划线"),
    "underlined with hyphens": ("另一种标题\n---", "标题写成 ## 标题 { #id }，不用下划线"),
    "code not closed": ("```python", "代码块没有结束"),
    "tab": ("一\t二", "有制表符；换成空格"),
    "bidirectional character": ("从左\u202e到右", "看不见的控制字符 U+202E"),
    "very long line": ("[a" * 20_000, "超过 4000"),
    "many brackets": ("[a" * 1500, "许多 [ 没有对应的 ]"),
    "deep quotation": (">" * 300 + " 深", "嵌套超过"),
    "deep list": ("- " * 300 + "深", "嵌套超过"),
    "script": ("<script>alert(1)</script>", "页面里不写 HTML"),
    "handler": ('<b onclick="alert(1)">字</b>', "页面里不写 HTML"),
    "comment in HTML": ("<!-- 以后再写 -->", "页面里不写 HTML"),
    "link to a script": ("[点](javascript:alert(1))", "不能链接到 javascript: 地址"),
    "link to a script in disguise": ("[点](&#106;ava%73cript:alert(1))", "不能链接到 javascript: 地址"),
    "link to a script, automatic": ("<javascript:alert(1)>", "不能链接到 javascript: 地址"),
    "link to a script, by name": ("[点]: javascript:alert(1)", "不能链接到 javascript: 地址"),
    "link to data": ("[点](data:text/html,x)", "不能链接到 data: 地址"),
    "address that cannot be read": ("[点](http://[::1)", "网址写得不对"),
    "link to no page": ("[点](trend.md)", "死链 trend.md：没有这一页；是否想写 trends.md？"),
    "link to no heading": ("[点](foundations.md#ai-chip)", "没有 id ai-chip；是否想写 ai-chips？"),
    "link to no heading here": ("[点](#multimodal-fusio)", "是否想写 multimodal-fusion？"),
    "link to no file": ("[点](a.pdf)", "死链 a.pdf：没有这个文件"),
    "picture from elsewhere": ("![图](https://example.org/a.png)", "不从别的主机加载图片"),
    "figure typed by hand": ("训练用了 17501 张卡。", "应来自 data/"),
}
HEADS = {
    "no YAML": ("---\ndescription: [没有写完\n---\n", 2, "不是合法的 YAML"),
    "a list": ("---\n- description\n---\n", 1, "应为映射"),
    "unknown key": ("---\ndescription: 说明\ndescripton: 写错的键\n---\n", 3, "未知的字段；是否想写 description？"),
    "title a number": ("---\ndescription: 说明\ntitle: 5\n---\n", 3, "title: “5”应为文字"),
    "description a mapping": ("---\ndescription: {a: 1}\n---\n", 2, "应为文字"),
    "unknown template": ("---\ndescription: 说明\ntemplate: nope.html\n---\n", 3, "没有 overrides/nope.html"),
    "macro": ('---\ndescription: "{{ 1/0 }}"\n---\n', 2, "不写花括号"),
    "not closed": ("---\ndescription: 说明\n", 1, "开头的 --- 没有结束"),
    "without lines": ("description: 说明\n", 1, "页面的说明写在开头两行 --- 之间"),
    "an alias bomb": ("---\nhero: &a [x, x]\ntitle: [*a, *a]\n---\n", 2, "不用锚点与别名"),
}
FILES: dict[str, tuple[Callable[[Path], object], str, str]] = {
    "GBK": (lambda p: p.write_bytes("# 题 { #x }".encode("gbk")), PAGE, "不是 UTF-8 编码"),
    "UTF-16": (lambda p: p.write_bytes("# 题 { #x }".encode("utf-16")), PAGE, "UTF-16"),
    "nothing": (lambda p: p.write_bytes(b""), PAGE, "这一页是空的"),
    "only front matter": (lambda p: p.write_bytes(b"---\ntitle: x\n---\n"), PAGE, "这一页是空的"),
    "link to itself": (lambda p: p.symlink_to("trends.md"), PAGE, "指向不存在的 trends.md"),
    "dangling link": (lambda p: p.symlink_to("nowhere"), PAGE, "指向不存在的 nowhere"),
    "link out of the tree": (lambda p: p.symlink_to("/etc/hostname"), PAGE, "/etc/hostname"),
    "folder": (lambda p: p.mkdir(), PAGE, "文件夹"),
    "pipe": (os.mkfifo, PAGE, "不是普通文件"),
}


class Trial(NamedTuple):
    folder: Path
    dataset: Dataset

    def complaint(self, file: str) -> Problem:
        """The only thing that is wrong; more is a failure, and so is taking long."""
        start, problems = time.process_time(), Problems()
        lay_out(self.folder, self.dataset, problems)
        if (self.folder / file).is_file() and not (self.folder / file).is_symlink():
            check_text(self.folder / file, file, names_with_digits(self.dataset), problems)
        assert time.process_time() - start < 5
        assert len(problems) == 1, problems.report()
        return next(iter(problems))


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> Trial:
    """A project with pages of its own; the rest is the real one's."""
    folder = tmp_path_factory.mktemp("pages")
    shutil.copytree(ROOT / "docs", folder / "docs")
    for name in ("data", "overrides", ".cache"):
        (ROOT / name).mkdir(exist_ok=True)
        (folder / name).symlink_to(ROOT / name)
    return Trial(folder, dataset)


@pytest.fixture
def page(trial: Trial) -> Iterator[Path]:
    """The page to spoil; it is put back afterwards."""
    path = trial.folder / PAGE
    yield path
    path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
    shutil.copy(ROOT / PAGE, path)


def spoil(page: Path, block: str) -> int:
    """Put a paragraph in; returns its line."""
    before, after = (ROOT / PAGE).read_text(encoding="utf-8").split(HERE, 1)
    page.write_text(f"{before}{block}\n\n{HERE}{after}", encoding="utf-8")
    return before.count("\n") + 1


@pytest.mark.parametrize(("block", "says"), [*CALLS.values(), *TEXTS.values()], ids=[*CALLS, *TEXTS])
def test_one_mistake_is_one_message_at_its_line(block: str, says: str, trial: Trial, page: Path):
    line = spoil(page, block)
    found = trial.complaint(PAGE)
    assert (found.file, found.line) == (PAGE, line), str(found)
    assert says in str(found)


@pytest.mark.parametrize(("head", "line", "says"), HEADS.values(), ids=HEADS)
def test_front_matter(head: str, line: int, says: str, trial: Trial, page: Path):
    text = page.read_text(encoding="utf-8")
    page.write_text(re.sub(r"\A---\n.*?\n---\n", lambda _: head, text, flags=re.DOTALL), encoding="utf-8")
    found = trial.complaint(PAGE)
    assert (found.file, found.line) == (PAGE, line), str(found)
    assert says in str(found)


@pytest.mark.parametrize(("make", "file", "says"), FILES.values(), ids=FILES)
def test_what_stands_in_place_of_a_page(make: Callable, file: str, says: str, trial: Trial, page: Path):
    page.unlink()
    make(page)
    found = trial.complaint(PAGE)
    assert found.file == file and says in str(found)


def test_a_call_over_several_lines_is_blamed_where_the_mistake_stands(trial: Trial, page: Path):
    line = spoil(page, '{{ key_figures(\n  ["models/gpt-3/tokens", "一"],\n  ["models/gpt-3/token", "二"],\n) }}')
    assert trial.complaint(PAGE).line == line + 2


def test_code_is_no_macro_no_link_and_no_heading(trial: Trial, page: Path):
    spoil(
        page,
        '`{{ fact("a") }}` 与 `<b>`\n\n```\n# 代码\n{{ nope() }} {% if %} [x](javascript:y)\n```\n\n[a]{{ cite("brown2020") }}',
    )
    problems = Problems()
    book = lay_out(trial.folder, trial.dataset, problems)
    assert not problems, problems.report()
    assert '`{{ fact("a") }}` 与 `<b>`' in book.laid_out["trends.md"] and "{{ nope() }}" in book.laid_out["trends.md"]


def test_the_commands_say_it_without_a_traceback(trial: Trial, page: Path):
    """By `python -m commands.check` and by MkDocs itself, which must not read the page before."""
    page.write_bytes("# 题 { #x }".encode("gbk"))
    for name in ("dataset", "macros", "publish", "checks", "commands", "mkdocs.yml", "CITATION.cff"):
        (trial.folder / name).symlink_to(ROOT / name)
    command = [sys.executable, "-m", "commands.check"]
    check = subprocess.run(command, cwd=trial.folder, capture_output=True, text=True, check=False)
    said = "docs/trends.md:1: 不是 UTF-8 编码（可能是 GBK）；在编辑器里另存为 UTF-8"
    assert check.returncode == 1 and check.stderr.splitlines() == ["共 1 处错误：", f"  {said}"]
    build = run_mkdocs(trial.folder, trial.folder / "built")
    assert build.returncode != 0 and build.stderr.count(said) == 1 and "Traceback" not in build.stderr
    assert not (trial.folder / "built").exists()
