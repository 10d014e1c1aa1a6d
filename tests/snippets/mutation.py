"""Mutation testing of the snippets: python tests/snippets/mutation.py [--sample N] [MODULE ...].

Changes one thing in a snippet at a time, as Cosmic Ray's operators do, and runs the doctests of the
snippet and its test file on it. A change that no test notices has survived. Cosmic Ray's own runner
would import PyTorch anew for every change; this one imports it once and forks, which only works on
Linux and macOS. Needs: pip install cosmic-ray==8.7.0, not part of requirements.txt.

Prints every survivor and the part that was killed; exits with 1 below 95 %.
"""

import argparse
import contextlib
import difflib
import doctest
import os
import random
import signal
import sys
import time
import types
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import hypothesis
import numpy  # noqa: F401  imported here so that every fork has it
import pytest
import torch
from cosmic_ray.mutating import mutate_code
from cosmic_ray.operators.provider import OperatorProvider
from hypothesis import Phase

ROOT = Path(__file__).resolve().parents[2]
TESTS = {
    "conv": ["conv"],
    "conv_transpose": ["conv_transpose"],
    "sizes": ["sizes"],
    "conv_matrix": ["conv_matrix"],
    "gradient": ["gradient"],
    "conv_transpose_as_conv": ["conv_transpose_as_conv"],
    "same_padding": ["same_padding"],
    "circular_conv_transpose": ["circular_conv_transpose"],
    "overlap": ["overlap"],
    "pixel_shuffle": ["pixel_shuffle"],
    "receptive_field": ["receptive_field"],
    "cost": ["cost"],
    "fft_conv": ["other_roads"],
    "winograd": ["other_roads"],
}
# The first two need arguments, the exception types are all asserted by name, and "is" for "=="
# changes nothing for the small numbers and short words here.
LEFT_OUT = ("VariableReplacer", "VariableInserter", "ExceptionReplacer", "_Is", "_IsNot")
SECONDS = 300  # a change that loops for ever is killed, too


def mutants(module):
    """Every changed source of a snippet that can be compiled, once."""
    source = (ROOT / "snippets" / f"{module}.py").read_text()
    seen = {source}
    provider = OperatorProvider()
    for name in provider:
        if name.endswith(LEFT_OUT):
            continue
        for occurrence in range(10**6):
            changed = mutate_code(source, provider[name](), occurrence)
            if changed is None:
                break
            if changed in seen:
                continue
            seen.add(changed)
            with contextlib.suppress(SyntaxError):
                compile(changed, module, "exec")
                yield f"{name} {occurrence}", changed


def changed_line(module, changed):
    """The lines that differ, as a diff without context."""
    source = (ROOT / "snippets" / f"{module}.py").read_text()
    lines = difflib.unified_diff(source.splitlines(), changed.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++"))]


def notices(module, source):
    """In a fork: whether a doctest or a test fails on this source."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    signal.alarm(SECONDS)
    with open(os.devnull, "w") as nothing:
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    failed = 1
    try:
        snippet = types.ModuleType(module)
        sys.modules[module] = snippet
        exec(compile(source, f"{module}.py", "exec"), snippet.__dict__)
        if not doctest.testmod(snippet).failed:
            files = [f"tests/snippets/test_{name}.py" for name in TESTS[module]]
            quiet = ["-x", "-q", "-p", "no:cacheprovider", "-W", "ignore:Module already imported"]
            failed = int(pytest.main([*quiet, *files]))
    finally:
        os._exit(failed)


def main():
    """Run the changes and print what survived."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("modules", nargs="*", default=list(TESTS))
    parser.add_argument("--sample", type=int, help="so many changes of each snippet, not all")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    options = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(ROOT / "snippets")]
    torch.set_num_threads(1)
    # A failure needs no smallest example here.
    hypothesis.settings.register_profile("mutation", phases=[Phase.explicit, Phase.generate])
    hypothesis.settings.load_profile("mutation")
    total = killed = 0
    for module in options.modules:
        source = (ROOT / "snippets" / f"{module}.py").read_text()
        if notices(module, source):
            raise SystemExit(f"{module}: its tests fail without any change")
        found = list(mutants(module))
        chosen = random.Random(0).sample(found, min(options.sample or len(found), len(found)))
        start = time.monotonic()
        with ThreadPoolExecutor(options.jobs) as pool:
            results = list(pool.map(notices, [module] * len(chosen), [c for _, c in chosen]))
        total, killed = total + len(results), killed + sum(results)
        seconds = time.monotonic() - start
        print(f"{module}: {sum(results)} of {len(results)} killed of {len(found)}, {seconds:.0f} s")
        for (name, changed), noticed in zip(chosen, results):
            if not noticed:
                print(f"  survived: {name}")
                print(*(f"    {line}" for line in changed_line(module, changed)), sep="\n")
        sys.stdout.flush()
    print(f"killed {killed} of {total}, {100 * killed / total:.1f} %")
    return 0 if killed >= 0.95 * total else 1


if __name__ == "__main__":
    sys.exit(main())
