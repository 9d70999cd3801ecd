"""How a page, a section or a row is cited: one record of forms, used by the box at a page's end and by the share menu.

GB/T 7714—2025 (in force since 2026-07-01) on web pages: 主要责任者. 题名[EB/OL]. （修改日期）[引用日期]. 获取和访问路径.
Full stop and brackets are half-width, all other marks full-width, and the date of citing is required; 2015 left the width
open and is set half-width. Data sets carry version and platform in 2025: 题名[DS/OL]. 版本. 平台（日期）[引用日期]. 路径.
"""

from __future__ import annotations

import re
from typing import Any

from selectolax.lexbor import LexborNode

from dataset.bibliography import TEX, tex
from dataset.edition import Edition

from ..anchors import Anchor
from ..pages import Page
from ..templates import elements

TODAY = "引用日期"  # stands in the page until a script knows the date
_TOKEN = re.compile(r"@(\w+)@")


def forms(edition: Edition, is_data: bool) -> list[dict[str, Any]]:
    """The forms, in the order of the menu: name, text with `@title@`, `@link@`, `@today@`, `@id@`, and what to escape in it."""
    e = edition
    if is_data:
        gb2025 = f"{e.author}. @title@[DS/OL]. V{e.version}. {e.title}（{e.date}）[@today@]. @link@."
        gb2015 = f"{e.author}. @title@[DS/OL]. ({e.date})[@today@]. @link@."
    else:
        gb2025 = f"{e.author}. @title@[EB/OL]. （{e.date}）[@today@]. @link@."
        gb2015 = f"{e.author}. @title@[EB/OL]. ({e.date})[@today@]. @link@."
    fields = {
        "title": "{@title@}",
        "author": f"{{{tex(e.author)}}}",
        "howpublished": tex(e.title),
        "version": tex(e.version),
        "year": e.date[:4],
        "date": e.date,
        "url": "@link@",
        "urldate": "@today@",
        "langid": "chinese",
    }
    bibtex = "\n".join(["@misc{@id@,", *(f"  {name} = {{{value}}}," for name, value in fields.items()), "}"])
    plain = f"@title@，{e.title} {e.version}（数据 {e.date}），@link@，@today@ 查阅。"
    return [
        {"name": "GB/T 7714—2025", "text": gb2025},
        {"name": "GB/T 7714—2015", "text": gb2015},
        {"name": "BibTeX", "text": bibtex, "escape": TEX},
        {"name": "纯文本", "text": plain},
    ]


def fill(form: dict[str, Any], **values: str) -> str:
    """A form with its values; later/record.js does the same in the browser."""
    title = values["title"].translate(str.maketrans(form.get("escape", {})))
    return _TOKEN.sub(lambda match: {**values, "title": title}.get(match[1], match[0]), form["text"])


def citing(page: Page, anchor: Anchor, edition: Edition, is_data: bool, site_url: str) -> list[LexborNode]:
    """The box at a page's end, and the record that the page's scripts read. The date of citing is left to the reader."""
    known = forms(edition, is_data)
    record = {
        "base": site_url,
        "root": page.link_to(""),
        "site": edition.title,
        "date": edition.date,
        "forms": known,
    }
    shown = []
    for form in known:
        text = fill(form, title=anchor.label, link=f"{site_url}{anchor.short}", today="@today@", id=anchor.id)
        before, mark, after = text.partition("@today@")
        shown.append((form["name"], before, after if mark else None))
    return elements("citing.html", edition=edition, forms=shown, today=TODAY, record=record)
