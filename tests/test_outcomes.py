"""Generated reports and single sentences: all that is read and said of them is as tests/golden/ keeps it."""

from __future__ import annotations

import pytest

from tests.generator.faults import FAULTS, Fault
from tests.generator.render import DOCUMENTS
from tests.outcomes import golden, of_document, of_fault, of_sentence, sentences_of


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code}-{fault.name}")
def test_a_fault_in_a_draft_and_in_a_document(fault: Fault) -> None:
    assert of_fault(fault) == golden("generated")[f"{fault.code} {fault.name}"], "make golden, and read the difference"


@pytest.mark.parametrize("style", DOCUMENTS)
def test_what_is_read_and_where(style: str) -> None:
    assert of_document(style) == golden("documents")[style], "make golden, and read the difference"


@pytest.mark.parametrize("text", sentences_of())
def test_a_sentence(text: str) -> None:
    assert of_sentence(text) == golden("sentences").get(text, {}), "make golden, and read the difference"


def test_nothing_else_is_kept() -> None:
    assert set(golden("generated")) == {f"{fault.code} {fault.name}" for fault in FAULTS}
    assert set(golden("sentences")) <= set(sentences_of())
