"""`python -m commands.build`: one at a time, and neither a kill nor a full disk costs the last good site."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import swap
from commands.lock import Busy, only_one
from tests.conftest import ROOT

_NAMES = [f"page-{number}" for number in range(150)]


def project(folder: Path, config: str = "site_name: x\n") -> Path:
    """The smallest project that `python -m commands.build` can build."""
    (folder / "docs").mkdir(parents=True)
    (folder / "docs" / "index.md").write_text("# Hello\n", encoding="utf-8")
    (folder / "mkdocs.yml").write_text(config, encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "commands.build", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def edition(site: Path, word: str, names: list[str] = _NAMES) -> Path:
    """A site whose every file says `word`."""
    for name in names:
        (site / name).mkdir(parents=True)
        (site / name / "index.html").write_text(word, encoding="utf-8")
    return site


def words(site: Path) -> set[str]:
    return {path.read_text(encoding="utf-8") for path in site.rglob("*.html")}


def entries(site: Path) -> set[str]:
    return {path.name for path in site.iterdir()}


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of its own, too small for much."""
    folder = tmp_path / "mount"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("may not mount a file system here")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_build_replaces_the_site_and_a_failed_one_does_not(tmp_path: Path):
    folder = project(tmp_path / "project")
    assert run(folder).stdout == "网站在 site/\n"
    assert "Hello" in (folder / "site" / "index.html").read_text(encoding="utf-8")
    (folder / "site" / "old.html").write_text("old", encoding="utf-8")
    (folder / "site" / ".keep").write_text("mine", encoding="utf-8")
    (folder / "mkdocs.yml").write_text("site_name: [", encoding="utf-8")
    failed = run(folder)
    assert failed.returncode == 1 and "Traceback" not in failed.stderr
    assert (folder / "site" / "old.html").exists()
    (folder / "mkdocs.yml").write_text("site_name: x", encoding="utf-8")
    assert run(folder).returncode == 0
    assert not (folder / "site" / "old.html").exists() and (folder / "site" / ".keep").exists()
    assert not [name for name in entries(folder / "site") if "coming" in name or "going" in name]


@pytest.mark.parametrize(
    ("config", "message"),
    [
        ("site_name: x\nnav: [\n", "mkdocs.yml:3: 不是合法的 YAML；检查这一行和上一行的缩进、引号与括号\n"),
        (
            "site_name: x\nstrict: true\nnav: [indx.md]\n",
            "mkdocs.yml:3: nav: 没有页面 docs/indx.md；是否想写 index.md？\n",
        ),
        ("site_name: x\nuse_directory_urls: 5\n", "mkdocs.yml:2: use_directory_urls: Expected type"),
    ],
)
def test_mistakes_in_the_settings_have_their_line(tmp_path: Path, config: str, message: str):
    result = run(project(tmp_path / "project", config))
    assert result.returncode == 1 and result.stderr.startswith(message) and result.stderr.count("\n") == 1


def test_two_builds_at_once_the_second_says_who_is_at_work(tmp_path: Path):
    folder = project(tmp_path / "project")
    with only_one(folder / ".build" / "lock"):
        second = run(folder)
    assert second.returncode == 1
    assert second.stderr.startswith(f"另一个构建正在进行（进程 {os.getpid()}，始于 ")
    assert not (folder / "site").exists()
    assert run(folder).returncode == 0


