"""Title, body, dates, signature, number and contact around the chapters."""

from __future__ import annotations

import pytest

from disclosure_lint import lint
from disclosure_lint.extract.agencies import core, kind_of, level_of, looks_like_body, place_of, same_body, short_names
from disclosure_lint.extract.dates import find_dates, find_period, find_periods
from disclosure_lint.extract.front import extract_front
from disclosure_lint.extract.titles import (
    body_in_sentence,
    find_title,
    is_title,
    page_title,
    parse_title,
    squeeze,
    stated_year,
)
from disclosure_lint.outline import Paragraph, Place, Run
from tests.cli.run import ROOT


def lines(*texts: str) -> list[Paragraph]:
    """Return paragraphs that stand one to a line."""
    return [Paragraph(text, Place(line=n), (Run(0, n, 1),)) for n, text in enumerate(texts, 1)]


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("2019年临江市人民政府办公厅政府信息公开工作年度报告", "临江市人民政府办公厅", 2019),
        ("临江市水务局2019年度政府信息公开工作年度报告", "临江市水务局", 2019),
        ("临江市水务局政府信息公开年度报告", "临江市水务局", None),
        ("临江市水务局政府信息公开工作2024年度报告", "临江市水务局", 2024),
        ("临江市水务局2024年度政府信息公开工作报告", "临江市水务局", 2024),
        ("临江市水务局年度政府信息公开工作报告", "临江市水务局", None),
        ("2024年度临江市水务局政务公开年度报告", "临江市水务局", 2024),
        ("临江市水务局二〇二〇年政府信息公开工作年度报告", "临江市水务局", 2020),
        ("临江市东湖区人民政府信息公开工作年度报告", "临江市东湖区人民政府", None),
        ("临江市东湖区人民政府2023年政府信息公开工作年度报告", "临江市东湖区人民政府", 2023),
        ("关于临江市水务局2023年政府信息公开工作情况的报告", "临江市水务局", 2023),
        ("临江市水务局2023年年报", "临江市水务局", 2023),
        ("临江市第一中学2023—2024学年信息公开年度报告", "临江市第一中学", 2024),
        ("临江市水务局2023年度政府信息公开工作总结", "临江市水务局", 2023),
        ("临江市2023年政务公开情况的报告", "临江市", 2023),
        ("临江市人民2023年政府信息公开工作年度报告", "临江市人民政府", 2023),
        ("临江市水务局 2023 年政府信息公开工作年度报告（公开版）", "临江市水务局", 2023),
        ("局2023年政府信息公开年报", None, 2023),
        ("临江市水务局二O二三年信息公开报告", "临江市水务局", 2023),
        ("## 临江市水务局 ２０２３ 年政府信息公开工作年度报告", "临江市水务局", 2023),
    ],
)
def test_titles(title: str, agency: str | None, year: int | None) -> None:
    assert is_title(squeeze(title))
    assert parse_title(squeeze(title)) == (agency, year)


@pytest.mark.parametrize(
    "text",
    [
        "现将临江市水务局2023年政府信息公开年度报告公布如下",
        "根据条例编制政府信息公开工作年度报告",
        "首页>政务公开>政府信息公开年报",
        "一、总体情况",
        "临江市水务局",
        "附件：临江市水务局2023年年报",
        "关于《临江市水务局2023年政府信息公开工作年度报告》",
        "临江市水务局第3期政府信息公开报告",
        "临江市水务局2023年政府信息公开指南",
        f"{'临江市' * 25}2023年政府信息公开工作年度报告",
    ],
)
def test_sentences_are_no_titles(text: str) -> None:
    assert not is_title(text)


WHOLE = "临江市水务局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize(
    ("texts", "title", "end"),
    [
        ((WHOLE,), WHOLE, 1),
        (("临江市水务局", "2023 年政府信息公开工作年度报告"), WHOLE, 2),
        (("临江市水务局2023年", "政府信息公开工作", "年度报告"), WHOLE, 3),
        (("临江市水务局", "2023年", "政府信息公开工作年度报告"), WHOLE, 3),
        (("首页", "临江市水务局2023年政府信息公开工作", "年度报告", "临江市水务局"), WHOLE, 3),
        (
            ("临江市住房和城乡", "建设局2023年政府信息公开工作年度报告"),
            "临江市住房和城乡建设局2023年政府信息公开工作年度报告",
            2,
        ),
    ],
)
def test_a_title_over_several_lines(texts: tuple[str, ...], title: str, end: int) -> None:
    found = find_title(texts)
    assert found is not None
    assert (found.text, found.year, found.end) == (title, 2023, end)


