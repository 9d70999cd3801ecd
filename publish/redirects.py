"""What became of addresses: `data/redirects.yml` for pages that are gone, the register for ids that are.

The file maps `old.md: new.md` and, for single sections of the old page, `old.md#a: new.md#b`. In place of the old page
stands one that leads on; its script knows where each section went. An id that moved within its page stays as an alias.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dataset.addresses import page_url
from dataset.paths import inside
from dataset.problems import Problems, nearest
from dataset.yamlfile import read_yaml

from .anchors import Anchor
from .pages import Page
from .register import Register, gone
from .templates import elements, render

_FORM = "旧页.md: 新页.md 或 旧页.md#id: 新页.md#id"
# No dots in names: `data/models.csv` is a file, and no folder can take its place.
_ADDRESS = re.compile(r"[a-z0-9][a-z0-9_-]*(?:/[a-z0-9][a-z0-9_-]*)*\.md(?:#[a-z][a-z0-9.-]*)?")
_TAKEN = {"assets", "s", "search"}  # folders that publish fills


@dataclass(frozen=True)
class Redirect:
    """Where an address went: `new` relative to the site's root, `key` and `line` as `data/redirects.yml` has them."""

    new: str
    key: str
    line: int


def read_redirects(data: Path, problems: Problems) -> dict[str, Redirect]:
    """Old address → redirect, both relative to the site's root; entries that are no such pair are reported and left out."""
    path, redirects = data / "redirects.yml", {}
    if not path.exists():
        return redirects
    file = read_yaml(path, f"{data.name}/redirects.yml", problems)
    if file.readable and file.data is not None and not isinstance(file.data, dict):
        problems.add(file.name, 1, "", f"应是一行一个去处：{_FORM}")
    elif file.data:
        for old, new in file.data.items():
            line = file.line((old,))
            if file.is_spoilt((old,)):
                continue
            if message := _wrong_form(old, new, redirects):
                problems.add(file.name, line, str(old), message)
            else:
                redirects[page_url(old)] = Redirect(page_url(new), old, line)
    return redirects


def _wrong_form(old: str, new: Any, redirects: dict[str, Redirect]) -> str:
    for text in (old, new):
        if not isinstance(text, str) or not _ADDRESS.fullmatch(text):
            return f"“{text}”不是页的路径；写成 {_FORM}，只用小写字母、数字、连字符和下划线"
    if old.split("/")[0] in _TAKEN:
        return f"{old.split('/')[0]}/ 下的地址另有用处，不能当旧页"
    if (known := redirects.get(page_url(old))) is not None:
        return f"与第 {known.line} 行的 {known.key} 是同一个地址"
    return ""


def check_redirects(redirects: dict[str, Redirect], pages: list[Page], problems: Problems) -> None:
    """Old pages are gone, every one has a general target, targets exist and lead nowhere else."""
    known = {page.url: page.ids for page in pages}
    for old, redirect in redirects.items():
        page, (target, _, fragment) = old.split("#")[0], redirect.new.partition("#")
        if page in known:
            message = "这个页面还在；搬走的小节登记在 data/anchors.yml"
        elif page not in redirects:
            message = f"还要写整页的去处：{page.rstrip('/')}.md: …"
        elif target in redirects or redirect.new in redirects:
            message = f"目标 {redirect.new} 自己也搬走了；直接写最后的地址"
        elif target not in known or (fragment and fragment not in known[target]):
            message = f"目标 {redirect.new} 不存在{nearest(fragment or target, known.get(target) or known)}"
        else:
            continue
        problems.add("data/redirects.yml", redirect.line, redirect.key, message)


def write_redirects(redirects: dict[str, Redirect], site: Path, site_url: str) -> None:
    """A page that leads on in place of every page that is gone."""
    for old in (old for old in redirects if "#" not in old):
        up, new = "../" * old.count("/"), redirects[old].new
        moved = {key.split("#")[1]: up + to.new for key, to in redirects.items() if key.startswith(f"{old}#")}
        folder = inside(site, old)
        folder.mkdir(parents=True, exist_ok=True)
        text = render(
            "moved.html",
            moved=moved,
            script=f"{up}assets/javascripts/redirect.js",
            target=up + new,
            canonical=site_url + new,
        )
        (folder / "index.html").write_text(text, encoding="utf-8")


def add_aliases(page: Page, register: Register, live: dict[str, Anchor]) -> None:
    """Ids that moved within the page keep working there, without scripts."""
    for identity, entry, target in gone(register, live):
        if entry.page == page.url == target.page and (node := page.tree.css_first(f"[id='{target.id}']")) is not None:
            (alias,) = elements("alias.html", id=identity)
            # Inside what it stands for: a table's row takes no link beside it.
            place = node.css_first("th") if node.tag == "tr" else node
            first = place.first_child if place is not None else None
            if first is not None:
                first.insert_before(alias)
                page.ids.add(identity)
                page.changed = True
