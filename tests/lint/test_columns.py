"""Columns of a table do not change places unnoticed: a third text says what stands over them."""

from pathlib import Path

import pytest
import yaml

from tests.lint.columns import columns
from tests.source import pages

WRITTEN = yaml.safe_load(Path(__file__).with_name("columns.yml").read_text("utf-8"))
ENGLISH = [page for page in pages() if page.language == "en" and not page.is_lab]


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.where)
def test_columns_are_called_what_somebody_wrote_down(page):
    found = columns(page)
    assert found == WRITTEN.get(page.name, {}), f"{page.where}: compare tests/lint/columns.yml"


def test_every_page_written_down_is_one():
    assert set(WRITTEN) <= {page.name for page in ENGLISH}