@pytest.mark.parametrize(
    ("texts", "title", "first", "end"),
    [
        (("临江市水务局", "关于", "2023年", "政府信息公开", "年度报告"), "2023年政府信息公开年度报告", 2, 5),
        (
            ("2023年度", "临江市水务局", "政府信息公开工作", "年度报告"),
            "2023年度临江市水务局政府信息公开工作年度报告",
            0,
            4,
        ),
        (("太平镇", WHOLE), WHOLE, 1, 2),
        (("2022年", WHOLE), WHOLE, 1, 2),
        (("2023年", "临江市水务局政府信息公开年度报告"), "2023年临江市水务局政府信息公开年度报告", 0, 2),
        (("临江市", "水务局2023年政府信息公开年度报告"), "临江市水务局2023年政府信息公开年度报告", 0, 2),
        (("本报告说明", "2023年政府信息", "公开年度报告"), "2023年政府信息公开年度报告", 1, 3),
        (("政府信息公开年度报告", "临江市水务局"), "政府信息公开年度报告", 0, 1),
        (
            ("临江市水务局2023年政府信息公开", "年度报告", "年度报告"),
            "临江市水务局2023年政府信息公开年度报告年度报告",
            0,
            3,
        ),
        (("临江市2023年年报", "工作年度报告", "报告"), "临江市2023年年报工作年度报告报告", 0, 3),
        (("公", "开", "年", "度", "报告"), None, 0, 0),
    ],
)
def test_which_lines_a_title_is(texts: tuple[str, ...], title: str | None, first: int, end: int) -> None:
    found = find_title(texts)
    assert (found and (found.text, found.first, found.end)) == (title and (title, first, end))


@pytest.mark.parametrize(
    ("text", "body", "year"),
    [
        ("本报告由临江市水务局负责编制。", "临江市水务局", None),
        ("由我局组织编制。", None, None),
        ("依据条例，由临江市水务局牵头。", "临江市水务局", None),
        ("临江市水务局根据条例编制。", "临江市水务局", None),
        ("依据条例，临江市水务局编制本报告。", "临江市水务局", None),
        ("现将临江市水务局2023年政府信息公开情况公布。", "临江市水务局", 2023),
        ("如有疑问，请与临江市水务局联系。", "临江市水务局", None),
        ("请致电临江市水务局(电话略)。", "临江市水务局", None),
        ("水务局根据条例编制。", None, None),
        ("报告是由临江市水务局、财政局汇总。", None, None),
        ("现公布二〇二三年度政府信息公开工作年度报告。", None, 2023),
        ("根据国办公开办函〔2021〕30号编制政府信息公开年度报告。", None, None),
        ("2023年，临江市政府信息公开。", None, None),
    ],
)
def test_what_a_preface_says(text: str, body: str | None, year: int | None) -> None:
    assert (body_in_sentence(text), stated_year(text)) == (body, year)


def test_title_of_a_page() -> None:
    assert page_title("年报 - 临江市水务局2023年政府信息公开年报 - 门户") == "临江市水务局2023年政府信息公开年报"
    assert page_title("2023年政府信息公开年报--临江市") == "2023年政府信息公开年报"
    assert page_title(f"政府信息公开年报|{WHOLE}") == WHOLE
    assert page_title("临江市水务局政府信息公开工作年度报告>2023年政府信息公开年报") == "2023年政府信息公开年报"
    assert page_title(f"{WHOLE}_政府信息公开年报_临江市人民政府") == WHOLE
    assert page_title("临江市人民政府门户网站") is None


