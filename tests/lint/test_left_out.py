"""A run says what it left out, and in CI it fails for it."""

import pytest

from tests.project import run, said, write

TESTS = """
import pytest

@pytest.mark.skipif({lacks}, reason="there is no lamp, so nothing was lit")
@pytest.mark.parametrize("n", [1, 2])
def test_light(n):
    pass
"""


@pytest.mark.parametrize(
    ("lacks", "options", "code", "words"),
    [
        (True, [], 0, "left out, 2 tests: there is no lamp, so nothing was lit"),
        (True, ["--complete", "-n", "1"], 1, "FAILED: left out, 2 tests: there is no lamp"),
        (False, ["--complete"], 0, "2 passed"),
    ],
)
def test_what_was_left_out(tmp_path, lacks, options, code, words):
    write(tmp_path / "test_lamp.py", TESTS.format(lacks=lacks))
    alone = ["-p", "tests.conftest", "-p", "no:cacheprovider", "--strict-markers"]
    done = run("-m", "pytest", "-q", *alone, *options, tmp_path / "test_lamp.py")
    assert done.returncode == code, said(done)
    assert words in done.stdout
