"""Putting a finished site in the place of the last one, so that a kill at any moment loses neither.

The new site is first brought whole into the folder that it replaces, then a journal is written, then its entries change
places with the old ones by renaming. Everything happens inside that one folder, so it may be a link, a mount or on another
file system. `settle` does what a killed swap has left undone: with a journal it goes on to the new site, without one the
old site has not been touched.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from pathlib import Path

_INCOMING, _OUTGOING, _JOURNAL = ".incoming", ".outgoing", ".incoming.json"


def put(new: Path, site: Path) -> None:
    """Make `site` hold what `new` holds, which is gone afterwards; entries of `site` that begin with a dot stay."""
    site = site.resolve()
    site.mkdir(parents=True, exist_ok=True)
    settle(site)
    try:
        _bring(new, site / _INCOMING)
    except OSError:
        shutil.rmtree(site / _INCOMING, ignore_errors=True)
        raise
    journal = site / _JOURNAL
    draft = journal.with_suffix(".draft")
    draft.write_text(json.dumps(sorted(_names(site / _INCOMING))), encoding="utf-8")
    draft.replace(journal)
    settle(site)


def settle(site: Path) -> None:
    """Finish or clear away a swap that was killed; nothing to do after one that was not."""
    incoming, outgoing, journal = site / _INCOMING, site / _OUTGOING, site / _JOURNAL
    if journal.exists():
        names = json.loads(journal.read_text(encoding="utf-8"))
        outgoing.mkdir(exist_ok=True)
        for name in names:
            if os.path.lexists(incoming / name):
                _move_out(site / name, outgoing)
                (incoming / name).rename(site / name)
        for name in _names(site) - set(names):
            if not name.startswith("."):
                _move_out(site / name, outgoing)
        journal.unlink()
    for folder in (incoming, outgoing):
        if folder.exists():
            shutil.rmtree(folder)


def _bring(new: Path, incoming: Path) -> None:
    """Rename `new`, or copy it from another file system; unlike `shutil.move`, the first file that fails is told with its cause."""
    try:
        new.rename(incoming)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        incoming.mkdir()
        for path in sorted(new.rglob("*")):
            target = incoming / path.relative_to(new)
            target.mkdir() if path.is_dir() else shutil.copyfile(path, target)
        shutil.rmtree(new)


def _move_out(entry: Path, outgoing: Path) -> None:
    if os.path.lexists(entry):
        entry.rename(outgoing / entry.name)


def _names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}