def test_the_lock_of_a_killed_build_holds_nobody_up(tmp_path: Path):
    lock = tmp_path / "lock"
    code = (
        "import time; from pathlib import Path; from commands.lock import only_one\n"
        f"with only_one(Path({str(lock)!r})): print('held', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE)
    assert holder.stdout and holder.stdout.readline() == b"held\n"
    with pytest.raises(Busy, match=f"进程 {holder.pid}"), only_one(lock):
        pass
    holder.kill()
    holder.wait()
    with only_one(lock):
        pass


def test_a_swap_killed_at_any_moment_ends_with_one_whole_edition(tmp_path: Path):
    """Kills a process that puts edition after edition in place, at random moments."""
    site, new = tmp_path / "site", tmp_path / "new"
    edition(site, "0")
    code = (
        "import sys; from pathlib import Path; from commands import swap; from tests.test_build_command import edition\n"
        f"site, new = Path({str(site)!r}), Path({str(new)!r})\n"
        "print('ready', flush=True)\n"
        "for number in range(1, 1000): swap.put(edition(new, f'{sys.argv[1]}-{number}'), site)"
    )
    dice, unfinished = random.Random(), 0
    for attempt in range(15):
        shutil.rmtree(new, ignore_errors=True)
        process = subprocess.Popen(
            [sys.executable, "-c", code, str(attempt)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        assert process.stdout and process.stderr
        assert process.stdout.readline() == b"ready\n", process.stderr.read().decode()
        time.sleep(dice.uniform(0.0, 0.25))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        unfinished += entries(site) != set(_NAMES)
        swap.settle(site)
        assert entries(site) == set(_NAMES)
        assert len(words(site)) == 1
    assert unfinished, "no swap was hit"


def test_each_step_of_a_swap_can_be_the_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Stops after the first, second, third … renaming, each time on a fresh site, until one runs through."""
    rename, steps = Path.rename, 0

    class Killed(BaseException):
        pass

    def counted(path: Path, target: Path) -> Path:
        nonlocal left
        if left == 0:
            raise Killed
        left -= 1
        return rename(path, target)

    while True:
        left, folder = steps, tmp_path / str(steps)
        edition(folder / "site", "old", ["a", "b", "gone"])
        edition(folder / "new", "new", ["a", "b", "added"])
        monkeypatch.setattr(Path, "rename", counted)
        try:
            swap.put(folder / "new", folder / "site")
            break
        except Killed:
            monkeypatch.setattr(Path, "rename", rename)
            swap.settle(folder / "site")
            # The first one brings the new edition; from then on there is no way back.
            assert words(folder / "site") == {"new" if steps else "old"}, steps
            assert entries(folder / "site") == {"a", "b", "added" if steps else "gone"}, steps
        steps += 1
    assert steps >= 6


def test_a_linked_site_stays_a_link(tmp_path: Path):
    folder, elsewhere = project(tmp_path / "project"), tmp_path / "elsewhere"
    elsewhere.mkdir()
    (folder / "site").symlink_to(elsewhere)
    assert run(folder).returncode == 0
    assert (folder / "site").is_symlink() and (elsewhere / "index.html").exists()
    elsewhere.rename(tmp_path / "away")
    assert run(folder).stderr == f"site 是一个链接，指向不存在的 {elsewhere}\n"


@pytest.mark.parametrize("linked", [True, False])
def test_a_site_on_another_file_system(tmp_path: Path, mount: Path, linked: bool):
    """As a link to it, and as the mount itself; a disk that gets full costs nothing."""
    site = tmp_path / "site"
    if linked:
        site.symlink_to(mount)
    else:
        site = mount
    swap.put(edition(tmp_path / "one", "one"), site)
    swap.put(edition(tmp_path / "two", "two"), site)
    assert words(mount) == {"two"} and entries(mount) == set(_NAMES)
    with pytest.raises(OSError, match="No space"):
        swap.put(edition(tmp_path / "big", "big" * 10_000), site)
    swap.settle(mount)
    assert words(mount) == {"two"} and entries(mount) == set(_NAMES)


def test_what_stands_in_the_way_is_told_in_one_line(tmp_path: Path, mount: Path):
    folder = project(tmp_path / "project")
    (folder / "site").write_text("", encoding="utf-8")
    assert run(folder).stderr == "site 是一个文件，应是文件夹；删去或改名再试\n"
    (folder / "site").unlink()
    (folder / "site").symlink_to(mount)
    (mount / "filling").write_bytes(b"x" * 1_900_000)
    full = run(folder)
    assert full.returncode == 1 and full.stderr.count("\n") == 1 and "磁盘已满，腾出空间再试" in full.stderr
    subprocess.run(["mount", "-o", "remount,ro", str(mount)], check=True)
    told = run(folder)
    assert told.returncode == 1 and told.stderr.count("\n") == 1 and "文件系统是只读的" in told.stderr
