"""Labs: mkdocs-jupyter runs them, engine/labs reads them and makes a page and a download of each.

MkDocs sees a page labs/<name>.md whose file on disk is the notebook to run, by which mkdocs-jupyter
knows it. What a lab gives becomes Markdown before MkDocs renders the page: same look, same math,
same search, same link check as every other page.
"""

import sys
import tempfile
from pathlib import Path
from urllib.parse import urljoin

import nbformat
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from engine.labs import run  # noqa: E402
from engine.labs.download import to_file  # noqa: E402
from engine.labs.notebook import LabError, code_cells, read, translated, with_code  # noqa: E402
from engine.labs.page import to_markdown  # noqa: E402

FOLDER = tempfile.TemporaryDirectory(prefix="labs-")
RAN = {}  # the code of a lab -> the executed notebook: both languages and all rebuilds run it once


def on_startup(**_):
    """Before mkdocs-jupyter makes its first page."""
    run.set_up()


def on_files(files, config):
    """Put a page and a download in the place of each lab.

    They come last, so that a build which fails on another page does not wait for a lab.
    """
    for source in [file for file in files if file.src_uri.startswith("labs/")]:
        if source.src_uri.endswith(".py"):
            name = source.src_uri.removesuffix(".py")
            path = Path(FOLDER.name, config.theme["language"], f"{name}.ipynb")
            path.parent.mkdir(parents=True, exist_ok=True)
            nbformat.write(notebook_of(source, config), path)
            files.remove(source)
            for suffix in (".md", ".ipynb"):
                files.append(File.generated(config, name + suffix, abs_src_path=str(path)))
    return files


def notebook_of(source, config):
    """The notebook of a lab, which takes its code from the English one."""
    snippets = config.mdx_configs["pymdownx.snippets"]
    english = ROOT / "docs" / "en" / source.src_uri
    try:
        lab = read(Path(source.abs_src_path), snippets)
        if config.theme["language"] == "en":
            return lab
        if not english.is_file():
            raise LabError("there is no English lab of this name to take the code from.")
        return translated(lab, read(english, snippets))
    except LabError as error:
        raise PluginError(f"{source.src_uri}: {error}") from None


def on_page_read_source(page, config):
    """Run a lab whose code did not run yet, and show it; MkDocs renders what this returns."""
    if not (page.file.abs_src_path or "").endswith(".ipynb"):
        return None
    path = Path(page.file.abs_src_path)
    name = page.file.src_uri.removesuffix(".md")
    try:
        lab = executed(nbformat.read(path, as_version=4), page, config)
        markdown = to_markdown(lab)
    except LabError as error:
        raise PluginError(f"{name}.py: {error}") from None
    # The file that was run becomes the one that is offered.
    path.write_text(to_file(lab, urljoin(config.site_url or "", name)), encoding="utf-8")
    return markdown


def executed(lab, page, config):
    """A lab with what its code gave."""
    code = tuple(cell.source for cell in code_cells(lab))
    if code not in RAN:
        try:
            page.render(config, None)  # mkdocs-jupyter's, which runs the notebook
        except run.FAILURES as error:
            raise LabError(f"a cell failed.\n{error}") from None
        RAN[code] = run.executed(page.content)
    del page.render  # from here on MkDocs' own
    return with_code(lab, RAN[code])
