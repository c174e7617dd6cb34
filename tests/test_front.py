"""Title, body, dates, signature, number and contact around the chapters."""

from __future__ import annotations

import pytest

from disclosure_lint import lint
from disclosure_lint.extract.agencies import kind_of, level_of, same_body
from disclosure_lint.extract.dates import find_dates, find_period
from disclosure_lint.extract.front import extract_front
from disclosure_lint.extract.titles import find_title, is_title, page_title, parse_title, squeeze
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


def test_title_of_a_page() -> None:
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
        ("2025年2月30日", None),
        ("2025年13月1日", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    (found,) = find_dates(text)
    assert (found.iso, text[found.start : found.end]) == (iso, text)


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
    ],
)
def test_periods(text: str, start: str | None, end: str | None) -> None:
    found = find_period(text)
    assert found is not None
    assert (found.start_iso, found.end_iso) == (start, end)


@pytest.mark.parametrize("text", ["2023年3月1日至5月31日开展专项行动", "统计数据真实准确", "2023年公开信息136条"])
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
        ("我局", "临江市水务局", None),
        ("临江市人民政府", "临江市大数据管理局", None),
        ("临江市水务局", "临江市财政局", False),
        ("临江市水务局", "临河市水务局", False),
        ("临江市东区人民政府", "临江市西区人民政府办公室", False),
        ("临江市教育局", "临江市第一中学", False),
    ],
)
def test_same_body(first: str, second: str, same: bool | None) -> None:
    assert same_body(first, second) is same
    assert same_body(second, first) is same


@pytest.mark.parametrize("mark", ["附件：工作要点（机密★5年）。", "机密★5年"])
@pytest.mark.parametrize("suffix", ["html", "md", "txt"])
def test_what_stands_behind_the_signature_is_judged(mark: str, suffix: str) -> None:
    """It belongs to no key, and is a part of what is published all the same."""
    text = (ROOT / "examples" / "good" / f"garden-bureau.{suffix}").read_text(encoding="utf-8")
    added = text.replace("</main>", f"<p>{mark}</p></main>") if suffix == "html" else f"{text}\n\n{mark}\n"
    assert added != text
    assert "C501" not in {each.code for each in lint(text.encode(), name=f"a.{suffix}").findings}
    assert "C501" in {each.code for each in lint(added.encode(), name=f"a.{suffix}").findings}
