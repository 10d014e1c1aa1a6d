"""The scripts of web/ in V8, behind the functions of calls.js."""

import functools
import json

from engine import scripts
from engine.v8 import load
from tests.project import ROOT

PATIENCE = 60  # seconds; what takes longer has no end


class Probe:
    """The functions of a script of this folder, with all that it imports."""

    def __init__(self, name, patience=PATIENCE):
        self.name, self.patience = name, patience

    @functools.cached_property
    def source(self):
        """Its text as one script, whose one name is that of the file."""
        scripts.ensure()
        return scripts.bundled(ROOT / "tests" / "web" / f"{self.name}.js")

    def call(self, function, *arguments):
        """What a function returns."""
        name = f"{self.name.capitalize()}.{function}"
        return load(self.source).call(name, *arguments, timeout_sec=self.patience)

    def told(self, function, *arguments):
        """The same as data, for functions that return JSON."""
        return json.loads(self.call(function, *arguments))


CALLS = Probe("calls")
call = CALLS.call


told = CALLS.told


@functools.cache
def words():
    """The words of every room, by language and key."""
    return told("words")


@functools.cache
def cases():
    """The cases with a name, and their states."""
    return {one["name"]: one["state"] for one in told("cases")}
