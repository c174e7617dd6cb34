"""Which unit a report is of."""

from __future__ import annotations

import pytest

from disclosure_lint.batch.matching import Matcher
from disclosure_lint.batch.roster import Unit, roster_of

UNITS = [
    Unit("g", "临江市人民政府"),
    Unit("w", "临江市水务局", ("市河湖局",)),
    Unit("h", "临江市人力资源和社会保障局"),
    Unit("e", "东城区人民政府", parent="g"),
    Unit("n", "西山县人民政府", parent="g"),
    Unit("e1", "城关镇人民政府", parent="e"),
    Unit("n1", "城关镇人民政府", parent="n"),
    Unit("q", "青江市城区人民政府"),
]


def match(agency: str | None, signed_by: str | None = None, *around: str) -> tuple[str | None, str, str]:
    found = Matcher(roster_of(UNITS, "roster.csv")).match(agency, signed_by, *around)
    return found.unit, found.sure, found.why


@pytest.mark.parametrize(
    ("agency", "unit", "sure"),
    [
        ("临江市水务局", "w", "certain"),
        (" 临江市 水务局", "w", "certain"),
        ("市河湖局", "w", "certain"),
        ("临江市水务局（本级）", "w", "certain"),
        ("临江市人社局", "h", "certain"),
        ("临江市政府", "g", "certain"),
        ("水务局", "w", "likely"),
        ("临江市人民政府办公室", "g", "likely"),
        ("江北省临江市东城区人民政府", "e", "likely"),
        ("临江市东城区人民政府", "e", "likely"),
    ],
)
def test_names(agency: str, unit: str, sure: str) -> None:
    assert match(agency) == (unit, sure, "")


@pytest.mark.parametrize(
    ("agency", "why"),
    [
        (None, "no-agency"),
        ("临江市教育局", "unknown-agency"),
        ("平江市人民政府", "unknown-agency"),
        ("海城区人民政府", "unknown-agency"),
        ("城关镇人民政府", "ambiguous"),
    ],
)
def test_no_unit(agency: str | None, why: str) -> None:
    assert match(agency) == (None, "certain", why)


@pytest.mark.parametrize(
    ("around", "unit"),
    [("西山县城关镇人民政府2025年政府信息公开工作年度报告", "n1"), ("报送/东城区/城关镇.docx", "e1")],
)
def test_parents_tell_equal_names_apart(around: str, unit: str) -> None:
    assert match("城关镇人民政府", None, around) == (unit, "likely", "")


def test_parents_that_tell_nothing_apart() -> None:
    assert match("城关镇人民政府", None, "东城区与西山县城关镇") == (None, "certain", "ambiguous")


def test_the_signature_where_the_title_names_nobody() -> None:
    assert match(None, "临江市水务局")[0] == "w"
    assert match("某某单位", "临江市水务局") == ("w", "likely", "")
