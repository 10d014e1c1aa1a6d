"""The docstrings of the snippets: what they say, read as it stands, and how that is found out.

`reading` takes a text apart and computes its formulas, `layers` has what docstrings say in the same
words everywhere (sizes, shapes, bounds, dtypes, errors), and `about_...` what one snippet says.
"""

import importlib
from pathlib import Path

from tests.snippets.docstrings.claims import CLAIMS

for path in sorted(Path(__file__).parent.glob("about_*.py")):
    importlib.import_module(f"{__name__}.{path.stem}")

__all__ = ["CLAIMS"]
