"""Universities report by rules of their own, and are not held against the government's form."""

from __future__ import annotations

import pytest

from disclosure_lint import lint
from disclosure_lint.extract.agencies import kind_of

BASIS = "根据《高等学校信息公开办法》（教育部令第29号）和《高等学校信息公开事项清单》编制本报告，统计期限为2022年9月1日至2023年8月31日。"
CHAPTERS = "一、概述\n学校重视信息公开工作。\n二、主动公开情况\n通过网站公开信息120条。\n三、依申请公开和不予公开情况\n本学年收到申请2件。\n四、对信息公开的评议情况\n师生反映良好。\n"
FORM = {"S101", "S102", "S104", "S105", "S106", "S108", "S114", "S115", "S116", "S119", "D401", "D402", "D403", "D404"}


@pytest.mark.parametrize(
    "front",
    [
        f"澜浦大学2022—2023学年信息公开年度报告\n{BASIS}\n",
        f"澜浦理工学院2023年信息公开工作年度报告\n{BASIS}\n",
        f"{BASIS.replace('编制本报告', '编制澜浦大学2022-2023学年信息公开工作年度报告')}\n",
        f"2023年度信息公开工作年度报告\n澜浦农业大学\n（2023年10月30日）\n{BASIS}\n",
        "澜浦大学2022-2023学年度信息公开工作报告\n现将本学年信息公开工作报告如下。\n",
    ],
)
def test_the_form_is_not_held_against_a_university(front: str) -> None:
    result = lint(f"{front}{CHAPTERS}".encode(), name="r.txt", as_of="2023-12-01")
    assert not {each.code for each in result.findings} & FORM
    gaps = [
        each.code
        for each in result.not_assessed
        if "高等学校信息公开办法" in each.reason or "order no. 29" in each.reason
    ]
    assert {"S101", "S108", "S119"} <= set(gaps)
    assert len(gaps) == len(set(gaps))


@pytest.mark.parametrize(
    "front",
    [
        "澜浦市教育局2023年政府信息公开工作年度报告\n根据《政府信息公开条例》编制，并指导高校落实《高等学校信息公开办法》。\n",
        "澜浦市第一中学2023年政府信息公开工作年度报告\n根据《政府信息公开条例》编制。\n",
    ],
)
def test_others_are_judged_by_the_form(front: str) -> None:
    found = {each.code for each in lint(f"{front}{CHAPTERS}".encode(), name="r.txt").findings}
    assert {"S101", "S108"} <= found


def test_a_university_that_fills_in_the_form_is_judged_by_it() -> None:
    table = "四、政府信息公开行政复议、行政诉讼情况\n结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计 结果维持 结果纠正 其他结果 尚未审结 总计\n1 0 0 0 2 0 0 0 0 0 0 0 0 0 0\n"
    text = f"澜浦大学2023年政府信息公开工作年度报告\n{BASIS}\n一、总体情况\n平稳。\n{table}"
    assert {"S101", "T204"} <= {each.code for each in lint(text.encode(), name="r.txt").findings}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("中国科学院", "central"),
        ("中国科学院大学", "school"),
        ("中国科学院大学信息公开办公室", "school"),
        ("澜浦大学党政办公室", "school"),
        ("中国音乐学院", "school"),
        ("江川省农业科学院", "public_institution"),
        ("国家税务总局", "central"),
        ("澜浦市人民政府办公室", "government_office"),
    ],
)
def test_kinds(name: str, kind: str) -> None:
    assert kind_of(name) == kind
