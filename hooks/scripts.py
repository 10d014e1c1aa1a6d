"""Bundle the scripts of web/ before anything needs them, and put them on the site."""

import sys
from pathlib import Path

from mkdocs.exceptions import ConfigurationError
from mkdocs.structure.files import File

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from engine import scripts


def on_config(config):
    """At each start and each rebuild; when nothing changed it takes milliseconds."""
    try:
        scripts.ensure()
    except scripts.ScriptsError as error:
        raise ConfigurationError(str(error)) from error


def on_files(files, config):
    """Serve them as assets."""
    for name, path in scripts.bundles().items():
        files.append(File.generated(config, f"assets/{name}", abs_src_path=str(path)))
    return files
