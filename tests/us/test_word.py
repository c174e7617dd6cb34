"""The Word form of a report gives the data of its XML: figure by figure."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from disclosure_lint import lint, read
from tests.us.exchange import clean
from tests.us.word import document

SAMPLES = Path(__file__).parents[3] / "shared" / "reports" / "us" / "samples"


def figures(value: Any, pointer: str = "") -> dict[str, Any]:
    """Return every figure by its pointer."""
    if isinstance(value, (dict, list)):
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        return {at: each for key, member in pairs for at, each in figures(member, f"{pointer}/{key}").items()}
    return {pointer: value}


def test_a_document_gives_the_data_of_the_draft() -> None:
    draft = clean()
    draft["tables"]["fees"]["footnotes"] = ["Fees of one office were returned."]
    report = read(document(draft), name="report.docx")
    assert (report.profile.id, report.year) == ("us-foia", 2024)
    assert report.data["tables"] == draft["tables"]
    place = report.place("/tables/personnel_and_costs/components/OPS/total_costs")
    assert place is not None
    assert (place.table, place.label) == (22, "IX, component OPS, Total Costs")


def test_statutes_are_read_with_every_component() -> None:
    draft = clean()
    statutes = [
        {
            "statute": "41 U.S.C. § 4702",
            "information_withheld": ["Contractor proposals", "Bids"],
            "cases": ["Smith v. Agency, 1 F.3d 1"],
            "components": {"LEG": 1, "OPS": 1200},
            "overall": 1201,
        },
        {
            "statute": "26 U.S.C. § 6103",
            "information_withheld": ["Returns"],
            "cases": ["N/A", "Jones v. Agency, 2 F.3d 2"],
            "components": {"OPS": 7},
            "overall": 7,
        },
    ]
    draft["tables"]["exemption_3_statutes"]["statutes"] = statutes
    report = read(document(draft), name="report.docx")
    assert report.data["tables"]["exemption_3_statutes"]["statutes"] == statutes
    at = "/tables/exemption_3_statutes/statutes"
    places = [
        report.place(f"{at}/{end}") for end in ("0", "1", "0/components/LEG", "0/components/OPS", "1/components/OPS")
    ]
    assert [(each.table, each.row, each.cell) for each in places if each] == [
        (1, 2, 1), (1, 4, 1), (1, 2, 5), (1, 3, 5), (1, 4, 5),
    ]  # fmt: skip


def test_a_wrong_figure_of_a_document_is_found_in_its_cell() -> None:
    draft = clean()
    draft["tables"]["requests_processed"]["components"]["LEG"]["processed"] = 39
    draft["tables"]["requests_processed"]["overall"]["processed"] = 58
    found = {each.code: each for each in lint(document(draft), name="report.docx").findings}
    assert {"U201", "U301", "U317"} <= set(found)
    assert found["U301"].place is not None
    assert found["U301"].place.row is not None


def test_a_table_of_no_form_is_searched_for_what_must_not_be_published() -> None:
    fees = "<p>X. Fees Collected</p><table><tr><td>Agency<td>Amount<td>Share<tr><td>OPS<td>$5<td>1%</table>"
    page = f"<html><body>{fees}<table><tr><td>Clerk<td>11010519491231002X</table></body></html>"
    found = {each.code: each for each in lint(page.encode(), name="report.html", profile="us-foia").findings}
    assert found["C506"].place is not None
    assert (found["C506"].place.table, found["C506"].place.cell) == (2, 2)


@pytest.mark.skipif(not SAMPLES.is_dir(), reason="the real reports are not here")
@pytest.mark.parametrize("year", ["2016", "2017"])
def test_both_forms_of_a_real_report_tie_out(year: str) -> None:
    forms = [read((SAMPLES / f"DOJ_{year}.{kind}").read_bytes(), name=f"report.{kind}") for kind in ("xml", "docx")]
    xml, word = (
        {
            at: value
            for at, value in figures(form.data["tables"]).items()
            if not at.startswith("/exemption_3") and "footnotes" not in at
        }
        for form in forms
    )
    assert len(xml) > 5000
    assert {at: (value, word.get(at)) for at, value in xml.items() if word.get(at) != value} == {}
    assert {value for at, value in word.items() if at not in xml} <= {0, "N/A"}