def test_everything_around_the_chapters() -> None:
    before = lines(
        "当前位置：首页 > 年报",
        "临江市水务局",
        "2023 年政府信息公开工作年度报告",
        "临水发〔2024〕2号",
        "发布日期：2024-01-22 来源：临江市水务局 浏览次数：12",
        WHOLE,
        "本报告由临江市水务局根据国办公开办函〔2021〕30号编制。统计期限自2023年1月1日起至2023年12月31日止。"
        "如有疑问，请与我局联系（地址：临江市滨河路1号C栋515室，邮 编 ： 999100 ， 电 话 ： 0999-5550123转12，"
        "传真：0999-5550124，电子邮箱：xxgk@water.example）。",
    )
    after = lines("本年度未收取费用。", "（此件公开发布）", "临江市水务局（盖章）", "2024年01月20日", "- 5 -")
    front = extract_front(before, after, {})
    assert front.data == {
        "title": WHOLE,
        "agency": "临江市水务局",
        "year": 2023,
        "document_number": "临水发〔2024〕2号",
        "published_on": "2024-01-22",
        "signed_on": "2024-01-20",
        "signed_by": "临江市水务局",
        "period": {"start": "2023-01-01", "end": "2023-12-31"},
        "contact": {
            "address": "临江市滨河路1号C栋515室",
            "postcode": "999100",
            "phone": "0999-5550123转12",
            "fax": "0999-5550124",
            "email": "xxgk@water.example",
        },
        "agency_kind": "department",
    }
    assert front.used_before == {0, 1, 2, 3, 4, 5}
    assert front.used_after == {1, 2, 3, 4}
    assert front.found["/signed_on"] == "2024年01月20日"
    assert front.places["/signed_on"].line == 4
    assert front.places["/period/start"].column == before[6].text.index("2023年1月1日") + 1


def test_a_signature_on_one_line_in_chinese_numerals() -> None:
    front = extract_front(lines(WHOLE), lines("无。", "临江市水务局 二〇二四年一月二十日"), {})
    assert front.data["signed_on"] == "2024-01-20"
    assert front.data["signed_by"] == "临江市水务局"


def test_a_signature_above_what_a_letter_or_a_page_prints_last() -> None:
    last = ("（联系人：办公室，联系电话：2222222）", "抄送：临江市人民政府办公室。", "扫一扫在手机打开当前页")
    front = extract_front(lines(WHOLE), lines("无。", "临江市水务局", "2024年1月20日", *last), {})
    assert front.data["signed_on"] == "2024-01-20"
    assert front.data["signed_by"] == "临江市水务局"


def test_the_day_beside_a_source_is_the_publication() -> None:
    front = extract_front(lines(WHOLE, "2024-01-22 来源：临江市水务局", "依据条例编制。"), lines("无。"), {})
    assert front.data["published_on"] == "2024-01-22"
    assert "signed_on" not in front.data


def test_a_signature_below_the_title_and_none_at_the_end() -> None:
    front = extract_front(lines("# " + WHOLE, "临江市水务局", "(2024年1月23日)", "依据条例编制。"), lines("无。"), {})
    assert front.data["signed_on"] == "2024-01-23"
    assert front.used_after == set()
    assert front.used_before == {0, 1, 2}


def test_a_date_that_does_not_exist_is_kept_as_printed() -> None:
    front = extract_front(lines(WHOLE), lines("无。", "2024年2月30日"), {})
    assert "signed_on" not in front.data
    assert front.found["/signed_on"] == "2024年2月30日"


@pytest.mark.parametrize(
    ("before", "after", "year"),
    [
        (["政府信息公开年度报告", "统计期限为2023年1月1日至12月31日。"], [], 2023),
        (["政府信息公开年度报告", "现将我局2023年政府信息公开工作公布如下。"], [], 2023),
        (["政府信息公开年度报告", "根据条例编制。"], ["临江市水务局", "2024年1月20日"], 2023),
    ],
)
def test_year_from_elsewhere(before: list[str], after: list[str], year: int) -> None:
    assert extract_front(lines(*before), lines(*after), {}).data["year"] == year


def test_body_from_the_signature_or_the_preface() -> None:
    preface = "本报告由临江市水务局办公室编制。"
    title = "2023年政府信息公开年度报告"
    assert extract_front(lines(title, preface), lines("临江市水务局"), {}).data["agency"] == "临江市水务局"
    assert extract_front(lines(title, preface), [], {}).data["agency"] == "临江市水务局办公室"


