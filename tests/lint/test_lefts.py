"""What a page's own formula gives, to the left of its sign of equality, as somebody wrote it down.

`\\formula*{op_for}` is written from the page's function, but the letter before it is typed, and a
function does not say which letter its result is.
"""

import re
from pathlib import Path

import pytest
import yaml

import facts
from tests.source import pages

WRITTEN = yaml.safe_load(Path(__file__).with_name("lefts.yml").read_text("utf-8"))
DISPLAYED = re.compile(r"^```tex [^\n]*\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINE = re.compile(r"\\\\|\\q?quad|\n")
EQUATION = re.compile(r"(?P<left>.*?)\s*&?=\s*\\formula\*\{(?P<name>[\w-]+)\}")
LAYOUT = re.compile(r"\\begin\{aligned\}|&")


def lefts(text):
    """The left side of every displayed formula that the page computes itself."""
    ours = {one.id for one in facts.formulas()}
    return {
        one["name"]: LAYOUT.sub("", one["left"]).strip()
        for body in DISPLAYED.findall(text)
        for line in LINE.split(body)
        if (one := EQUATION.match(line)) and one["name"] not in ours
    }


@pytest.mark.parametrize("page", pages("en"), ids=repr)
def test_a_formula_gives_what_somebody_wrote_down(page):
    assert lefts(page.text) == WRITTEN.get(page.name, {}), f"{page.where}: see tests/lint/lefts.yml"


def test_every_row_is_of_a_page():
    assert WRITTEN.keys() <= {page.name for page in pages("en")}


def test_a_left_side_is_found_in_a_line_and_in_lines():
    text = '```tex id="a"\n\\begin{aligned} r &= \\formula*{one} \\\\ j &= \\formula*{two}\n```\n'
    assert lefts(text) == {"one": "r", "two": "j"}
