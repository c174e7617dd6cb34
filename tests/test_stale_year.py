"""D406 on single sentences: years left from last year's report, and years that are right."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure_lint.checks import Problem
from disclosure_lint.checks.years import year_of_another_report
from disclosure_lint.profiles import for_year
from disclosure_lint.report import Report
from disclosure_lint.ruleset import rules

YEAR = 2023


def stale_years(where: str, *paragraphs: str, year: int = YEAR) -> list[str]:
    """Return the years found stale in paragraphs that stand in one part of a report."""
    data: dict[str, Any] = {"title": f"临江市水务局{year}年政府信息公开工作年度报告", "year": year, "sections": {}}
    if where == "preface":
        data["preface"] = list(paragraphs)
    else:
        data["sections"][where] = {"heading": "", "text": list(paragraphs)}
    profile = for_year(year)
    assert profile is not None
    report = Report("report.yaml", "yaml", profile, data)
    problems = year_of_another_report(report, **rules()["D406"].parameters)
    return [str(each.values["stated"]) for each in problems if isinstance(each, Problem)]


FAULTY = [
    ("preface", "现公布临江市水务局2022年政府信息公开工作年度报告。", "2022"),
    ("preface", "根据《条例》规定，编制2022年度政府信息公开工作年度报告，现予公布。", "2022"),
    ("preface", "现将我局2022 年政府信息公开年度报告公布如下。", "2022"),
    (
        "preface",
        "依据《中华人民共和国政府信息公开条例》（国务院令第711号）第五十条，特向社会公布2021年度报告暨政务公开情况。",
        "2021",
    ),
    ("preface", "本报告由临江市水务局编制，内容为二〇二二年政府信息公开工作情况。", "二〇二二"),
    ("preface", "对我局2022年度政府信息公开的数据进行统计和总结，形成本报告。", "2022"),
    ("preface", "按照省、市要求，现向社会公布２０２２年政府信息公开工作报告。", "２０２２"),
    ("preface", "本报告是临江市水务局2024年政府信息公开工作年度报告。", "2024"),
    ("overview", "2022年，我局坚持以人民为中心，认真贯彻落实《条例》，扎实推进政务公开工作。", "2022"),
    ("overview", "2022年度，临江市水务局深入学习贯彻党的二十大精神，政府信息公开工作取得新成效。", "2022"),
    ("overview", "2022年我局认真落实市政府部署。全面推进政务公开。", "2022"),
    ("overview", "2022年，全市各级各部门紧紧围绕中心工作，完善制度，启动了专区建设。", "2022"),
    ("overview", "（一）主动公开情况。2022年，我局通过门户网站公开信息136条。", "2022"),
    ("overview", "一是做好主动公开。2022年共发布政府信息136条。", "2022"),
    ("overview", "（二）依申请公开。2022年，我局共收到政府信息公开申请5件，均按时答复。", "2022"),
    ("overview", "2052年，我局主动公开政府信息136条。", "2052"),
    ("overview", "2024年，我局主动公开政府信息136条，其中门户网站100条。", "2024"),
    ("overview", "我局2022年共收到政府信息公开申请5件。", "2022"),
    ("overview", "本机关在2022年度未收到政府信息公开申请。", "2022"),
    ("overview", "在2022年，我局高度重视政务公开工作。", "2022"),
    ("requests", "2022年，本机关新收政府信息公开申请5件，予以公开3件。", "2022"),
    ("disputes", "2022年我局未发生因政府信息公开引起的行政复议、行政诉讼案件。", "2022"),
    ("other_matters", "2022年，本机关未收取信息处理费。", "2022"),
    ("other_matters", "2022年度，全局没有收取政府信息公开信息处理费。", "2022"),
    ("problems", "2022年，我局政务公开工作取得了一定成绩，但与群众期待还有差距。", "2022"),
    ("problems", "2023年，我局将进一步完善政务公开工作机制。", "2023"),
    ("problems", "2023年将从以下方面改进：加强培训，提高质量。", "2023"),
    ("problems", "下一步，2022年我们要加强业务培训。", "2022"),
    ("problems", "在2023年的工作中，我局将继续加大主动公开力度。", "2023"),
    ("problems", "2022年，我局将继续深化重点领域信息公开。", "2022"),
    ("problems", "下一步，我局将采取以下措施。2023年，拟重点加强队伍建设。", "2023"),
    ("problems", "展望2023年，我们将紧紧围绕中心工作，不断提升公开水平。", "2023"),
    ("problems", "（二）2023年工作打算", "2023"),
    ("problems", "针对以上不足，2023年我局将着力提升人员素质。", "2023"),
    ("problems", "二〇二三年，我局将持续优化平台建设。", "二〇二三"),
    ("overview", "下一步，2023年我局将继续做好政务公开各项工作。", "2023"),
]

CLEAN = [
    ("preface", "现公布临江市水务局2023年政府信息公开工作年度报告。"),
    ("preface", "根据《国务院办公厅关于印发2022年政务公开工作要点的通知》和国办公开办函〔2021〕30号编制本报告。"),
    ("preface", "本报告依据2019年5月15日起施行的《中华人民共和国政府信息公开条例》编制。"),
    ("preface", "本报告于2024年1月20日在门户网站公布，统计期限自2023年1月1日起至2023年12月31日止。"),
    ("preface", "与2022年政府信息公开年度报告相比，本报告增加了图表。"),
    ("preface", "2023年报告和2022年政府信息公开年度报告均可在网站查阅。"),
    ("overview", "2023年，我局坚持以人民为中心，认真贯彻落实《条例》。"),
    ("overview", "2023年，我局共公开信息136条，较2022年增加20条。"),
    ("overview", "2022年，我局共收到申请5件；2023年收到8件。"),
    ("overview", "2022年收到申请5件。2023年收到申请8件，增长60%。"),
    ("overview", "自2022年以来，我局不断完善公开制度。"),
    ("overview", "2022年以来，我局坚持每季度通报。"),
    ("overview", "截至2022年底，专区已覆盖全部乡镇。"),
    ("overview", "按时公开2022年度部门决算和2023年部门预算。"),
    ("overview", "2022年度部门决算公开及时、完整。"),
    ("overview", "落实《2022年政务公开工作要点》，分解任务23项。"),
    ("overview", "完成2022年政府信息公开工作年度报告的编制发布。"),
    ("overview", "公开2022年度行政执法统计年报。"),
    ("overview", "2022年12月，我局成立政务公开领导小组。"),
    ("overview", "2019年，我局成立政务公开领导小组，由局长任组长。"),
    ("overview", "（三）政府信息管理。2022年印发的管理办法执行良好。"),
    ("overview", "（四）平台建设。2022年改版上线的专栏运行平稳。"),
    ("overview", "（五）监督保障。2022年度考核结果为优秀。"),
    ("overview", "在2022年第三方评估中列全市第三，今年继续保持。"),
    ("overview", "《目录》（2022年版）更新完善。"),
    ("overview", "“十四五”规划（2021—2025年）全文公开。"),
    ("overview", "2024年1月，我局召开会议总结政务公开工作。"),
    ("overview", "2024年预算于法定时限内公开。"),
    ("overview", "到2025年，全市政务公开标准化全面覆盖。"),
    ("overview", "去年，即2022年，我局收到申请5件。"),
    ("overview", "上年结转申请2件，为2022年收到。"),
    ("overview", "我局2022年修订的办事指南继续有效。"),
    ("overview", "临水发〔2022〕5号文件予以废止。"),
    ("overview", "2023年，我局将政务公开纳入年度考核。"),
    ("requests", "2022年结转的2件申请已在本年度答复。"),
    ("disputes", "上年2022年受理的1件行政复议尚未审结。"),
    ("problems", "2022年存在的问题整改情况：一是加强了培训。"),
    ("problems", "针对2022年度报告中指出的不足，我局加强了培训。"),
    ("problems", "2024年，我局将进一步完善政务公开工作机制。"),
    ("problems", "2023年，我局将政务公开工作作为重点任务，但仍有不足。"),
    ("problems", "2023年，我局将信息公开纳入目标考核，取得了成效。"),
    ("problems", "2023年，我局政务公开工作取得了一定成绩，但仍存在不足。"),
    ("problems", "下一步，我局将认真落实国家和省2023年以来的部署。"),
    ("problems", "针对2023年存在的问题，2024年我局将加强培训。"),
    ("problems", "2022年报告提出将加强队伍建设，本年度已落实。"),
    ("problems", "总结2023年工作经验，在2024年将继续加强。"),
    ("problems", "下一步，将按照2023年制定的方案推进专区建设。"),
    ("problems", "2023年，我局已将重点领域信息全部公开。"),
    ("other_matters", "2023年，本机关未收取信息处理费。"),
    ("other_matters", "2022年政务公开要点落实情况见附件。"),
    ("other_matters", "根据2020年印发的《政府信息公开信息处理费管理办法》，未收取费用。"),
]


@pytest.mark.parametrize(("where", "text", "stated"), FAULTY)
def test_a_year_left_from_another_report_is_found(where: str, text: str, stated: str) -> None:
    assert stale_years(where, text) == [stated]


@pytest.mark.parametrize(("where", "text"), CLEAN)
def test_a_year_that_has_its_reason_is_left_alone(where: str, text: str) -> None:
    assert stale_years(where, text) == []


def test_enough_sentences() -> None:
    """The two lists stay long enough to mean something."""
    assert len(FAULTY) >= 25
    assert len(CLEAN) >= 40


def test_without_a_year_nothing_is_judged() -> None:
    profile = for_year(YEAR)
    assert profile is not None
    report = Report("report.yaml", "yaml", profile, {"preface": ["现公布2022年政府信息公开年度报告。"]})
    found = list(year_of_another_report(report, **rules()["D406"].parameters))
    assert [type(each).__name__ for each in found] == ["NotAssessed"]
