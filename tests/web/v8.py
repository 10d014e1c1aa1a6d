"""The scripts of web/ in V8, behind the functions of calls.js."""

import functools

from engine import scripts
from engine.v8 import load
from tests.project import ROOT


@functools.cache
def script():
    """The text of calls.js with all that it imports."""
    scripts.ensure()
    return scripts.bundled(ROOT / "tests" / "web" / "calls.js")


def call(function, *arguments):
    """What a function of calls.js returns."""
    return load(script()).call(f"Calls.{function}", *arguments)
