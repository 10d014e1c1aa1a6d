"""What a build costs beside the same Markdown without us: python -m benchmarks.build [--rounds N].

Builds the site, and the same Markdown with the theme, search and extensions alone, by turns, each
in a process of its own, and prints where the time of ours goes. PyTorch's import and the labs do
not count; they are measured in the same build and shown. Our build runs blocks in a second process:
what an author waits can be compared where nothing else runs, the seconds of the CPU elsewhere too.
Exits with 1 if an author waits more than twice as long as for the plain one.

--pages 50 400 also builds with so many more pages, and prints what a page costs.
"""

import argparse
import collections
import contextlib
import json
import os
import resource
import runpy
import signal
import subprocess
import sys
import tempfile
import time
from multiprocessing import util
from pathlib import Path

from benchmarks import plain
from tests.extra_pages import MODELS, add
from tests.project import ROOT, copy, environment

MOST = 2.0
TICK = 0.005  # seconds of CPU between two looks at what runs
# What a function's time is counted as: the innermost of these that runs.
STAGES = {
    ("torch/__init__.py", "<module>"): "PyTorch's import",
    ("hooks/labs.py", "read_source"): "labs",
    ("hooks/labs.py", "replace_files"): "labs",
    ("mkdocs_jupyter/plugin.py", "<module>"): "labs",
    ("engine/pages.py", "_executed"): "blocks run",
    ("engine/pages.py", "judged"): "blocks judged",
    ("engine/alone/file.py", "written"): "code offered as files",
    ("engine/alone/copied.py", "whole"): "code to be copied",
    ("engine/formulas.py", "put"): "formulas written",
    ("engine/reference.py", "shown"): "snippets described",
    ("engine/tex.py", "typeset"): "formulas typeset",
    ("hooks/showing.py", "laid_out"): "Markdown of blocks",
    ("structure/pages.py", "render"): "Markdown of pages",
    ("search/plugin.py", "on_page_context"): "search",
    ("search/plugin.py", "on_post_build"): "search",
    ("jinja2/environment.py", "render"): "templates",
    ("engine/ahead.py", "call"): "waiting for blocks",
}
APART = ("PyTorch's import", "labs")
NAMES = {name for _, name in STAGES}


class Clock:
    """Counts the CPU time of this process by stage, looking every few milliseconds."""

    def __init__(self):
        """Start with nothing."""
        self.spent = collections.Counter()
        self.last = time.process_time()

    def start(self):
        """Count from now on; a process that forks from this one calls it again."""
        signal.signal(signal.SIGPROF, self.look)
        signal.setitimer(signal.ITIMER_PROF, TICK, TICK)

    def look(self, _, frame):
        """Add what passed since the last look to the stage that runs."""
        now = time.process_time()
        self.spent[stage(frame)] += now - self.last
        self.last = now


def stage(frame):
    """What the code that runs is counted as."""
    while frame:
        code = frame.f_code
        if code.co_name in NAMES:
            for (file, name), found in STAGES.items():
                if code.co_name == name and code.co_filename.endswith(f"/{file}"):
                    return found
        frame = frame.f_back
    return "all else"


def one(site, *configs):
    """Build in this process; the seconds that passed, and those of each stage."""
    begin, clock, notes = time.monotonic(), Clock(), Path(f"{site}.beside.json")

    def beside(clock):
        clock.spent.clear()
        clock.start()
        util.Finalize(None, lambda: notes.write_text(json.dumps(clock.spent)), exitpriority=1)

    util.register_after_fork(clock, beside)
    clock.start()
    for config, folder in zip(configs, ("", "zh"), strict=False):
        target = str(Path(site, folder))
        sys.argv = ["mkdocs", "build", "--quiet", "--config-file", config, "--site-dir", target]
        with contextlib.suppress(SystemExit):
            runpy.run_module("mkdocs", run_name="__main__")
    signal.setitimer(signal.ITIMER_PROF, 0)
    return {"waited": time.monotonic() - begin, "here": clock.spent}


