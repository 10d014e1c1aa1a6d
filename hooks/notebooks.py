"""Execute the labs and make a page and a download of each.

A lab is a jupytext text file docs/<language>/labs/<name>.py. It becomes a notebook whose cells
hold the snippets they include, so that the downloaded file runs as it is; a fresh kernel
executes it while MkDocs reads the other pages; and the result is Markdown, which goes the way of
every other page: same look, same math, same search, same link check. Cells are equal in both
languages, so one run feeds both.
"""

import copy
import itertools
import os
import re
import tempfile
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar
from urllib.parse import urljoin

import jupytext
import nbformat
from jupyter_client import KernelManager
from markdown import Markdown
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from pymdownx.snippets import SnippetExtension, SnippetMissingError, SnippetPreprocessor

PATIENCE = 60  # seconds for one cell
SOCKETS = tempfile.TemporaryDirectory(prefix="labs-")
NUMBERS = itertools.count()
INCLUDE = re.compile(r"^# (--8<-- )", re.MULTILINE)


@dataclass
class Lab:
    """A lab on its way to become a page and a download."""

    source: File
    download: File
    notebook: nbformat.NotebookNode
    run: Future


WORKER = ThreadPoolExecutor(1)
RUNS: dict[tuple, Future] = {}  # the sources of all cells -> what they gave
LABS: dict[str, Lab] = {}  # the page's path in this build -> its lab


class Kernels:
    """Fresh kernels with PyTorch loaded. While serving, the next one warms up ahead of its use."""

    ahead = False
    spare: ClassVar[list] = []
    running: ClassVar[list] = []


def on_startup(command, **_):
    """Importing PyTorch takes longer than all cells: have it done by the time they run."""
    Kernels.ahead = command == "serve"
    if not Kernels.spare and not RUNS:
        Kernels.spare.append(start_kernel())


def on_post_build(config):
    """While serving, warm the next kernel once both languages are done, not in their way."""
    if Kernels.ahead and config.theme["language"] == "zh" and not Kernels.spare:
        Kernels.spare.append(start_kernel())


def on_shutdown():
    """End the kernels that nobody used, and those that a failed build no longer waits for."""
    for kernel in [*Kernels.spare, *Kernels.running]:
        kernel.shutdown_kernel(now=True)
    Kernels.spare.clear()


def on_files(files, config):
    """Put a page and a download in the place of each lab, and let its cells run meanwhile."""
    LABS.clear()
    for source in [
        file for file in files if file.src_uri.startswith("labs/") and file.src_uri.endswith(".py")
    ]:
        name = source.src_uri.removesuffix(".py")
        notebook = read(Path(source.abs_src_path), config)
        page = File.generated(config, f"{name}.md", content="")
        download = File.generated(config, f"{name}.ipynb", content="")
        run = run_of(tuple(cell.source for cell in code_cells(notebook)))
        LABS[page.src_uri] = Lab(source, download, notebook, run)
        files.remove(source)
        files.append(page)
        files.append(download)
    return files


def code_cells(notebook):
    """The cells that run, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def run_of(sources):
    """What these cells give; cells that are equal run once, and once more where they failed."""
    run = RUNS.get(sources)
    if run is None or (run.done() and run.exception()):
        run = RUNS[sources] = WORKER.submit(execute, sources)
    return run


def on_page_read_source(page, config):
    """Wait for the cells of a lab, and fill its page and its download with what they gave."""
    lab = LABS.get(page.file.src_uri)
    if lab is None:
        return None
    try:
        results = lab.run.result()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        raise PluginError(f"{lab.source.src_uri}: a cell failed.\n{error}") from None
    for cell, (count, outputs) in zip(code_cells(lab.notebook), results, strict=True):
        cell.execution_count, cell.outputs = count, outputs
    lab.download.content_string = notebook_file(lab.notebook, lab.source, config)
    return to_markdown(lab.notebook)


def read(path, config):
    """The notebook of a text file, with its includes put in and with stable cell ids."""
    notebook = jupytext.read(path)
    include = SnippetPreprocessor(snippet_options(config), Markdown())
    for number, cell in enumerate(notebook.cells, 1):
        cell.id = f"cell-{number}"
        cell.metadata = {}
        if cell.cell_type == "code" and INCLUDE.search(cell.source):
            lines = INCLUDE.sub(r"\1", cell.source).split("\n")
            try:
                text = "\n".join(include.run(lines)).strip()
            except SnippetMissingError as error:
                raise PluginError(f"{path.name}: {error}") from None
            cell.source = re.sub(r"\n{3,}", "\n\n\n", text)
    notebook.metadata = {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"},
        "language_info": {"name": "python"},
    }
    return notebook


def snippet_options(config):
    """The site's own settings for includes, over the defaults of the extension."""
    return {**SnippetExtension().getConfigs(), **config.mdx_configs["pymdownx.snippets"]}