@pytest.mark.parametrize("place", ["江海省", "临江市", "方城县", "东湖区", "延河州", "西林盟", "东乌旗"])
def test_a_place_in_the_title_means_its_government(place: str) -> None:
    data = extract_front(lines(f"{place}2023年政府信息公开工作年度报告"), [], {}).data
    assert (data["agency"], data["agency_kind"]) == (place, "government")
    signed = extract_front(lines(f"{place}2023年政府信息公开工作年度报告"), lines(f"{place}水务局"), {}).data
    assert signed["agency_kind"] == "department"


def test_a_title_that_only_the_page_has() -> None:
    meta = {"title": f"{WHOLE}_临江市人民政府", "published_on": "2024-01-25"}
    front = extract_front(lines("本报告根据条例编制。"), [], meta)
    assert (front.data["title"], front.data["agency"], front.data["year"]) == (WHOLE, "临江市水务局", 2023)
    assert front.data["published_on"] == "2024-01-25"


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2025 年 1 月 20 日", "2025-01-20"),
        ("２０２５年１月２０日", "2025-01-20"),
        ("2025/1/20", "2025-01-20"),
        ("2025.1.20", "2025-01-20"),
        ("二〇二五年一月二十日", "2025-01-20"),
        ("二○二五年十二月三十一日", "2025-12-31"),
        ("二O二五年一月二十日", "2025-01-20"),
        ("2025年元月廿日", "2025-01-20"),
        ("二〇二五年一月廿一日", "2025-01-21"),
        ("二〇二五年正月十日", "2025-01-10"),
        ("二〇二五年十月二十一日", "2025-10-21"),
        ("2025年1月二十日", "2025-01-20"),
        ("二零二四年十二月三十日", "2024-12-30"),
        ("一九九九年一月三日", "1999-01-03"),
        ("１９９９年１２月３１号", "1999-12-31"),
        ("2024年2月29日", "2024-02-29"),
        ("2023年2月29日", None),
        ("2025年2月30日", None),
        ("2025年13月1日", None),
        ("2025年00月01日", None),
        ("2024-2-30", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    (found,) = find_dates(text)
    assert (found.iso, text[found.start : found.end]) == (iso, text)


@pytest.mark.parametrize(
    ("text", "form", "possible"),
    [
        ("2025年1月20日", "arabic", True),
        ("二〇二五年一月二十日", "chinese", True),
        ("2025年一月20日", "mixed", True),
        ("2025-01-20", "numeric", True),
        ("2023年2月29日", "arabic", False),
        ("2月29日", "arabic", True),
        ("2月30日", "arabic", False),
        ("二月三日", "chinese", True),
    ],
)
def test_forms_of_dates(text: str, form: str, *, possible: bool) -> None:
    (found,) = find_dates(f"于{text}。", with_yearless=True)
    assert (found.form, found.possible, found.start, found.end) == (form, possible, 1, 1 + len(text))


def test_a_date_without_a_year() -> None:
    assert [(each.year, each.month, each.day, each.iso) for each in find_dates("2月29日", with_yearless=True)] == [
        (None, 2, 29, None)
    ]
    assert find_dates("2月29日") == []


@pytest.mark.parametrize("text", ["0517-87222589", "20231月1日", "第2023-13号", "2025年1月"])
def test_no_dates(text: str) -> None:
    assert find_dates(text) == []


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("统计期限自2023年1月1日起至2023年12月31日止", "2023-01-01", "2023-12-31"),
        ("统计周期为 2024 年 1 月 1 日至 12 月 31 日", "2024-01-01", "2024-12-31"),
        ("从2019年1月1日到12月31日止，为统计数据时间", "2019-01-01", "2019-12-31"),
        ("统计时限为2025-01-01至2025-12-31", "2025-01-01", "2025-12-31"),
        ("统计起止时间：2022年1月1日-2022年12月31日", "2022-01-01", "2022-12-31"),
        ("统计期限2023年1月1日——2023年12月31日", "2023-01-01", "2023-12-31"),
        ("统计期限2023.1.1-2023.12.31", "2023-01-01", "2023-12-31"),
        ("统计期限2023/1/1-2023/12/31", "2023-01-01", "2023-12-31"),
        ("统计期限自2023年1月1日起，至同年12月31日止", "2023-01-01", "2023-12-31"),
        ("数据统计时间2023年1月至12月", "2023-01-01", "2023-12-31"),
        ("统计期限为2023年度（1月1日至12月31日）", "2023-01-01", "2023-12-31"),
        ("数据期限2024年9月1日至2025年8月31日", "2024-09-01", "2025-08-31"),
        ("二〇二三年一月一日至二〇二三年十二月三十一日为统计期限", "2023-01-01", "2023-12-31"),
        ("2023年2月1日至12月31日为本报告统计期限", "2023-02-01", "2023-12-31"),
        ("统计期限自 202311起至 20231231止", None, None),
        ("统计期限为2024年1月1日零时至2024年12月31日24时", "2024-01-01", "2024-12-31"),
        ("统计期限为1月1日至12月31日", None, None),
        ("统计数据截至2023年12月31日", None, "2023-12-31"),
        ("统计期限为2024年9月1日至次年8月31日。", "2024-09-01", "2025-08-31"),
        ("统计期限为2024年1月1日至2024年13月31日", "2024-01-01", None),
        ("统计期限2024年1月起至2025年2月底", "2024-01-01", "2025-02-28"),
        ("统计期限为2024年1月-13月", "2024-01-01", None),
        ("统计期限为2024年2月至2025年1月", "2024-02-01", "2025-01-31"),
        ("统计期限为2024年", None, None),
        ("统计期限为2024年1月至3月5日", None, None),
        ("统计时间从二〇二四年一月至二〇二四年十二月", "2024-01-01", "2024-12-31"),
        ("报告期2023年度1月1日—12月31日", "2023-01-01", "2023-12-31"),
        ("统计期限：2024年1月1日。至2024年12月31日", None, None),
        (f"统计期限为{'某' * 95}2024年1月1日至12月31日", "2024-01-01", "2024-12-31"),
        ("本报告反映2024年1月1日至2024年11月30日的工作", "2024-01-01", "2024-11-30"),
        ("本报告反映2024年2月1日至2024年12月31日的工作", "2024-02-01", "2024-12-31"),
    ],
)
def test_periods(text: str, start: str | None, end: str | None) -> None:
    found = find_period(text)
    assert found is not None
    assert (found.start_iso, found.end_iso) == (start, end)


