"""Offer every snippet as a file to download, exactly as the pages ran it."""

from pathlib import Path

from mkdocs.structure.files import File

SNIPPETS = Path(__file__).resolve().parent.parent / "snippets"


def on_files(files, config):
    """Copy snippets/*.py to the site."""
    for path in sorted(SNIPPETS.glob("*.py")):
        files.append(File.generated(config, f"snippets/{path.name}", abs_src_path=str(path)))
    return files
