"""Reading numbers and claims: what words admit, where a claim stands, and how long it takes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint.claims import quantity_at, read_claims
from disclosure_lint.claims.lexicon import expanded
from disclosure_lint.claims.numerals import read_numeral
from disclosure_lint.claims.prose import fold
from tests.narrative import found, problems, report_saying


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("41件", 41, 41, "件"),
        ("1,234件", 1234, 1234, "件"),
        ("三百二十一件", 321, 321, "件"),
        ("两千零五件", 2005, 2005, "件"),
        ("一万二千件", 12000, 12000, "件"),
        ("十余件", 10, 20, "件"),
        ("百余条", 100, 200, "条"),
        ("40余件", 40, 50, "件"),
        ("2100余条", 2100, 2200, "条"),
        ("12余件", 12, 22, "件"),
        ("1.3万余条", 13000, 14000, "条"),
        ("18万余条", 180000, 190000, "条"),
        ("5.1万人", 50500, 52000, "人"),
        ("961.16万元", 961.16, 961.16, "万元"),
        ("33.9%", 33.9, 33.9, "%"),
        ("八成", 80, 80, "%"),
        ("50件以上", 50, float("inf"), "件"),
        ("50件左右", 40, 60, "件"),
        ("50件以下", 0, 50, "件"),
        ("41", 41, 41, ""),
    ],
)
def test_quantity(text: str, low: float, high: float, unit: str) -> None:
    quantity = quantity_at(text, 0)
    assert quantity is not None
    assert (quantity.low, quantity.high, quantity.unit, quantity.end) == (low, high, unit, len(text))


@pytest.mark.parametrize(("text", "at"), [("一事一审", 0), ("第三条", 1), ("每一件", 1), ("数十件", 1), ("一次性", 0)])
def test_no_quantity(text: str, at: int) -> None:
    assert quantity_at(text, at) is None


@pytest.mark.parametrize(
    ("text", "value"), [("二〇二四", 2024), ("十", 10), ("二十", 20), ("一百零三", 103), ("三亿零二十万", 300_200_000)]
)
def test_numeral(text: str, value: int) -> None:
    assert read_numeral(text) == value


def test_choices_are_written_out() -> None:
    assert expanded("{上|去}年{度|}") == ["上年度", "上年", "去年度", "去年"]


@pytest.mark.parametrize("text", ["全年收到政府信息公开申请 52 件。", "全年收到政府信息公开申请\u3000５２\n件。"])
def test_the_span_is_that_of_the_number_as_printed(text: str) -> None:
    finding = next(each for each in found(report_saying(text)) if each.code == "N301")
    assert finding.span is not None
    printed = text[slice(*finding.span)]
    assert "".join(printed.split()) in ("52件", "５２件")


@pytest.mark.parametrize("text", ["收到 1,234 件", "（收到）５２件: 其中", "ａ％", "1,23"])
def test_folding_keeps_places(text: str) -> None:
    prose = fold(text)
    for at, char in enumerate(prose.text):
        start, end = prose.span(at, at + 1)
        assert end == start + 1
        assert text[start] == char or not char.isascii() or not text[start].isascii() or text[start] in ",:()"


def test_words_that_are_not_known_keep_a_claim_from_being_sure() -> None:
    claims = read_claims(report_saying("窗口甲收到政府信息公开申请52件。")).claims
    assert not any(claim.sure for claim in claims)


PROSE = (
    "（二）依申请公开情况。2025年，我局共收到政府信息公开申请41件，同比增长13.9%，其中自然人34件、法人或其他组织7件，"
    "上年结转3件；办结41件，予以公开12件，占29.3%，部分公开4件，不予公开7件，无法提供11件，不予处理3件，其他处理4件，"
    "结转下年度继续办理3件。全年主动公开政府信息136条，其中网站公开100条、微信公开36条。坚持以人民为中心，持续加强政策解读，"
    "围绕重点领域做好信息发布工作，不断提升公开的质量和实效，主动回应社会关切。"
)


def test_ten_kilobytes_are_read_in_fifteen_milliseconds() -> None:
    """The best of several runs, so that a busy machine does not fail the test; twice the time is allowed for one."""
    copies = 10_000 // len(PROSE.encode()) + 1
    read_claims(report_saying(PROSE))
    best = min(_seconds(*[PROSE] * copies) for _ in range(8))
    assert best < 0.030


def _seconds(*paragraphs: str) -> float:
    report = report_saying(*paragraphs)
    start = time.process_time()
    read_claims(report)
    return time.process_time() - start


LONG = 250_000
HOSTILE = [
    "其中" * LONG,
    "1," * LONG,
    "1件、" * LONG,
    "（" * LONG,
    "（1件" * LONG,
    "其中网站1条，" * LONG,
    "共9条，其中1条、" * (LONG // 4) + "。",
    "占1%，" * LONG,
    "共1条，占1%。" * (LONG // 4),
    "收到申请1件。" * (LONG // 4),
    "均已办结申请。" * (LONG // 4),
    "未" * LONG,
    "未收到申请、" * (LONG // 4),
    "“1" * LONG,
    "《" * LONG,
    "一" * LONG,
    "万" * LONG,
    "A" * LONG,
    "9" * LONG,
    "9-" * LONG,
    "占总" * LONG,
    "答复率" * LONG,
    "未收取" * LONG,
]


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:6])
def test_hostile_lines_cost_little(text: str) -> None:
    """A line of a megabyte made to be slow takes no longer than ten seconds."""
    report = report_saying(text)
    start = time.process_time()
    problems(report)
    assert time.process_time() - start < 10


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        alphabet="收到申请办结新上年转下度件条、，。；（）其中占%1290十万余未无均全部行政复议诉讼维持公开不予自然人组织较比增长2025年月第《》“”"
    )
)
def test_any_text_is_read(text: str) -> None:
    for finding in found(report_saying(text)):
        assert finding.span is None or 0 <= finding.span[0] <= finding.span[1] <= len(text)
