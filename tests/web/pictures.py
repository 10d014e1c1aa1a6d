"""Ask the pictures of the layer-stack calculator in V8."""

from tests.project import ROOT
from tests.web.v8 import Probe

PICTURE = Probe("picture")
call = PICTURE.told


def written(name):
    """A model of tests/web/models/written."""
    return (ROOT / "tests" / "web" / "models" / "written" / f"{name}.py").read_text()
