"""What the theme's successor still lacks for this site: `make zensical` builds toy sites with it.

Zensical is installed in an environment of its own, which is thrown away. Each line is one thing
that this site cannot do without, and whether the newest release does it; ARCHITECTURE.md has the
links.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

HOOK = "def on_page_markdown(markdown, **_):\n    return markdown.replace('word', 'hooked')\n"
FAIL = "def on_page_markdown(markdown, **_):\n    raise SystemExit('a block was refused')\n"
NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "a cell"}],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}
CONFIG = "site_name: Toy\nsite_url: http://127.0.0.1/\n"
PAGE = "# Toy\n\nword\n"
EXECUTED = '```python exec="on"\nprint("for" + "ty" * 2)\n```\n'
EXTENSIONS = (
    "markdown_extensions: {pymdownx.superfences: {}, pymdownx.snippets: {check_paths: true}}\n"
)
BLOCK = '{% extends "base.html" %}{% block extrahead %}<meta name="ours">{% endblock %}'


@dataclass
class Built:
    """A toy site after a build: its folder, how the command ended, and what it said."""

    folder: Path
    code: int
    said: str

    def read(self, name: str) -> str:
        """A file of the built site; the empty text where there is none."""
        path = self.folder / "site" / name
        return path.read_text(encoding="utf-8") if path.is_file() else ""


@dataclass
class Probe:
    """A toy site, and what must be true of it once it was built."""

    what: str
    holds: Callable[[Built], bool]
    page: str = PAGE
    config: str = ""
    files: dict[str, str] = field(default_factory=dict)


def shows(word: str, name: str = "index.html") -> Callable[[Built], bool]:
    """Whether a built page holds a text."""
    return lambda built: word in built.read(name)


def stops(built: Built) -> bool:
    """Whether a build that went wrong ended so that CI notices."""
    return built.code != 0


PROBES = [
    Probe("builds a page from mkdocs.yml", shows("word")),
    Probe(
        "runs hooks (hooks/site.py)", shows("hooked"), PAGE, "hooks: [hook.py]\n", {"hook.py": HOOK}
    ),
    Probe(
        "executes fences by markdown-exec",
        shows("fortyty"),
        PAGE + EXECUTED,
        "plugins: [markdown-exec]\n",
    ),
    Probe(
        "makes a page of a notebook (labs)",
        shows("a cell", "lab/index.html"),
        PAGE,
        'plugins: {mkdocs-jupyter: {include: ["*.ipynb"]}}\n',
        {"docs/lab.ipynb": json.dumps(NOTEBOOK)},
    ),
    Probe(
        "makes both languages by INHERIT",
        shows('lang="zh"'),
        PAGE,
        "INHERIT: base.yml\n",
        {"base.yml": "theme: {name: material, language: zh}\n"},
    ),
    Probe(
        "takes blocks of our templates (overrides/)",
        shows('name="ours"'),
        PAGE,
        "theme: {name: material, custom_dir: overrides}\n",
        {"overrides/main.html": BLOCK},
    ),
    Probe(
        "writes an index that our search can be given (search/search_index.json)",
        lambda built: bool(built.read("search/search_index.json")),
    ),
    Probe("writes sitemap.xml", shows("<loc>", "sitemap.xml")),
    Probe("stops at a dead link", stops, PAGE + "[no](nothing.md)\n"),
    Probe("stops at a dead anchor", stops, PAGE + "[no](#nothing)\n"),
    Probe("stops at a missing include", stops, PAGE + '\n--8<-- "nothing.py"\n', EXTENSIONS),
    Probe("stops when a hook exits", stops, PAGE, "hooks: [hook.py]\n", {"hook.py": FAIL}),
    Probe(
        "stops when a fence fails",
        stops,
        PAGE + EXECUTED.replace("2", "None"),
        "plugins: [markdown-exec]\n",
    ),
    Probe("stops at an unknown plugin", stops, PAGE, "plugins: [no-such-plugin]\n"),
]


def main() -> int:
    """Say line by line what is there, and count what is not."""
    with tempfile.TemporaryDirectory() as folder:
        command, release = installed(Path(folder))
        print(f"Zensical {release}, Python {sys.version.split()[0]}")
        lacks = sum(not holds for holds in tried(command, Path(folder)))
    print(f"It lacks {lacks} of {len(PROBES)}.")
    return 0


def installed(folder: Path) -> tuple[Path, str]:
    """The command of the newest release, with markdown-exec beside it, and its version."""
    environment = folder / "environment"
    subprocess.run([sys.executable, "-m", "venv", str(environment)], check=True)
    programs = environment / ("Scripts" if sys.platform == "win32" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    subprocess.run([*pip, "zensical", "markdown-exec"], check=True, stderr=subprocess.DEVNULL)
    command = programs / "zensical"
    said = subprocess.run([command, "--version"], capture_output=True, text=True, check=True)
    return command, said.stdout.split()[-1]


def tried(command: Path, folder: Path) -> Iterator[bool]:
    """Build each toy site, say what came of it, and whether it is as it must be."""
    for number, probe in enumerate(PROBES):
        built = build(command, probe, folder / str(number))
        holds = probe.holds(built)
        why = "" if holds else f" (exit code {built.code}{last_line(built.said)})"
        print(f"{'yes' if holds else 'no ':<4}{probe.what}{why}", flush=True)
        yield holds


def build(command: Path, probe: Probe, folder: Path) -> Built:
    """Write a toy site and build it as strictly as it can be."""
    files = {"mkdocs.yml": CONFIG + probe.config, "docs/index.md": probe.page, **probe.files}
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    done = subprocess.run(
        [command, "build", "--strict"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return Built(folder, done.returncode, done.stdout + done.stderr)


def last_line(said: str) -> str:
    """What a build said last, less its colours."""
    lines = re.sub(r"\x1b\[[\d;]*m", "", said).split("\n")
    spoken = [line.strip() for line in lines if line.strip() and "Build started" not in line]
    return f": {spoken[-1][:80]}" if spoken else ""


if __name__ == "__main__":
    sys.exit(main())
