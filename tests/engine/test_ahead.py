"""Pages that are run beside the build: the same results, the same sentences, and nothing lost."""

import os

import pytest

from engine import ahead, pages
from engine.errors import PageError

BLOCK = '```python exec="quote" id="one"\n{}\nprint(four)\n```\n'
RIGHT = BLOCK.format("four = 2 + 2")


@pytest.fixture
def beside():
    one = ahead.Ahead()
    yield one
    one.end()


def test_a_page_gives_the_same(beside):
    beside.begin([(pages.executed, RIGHT, "page")])
    assert beside.call(pages.executed, RIGHT, "page") == pages.executed(RIGHT, "page")


def test_it_ran_in_another_process(beside):
    text = BLOCK.format("import os\n\nfour = os.getpid()")
    beside.begin([(pages.executed, text, "page")])
    (printed,) = beside.call(pages.executed, text, "page").printed
    assert int(printed) != os.getpid()


def test_a_failing_page_says_the_same(beside):
    wrong = BLOCK.format("four = 2 + 0 / 0")
    beside.begin([(pages.executed, wrong, "page"), (pages.executed, RIGHT, "next")])
    with pytest.raises(PageError, match="ZeroDivisionError") as error:
        beside.call(pages.executed, wrong, "page")
    with pytest.raises(PageError) as here:
        pages.executed(wrong, "page")
    assert str(error.value) == str(here.value)
    assert beside.call(pages.executed, RIGHT, "next").printed == ["4\n"]


def test_a_page_that_ends_the_process_runs_here(beside):
    ends = f"import os\n\nif os.getpid() != {os.getpid()}:\n    os._exit(0)\nfour = 4"
    text = BLOCK.format(ends)
    beside.begin([(pages.executed, text, "page"), (pages.executed, RIGHT, "next")])
    assert beside.call(pages.executed, text, "page").printed == ["4\n"]
    assert beside.call(pages.executed, RIGHT, "next").printed == ["4\n"]


def test_a_value_that_cannot_be_sent(beside):
    text = BLOCK.format("four = (lambda: 4)()\nmade = [lambda: 4]")
    beside.begin([(pages.executed, text, "page")])
    assert beside.call(pages.executed, text, "page").printed == ["4\n"]


def test_what_was_not_begun_runs_here(beside):
    assert beside.call(pages.executed, RIGHT, "page") == pages.executed(RIGHT, "page")