def timed(root, site, *configs):
    """Build in a new process; the seconds that passed, and those of the CPU by stage."""
    command = [sys.executable, "-m", "benchmarks.build", "--one", str(site), *configs]
    path = {"PYTHONPATH": os.pathsep.join([str(root), str(ROOT)])}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        command, cwd=root, env=environment(path), capture_output=True, text=True, check=False
    )
    if done.returncode or not Path(site, "zh", "index.html").is_file():
        sys.exit(done.stdout + done.stderr)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = json.loads(done.stdout.splitlines()[-1])
    notes = Path(f"{site}.beside.json")
    found["beside"] = json.loads(notes.read_text()) if notes.is_file() else {}
    counted = sum(found["here"].values()) + sum(found["beside"].values())
    return {**found, "cpu": cpu, "rest": cpu - counted}


def counted(build):
    """The seconds of a build that count: waited, and of the CPU."""
    here, beside = build["here"], build["beside"]
    apart = sum(part.get(name, 0) for part in (here, beside) for name in APART)
    # Where blocks run beside, PyTorch is imported there, and nobody waits for it here.
    waited = sum(here.get(name, 0) for name in APART) + build["kernel"]
    return build["waited"] - waited, build["cpu"] - apart - build["kernel"]


def compare(rounds):
    """Build ours and the plain one by turns, print both; whether the limit holds."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "plain")
        plain.make(root)
        ours, others = [], []
        for number in range(rounds):
            ours.append(timed(ROOT, Path(folder, f"ours-{number}"), "mkdocs.yml"))
            configs = plain.CONFIGS.values()
            others.append(timed(root, Path(folder, f"plain-{number}"), *configs))
    best, other = (min(all_, key=lambda one: one["cpu"]) for all_ in (ours, others))
    best["kernel"] = max(0.0, best["rest"] - other["rest"])  # both start in the same way
    print_stages(best)
    waited, cpu = counted(best)
    print(f"\n{'':24}{'waited':>8}{'CPU':>8}")
    print(f"{'this site':24}{waited:8.1f}{cpu:8.1f}")
    print(f"{'the same, plain':24}{other['waited']:8.1f}{other['cpu']:8.1f}")
    ratio = waited / other["waited"]
    print(f"{'ratio':24}{ratio:8.2f}{cpu / other['cpu']:8.2f}")
    print(f"waited at most {MOST} times as long: {'yes' if ratio <= MOST else 'NO'}")
    return ratio <= MOST


def print_stages(build):
    """Where the time of the CPU goes, in the process that makes pages and in that beside it."""
    here, beside = build["here"], build["beside"]
    print(f"{'seconds of the CPU':24}{'here':>8}{'beside':>8}")
    for name in sorted({*here, *beside}, key=lambda one: -here.get(one, 0) - beside.get(one, 0)):
        note = "  does not count" if name in APART else ""
        print(f"{name:24}{here.get(name, 0):8.2f}{beside.get(name, 0):8.2f}{note}")
    print(f"{'the kernel of labs':24}{build['kernel']:8.2f}{'':8}  does not count")


def growth(numbers):
    """What a page more costs; the seconds of the CPU of builds with more and more pages."""
    print("\nmore pages      CPU   each")
    before = None
    for number in (0, *numbers):
        with tempfile.TemporaryDirectory() as folder:
            root = copy(Path(folder) / "copy")
            for page in range(number):
                add(root, f"extra-{page + 1}", MODELS[page % len(MODELS)])
            cpu = timed(root, Path(folder, "site"), "mkdocs.yml")["cpu"]
        each = f"{(cpu - before[1]) / (number - before[0]):7.3f}" if before else ""
        print(f"{number:10}{cpu:9.1f}{each}", flush=True)
        before = number, cpu


def main():
    """Print the ratio and the stages; 0 if the limit holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--pages", type=int, nargs="*", default=[])
    parser.add_argument("--one", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(one(*options.one)))
        return 0
    right = compare(options.rounds)
    if options.pages:
        growth(options.pages)
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
