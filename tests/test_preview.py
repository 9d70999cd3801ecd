"""`python -m commands.serve` on a copy of the real project: what is edited shows, what is wrong is said in the page."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Browser

from tests.preview_client import PATIENCE, Preview
from tests.real_project import copy_project


def complaints(html: str) -> list[str]:
    """The messages in a page, as they stand in its source."""
    box = re.search(r'<section class="preview-problems".*?</section>', html, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", box[0], re.DOTALL) if box else []


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    preview = Preview(copy_project(tmp_path_factory.mktemp("preview") / "project"))
    print(f"first page: {preview.started('foundations/'):.1f} s")
    yield preview
    preview.process.kill()
    preview.process.wait()


def test_a_page_is_that_of_the_finished_site(preview: Preview, site: Path):
    """But for what other pages have to say about this one (“被引用于”)."""

    def words(html: str) -> str:
        article = re.search(r"<article.*?</article>", html, re.DOTALL)
        assert article
        return re.sub(r"<[^>]+>|\s+", "", re.sub(r'<div class="cited-by".*?</div>', "", article[0], flags=re.DOTALL))

    for path in ("", "foundations/", "data/models/", "agents/voyager/"):
        assert words(preview.get(path)) == words((site / path / "index.html").read_text(encoding="utf-8")), path


def test_an_edited_paragraph_shows(preview: Preview):
    preview.get("about/")
    file = preview.project / "docs" / "about.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n新写的一段话。\n", encoding="utf-8")
    seconds = preview.until("about/", lambda html: "新写的一段话" in html)
    print(f"paragraph: {seconds:.1f} s")
    assert seconds < 10


def test_an_edited_figure_shows_wherever_it_stands(preview: Preview):
    """With what is computed from it: 6ND of GPT-3 in the text, its tokens for each parameter in another table."""
    assert "4000 亿" not in preview.get("foundations/")
    preview.edit(
        "data/tables/models.yml",
        "    tokens: {value: 3e11}\n    hardware: NVIDIA V100",
        "    tokens: {value: 4e11}\n    hardware: NVIDIA V100",
    )
    seconds = preview.until("foundations/", lambda html: "4000 亿 token" in html and "4.2×10²³" in html)
    print(f"figure: {seconds:.1f} s")
    assert seconds < 15
    assert "4000 亿" in preview.get("data/models/") and "4000 亿" in preview.get("data/token-ratios/")


def test_mistakes_are_told_in_the_page_and_gone_when_repaired(preview: Preview):
    page = preview.project / "docs" / "about.md"
    good = page.read_text(encoding="utf-8")
    page.write_text(good + '\n{{ fact("models/gpt-3/<b>tokenz") }}\n', encoding="utf-8")
    preview.until("about/", lambda html: any("models/gpt-3/&lt;b&gt;tokenz" in text for text in complaints(html)))
    page.write_text(good, encoding="utf-8")
    preview.until("about/", lambda html: not complaints(html))


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/glossary.yml", "\n- id: ", "\n- id: ["),
        ("mkdocs.yml", "\nnav:\n", "\nnav: [\n"),
        ("docs/about.md", "\n# ", "\n{% if %}\n# "),
    ],
)
def test_what_cannot_be_read_leaves_the_last_good_page(preview: Preview, file: str, old: str, new: str):
    path = preview.project / file
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace(old, new, 1), encoding="utf-8")
    preview.until("about/", lambda html: any(file in text for text in complaints(html)))
    assert "Traceback" not in preview.get("about/")
    path.write_text(good, encoding="utf-8")
    preview.until("about/", lambda html: not complaints(html))


def test_a_new_page_shows(preview: Preview):
    with pytest.raises(HTTPError, match="404"):
        preview.get("fresh/")
    (preview.project / "docs" / "fresh.md").write_text("# 新的一页 { #fresh }\n", encoding="utf-8")
    preview.until("fresh/", lambda html: "新的一页" in html)
    (preview.project / "docs" / "fresh.md").unlink()


def test_what_is_no_page_comes_from_the_whole_build(preview: Preview):
    preview.until("s/ai-chips/", lambda html: "ai-chips" in html)
    assert "version" in preview.get("search/core.js")


def test_the_browser_reloads_by_itself_under_the_policy(preview: Preview, browser: Browser):
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{preview.address}about/")
    file = preview.project / "docs" / "about.md"
    file.write_text(file.read_text(encoding="utf-8") + "\n自己出现的一段话。\n", encoding="utf-8")
    page.get_by_text("自己出现的一段话").wait_for(timeout=1000 * PATIENCE)
    page.close()
    assert not complaints


def test_a_taken_port_is_told_with_a_free_one(preview: Preview):
    command = [sys.executable, "-m", "commands.serve", "--port", str(preview.port)]
    second = subprocess.run(command, cwd=preview.project, capture_output=True, text=True, check=False)
    assert second.returncode == 1
    assert re.fullmatch(rf"端口 {preview.port} 已被占用，.*make serve PORT=\d+\n", second.stderr)


def test_ctrl_c_ends_it_cleanly(preview: Preview):
    preview.process.send_signal(signal.SIGINT)
    output, _ = preview.process.communicate(timeout=PATIENCE)
    assert preview.process.returncode == 0
    assert output.decode().endswith("预览结束\n") and "Traceback" not in output.decode()