@pytest.mark.parametrize(
    ("text", "whole", "start", "end", "cued"),
    [
        ("统计期限自2024年1月1日起至12月31日止。", "2024年1月1日起至12月31日", "2024年1月1日", "12月31日", True),
        (
            "本报告反映2024年1月1日至2024年12月31日。",
            "2024年1月1日至2024年12月31日",
            "2024年1月1日",
            "2024年12月31日",
            False,
        ),
        ("3月1日试行。统计期限2024年1月1日至5月2日", "2024年1月1日至5月2日", "2024年1月1日", "5月2日", True),
        ("统计期限2024年1月至12月。", "2024年1月至12月", None, None, True),
        ("我局统计数据截至2024年12月31日。", "数据截至2024年12月31日", None, None, True),
    ],
)
def test_where_a_period_stands(text: str, whole: str, start: str | None, end: str | None, *, cued: bool) -> None:
    found = find_period(text)
    assert found is not None
    parts = [span and text[span[0] : span[1]] for span in (found.span, found.start_span, found.end_span)]
    assert [*parts, found.raw, found.cued] == [whole, start, end, whole, cued]


def test_every_period_of_a_text() -> None:
    text = "统计期限为2024年1月1日至2024年12月31日。数据期限：2023年1月至12月。统计期限为2022年。" * 2
    found = list(find_periods(text))
    assert [text[each.span[0] : each.span[1]] for each in found] == [
        "2024年1月1日至2024年12月31日",
        "2023年1月至12月",
        "2024年1月1日至2024年12月31日",
        "2023年1月至12月",
        "统计期限为2022年",
    ]
    assert [each.start_span and text[slice(*each.start_span)] for each in found] == [
        "2024年1月1日", None, "2024年1月1日", None, None,
    ]  # fmt: skip
    assert [each.end_span and text[slice(*each.end_span)] for each in found][:3] == [
        "2024年12月31日", None, "2024年12月31日",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2023年3月1日至5月31日开展专项行动",
        "统计数据真实准确",
        "2023年公开信息136条",
        "所列数据统计截至2024年底",
        "本报告反映2024年2月1日至2024年11月30日的工作",
        "2024年1月1日至2024年12月31日，全市开展活动。本报告如下",
        "本报告反映2024年1月1日，2024年12月31日的工作",
    ],
)
def test_no_periods(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("name", "kind", "level"),
    [
        ("临江市水务局", "department", "city"),
        ("临江市东湖区人民政府", "government", "county"),
        ("上海市人民政府办公厅", "government_office", "province"),
        ("延河朝鲜族自治州人民政府", "government", "city"),
        ("北山地区行政公署", "government", "city"),
        ("太平镇", "township", "township"),
        ("临江市城关街道办事处", "township", "township"),
        ("临江县太平镇综合行政执法大队", "township", "township"),
        ("临江市住房和城乡建设局", "department", "city"),
        ("临江市乡村振兴局", "department", "city"),
        ("内蒙古自治区财政厅", "department", "province"),
        ("国家税务总局", "central", None),
        ("国家税务总局临江市税务局", "department", "city"),
        ("生态环境部", "central", None),
        ("临江经济技术开发区管理委员会", "development_zone", None),
        ("临江市第一中学", "school", "city"),
        ("临江市人民医院", "hospital", "city"),
        ("临江市城市建设投资集团有限公司", "enterprise", "city"),
        ("临江市公共资源交易中心", "public_institution", "city"),
        ("临江大学", "school", None),
        ("临江大学信息公开办公室", "school", None),
        ("临江学院党委办公室", "school", None),
        ("中国科学院", "central", None),
        ("中国人民大学", "school", None),
        ("国务院办公厅", "central", None),
        ("中华人民共和国财政部", "central", None),
        ("国家统计局临江调查队", "department", None),
        ("国家林业局临江市分局", "department", "city"),
        ("中国水利学会", None, None),
        ("人民政府", None, None),
        ("市政府", None, None),
        ("市人民政府", None, None),
        ("临江市政府", "government", "city"),
        ("临江市人民政府（本级）", "government", "city"),
        ("临 江 市 水 务 局", "department", "city"),
        ("太平镇人民政府", "township", "township"),
        ("太平镇党政办公室", "township", "township"),
        ("太平乡财政所", "public_institution", "township"),
        ("临江街道卫生院", "hospital", "township"),
        ("北京市海淀区卫生健康委员会", "department", "county"),
        ("北京市水务局", "department", "province"),
        ("江海省水利厅", "department", "province"),
        ("江海省临江市水利局", "department", "city"),
        ("澜浦市临江市水务局", "department", "county"),
        ("东乌旗人民政府", "government", "county"),
        ("临江市东湖新区管理委员会", "development_zone", "county"),
        ("临江经济技术开发区财政局", "department", None),
        ("方城县水务局", "department", "county"),
        ("红河自治县水务局", "department", "county"),
        ("市场监督管理局", "department", None),
        ("临江市市场监督管理局", "department", "city"),
        ("临江市政务服务中心", "public_institution", "city"),
        ("青川市民政局", "department", "city"),
        ("临江市疾病预防控制中心", "hospital", "city"),
        ("临江局", "department", None),
        ("局", None, None),
        ("镇", None, None),
        ("", None, None),
        ("临江市妇联", None, "city"),
        ("临江市水务局2023年", None, "city"),
        ("我局", None, None),
        ("临江市水务局、财政局", None, "city"),
        ("本机关", None, None),
        ("2023年", None, None),
    ],
)
def test_kind_and_level(name: str, kind: str | None, level: str | None) -> None:
    assert (kind_of(name), level_of(name)) == (kind, level)


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("东湖区人民政府", "临江市东湖区人民政府", True),
        ("东湖区人民政府办公室", "临江市东湖区人民政府", True),
        ("临江市水务局办公室", "临江市水务局", True),
        ("城关街道办事处", "临江市城关街道", True),
        ("临江市卫生健康委员会", "临江市卫健委", True),
        ("临江市水务局（临江市河长制办公室）", "临江市河长制办公室", True),
        ("临江市水务局（临江市河长制办公室）", "临江市财政局", False),
        ("水务局", "临江市水务局", True),
        ("局", "临江市水务局", None),
        ("", "临江市水务局", None),
        ("我局", "临江市水务局", None),
        ("本局 ", "临江市水务局", None),
        ("临江市一中", "临江市第一中学", None),
        ("临江市妇联", "临江市水务局", None),
        ("临江市水务局（一）", "临江市（二）", None),
        ("临江市人民政府", "临江市大数据管理局", None),
        ("临江市人民政府", "临江市图书馆", None),
        ("临江市人民政府", "澜浦市水务局", False),
        ("临江经济开发区管委会", "临江经济开发区财政局", None),
        ("临江市太平镇人民政府", "临江市水务局", False),
        ("临江市政府办公室", "临江市人民政府", True),
        ("太平镇人民政府", "太平镇党政办公室", False),
        ("临江市发展和改革委员会", "临江市发改委", True),
        ("临江市水务局", "临江市财政局", False),
        ("临江市水务局", "临河市水务局", False),
        ("临江市东区人民政府", "临江市西区人民政府办公室", False),
        ("临江市教育局", "临江市第一中学", False),
    ],
)
def test_same_body(first: str, second: str, same: bool | None) -> None:
    assert same_body(first, second) is same
    assert same_body(second, first) is same


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("临江市东湖区水务局", "临江市东湖区"),
        ("临江市太平镇人民政府", "临江市太平镇"),
        ("延河自治州水务局", "延河自治州"),
        ("临江市（东区）水务局", "临江市"),
        ("市场监督管理局", ""),
        ("国家税务总局", ""),
    ],
)
def test_place_of_a_body(name: str, place: str) -> None:
    assert place_of(name) == place


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("临江市水务局办公室", "临江市水务局"),
        ("临江市人民政府办公厅", "临江市政府"),
        ("临江市卫生健康委员会办公室", "临江市卫健委"),
        ("临江开发区管理委员会办公室", "临江开发区管委会"),
        ("江海省水利厅办公室", "江海省水利厅"),
        ("太平镇办公室", "太平镇"),
        ("太平乡办公室", "太平乡"),
        ("临江市水务局办", "临江市水务局"),
        ("城关街道办事处", "城关街道"),
        ("临江市外事办公室", "临江市外事办"),
    ],
)
def test_core_of_a_name(name: str, short: str) -> None:
    assert core(name) == short


