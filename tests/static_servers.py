"""Servers of static sites that packages install, started with the snippets of `deploy/`."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

from tests.browser import program
from tests.conftest import ROOT

NAMES = ("nginx", "caddy")
_NGINX = """
{user}
daemon off;
error_log stderr error;
pid {folder}/pid;
events {{}}
http {{
  include /etc/nginx/mime.types;
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  server {{
    listen 127.0.0.1:{port};
    root {site};
    include {root}/deploy/nginx.conf;
  }}
}}
"""
_CADDY = """
{{
  admin off
  auto_https off
}}
http://127.0.0.1:{port} {{
  root * {site}
  file_server
  import {root}/deploy/Caddyfile
}}
"""


@contextlib.contextmanager
def serving(name: str, site: Path, folder: Path) -> Iterator[str]:
    """The address at which the server called `name` shows `site`; its own files go to `folder`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    config = folder / name
    user = "user root;" if os.geteuid() == 0 else ""  # else its workers may not read the folders of the tests
    form = {"nginx": _NGINX, "caddy": _CADDY}[name]
    text = form.format(folder=folder, port=port, site=site, root=ROOT, user=user)
    config.write_text(text, encoding="utf-8")
    arguments = {
        "nginx": ["-p", str(folder), "-c", str(config)],
        "caddy": ["run", "--adapter", "caddyfile", "--config", str(config)],
    }[name]
    environment = {**os.environ, "HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
    log = folder / "log"
    with log.open("wb") as output:
        server = subprocess.Popen([program(name) or name, *arguments], stdout=output, stderr=output, env=environment)
    try:
        _wait(server, port, log)
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.terminate()
        server.wait(10)


def _wait(server: subprocess.Popen, port: int, log: Path) -> None:
    for _ in range(100):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        if server.poll() is not None:
            break
        time.sleep(0.1)
    raise RuntimeError(f"the server does not start: {log.read_text(errors='replace')[-2000:]}")
