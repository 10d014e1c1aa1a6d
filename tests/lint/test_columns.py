"""Columns of a table do not change places unnoticed: a third text says what stands over them."""

from pathlib import Path

import pytest
import yaml

from tests.lint.columns import columns, pictures
from tests.source import pages

WRITTEN = yaml.safe_load(Path(__file__).with_name("columns.yml").read_text("utf-8"))
PICTURES = yaml.safe_load(Path(__file__).with_name("pictures.yml").read_text("utf-8"))
ENGLISH = [page for page in pages() if page.language == "en" and not page.is_lab]


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.where)
def test_columns_are_called_what_somebody_wrote_down(page):
    found = columns(page)
    assert found == WRITTEN.get(page.name, {}), f"{page.where}: compare tests/lint/columns.yml"


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.where)
def test_a_picture_shows_what_somebody_wrote_down(page):
    """Nothing computes whether an array deserves its heading: two could change places."""
    found = pictures(page)
    assert found == PICTURES.get(page.name, {}), f"{page.where}: compare tests/lint/pictures.yml"


def test_every_page_written_down_is_one():
    assert {*WRITTEN, *PICTURES} <= {page.name for page in ENGLISH}