def test_short_forms_of_a_name() -> None:
    assert short_names("临江市发展和改革委员会") == [
        "临江市发展和改革委员会", "临江市发改委", "临江市发展和改革委", "临江市发展改革委员会", "临江市发展改革委",
    ]  # fmt: skip
    assert short_names("临江市水务局") == ["临江市水务局"]


@pytest.mark.parametrize(
    ("line", "body"),
    [
        ("水务局", True),
        ("临江市水务局。", False),
        ("临江市水务局（公章）", True),
        ("某厅", False),
        (f"{'临江' * 16}局", False),
        (f"{'临江' * 15}市局", True),
        ("工作平稳", False),
    ],
)
def test_lines_that_are_names_of_bodies(line: str, body: bool) -> None:
    assert looks_like_body(line) is body


@pytest.mark.parametrize("mark", ["附件：工作要点（机密★5年）。", "机密★5年"])
@pytest.mark.parametrize("suffix", ["html", "md", "txt"])
def test_what_stands_behind_the_signature_is_judged(mark: str, suffix: str) -> None:
    """It belongs to no key, and is a part of what is published all the same."""
    text = (ROOT / "examples" / "good" / f"garden-bureau.{suffix}").read_text(encoding="utf-8")
    added = text.replace("</main>", f"<p>{mark}</p></main>") if suffix == "html" else f"{text}\n\n{mark}\n"
    assert added != text
    assert "C501" not in {each.code for each in lint(text.encode(), name=f"a.{suffix}").findings}
    assert "C501" in {each.code for each in lint(added.encode(), name=f"a.{suffix}").findings}
