"""The true errors of the narratives of real reports are found, and their sound figures raise nothing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from disclosure_lint import lint
from disclosure_lint.claims import read_claims
from tests.corpus.facts import BLOCKS, OUTCOMES, SHARED, needs_reports, read_facts
from tests.narrative import found

if TYPE_CHECKING:
    from disclosure_lint.result import Result

G01, G02 = "G01_shanghai_gov_office_2019.html", "G02_shanghai_stcsm_2024.md"
G05_2023, G05_2024 = "G05_suqian_city_2023.txt", "G05_suqian_city_2024.txt"
G12 = "G12_shuyang_county_2025_ocr.txt"
#: Report, rule, severity, and figures that the message tells.
TRUE = [
    (G01, "N301", "error", ("258", "275", "272", "自然人")),
    (G01, "N301", "warning", ("265", "337", "不掌握")),
    (G01, "N301", "warning", ("716", "805")),
    (G01, "N306", "warning", ("33.9%", "32.0%")),
    (G01, "N306", "info", ("4.34%", "4.35%")),
    (G01, "N302", "warning", ("均获维持", "尚未审结” 2", "尚未审结” 1")),
    (G02, "N305", "warning", ("2139", "2160", "21，")),
    (G02, "N308", "warning", ("所有申请均已按要求办理完成", "1 件")),
]
#: How many errors and warnings of N rules each report has; the damaged copies of one report have none.
COUNTS = {G01: 5, G02: 2, G05_2023: 0, G05_2024: 0, G12: 0, "S01_longgang_2013_damaged.txt": 0}


@cache
def judged(name: str) -> Result:
    return lint(SHARED / name, language="zh")


@needs_reports
@pytest.mark.parametrize(("name", "code", "severity", "figures"), TRUE)
def test_a_true_error_is_found(name: str, code: str, severity: str, figures: tuple[str, ...]) -> None:
    told = [(each.severity, each.message) for each in judged(name).findings if each.code == code]
    assert any(level == severity and all(figure in message for figure in figures) for level, message in told), told


@needs_reports
@pytest.mark.parametrize("name", COUNTS)
def test_nothing_else_is_found(name: str) -> None:
    serious = [each for each in judged(name).findings if each.code.startswith("N") and each.severity != "info"]
    assert len(serious) == COUNTS[name], [(each.code, each.message) for each in serious]


@needs_reports
def test_damaged_copies_raise_nothing() -> None:
    for path in sorted((SHARED / "damaged").iterdir()):
        codes = [each.message for each in lint(path, profile="cn-2021").findings if each.code.startswith("N")]
        assert codes == [], path.name


@needs_reports
def test_cases_of_another_scope_are_likely() -> None:
    """134 and 57 cases filed against 170 and 77 in the table, which the text file lacks."""
    report = judged(G05_2024).report
    assert report is not None
    rows = read_facts()["G05-2024"].disputes
    report.data["tables"]["disputes"] = {block: dict(zip(OUTCOMES, rows[block], strict=True)) for block in BLOCKS}
    report.memo.clear()
    told = [(each.severity, each.confidence, each.message) for each in found(report, ["N302"])]
    report.memo.clear()
    del report.data["tables"]["disputes"]
    assert [each[:2] for each in told] == [("warning", "likely")] * 2
    assert "134" in told[0][2]
    assert "170" in told[0][2]
    assert "57" in told[1][2]
    assert "77" in told[1][2]


#: Figures that a careful reader ties to the tables, each with what it is about.
READ = {
    G05_2023: [(3607, "taken_in"), (3493, "taken_in·natural_person"), (114, "taken_in·organizations"), (1191, "granted"),
               (328, "partially_granted"), (142, "denied"), (1078, "unavailable"), (406, "not_processed"),
               (341, "other_handling"), (121, "forward"), (2950, "processing_fee")],
    G12: [(749, "received"), (741, "received·natural_person"), (8, "received·organizations"), (31, "forward")],
    G02: [(34, "received"), (2, "over"), (9, "granted"), (10, "unavailable"), (14, "other_handling"), (1, "forward"),
          (1, "review"), (0, "litigation")],
}  # fmt: skip


@needs_reports
@pytest.mark.parametrize("name", READ)
def test_sound_figures_are_read(name: str) -> None:
    report = judged(name).report
    assert report is not None
    claims = {(claim.quantity.value, claim.key) for claim in read_claims(report).claims}
    assert [each for each in READ[name] if each not in claims] == []
