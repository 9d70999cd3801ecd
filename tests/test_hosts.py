"""Nothing from another host, nothing that runs within a page, no file that has no business on the site."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from dataset.paths import UnsafePath, check_files, inside, is_id
from dataset.problems import Problems
from publish.check.assets import check_assets
from publish.check.links import check_links
from publish.pages import Page, read_pages
from tests.conftest import ROOT, SITE_URL, run_mkdocs
from tests.test_mini_sites import complaints as complaints_of
from tests.test_mini_sites import lay_out

FOREIGN, SENT, SCHEME = "从别的主机加载", "把内容发到别的主机", "不能以"


def complaints(html: str, site: Path) -> list[str]:
    page = Page(site / "index.html", "", LexborHTMLParser(html), site)
    page.refresh()
    problems = Problems()
    check_links([page], site, SITE_URL, True, set(), problems)
    return [problem.message for problem in problems]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<img src="https://a.example/x.png">', f"{FOREIGN} https://a.example/x.png"),
        ('<img src="//a.example/x.png">', FOREIGN),
        (r'<img src="\\a.example\x.png">', FOREIGN),
        ('<img src=" ht\ntps://a.example/x.png">', FOREIGN),
        ('<img srcset="here.png 1x, https://a.example/x.png 2x">', f"{FOREIGN} https://a.example/x.png"),
        ('<picture><source srcset="https://a.example/x.png"></picture>', FOREIGN),
        ('<link rel="preload" as="image" imagesrcset="https://a.example/x.png 2x">', FOREIGN),
        ('<link rel="stylesheet" href="https://a.example/x.css">', FOREIGN),
        ('<link rel="alternate stylesheet" href="https://a.example/x.css">', FOREIGN),
        ('<link href="https://a.example/x.css">', FOREIGN),
        ('<link rel="preconnect" href="https://a.example">', FOREIGN),
        ('<script src="https://a.example/x.js"></script>', FOREIGN),
        ('<video poster="https://a.example/x.png"></video>', FOREIGN),
        ('<video src="https://a.example/x.mp4"></video>', FOREIGN),
        ('<audio src="https://a.example/x.mp3"></audio>', FOREIGN),
        ('<audio><source src="https://a.example/x.mp3"></audio>', FOREIGN),
        ('<video><track src="https://a.example/x.vtt"></video>', FOREIGN),
        ('<iframe src="https://a.example/"></iframe>', FOREIGN),
        ('<embed src="https://a.example/x.pdf">', FOREIGN),
        ('<object data="https://a.example/x.pdf"></object>', FOREIGN),
        ('<svg><use href="https://a.example/x.svg#a"></use></svg>', FOREIGN),
        ('<svg><image xlink:href="https://a.example/x.png"></image></svg>', FOREIGN),
        ('<input type="image" src="https://a.example/x.png">', FOREIGN),
        ('<body background="https://a.example/x.png">', FOREIGN),
        ('<meta http-equiv="Refresh" content="0; URL=\'https://a.example/\'">', f"{FOREIGN} https://a.example/"),
        ('<form action="https://a.example/"></form>', SENT),
        ('<button formaction="https://a.example/">x</button>', SENT),
        ('<a href="#x" id="x" ping="/y https://a.example/">x</a>', f"{SENT} https://a.example/"),
        ('<form action="javascript:x()"></form>', SCHEME),
        ('<a href="javascript:alert(1)">x</a>', SCHEME),
        ('<a href="&#1; java&#10;script:alert(1)">x</a>', SCHEME),
        ('<a href="VBScript:x">x</a>', SCHEME),
        ('<a href="data:text/html,x">x</a>', SCHEME),
        ('<iframe src="data:text/html,x"></iframe>', SCHEME),
        ('<img src="file:///etc/passwd">', SCHEME),
        ('<a href="http://[::1">x</a>', "地址 http://[::1 写得不对"),
        ('<img src="http://[::1">', "地址 http://[::1 写得不对"),
        ("<script>alert(1)</script>", "页里有写在页里的脚本"),
        ('<script type="module">alert(1)</script>', "页里有写在页里的脚本"),
        ('<p onclick="x()">x</p>', "页里有onclick 属性"),
        ('<p style="background: url(https://a.example/x.png)">x</p>', "页里有style 属性"),
        ("<style>p {}</style>", "页里有<style>"),
        ('<base href="/">', "页里有<base>"),
        ('<iframe srcdoc="<p>x</p>"></iframe>', "页里有srcdoc 属性"),
        ('<img src="x.png">', "死链 x.png：没有这个页面或文件"),
        ('<video poster="x.png"></video>', "死链 x.png"),
        ('<a href="https://a.example/">x</a>', ""),
        ('<a href="mailto:a@a.example">x</a>', ""),
        ('<img src="data:image/png;base64,AAAA">', ""),
        (f'<img src="{SITE_URL}here.png">', ""),
        (f'<link rel="canonical" href="{SITE_URL}">', ""),
        ('<script type="application/ld+json">{}</script>', ""),
        ('<img srcset="here.png, here.png 2x">', ""),
    ],
)
def test_what_a_page_may_not_hold(tmp_path: Path, html: str, expected: str):
    (tmp_path / "here.png").touch()
    found = complaints(html, tmp_path)
    assert [expected in text for text in found] == ([True] if expected else []), found


def test_many_dead_links_are_found_quickly(tmp_path: Path):
    html = "".join(
        f'<h2 id="section-{n}">x</h2><a href="#sektion-{n}">x</a><a href="p-{n}/">y</a>' for n in range(3000)
    )
    start = time.process_time()
    found = complaints(html, tmp_path)
    assert len(found) == 6000 and "是否想写 section-0？" in "".join(found)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("x.css", "a { background: url(https://a.example/x.png) }", FOREIGN),
        ("x.css", "a { background: URL( '//a.example/x.png' ) }", FOREIGN),
        ("x.css", '@import "https://a.example/x.css";', FOREIGN),
        ("x.css", "@import url(https://a.example/x.css);", FOREIGN),
        ("x.css", "a { background: url(javascript:x) }", SCHEME),
        (
            "x.css",
            "/* url(https://a.example/) */ a { background: url(data:image/png;base64,A) url(x.png) url(#y) }",
            "",
        ),
        ("x.svg", "<svg><script>alert(1)</script></svg>", "图里不能有写在页里的脚本"),
        ("x.svg", '<svg onload="x()"></svg>', "图里不能有onload 属性"),
        ("x.svg", '<svg><a xlink:href="javascript:x()"></a></svg>', SCHEME),
        ("x.svg", '<svg><image href="https://a.example/x.png"/></svg>', FOREIGN),
        ("x.svg", '<svg><foreignObject><img src="https://a.example/x.png"/></foreignObject></svg>', FOREIGN),
        ("x.svg", "<svg><style>@import url(https://a.example/x.css);</style></svg>", FOREIGN),
        ("x.svg", '<svg><path style="fill: url(#a)" mask="url(#b)"/></svg>', ""),
        (".env", "KEY=1", "这种文件（.env）不上网站"),
        ("key.pem", "x", "这种文件（.pem）不上网站"),
        ("CNAME", "a.example", ""),
    ],
)
def test_what_other_files_may_not_hold(tmp_path: Path, name: str, content: str, expected: str):
    site = tmp_path / "site"
    site.mkdir()
    (site / name).write_text(content, encoding="utf-8")
    problems = Problems()
    check_assets(site, tmp_path, SITE_URL, problems)
    assert [expected in problem.message for problem in problems] == ([True] if expected else []), problems.report()


def test_the_file_and_line_of_a_stylesheet_are_named(tmp_path: Path):
    site, sources = tmp_path / "site", tmp_path / "overrides" / "assets"
    for folder in (site, sources):
        folder.mkdir(parents=True)
    (sources / "a.css").write_text("a {\n  background: url(https://a.example/x.png);\n}\n", encoding="utf-8")
    (site / "site.css").write_text((sources / "a.css").read_text(encoding="utf-8"), encoding="utf-8")
    problems = Problems()
    check_assets(site, tmp_path, SITE_URL, problems)
    assert [str(problem) for problem in problems] == [
        "overrides/assets/a.css:2: 从别的主机加载 https://a.example/x.png"
    ]


def test_the_site_holds_no_links_to_elsewhere(tmp_path: Path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "passwd.txt").symlink_to("/etc/passwd")
    problems = Problems()
    check_assets(site, tmp_path, SITE_URL, problems)
    assert "网站里不能有符号链接" in problems.report() and len(problems) == 1


def test_the_real_site_is_clean(site: Path):
    problems = Problems()
    check_links(read_pages(site, ROOT / "docs"), site, SITE_URL, True, set(), problems)
    check_assets(site, ROOT, SITE_URL, problems)
    assert not problems, problems.report()


@pytest.mark.parametrize("path", ["../x", "/x", "a/../b", "a//b", "", ".", ".x", "a/.x", "a\\b", "a\nb", "C:x", "a..b"])
def test_nothing_is_written_outside(tmp_path: Path, path: str):
    with pytest.raises(UnsafePath):
        inside(tmp_path, path)
    assert not is_id(path)


@pytest.mark.parametrize("path", ["a", "row-llama-3.1-405b", "data/models/", "1.1.2"])
def test_plain_names_pass(tmp_path: Path, path: str):
    assert inside(tmp_path, path).is_relative_to(tmp_path)


def test_links_out_of_the_project_and_odd_names_are_refused(tmp_path: Path):
    data, theme = tmp_path / "data" / "tables", tmp_path / "overrides" / "assets"
    for folder in (data, theme):
        folder.mkdir(parents=True)
    (data / "a.yml").touch()
    (data / "same.yml").symlink_to("a.yml")
    (data / "passwd.yml").symlink_to("/etc/passwd")
    (data / "Größe 1.yml").touch()
    (theme / "etc").symlink_to("/etc")
    (theme / "gone.png").symlink_to("nowhere.png")
    problems = Problems()
    check_files(tmp_path, ("data", "overrides"), problems)
    assert [str(problem).split("；")[0] for problem in problems] == [
        "data/tables/Größe 1.yml: 文件名会成为地址：只用小写字母、数字、连字符、下划线和点",
        "data/tables/passwd.yml: 符号链接指到 data/ 之外的 /etc/passwd",
        "overrides/assets/etc: 符号链接指到 overrides/ 之外的 /etc",
        "overrides/assets/gone.png: 符号链接指向不存在的 nowhere.png",
    ]


def test_a_link_out_of_the_theme_is_refused_before_anything_is_copied(tmp_path: Path):
    project = lay_out("base", tmp_path / "project")
    (project / "overrides").mkdir(exist_ok=True)
    (project / "overrides" / "passwd.txt").symlink_to("/etc/passwd")
    result = run_mkdocs(project, project / "built")
    assert result.returncode != 0 and "Traceback" not in result.stderr
    assert complaints_of(result.stderr) == [
        "overrides/passwd.txt: 符号链接指到 overrides/ 之外的 /etc/passwd；放文件本身，不放链接"
    ]
    assert not (project / "built").exists()


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("anchors.yml", '"../../../escaped": {state: moved, page: /, title: x, target: index.md#start}'),
        ("redirects.yml", "../../../escaped.md: index.md"),
    ],
)
def test_ids_and_redirects_write_nothing_outside_the_site(tmp_path: Path, file: str, line: str):
    project = lay_out("base", tmp_path / "a" / "b" / "project")
    with (project / "data" / file).open("a", encoding="utf-8") as text:
        text.write(f"{line}\n")
    result = run_mkdocs(project, project / "built")
    assert result.returncode != 0 and "Traceback" not in result.stderr
    assert len(complaints_of(result.stderr)) == 1 and f"data/{file}:" in result.stderr
    assert not list(tmp_path.rglob("escaped*"))
