"""The same report in every format and style gives the same data."""

from __future__ import annotations

import pytest

from tests.generator.model import clean
from tests.generator.render import DOCUMENTS
from tests.generator.run import EFFORT, read_back


@pytest.mark.parametrize("style", ["json", *DOCUMENTS])
def test_a_document_gives_the_data_of_its_draft(style: str) -> None:
    """As the YAML draft of the same report gives them."""
    for seed in range(100, 100 + 3 * EFFORT):
        script = clean(seed)
        assert read_back(script, style, seed) == read_back(script, "yaml", seed), f"{style}, seed {seed}"
