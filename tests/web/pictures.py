"""Ask the pictures of the layer-stack calculator in V8."""

import functools
import json

from engine import scripts, v8
from tests.project import ROOT

PROBE = ROOT / "tests" / "web" / "picture.js"


@functools.cache
def source():
    """The pictures as one script, with what only tests ask of them."""
    scripts.ensure()
    return scripts.bundled(PROBE)


def call(function, *arguments):
    """What a function of tests/web/picture.js gives."""
    engine = v8.load(source())
    return json.loads(engine.call(f"Picture.{function}", *arguments, timeout_sec=60))


def written(name):
    """A model of tests/web/models/written."""
    return (ROOT / "tests" / "web" / "models" / "written" / f"{name}.py").read_text()
