"""Sentences that contradict the tables or themselves are found, each by its rule and with the right figures."""

from __future__ import annotations

import pytest

from tests.narrative import found, report_saying, sentences, serious

FAULTY = sentences("faulty")
CLAIMS = FAULTY["claims"]


@pytest.mark.parametrize(("code", "text", "stated", "right"), CLAIMS)
def test_the_fault_is_found(code: str, text: str, stated: str, right: str) -> None:
    findings = found(report_saying(text))
    messages = [each.message for each in findings if each.code == code]
    assert any(stated in message and right in message for message in messages), [each.message for each in findings]


@pytest.mark.parametrize(("code", "text", "stated", "right"), CLAIMS)
def test_the_fault_is_found_among_other_sentences(code: str, text: str, stated: str, right: str) -> None:
    around = f"规范依申请公开办理流程，加强与申请人的沟通。{text}加强业务培训，全年举办培训2次，参加80人次。"
    messages = [each.message for each in found(report_saying(around)) if each.code == code]
    assert any(stated in message and right in message for message in messages)


@pytest.mark.parametrize("text", FAULTY["phrasings"])
def test_a_phrasing_is_understood(text: str) -> None:
    assert serious(report_saying(text))


@pytest.mark.parametrize(("agency", "kind", "text"), FAULTY["other_bodies"])
def test_the_body_itself_is_known_by_its_names(agency: str, kind: str, text: str) -> None:
    assert serious(report_saying(text, agency=agency, agency_kind=kind))


def test_enough_sentences() -> None:
    assert len(CLAIMS) + len(FAULTY["phrasings"]) >= 180
