"""What libyaml says about broken syntax, in an author's words."""

from __future__ import annotations

import yaml

# A piece of libyaml's message → what to look for.
_WORDS = {
    "found unexpected end of stream": "引号没有配对，一直到文件末尾",
    "did not find expected ',' or ']'": "方括号 [ 没有配对，或少了逗号",
    "did not find expected ',' or '}'": "花括号 { 没有配对，或少了逗号",
    "did not find expected node content": "括号或逗号之间少了内容",
    "could not find expected ':'": "少了冒号；键写成“键: 值”，冒号后有空格",
    "mapping values are not allowed": "这里不能再有冒号：缩进不对，或文字里的“: ”要加引号",
    "did not find expected '-' indicator": "缩进不对：与上面的“- ”没有对齐",
    "did not find expected key": "缩进不对，或多了括号、引号",
    "found a tab character": "缩进用了制表符；改成空格",
    "found character that cannot start any token": "值不能以这个字符开头（制表符、@、`、%）；缩进用空格，文字加引号",
    "found unknown escape character": "双引号里的反斜杠写法不对；改用单引号",
    "found undefined tag handle": "不用标签（!、!!）；直接写值",
    "did not find expected tag": "不用标签（!、!!）；直接写值",
    "did not find expected alphabetic or numeric character": "值不能以 * 或 & 开头；加引号",
    "expected comment or line break": "“|”或“>”之后要另起一行",
    "did not find expected <document start>": "前面的内容已经结束，后面不能再有",
    "block sequence entries are not allowed": "“- ”不能写在这里；另起一行",
    "found invalid Unicode": "有不能用的字符",
    "exceeded max": "嵌套太深",
}
# Where the construct began is the place of the mistake; elsewhere libyaml's own mark is nearer.
_BEGINNINGS = ("flow sequence", "flow mapping", "flow node", "quoted scalar", "simple key", "block scalar")


def syntax_error(error: yaml.MarkedYAMLError, last: yaml.Event | None) -> tuple[int, str]:
    """(line, message) for a syntax error after the event `last`."""
    if _runs_over(last):
        return last.start_mark.line + 1, "不是合法的 YAML：引号没有配对"
    problem, context = error.problem or "", error.context or ""
    begun = error.context_mark is not None and any(name in context for name in _BEGINNINGS)
    mark = error.context_mark if begun else error.problem_mark
    said = next((words for piece, words in _WORDS.items() if piece in problem), problem)
    return (mark.line + 1 if mark else 0), f"不是合法的 YAML：{said}"


def _runs_over(event: yaml.Event | None) -> bool:
    """Whether `event` is a quoted text of several lines: what comes after it is wrong because its quote is not closed."""
    quoted = isinstance(event, yaml.ScalarEvent) and not event.implicit[0]
    return quoted and event.end_mark.line > event.start_mark.line
