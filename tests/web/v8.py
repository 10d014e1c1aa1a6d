"""The scripts of web/ in V8, behind the functions of calls.js."""

import functools
import json

from engine import scripts
from engine.v8 import load
from tests.project import ROOT

PATIENCE = 60  # seconds; what takes longer has no end


@functools.cache
def script():
    """The text of calls.js with all that it imports."""
    scripts.ensure()
    return scripts.bundled(ROOT / "tests" / "web" / "calls.js")


def call(function, *arguments):
    """What a function of calls.js returns."""
    return load(script()).call(f"Calls.{function}", *arguments, timeout_sec=PATIENCE)


def told(function, *arguments):
    """The same as data, for functions that return JSON."""
    return json.loads(call(function, *arguments))


@functools.cache
def words():
    """The words of every room, by language and key."""
    return told("words")


@functools.cache
def cases():
    """The cases with a name, and their states."""
    return {one["name"]: one["state"] for one in told("cases")}
