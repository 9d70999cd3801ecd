"""Files that the theme and its plugins ship, or that were parts of others, and that no page of this site asks for."""

from __future__ import annotations

import shutil

from ..search.files import ENGINE
from ..site import Site

# pattern under the site's root: why nothing asks for it
UNUSED = {
    "assets/**/*.map": "source maps of the theme: for those who change it",
    "assets/javascripts/glightbox.min.js": "viewer of the image plugin: later/lightbox.js shows its links in a native dialog",
    "assets/stylesheets/glightbox.min.css": "its styles",
    "assets/javascripts/lunr": "languages of the theme's search, which is off",
    "assets/javascripts/workers": "that search itself",
    **{
        f"assets/javascripts/search/{name}.js": "part of the search engine: the whole of it is search/engine.js"
        for name in ENGINE
    },
}


def remove_unused(site: Site) -> None:
    """Delete the files and folders of the site that match UNUSED."""
    for pattern in UNUSED:
        for path in list(site.folder.glob(pattern)):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
