"""The picture of a report: its text, masked, with what each piece was read as."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_lint import facsimile
from disclosure_lint.checks.suspects import hide
from disclosure_lint.facsimile.marks import Marker
from disclosure_lint.facsimile.masked import hidden, hidden_together
from disclosure_lint.profiles import profiles
from disclosure_lint.report import Report
from tests.generator.faults import FAULTS, Fault
from tests.generator.model import clean
from tests.generator.render import DOCUMENTS, RENDERERS
from tests.generator.run import rendered
from tests.html.page import FAULTY, GOOD, judged, written

if TYPE_CHECKING:
    from disclosure_lint.findings import Finding

MOBILE = "13812345678"
PIECES = st.sampled_from(
    ["1381234", "5678", "13812345678", " ", "-", "电话", "身份证号：", "110105199003072831", "。", "x", "申请人张建国"]
)


def styles_for(fault: Fault) -> list[str]:
    fit = [style for style in (DOCUMENTS if fault.printed else RENDERERS) if style not in fault.without]
    return [fit[(FAULTS.index(fault) * 5 + number * 3) % len(fit)] for number in range(2)]


def marked_at_its_place(finding: Finding, report: Report, marker: Marker) -> bool:
    """What is about a text is marked at exactly these characters; what is about a value at least at it."""
    mark = marker.mark(finding)
    text = report.get(finding.pointer) if finding.pointer else None
    if text is None:
        return True
    if mark is None or not mark.exact:
        return False
    if finding.span and isinstance(text, str):
        piece = marker.pieces[mark.piece]
        return piece.text[mark.start : mark.end] == hide(report, text)[slice(*finding.span)]
    return True


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code}-{fault.name}")
def test_every_finding_is_marked_at_its_place(fault: Fault) -> None:
    """In documents of every style and in drafts."""
    for seed, style in enumerate(styles_for(fault)):
        script, expected = fault.inject(seed)
        result = judged(*rendered(script, style, seed))
        assert result.report is not None
        assert result.facsimile is not None
        marker = Marker(result.facsimile)
        lost = [each for each in result.findings if not marked_at_its_place(each, result.report, marker)]
        assert not lost, f"{style}, seed {seed}"
        if expected.secret:
            assert expected.secret not in repr(result.facsimile) + written(result)


@pytest.mark.parametrize("style", RENDERERS)
def test_nothing_of_a_report_is_lost(style: str) -> None:
    """Every paragraph of the text stands in the picture, in order, whatever the format."""
    script = clean(7)
    result = judged(*rendered(script, style, 7))
    assert result.facsimile is not None
    assert result.report is not None
    everything = "".join("".join(piece.text.split()) for piece in result.facsimile.pieces())
    at = 0
    for section in result.report.data["sections"].values():
        for paragraph in section["text"]:
            at = everything.find("".join(paragraph.split()), at)
            assert at >= 0, paragraph


def test_a_draft_is_drawn_as_its_form() -> None:
    result = judged(GOOD.read_bytes(), GOOD.name)
    assert result.facsimile is not None
    assert result.facsimile.drawn
    grids = [block for block in result.facsimile.blocks if isinstance(block, facsimile.Grid)]
    assert [grid.piece.readings[0].pointer for grid in grids] == [
        "/tables/proactive_disclosure",
        "/tables/requests",
        "/tables/disputes",
    ]
    figures = [[cell for cell in grid.cells if not cell.header] for grid in grids]
    assert [len(each) for each in figures] == [10, 25 * 7, 15]
    (total,) = (cell for cell in figures[1] if cell.piece.readings[0].pointer == "/tables/requests/carried_over/total")
    assert total.piece.text == "1"


def test_values_outside_the_form_are_shown_too() -> None:
    raw = GOOD.read_text(encoding="utf-8").replace("year: 2025", "year: 2025\nremark: 说明一句").encode()
    result = judged(raw, "a.yaml")
    assert result.facsimile is not None
    assert [line.label for line in result.facsimile.blocks if line.piece.text == "说明一句"] == ["remark"]


@given(st.lists(st.lists(PIECES, max_size=6).map("".join), max_size=5))
def test_masks_keep_every_length(texts: list[str]) -> None:
    """Spans of the report hold in its picture."""
    report = Report("a", "text", profiles()["cn-2021"], {"preface": texts})
    assert [len(each) for each in hidden_together(report, texts)] == [len(each) for each in texts]
    assert [len(hidden(report, each)) for each in texts] == [len(each) for each in texts]


def test_a_number_broken_over_two_paragraphs_is_masked() -> None:
    report = Report("a", "text", profiles()["cn-2021"], {})
    assert "1381234" not in "".join(hidden_together(report, ["联系手机138", "12345678。"]))


def test_it_is_only_made_when_asked_for_and_travels() -> None:
    result = judged(FAULTY.read_bytes(), FAULTY.name).without_report()
    assert pickle.loads(pickle.dumps(result)).facsimile == result.facsimile  # noqa: S301 - made here
    from disclosure_lint import lint

    assert lint(FAULTY.read_bytes(), name=FAULTY.name).facsimile is None


def test_a_long_report_is_cut_and_says_so() -> None:
    text = FAULTY.read_text(encoding="utf-8")
    long = text.replace("<h2>", "<p>" + "很长的一段话。" * 30_000 + "</p><h2>", 1)
    assert long != text
    result = judged(long.encode(), "a.html")
    assert result.facsimile is not None
    assert result.facsimile.cut
    assert sum(len(piece.text) for piece in result.facsimile.pieces()) <= facsimile.CHARACTERS
