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
    expected = {key: table for key, table in draft["tables"].items() if key != "exemption_3_statutes"}
    assert report.data["tables"] == expected
    place = report.place("/tables/personnel_and_costs/components/OPS/total_costs")
    assert place is not None
    assert (place.table, place.label) == (21, "IX, component OPS, Total Costs")


def test_a_wrong_figure_of_a_document_is_found_in_its_cell() -> None:
    draft = clean()
    draft["tables"]["requests_processed"]["components"]["LEG"]["processed"] = 39
    draft["tables"]["requests_processed"]["overall"]["processed"] = 58
    found = {each.code: each for each in lint(document(draft), name="report.docx").findings}
    assert {"U201", "U301", "U317"} <= set(found)
    assert found["U301"].place is not None
    assert found["U301"].place.row is not None


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
