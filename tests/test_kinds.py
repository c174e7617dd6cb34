"""Kinds of faults of the text, each in at least six phrasings: found with the right figures, and only where wrong."""

from __future__ import annotations

import pytest

from tests.generator.run import findings, shown
from tests.kinds import Kind, kinds

KINDS = kinds()
CASES = [
    pytest.param(kind, number, id=f"{kind.name}-{number}") for kind in KINDS for number in range(len(kind.phrasings))
]


@pytest.mark.parametrize(("kind", "number"), CASES)
def test_the_fault_is_found_in_every_format(kind: Kind, number: int) -> None:
    script, told = kind.said(number, wrong=True)
    for style in kind.styles(number):
        found = findings(script, style, number)
        messages = [each.message for each in found if each.code == kind.rule]
        assert any(all(part in message for part in told) for message in messages), (style, told, shown(found))


@pytest.mark.parametrize(("kind", "number"), CASES)
def test_the_same_is_clean_where_it_is_right(kind: Kind, number: int) -> None:
    script, _ = kind.said(number, wrong=False)
    for style in kind.styles(number):
        found = findings(script, style, number)
        assert shown([each for each in found if each.severity != "info" or each.code == kind.rule]) == [], style


def test_enough_kinds_and_phrasings() -> None:
    assert len(KINDS) >= 40
    assert min(len(kind.phrasings) for kind in KINDS) >= 6
