"""Sentences that agree with the tables, or that are not about them, raise no error and no warning."""

from __future__ import annotations

import pytest

from tests.narrative import report_saying, sentences, serious

CLEAN = sentences("clean")
ALL = [text for name, texts in CLEAN.items() if name != "other_bodies" for text in texts]


@pytest.mark.parametrize("text", ALL)
def test_nothing_is_wrong(text: str) -> None:
    assert serious(report_saying(text)) == []


@pytest.mark.parametrize("text", ALL)
def test_nothing_is_wrong_in_one_paragraph_with_others(text: str) -> None:
    """What stands beside a sentence does not change its meaning."""
    before, behind = "规范依申请公开办理流程，加强与申请人的沟通。", "加强业务培训，全年举办培训2次，参加80人次。"
    assert serious(report_saying(before + text + behind)) == []


@pytest.mark.parametrize(("agency", "kind", "text"), CLEAN["other_bodies"])
def test_nothing_is_wrong_of_bodies_of_every_kind(agency: str, kind: str, text: str) -> None:
    assert serious(report_saying(text, agency=agency, agency_kind=kind)) == []


def test_enough_sentences() -> None:
    assert len(ALL) >= 300
