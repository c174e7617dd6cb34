"""The same report in every format and style gives the same data."""

from __future__ import annotations

from random import Random

import pytest

from disclosure_lint import read
from tests.generator.model import clean
from tests.generator.render import DOCUMENTS
from tests.generator.render.sheets import tables
from tests.generator.run import EFFORT, read_back


@pytest.mark.parametrize("style", ["json", *DOCUMENTS])
def test_a_document_gives_the_data_of_its_draft(style: str) -> None:
    """As the YAML draft of the same report gives them."""
    for seed in range(100, 100 + 3 * EFFORT):
        script = clean(seed)
        assert read_back(script, style, seed) == read_back(script, "yaml", seed), f"{style}, seed {seed}"


@pytest.mark.parametrize("apart", [False, True], ids=["one-sheet", "a-sheet-each"])
def test_a_workbook_gives_the_tables_of_the_draft(apart: bool) -> None:
    """A workbook that holds the tables alone gives the same tables."""
    for seed in range(100, 100 + 3 * EFFORT):
        script = clean(seed)
        data = read(tables(script, Random(seed), apart=apart), name="tables.xlsx").data
        assert data["tables"] == read_back(script, "yaml", seed)["tables"], f"seed {seed}"
        assert data["year"] == script.data["year"]
