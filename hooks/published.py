"""Redirects for pages that moved, and the old anchors of those that stayed."""

import sys
from pathlib import Path

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # MkDocs loads this file alone, by its path
    sys.path.insert(0, str(ROOT))

from engine.errors import PageError  # noqa: E402
from engine.moved import moves, redirect_page, with_old_anchors  # noqa: E402


def on_config(config):
    """Read once what moved."""
    config.extra["moved"] = moves()


def on_files(files, config):
    """Leave a page behind at every old address."""
    for old, new in config.extra["moved"].items():
        if "#" not in old:
            page = redirect_page(old, new)
            files.append(File.generated(config, f"{old[1:]}index.html", content=page))
    return files


def on_page_content(content, page, config, **_):
    """Keep old anchors on their page."""
    try:
        return with_old_anchors(content, f"/{page.url}", config.extra["moved"])
    except PageError as error:
        raise PluginError(str(error)) from error
