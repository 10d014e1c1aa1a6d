"""Labs: mkdocs-jupyter runs them, engine/labs reads them and makes a page and a download of each.

MkDocs sees a page labs/<name>.md whose file on disk is the notebook to run, by which mkdocs-jupyter
knows it. What a lab gives becomes Markdown before MkDocs renders the page: same look, same math,
same search, same link check as every other page.
"""

import os
import tempfile
from pathlib import Path, PurePosixPath
from urllib.parse import urljoin

import nbformat
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs_jupyter.config import settings

from engine.labs import run
from engine.labs.download import to_file
from engine.labs.notebook import lab
from engine.labs.page import to_markdown
from hooks import reuse
from hooks.showing import sentences

FOLDER = tempfile.TemporaryDirectory(prefix="labs-")
_markdown: dict[str, str] = {}  # what each lab gave the last time


def set_up() -> None:
    """Name our templates to mkdocs-jupyter, and our configuration to Jupyter."""
    settings.templates_dir = str(run.FOLDER / "templates")
    os.environ["JUPYTER_CONFIG_PATH"] = str(run.FOLDER)


def replace_files(files: Files, config: MkDocsConfig) -> None:
    """Put a page and a download in the place of each lab.

    They come last, so that a build which fails on another page does not wait for a lab.
    """
    language = config.theme["language"]
    for source in list(files):
        if PurePosixPath(source.src_uri).match("labs/*.py"):
            name = source.src_uri.removesuffix(".py")
            path = Path(FOLDER.name, language, f"{name}.ipynb")
            path.parent.mkdir(parents=True, exist_ok=True)
            with sentences():
                nbformat.write(lab(name, language), path)
            files.remove(source)
            for suffix in (".md", ".ipynb"):
                files.append(File.generated(config, name + suffix, abs_src_path=str(path)))


def read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Run a lab whose code did not run yet, and give MkDocs the Markdown to render."""
    path = Path(page.file.abs_src_path or "")
    if path.suffix != ".ipynb":
        return None
    name = page.file.src_uri.removesuffix(".md")
    where = f"docs/{config.theme['language']}/{name}.py"

    def to_html() -> str:
        page.render(config, Files([]))  # as mkdocs-jupyter has it, which runs the notebook
        return page.content or ""

    notebook = nbformat.read(path, as_version=4)
    if not run.is_known(notebook) and reuse.can_wait(
        reuse.text_of(page), reuse.address(page, config)
    ):
        reuse.behind.add(f"{config.extra['prefix']}{name}.ipynb")
        return _markdown[where]
    with sentences():
        done = run.executed(notebook, to_html, where)
        markdown = to_markdown(done, where)
    del page.render  # from here on MkDocs' own
    # The file that was run becomes the one that is offered.
    path.write_text(to_file(done, urljoin(config.site_url or "", name)), encoding="utf-8")
    _markdown[where] = markdown
    return markdown
