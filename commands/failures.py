"""Faults of the machine, not of the text, in one line each."""

from __future__ import annotations

import errno
from pathlib import Path

_KNOWN = {
    errno.ENOSPC: "磁盘已满，腾出空间再试",
    errno.EDQUOT: "磁盘配额用完了，腾出空间再试",
    errno.EROFS: "文件系统是只读的",
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
}


def explain(error: OSError, root: Path) -> str | None:
    """What to tell about `error`; None where it is no fault of the machine."""
    if error.errno not in _KNOWN:
        return None
    name = str(error.filename or "")
    return f"{name.removeprefix(f'{root}/') or '写不进去'}：{_KNOWN[error.errno]}"
