"""`mkdocs build` of the project or a copy, in a fork of a process that has all packages loaded.

To load them is more than half of a small build.
"""

import atexit
import json
import os
import subprocess
import sys
import tempfile
from functools import cache
from pathlib import Path

from tests.project import ROOT, environment, run


def build(root, site, *options, env=None):
    """Build the project in root, and return what `mkdocs build` did and said.

    With an environment of its own it is a new process, whose Python can read it as it starts.
    """
    words = ["build", "--site-dir", str(site), *options]
    if env or not hasattr(os, "fork"):
        return run("-m", "mkdocs", *words, cwd=root, env=env)
    return forked(words, root)


def forked(words, cwd):
    """Run `mkdocs` with some words in a fork."""
    with tempfile.TemporaryDirectory() as folder:
        said = [Path(folder, name) for name in ("stdout", "stderr")]
        order = {"words": words, "cwd": str(cwd), "said": [str(one) for one in said]}
        process = forks()
        print(json.dumps(order), file=process.stdin, flush=True)
        code = int(process.stdout.readline())
        texts = [one.read_text("utf-8") for one in said]
    return subprocess.CompletedProcess(["mkdocs", *words], code, *texts)


@cache
def forks():
    """The process that forks; it ends with the one that asks."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.forks"],
        cwd=ROOT,
        env=environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    atexit.register(process.communicate)
    return process
