"""The site keeps what the register promises: every released id is live where it was, or leads on to one that is.

One message a cause: a page or a table that is gone is named once, with the number of the ids that went with it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from dataset.addresses import page_url
from dataset.problems import Problems, nearest, nearest_of

from ..redirects import Redirect
from ..register import Gone, Register

_FEW = 2  # on one page: these are named one by one, with what each may have become
_SHOWN = 5
_Complaint = tuple[str, str, str]  # an id whose line is shown, where, message


def check_register(
    live: Mapping[str, str], register: Register, redirects: Mapping[str, Redirect], problems: Problems
) -> set[str]:
    """Hold the built ids (`live`: id → URL of its page) against the register; returns the released ids that are lost."""
    lost, strayed = defaultdict(list), defaultdict(list)
    for identity, page in register.live.items():
        if identity not in live:
            lost[page].append(identity)
        elif live[identity] != page and not _led_on(identity, page, live[identity], redirects):
            strayed[page].append(identity)
    complaints: list[_Complaint] = []
    for page in sorted({*lost, *strayed}):
        if page in live.values() or page in redirects:
            complaints += _from_page(page, lost[page], strayed[page], live, register)
        else:
            complaints.append(_whole_page(page, lost[page], strayed[page], live, register))
    complaints += [
        (identity, identity, message)
        for identity, entry in register.gone.items()
        if (message := _wrong_target(identity, entry, live, register))
    ]
    for identity, where, message in complaints:
        problems.add(register.name, register.lines.get(identity, 0), where, message)
    return {identity for ids in lost.values() for identity in ids}


def _led_on(identity: str, old: str, new: str, redirects: Mapping[str, Redirect]) -> bool:
    """Whether `data/redirects.yml` takes a reader of the id's old page to where it lives now."""
    to = redirects.get(f"{old}#{identity}") or redirects.get(old)
    return to is not None and to.new.partition("#")[0] == new


def _whole_page(
    page: str, lost: list[str], strayed: list[str], live: Mapping[str, str], register: Register
) -> _Complaint:
    count = f"整页不见了，连同 {len(lost) + len(strayed)} 个已发布的 id"
    if strayed:
        home = live[strayed[0]]
        hint = f"，其中 {len(strayed)} 个现在在 {home or '/'}；搬了家就在 data/redirects.yml 写 {_source(page)}: {_source(home)}"
    else:
        fresh = {url for identity, url in live.items() if identity not in register} - set(register.live.values())
        hint = f"；恢复它，或在 data/redirects.yml 写它的去处（{_source(page)}: …）{nearest(page, fresh)}"
    rest = "，并把这些 id 逐条登记为 moved 或 retired" if lost else ""
    first = min([*lost, *strayed], key=lambda identity: register.lines.get(identity, 0))
    return first, page or "/", f"{count}{hint}{rest}"


def _from_page(
    page: str, lost: list[str], strayed: list[str], live: Mapping[str, str], register: Register
) -> Iterator[_Complaint]:
    """What went from a page that is still there, or that is known to have moved."""
    tables = [identity for identity in lost if identity.startswith("tbl-")]
    rows = [identity for identity in lost if identity.startswith("row-")]
    if tables and rows:
        yield (
            tables[0],
            "、".join(tables),
            f"已发布的表从 {page or '/'} 消失了，连同 {len(rows)} 行；恢复它，或把这些 id 逐条登记为 moved 或 retired",
        )
        lost = [identity for identity in lost if identity not in {*tables, *rows}]
    fresh = [identity for identity, home in live.items() if home == page and identity not in register]
    if len(lost) > _FEW:
        yield (
            lost[0],
            _listed(lost),
            f"已发布的 {len(lost)} 个 id 从 {page or '/'} 消失了；恢复它们，或逐条登记为 moved 或 retired",
        )
    else:
        for identity in lost:
            yield identity, identity, f"已发布的 id 从 {page or '/'} 消失了；{_renamed(identity, page, fresh)}"
    homes = defaultdict(list)
    for identity in strayed:
        homes[live[identity]].append(identity)
    for home, ids in homes.items():
        message = f"登记在 {page or '/'}，现在却在 {home or '/'}；放回去，或把登记的页改成 {home or '/'}"
        yield ids[0], _listed(ids), message


def _renamed(identity: str, page: str, fresh: list[str]) -> str:
    """What to do about an id that is gone; an unreleased one on the same page may be its new name."""
    likely = fresh[0] if len(fresh) == 1 else nearest_of(identity, fresh)
    to = f"{_source(page)}#{likely or '…'}"
    entry = f"{identity}: {{state: moved, page: {page or '/'}, target: {to}, title: 原来的标题}}"
    return f"改名了？登记为 {entry}；没有改名就恢复它，或登记为 retired"


def _wrong_target(identity: str, entry: Gone, live: Mapping[str, str], register: Register) -> str:
    target = entry.target_id
    if identity in live:
        return f"登记为 {entry.state}，页面上却还有这个 id"
    if target in register.gone:
        seen = [identity]
        while target in register.gone and target not in seen:
            seen.append(target)
            target = register.gone[target].target_id
        if target in seen:
            # A ring is one mistake, whichever of its ids one looks at.
            ring = seen[seen.index(target) :]
            return f"绕成了圈：{' → '.join([*ring, target])}" if identity == min(ring) else ""
        return f"target {seen[1]} 自己也是 {register.gone[seen[1]].state}；直接指向 {register.gone[seen[-1]].target}"
    if target not in live:
        return f"target {entry.target} 不是现存的 id{nearest(target, live)}"
    if page_url(entry.target) != f"{live[target]}#{target}":
        return f"target 写成 {entry.target}，那个 id 却在 {live[target]}#{target}"
    return ""


def _listed(ids: list[str]) -> str:
    return "、".join(ids[:_SHOWN]) + (f" 等 {len(ids)} 个" if len(ids) > _SHOWN else "")


def _source(page: str) -> str:
    """The Markdown path that stands for a page in the files of the project."""
    return f"{page.rstrip('/') or 'index'}.md"
