"""`make headers`: rewrite the snippets of `deploy/` from `publish/headers.py`."""

from pathlib import Path

from publish.headers import deployed

if __name__ == "__main__":
    for name, text in deployed().items():
        (Path(__file__).parent.parent / "deploy" / name).write_text(text, encoding="utf-8")
