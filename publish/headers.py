"""What a server should send along with the site, and the files that tell the common static hosts so.

`_headers` (Netlify, Cloudflare Pages) and `.htaccess` (Apache) are read from the site itself; the snippets for nginx and
Caddy are in `deploy/`, rewritten by `make headers`. The policy also stands in the pages, for hosts that send
no headers of one's own (GitHub Pages).
"""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlsplit

_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "object-src": "'none'",
}
POLICY = "; ".join(f"{name} {value}" for name, value in _SOURCES.items())
_NOT_USED = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")

HEADERS = {
    # A <meta> policy ignores frame-ancestors; only a server can send it.
    "Content-Security-Policy": f"{POLICY}; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in _NOT_USED),
    "Cross-Origin-Opener-Policy": "same-origin",
    # For all files, as GitHub Pages has it: all is public, and programs elsewhere read data, register, copies and feed.
    "Access-Control-Allow-Origin": "*",
}
FOREVER = "public, max-age=31536000, immutable"
# Files whose names tell their content: they never change.
_NAMED = r"\.[0-9a-f]{8}(\.min)?\.(js|css)$"
_HEAD = "# Made from publish/headers.py; do not edit.\n"


def _each(form: str) -> str:
    return "".join(form.format(name=name, value=value) for name, value in HEADERS.items())


def netlify(site: Path) -> str:
    """`_headers`. The hosts that read it agree on no pattern for a part of a name, so the files are listed."""
    assets = sorted(path for path in (site / "assets").rglob("*") if re.search(_NAMED, path.name))
    lasting = "".join(f"/{path.relative_to(site).as_posix()}\n  Cache-Control: {FOREVER}\n" for path in assets)
    return f"{_HEAD}/*\n" + _each("  {name}: {value}\n") + lasting


def apache(site_url: str) -> str:
    """`.htaccess`."""
    root = urlsplit(site_url).path or "/"
    return (
        f"{_HEAD}ErrorDocument 404 {root}404.html\n<IfModule mod_headers.c>\n"
        + _each('  Header always set {name} "{value}"\n')
        + f'  <FilesMatch "{_NAMED}">\n    Header set Cache-Control "{FOREVER}"\n  </FilesMatch>\n</IfModule>\n'
    )


def nginx() -> str:
    """For `include` in a `server` block. `add_header` sends nothing where the value is empty."""
    return (
        f"{_HEAD}index index.html;\nerror_page 404 /404.html;\n"
        + f'set $lasting "";\nif ($uri ~ "{_NAMED}") {{ set $lasting "{FOREVER}"; }}\n'
        + "add_header Cache-Control $lasting;\n"
        + _each('add_header {name} "{value}" always;\n')
    )


def caddy() -> str:
    """For `import` in a site's block."""
    return (
        f"{_HEAD}handle_errors {{\n\trewrite * /404.html\n\tfile_server\n}}\n"
        + f'@lasting path_regexp {_NAMED}\nheader @lasting Cache-Control "{FOREVER}"\n'
        + "header {\n"
        + _each('\t{name} "{value}"\n')
        + "}\n"
    )


def write_headers(site: Path, site_url: str) -> None:
    """What hosts read from the site itself."""
    (site / "_headers").write_text(netlify(site), encoding="utf-8")
    (site / ".htaccess").write_text(apache(site_url), encoding="utf-8")


def deployed() -> dict[str, str]:
    """The files of `deploy/`."""
    return {"nginx.conf": nginx(), "Caddyfile": caddy()}
