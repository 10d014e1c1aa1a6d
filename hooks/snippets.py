"""Offer every snippet as a file to download: as the pages ran it, under a line that names it."""

import sys
from pathlib import Path

from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # MkDocs loads this file alone, by its path
    sys.path.insert(0, str(ROOT))

from engine.offered import origin, stamped  # noqa: E402


def on_files(files, config):
    """Put snippets/*.py on the site."""
    made = config.extra["provenance"]
    line = origin(config.site_name, config.site_url, made["commit"], made["changed"])
    for path in sorted((ROOT / "snippets").glob("*.py")):
        files.append(File.generated(config, f"snippets/{path.name}", content=stamped(path, line)))
    return files
