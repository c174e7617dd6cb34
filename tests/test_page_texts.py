"""Reports as pages are stored: without their title, run together, with labels of the page around them."""

from __future__ import annotations

import pytest

from disclosure_lint import lint, read

PREFACE = "根据《中华人民共和国政府信息公开条例》，现公布澜浦市水务局2024年政府信息公开工作年度报告。所列数据统计期限为2024年1月1日至2024年12月31日。"
OVERVIEW = (
    "一、总体情况\n（一）主动公开。2024年，我局主动公开政府信息31条。\n（二）依申请公开。全年收到政府信息公开申请6件。"
)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        (f"{PREFACE}\n{OVERVIEW}\n", 2024),
        (f"依据《中华人民共和国政府信息公开条例》规定，编制本报告。\n{OVERVIEW}\n", 2024),
        ("按照政务公开的要求，现将我局2011年度政府信息公开工作报告如下：\n一、政务公开基本情况\n工作有序开展。\n二、存在问题\n公开不够及时。\n", 2011),
        ("本年报根据《条例》编制，统计数据截至2009年底，反映本局信息公开情况。\n一、概述\n截止2009年底，本局政府信息公开工作运行正常。\n", 2009),
    ],
)  # fmt: skip
def test_a_report_without_its_title_says_what_it_is(text: str, year: int) -> None:
    result = lint(text.encode(), name="r.txt")
    assert result.year == year
    assert "X006" not in {each.code for each in result.findings}
    assert any(each.code == "S119" for each in result.findings)


@pytest.mark.parametrize(
    "text",
    [
        "关于做好2024年政府信息公开工作年度报告编制发布工作的通知\n各单位应当认真编制本年度报告。\n一、总体情况\n2024年，写明主动公开情况。\n",
        "第一条 为做好政府信息公开年度报告的编制发布，制定本制度。\n一、总体情况\n2024年，写明主动公开情况。\n",
        "一、总体情况\n2024年，我局农业生产形势平稳。\n",
    ],
)
def test_notices_and_other_papers_are_no_reports(text: str) -> None:
    assert {each.code for each in lint(text.encode(), name="r.txt").findings} == {"X006"}


RUN_ON = (
    "澜浦市水务局2024年政府信息公开工作年度报告 一、总体情况 （一）主动公开情况。 全年公开信息31条。 （二）依申请公开情况。 收到申请6件。 "
    "二、主动公开政府信息情况 三、收到和处理政府信息公开申请情况 四、政府信息公开行政复议、行政诉讼情况 "
    "五、存在的主要问题及改进情况 更新不够及时。 六、其他需要报告的事项 无其他事项。"
)


def test_chapters_run_together_in_one_paragraph() -> None:
    data = read(RUN_ON.encode(), name="r.txt").data
    assert data["title"] == "澜浦市水务局2024年政府信息公开工作年度报告"
    assert list(data["sections"]) == ["overview", "proactive_disclosure", "requests", "disputes", "problems", "other_matters"]  # fmt: skip
    assert data["sections"]["overview"]["text"] == [
        "（一）主动公开情况。 全年公开信息31条。",
        "（二）依申请公开情况。 收到申请6件。",
    ]
    assert data["sections"]["other_matters"] == {"heading": "六、其他需要报告的事项", "text": ["无其他事项。"]}


def test_places_in_chapters_that_run_together_are_exact() -> None:
    report = read(RUN_ON.encode(), name="r.txt")
    place = report.places["/sections/problems/text/0"]
    assert place.column is not None
    assert RUN_ON[place.column - 1 :].startswith("更新不够及时。")


def test_a_list_of_the_parts_is_not_cut() -> None:
    """A preface that names the chapters with their numbers stays one paragraph."""
    text = f"澜浦市水务局2024年政府信息公开工作年度报告\n本报告包括：一、总体情况；二、主动公开政府信息情况；三、收到和处理政府信息公开申请情况。\n{OVERVIEW}\n"
    data = read(text.encode(), name="r.txt").data
    assert len(data["preface"]) == 1
    assert list(data["sections"]) == ["overview"]


def test_labels_of_the_page_sign_nothing() -> None:
    lines = [
        "索引号", "0123/2025-00012", "来 源", "县水务局", "公开日期", "2025-01-21", "• 发布机构:", "区水务局",
        "标 题 澜浦市水务局2024年政府信息公开工作年度报告", "澜浦市水务局2024年政府信息公开工作年度报告", PREFACE, OVERVIEW,
    ]  # fmt: skip
    data = read("\n".join(lines).encode(), name="r.txt").data
    assert (data["agency"], data["published_on"]) == ("澜浦市水务局", "2025-01-21")
    assert "signed_by" not in data
    assert "signed_on" not in data
    assert data["preface"] == [PREFACE]


def test_a_title_behind_its_label() -> None:
    lines = ["标 题：澜浦市水务局2024年政府信息公开工作年度报告", "", PREFACE, "", OVERVIEW]
    assert read("\n".join(lines).encode(), name="r.txt").data["title"] == "澜浦市水务局2024年政府信息公开工作年度报告"


def test_a_page_in_the_only_cell_of_a_table() -> None:
    """Prose between pipes is prose, however long."""
    said = "（一）主动公开情况。 " + "我局及时公开政府信息，做好政策解读和回应关切工作。" * 10
    text = f"|\n澜浦市水务局2024年政府信息公开工作年度报告 |\n|||||\n|\n{PREFACE} 一、总体情况 {said} 二、主动公开政府信息情况 |\n"
    data = read(text.encode(), name="r.md").data
    assert list(data["sections"]) == ["overview", "proactive_disclosure"]
    assert data["period"] == {"start": "2024-01-01", "end": "2024-12-31"}


def test_labels_in_a_list_sign_nothing() -> None:
    lines = [
        "澜浦市水务局2024年政府信息公开工作年度报告",
        "- 发布:",
        "- 水务局",
        "- 时间:",
        "- 2025-01-24",
        "- 0",
        PREFACE,
        OVERVIEW,
    ]
    data = read("\n".join(lines).encode(), name="r.txt").data
    assert (data["agency"], data["published_on"]) == ("澜浦市水务局", "2025-01-24")
    assert "signed_by" not in data
