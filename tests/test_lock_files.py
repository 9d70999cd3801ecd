"""Lock files hold packages and hashes, nothing of the machine they were made on."""

import re

import pytest

from tests.conftest import ROOT


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_only_pinned_packages_with_hashes(name: str):
    lines = [
        line.strip(" \\")
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    strange = [
        line
        for line in lines
        if not re.fullmatch(r"[A-Za-z0-9._-]+(\[[a-z,]+\])?==\S+( ; .*)?|--hash=sha256:[0-9a-f]{64}", line)
    ]
    assert not strange
