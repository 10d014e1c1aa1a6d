"""Labs: mkdocs-jupyter runs them, engine/labs reads them and makes a page and a download of each.

MkDocs sees a page labs/<name>.md whose file on disk is the notebook to run, by which mkdocs-jupyter
knows it. What a lab gives becomes Markdown before MkDocs renders the page: same look, same math,
same search, same link check as every other page.
"""

import sys
import tempfile
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import urljoin

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:  # MkDocs loads this file alone, by its path
    sys.path.insert(0, str(ROOT))

from engine.errors import PageError  # noqa: E402
from engine.labs.download import to_file  # noqa: E402
from engine.labs.notebook import lab  # noqa: E402
from engine.labs.page import to_markdown  # noqa: E402
from engine.labs.run import executed, set_up  # noqa: E402
from hooks.showing import refused  # noqa: E402

FOLDER = tempfile.TemporaryDirectory(prefix="labs-")


def on_startup(**_: Any) -> None:
    """Before mkdocs-jupyter makes its first page."""
    set_up()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put a page and a download in the place of each lab.

    They come last, so that a build which fails on another page does not wait for a lab.
    """
    language = config.theme["language"]
    for source in list(files):
        if PurePosixPath(source.src_uri).match("labs/*.py"):
            name = source.src_uri.removesuffix(".py")
            path = Path(FOLDER.name, language, f"{name}.ipynb")
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                nbformat.write(lab(name, language), path)
            except PageError as error:
                raise refused(error) from None
            files.remove(source)
            for suffix in (".md", ".ipynb"):
                files.append(File.generated(config, name + suffix, abs_src_path=str(path)))
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Run a lab whose code did not run yet, and give MkDocs the Markdown to render."""
    path = Path(page.file.abs_src_path or "")
    if path.suffix != ".ipynb":
        return None
    name = page.file.src_uri.removesuffix(".md")
    where = f"docs/{config.theme['language']}/{name}.py"

    def to_html() -> str:
        page.render(config, Files([]))  # as mkdocs-jupyter has it, which runs the notebook
        return page.content or ""

    try:
        done = executed(nbformat.read(path, as_version=4), to_html, where)
        markdown = to_markdown(done, where)
    except PageError as error:
        raise refused(error) from None
    del page.render  # from here on MkDocs' own
    # The file that was run becomes the one that is offered.
    path.write_text(to_file(done, urljoin(config.site_url or "", name)), encoding="utf-8")
    return markdown
