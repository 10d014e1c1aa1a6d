"""What check_here.py says."""

import contextlib
import io

import check_here
import pytest

from tests.snippets.docstrings.claims import about


def right():
    yield "s = 1", 1, 1


def wrong():
    yield "s = 1", 1, 2


@about("check_here")
def exit_codes(reading):
    all_hold, other = reading.one(
        r"The exit code is (\d) if all formulas hold, else (\d); other texts are no failure\."
    ).groups()
    text = check_here.ERRORS[0]._replace(text="as another release says it")
    for cases, code in (({"one": right}, all_hold), ({"one": right, "two": wrong}, other)):
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(io.StringIO()):
            patch.setattr(check_here, "CASES", cases)
            patch.setattr(check_here, "ERRORS", (text,))
            assert check_here.main() == int(code)
