"""Mistakes in the pages under `docs/`: macro calls, headings, links, prose, front matter."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

from .mutant import ROOT, Mutant
from .page_text import Pages, PageText
from .yaml_text import misspelt

_CALLS = (
    ("argument a number", "counts(5)"),
    ("unknown count", 'counts("tablez")'),
    ("argument a word for a list", 'key_figures("a")'),
    ("division by nothing", "1 / 0"),
    ("argument a list", 'fact(["a"])'),
    ("argument none", "fact(none)"),
    ("no argument", "fact()"),
    ("too many arguments", 'section("trends", 1, 2, 3, 4)'),
    ("unknown term", 'term("no-such-term")'),
    ("unknown claim", 'check("no-such-claim")'),
    ("unknown download", 'download("no-such.csv", "表")'),
    ("unknown diagram", 'figure("no-such", caption="没有", alt="没有的图")'),
    ("unknown set of facts", 'facts_table("no-such")'),
    ("undefined name", "nowhere"),
    ("inside of Python", 'fact.__globals__["__builtins__"]'),
    ("endless range", "range(999999999999) | list | length"),
    ("filter unknown", '"a" | no_such_filter'),
)
_BLOCKS = (
    ("heading without an id", "### 没有地址的小节"),
    ("heading with a bad id", "### 坏地址的小节 { #Bad_Id }"),
    ("heading with a path for an id", "### 坏地址的小节 { #../../x }"),
    ("underlined heading", "另一种标题\n=========="),
    ("endless loop", "{% for i in range(999999999999) %}行{% endfor %}"),
    ("include", '{% include "/etc/hostname" %}'),
    ("unfinished block", "{% if true %}"),
    ("script", "<script>alert(1)</script>"),
    ("frame", '<iframe src="https://example.org/"></iframe>'),
    ("nested brackets", "[a" * 20_000),
    ("unfinished comment", "{# 没有写完"),
)
_INLINE = (
    ("dead page", "见[那一页](no-such-page.md)。"),
    ("dead section", "见[那一节](#no-such-section)。"),
    ("link to a script", "见[这里](javascript:alert(1))。"),
    ("address of a script", "见 <javascript:alert(1)>。"),
    ("link to data", "见[这里](data:text/html,hello)。"),
    ("picture from elsewhere", "![图](https://example.org/a.png)"),
    ("picture that is not there", "![图](no-such.png)"),
    ("address that does not parse", "见[这里](http://[::1)。"),
    ("handler in HTML", '<b onclick="alert(1)">字</b>'),
    ("bidirectional character", "从左\u202e到右。"),
    ("unknown source", '{{ cite("no-such-source") }}'),
    ("half-width comma", "先说一句,再说一句。"),
)
_FRONT = (
    ("front matter: no YAML", "---\ndescription: [没有写完\n---\n"),
    ("front matter: a list", "---\n- description\n---\n"),
    ("front matter: unknown key", "---\ndescription: 这一页说明一件事情，给搜索引擎看。\ndescripton: 写错的键\n---\n"),
    ("front matter: title a number", "---\ntitle: 5\ndescription: 这一页说明一件事情，给搜索引擎看。\n---\n"),
    ("front matter: description a mapping", "---\ndescription: {a: 1}\n---\n"),
    (
        "front matter: unknown template",
        "---\ntemplate: nope.html\ndescription: 这一页说明一件事情，给搜索引擎看。\n---\n",
    ),
    ("front matter: not closed", "---\ndescription: 这一页说明一件事情，给搜索引擎看。\n"),
)


def mutants(random: Random) -> Iterator[Mutant]:
    pages = Pages(random)
    yield from random.choice(pages.all).encoded(random)
    yield from _macros(pages)
    for label, call in _CALLS:  # only a build knows what can be downloaded
        yield pages.within(f"call: {label}", f"{{{{ {call} }}}}", by_build=label == "unknown download")
    yield from (pages.after(label, block) for label, block in _BLOCKS)
    twin, known = pages.having(PageText.headings)
    place = (twin.file, twin.line_at(known.start()))  # either of the two may be named
    yield pages.after("heading with a repeated id", f"### 重复的小节 {{ #{known['id']} }}", also=(place,))
    yield from (pages.within(label, text) for label, text in _INLINE)
    yield from _front_matter(pages, random)
    yield from _headings(pages, random)
    yield _typed_figure(pages, random)


def _macros(pages: Pages) -> Iterator[Mutant]:
    yield pages.call("unknown macro", "fact", r"fact", "fcat")
    yield pages.call("unknown macro (section)", "section", r"section", "sections")
    yield pages.call("call not closed", "fact", r" \}\}", "")
    yield pages.call("call closed by one brace", "fact", r"\}\}", "}")
    yield pages.call("call opened by one brace", "fact", r"\{\{", "{")
    yield pages.call("lost quote in a call", "fact", r'"\)', ")")
    yield pages.call("lost bracket in a call", "cite", r"\)", "")
    yield pages.call("misspelt option", "fact", r"ref=", "reff=")
    yield pages.call("misspelt option of a table", "table", r"caption=", "captoin=")
    yield pages.call("unknown column", "table", r'columns=\["', 'columns=["no_such_column", "')
    yield pages.call("unknown row", "table", r'rows=\["', 'rows=["no-such-row", "')
    yield pages.call("columns a word", "table", r"columns=\[[^\]]*\]", 'columns="all"')
    yield pages.call("bad anchor of a table", "table", r'anchor="[^"]*"', 'anchor="Bad Id"')
    for macro in ("fact", "cite", "section", "table", "figure", "check", "facts_table", "factbox"):
        yield pages.argument(f"argument misspelt ({macro})", macro, misspelt)


def _front_matter(pages: Pages, random: Random) -> Iterator[Mutant]:
    described = [
        page for page in pages.all if page.text.startswith("---\ndescription:") and page.text.count("\n---\n") == 1
    ]
    for label, head in _FRONT:
        page = random.choice(described)
        end = page.text.index("\n---\n") + 5
        yield page.replaced(label, 0, end, head, lines=tuple(range(1, head.count("\n") + 2)))


def _headings(pages: Pages, random: Random) -> Iterator[Mutant]:
    yield pages.heading("no space in a heading's braces", lambda text: text.replace("{ #", "{#").replace(" }", "}"))
    yield pages.heading("heading's brace not closed", lambda text: text.removesuffix(" }"))
    yield pages.heading("heading's id with a space", lambda text: text.replace("{ #", "{ # "))
    everything = "".join(page.text for page in pages.all) + "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "data").rglob("*.yml") if path.name != "anchors.yml"
    )
    register = (ROOT / "data" / "anchors.yml").read_text(encoding="utf-8").splitlines()

    def unused(page: PageText):
        return (h for h in page.headings() if everything.count(h["id"]) == 1)

    for label, change in (("released id renamed", "{0}-zz"), ("released id misspelt", "{0}{0}")):
        page, heading = pages.having(unused)
        line = next(number for number, row in enumerate(register, 1) if row.startswith(f"{heading['id']}:"))
        new = change.format(heading["id"])
        yield page.replaced(label, *heading.span("id"), new, also=(("data/anchors.yml", line),), by_build=True)
    page, line = pages.having(PageText.fences)
    start = sum(map(len, page.rows[: line - 1]))
    opening = page.line_at(page.text.rindex("```", 0, start))
    end = start + len(page.rows[line - 1])
    yield page.replaced("code not closed", start, end, "", lines=(opening, len(page.rows)), by_build=True)


def _typed_figure(pages: Pages, random: Random) -> Mutant:
    chapters = [page for page in pages.all if "/data/" not in page.file]
    pages = Pages(random)
    pages.all = chapters
    return pages.within("figure typed by hand", "训练用了 17501 张加速卡。")
