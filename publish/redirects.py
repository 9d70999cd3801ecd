"""What became of addresses: `data/redirects.yml` for pages that are gone, the register for ids that are.

The file maps `old.md: new.md` and, for single sections of the old page, `old.md#a: new.md#b`. In place of the old page
stands one that leads on; its script knows where each section went. An id that moved within its page stays as an alias.
"""

from __future__ import annotations

from pathlib import Path

import yaml

from dataset.addresses import page_url
from dataset.problems import Problems, nearest

from .anchors import Anchor
from .pages import Page
from .register import Register, gone
from .templates import elements, render


def read_redirects(data: Path) -> dict[str, str]:
    """Old address → new address, relative to the site's root."""
    path = data / "redirects.yml"
    raw = (yaml.safe_load(path.read_text(encoding="utf-8")) or {}) if path.exists() else {}
    return {page_url(old): page_url(new) for old, new in raw.items()}


def check_redirects(redirects: dict[str, str], pages: list[Page], problems: Problems) -> None:
    """Old pages are gone, every one has a general target, targets exist and lead nowhere else."""
    known = {page.url: page.ids for page in pages}
    for old, new in redirects.items():
        page, (target, _, fragment) = old.split("#")[0], new.partition("#")
        if page in known:
            message = "这个页面还在；搬走的小节登记在 data/anchors.yml"
        elif page not in redirects:
            message = f"还要写整页的去处：{page.rstrip('/')}.md: …"
        elif target in redirects or new in redirects:
            message = f"目标 {new} 自己也搬走了；直接写最后的地址"
        elif target not in known or (fragment and fragment not in known[target]):
            message = f"目标 {new} 不存在{nearest(fragment or target, known.get(target) or known)}"
        else:
            continue
        problems.add("data/redirects.yml", 0, old, message)


def write_redirects(redirects: dict[str, str], site: Path, site_url: str) -> None:
    """A page that leads on in place of every page that is gone."""
    for old in (old for old in redirects if "#" not in old):
        up = "../" * old.count("/")
        moved = {key.split("#")[1]: up + new for key, new in redirects.items() if key.startswith(f"{old}#")}
        folder = site / old
        folder.mkdir(parents=True, exist_ok=True)
        text = render(
            "moved.html",
            moved=moved,
            script=f"{up}assets/javascripts/redirect.js",
            target=up + redirects[old],
            canonical=site_url + redirects[old],
        )
        (folder / "index.html").write_text(text, encoding="utf-8")


def add_aliases(page: Page, register: Register, live: dict[str, Anchor]) -> None:
    """Ids that moved within the page keep working there, without scripts."""
    for identity, entry, target in gone(register, live):
        if (
            entry["page"] == page.url == target.page
            and (node := page.tree.css_first(f"[id='{target.id}']")) is not None
        ):
            (alias,) = elements("alias.html", id=identity)
            # Inside what it stands for: a table's row takes no link beside it.
            place = node.css_first("th") if node.tag == "tr" else node
            first = place.first_child if place is not None else None
            if first is not None:
                first.insert_before(alias)
                page.ids.add(identity)
                page.changed = True
