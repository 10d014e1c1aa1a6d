"""The process that tests/builder.py asks: it loads what builds need, and forks for each.

It imports nothing of ours: each fork takes that from the folder that it builds.
"""

import importlib
import json
import os
import runpy
import signal
import sys

import jieba

PATIENCE = 180  # seconds; a build that never ends is a build that fails
LOADED = (
    "markdown_exec",
    "material.extensions.emoji",
    "material.plugins.search.plugin",
    "mkdocs.commands.build",
    "mkdocs_jupyter.plugin",
    "pymdownx.arithmatex",
    "pymdownx.highlight",
    "pymdownx.superfences",
)


def main():
    """Fork for each order that comes, and answer with the exit code."""
    for name in LOADED:
        importlib.import_module(name)
    jieba.initialize()  # reads its dictionary
    for line in sys.stdin:
        fork = os.fork()
        if not fork:
            become(**json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(fork, 0)[1]), flush=True)


def become(words, cwd, said):
    """Be the `mkdocs` that was ordered, which ends by itself or is ended."""
    signal.alarm(PATIENCE)
    os.chdir(cwd)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in enumerate(said, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    sys.argv, sys.path[0] = ["mkdocs", *words], cwd
    runpy.run_module("mkdocs", run_name="__main__")
    sys.exit()


if __name__ == "__main__":
    main()