def notebook_file(notebook, source, config):
    """The notebook file: as executed, with prose that any notebook program can show."""
    from facts import without_roles  # hooks/site.py makes it importable, and is loaded later

    notebook = copy.deepcopy(notebook)
    here = urljoin(config.site_url or "", source.src_uri)
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            text = re.sub(r" \{ #[\w-]+ \}$", "", cell.source, flags=re.MULTILINE)
            text = without_roles(text)
            cell.source = re.sub(
                r"\]\(([\w./-]+?)(?:\.md)?(#[\w-]+)?\)",
                lambda link: f"]({urljoin(here, link[1])}{link[2] or ''})",
                text,
            )
    return nbformat.writes(notebook)


def execute(sources):
    """Run the cells in a kernel of their own."""
    cells = [nbformat.v4.new_code_cell(source) for source in sources]
    kernel = Kernels.spare.pop() if Kernels.spare else start_kernel()
    Kernels.running.append(kernel)
    notebook = nbformat.v4.new_notebook(cells=cells)
    try:
        NotebookClient(notebook, km=kernel, record_timing=False, timeout=PATIENCE).execute()
    finally:
        kernel.shutdown_kernel(now=True)
        Kernels.running.remove(kernel)
    return tuple((cell.execution_count, cell.outputs) for cell in cells)


def start_kernel():
    """A kernel that imports PyTorch while we do other things, and binds no name to it."""
    # With the client that is the default, nbclient would never notice that a kernel died.
    client = "jupyter_client.asynchronous.AsyncKernelClient"
    kernel = KernelManager(kernel_name="python3", client_class=client)
    # Sockets that are files are for this user only. Windows has none, and long names are refused.
    if os.name != "nt" and len(SOCKETS.name) < 90:
        kernel.transport, kernel.ip = "ipc", f"{SOCKETS.name}/{next(NUMBERS)}"
    kernel.start_kernel(
        env={**os.environ, "PYDEVD_DISABLE_FILE_VALIDATION": "1"},
        extra_arguments=["--IPKernelApp.exec_lines=__import__('torch');"],
    )
    return kernel


def to_markdown(notebook):
    """The page: prose as it is, every code cell as a fence and what it gave."""
    return "\n\n".join(
        cell.source if cell.cell_type == "markdown" else code_cell(cell) for cell in notebook.cells
    )


def code_cell(cell):
    """A code cell and what it gave, wrapped like the executed fences of the other pages."""
    parts = [fence("python", cell.source)]
    if cell.outputs:
        results = "\n\n".join(output(one) for one in cell.outputs)
        parts.append(f'<div class="result" markdown="1">\n\n{results}\n\n</div>')
    body = "\n\n".join(parts)
    return f'<div class="run" id="run-{cell.id}" markdown="1">\n\n{body}\n\n</div>'


def output(result):
    """One output of a cell, as Markdown."""
    if result.output_type == "stream":
        return fence("text", result.text.rstrip("\n"))
    if "text/latex" in result.data:
        return result.data["text/latex"]
    if "text/plain" not in result.data:
        raise PluginError(f"A cell shows {', '.join(result.data)}; a lab can show text and LaTeX.")
    return fence("text", result.data["text/plain"])


def fence(language, text):
    """A fenced block, long enough to hold any text."""
    return f"````````{language}\n{text}\n````````"
