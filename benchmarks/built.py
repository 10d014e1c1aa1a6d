"""The site that a benchmark looks at: one that is given, or else built now."""

from pathlib import Path

from tests.builder import build
from tests.project import ROOT, said


def built(given: str | Path | None, folder: str | Path) -> Path:
    """A folder with a site; one that is not there yet is built, by default inside `folder`."""
    site = Path(given or Path(folder, "site"))
    if not site.exists():
        done = build(ROOT, site)
        if done.returncode:
            raise SystemExit(f"The site does not build:\n{said(done)}")
    return site
