"""C501 to C505: marks of secrecy against sentences that speak of secrecy."""

from __future__ import annotations

import pytest

from disclosure_lint.outline import Place
from disclosure_lint.report import Passage
from tests.secrecy import found, problems, report

MARKED = [
    ("C501", "机密★10年"),
    ("C501", "秘密★"),
    ("C501", "绝 密 ★ 30 年"),
    ("C501", "秘　密★长期"),
    ("C501", "机密☆１年"),
    ("C501", "秘密★6个月"),
    ("C501", "机密★启用前"),
    ("C501", "机密★解密"),
    ("C501", "秘密*5年"),
    ("C501", "000001\n机密★20年\n特急"),
    ("C501", "文件摘录如下：秘密★1年，关于加强供水安全的通知。"),
    ("C501", "（机密★5年）"),
    ("C503", "内部资料 注意保存"),
    ("C503", "内部资料　注意保存"),
    ("C503", "（内部资料，注意保存）"),
    ("C503", "【内部文件 不得外传】"),
    ("C503", "内部事项　注意保管"),
    ("C503", "内部事项注意保管"),
    ("C503", "内部文件"),
    ("C503", "（内部使用）"),
    ("C503", "内部资料，请勿外传！"),
    ("C503", "不得外传"),
    ("C503", "仅供内部使用"),
    ("C503", "内 部 资 料 注 意 保 存"),
    ("C503", "内部资料 注意保存 临江市水务局编"),
    ("C503", "临江市水务局编印（内部资料 注意保存）"),
    ("C504", "（此件依申请公开）"),
    ("C504", "（此件不公开）"),
    ("C504", "(此件不予公开)"),
    ("C504", "（此件删减后公开）"),
    ("C504", "【此件依申请公开】"),
    ("C504", "〔此件不公开〕"),
    ("C504", "此件依申请公开"),
    ("C504", "（依申请公开）"),
    ("C504", "本报告不公开"),
    ("C503", "严禁外传"),
    ("C504", "（不予公开）"),
    ("C504", "（ 此 件 不 公 开 ）"),
    ("C504", "公开属性：依申请公开"),
    ("C504", "公开方式：不予公开"),
    ("C504", "信息公开选项：不予公开"),
    ("C504", "索引号：0001 公开属性：依申请公开 发文日期：2025-01-02"),
    ("C504", "公开属性：□主动公开 ☑依申请公开 □不公开"),
    ("C504", "临江市水务局办公室印发。（此件依申请公开）"),
    ("C505", "按照临政密〔2024〕3号要求，落实整改。"),
    ("C505", "根据临府内〔2024〕5号执行。"),
    ("C505", "依据临委办机密〔2024〕7号。"),
    ("C505", "按临政办密字[2024]3号办理。"),
    ("C505", "落实临府办内发（2024）12号精神。"),
    ("C505", "传达临政办发明电〔2024〕8号精神。"),
    ("C505", "学习《关于加强供水安全的意见》（内部）。"),
    ("C505", "转发《供水应急预案》(秘密)。"),
]
CLEAN = [
    "属于国家秘密的申请0件。",
    "1.属于国家秘密",
    "国家秘密",
    "保守国家秘密法宣传活动2次。",
    "严格保护商业秘密、个人隐私和工作秘密。",
    "全年未发生失泄密事件，涉密信息不公开。",
    "国家秘密载体应当标注“秘密★10年”等标志。",
    "规定密级标志为“机密★”，保密期限写在★之后。",
    "文件首页左上角标明秘密★1年的，不得上网。",
    "密级的表示形式为秘密★期限。",
    "“绝密★”“机密★”“秘密★”字样的文件一律不得上网。",
    "**国家秘密**和*商业秘密*不予公开。",
    "★★★机密文件管理培训",
    "国家秘密*不含商业秘密。",
    "属于三类内部事务信息",
    "5.属于三类内部事务信息的3件。",
    "内部文件管理制度不断完善。",
    "内部资料不予公开。",
    "编印内部资料12期。",
    "加强内部使用管理。",
    "（二）内部文件管理",
    "清理标注“内部资料 注意保存”的文件12份。",
    "对标有内部事项 注意保管的材料逐份审查。",
    "完善内部审查、内部监督、内部控制机制。",
    "内部培训3次，内部通报2期。",
    "市局内部资料室对外开放。",
    "涉密文件不得外传、不得复制。",
    "明确主动公开、依申请公开、不予公开等公开属性。",
    "公开属性：主动公开",
    "公开属性：主动公开、依申请公开、不予公开三类。",
    "公开方式：依申请公开、主动公开两种。",
    "公开属性：☑主动公开 □依申请公开 □不公开",
    "（此件公开发布）",
    "（此件主动公开）",
    "在文末标注（此件依申请公开）的文件12件。",
    "将“此件不公开”改为“此件公开发布”的文件3件。",
    "（二）依申请公开",
    "（三）不予公开",
    "二、依申请公开",
    "依申请公开",
    "对不符合条件的申请（不予公开）作出说明。",
    "拟制公文时明确公开属性：对依申请公开的说明理由。",
    "国办公开办函〔2021〕30号",
    "内政办发〔2024〕5号",
    "按照内政发〔2024〕5号、内府发〔2024〕2号要求。",
    "内江市贯彻内府办函〔2024〕2号。",
    "密政发〔2024〕3号由密云区印发。",
    "高密市印发高密政办发〔2024〕3号。",
    "新密政〔2024〕3号已公开。",
    "临农机〔2024〕5号已公开。",
    "国密局字〔2021〕1号已公布。",
    "临保密办〔2024〕3号",
    "印发国办发明电〔2024〕13号《关于做好放假安排的通知》。",
    "规定期限内（2024年）完成12号任务。",
    "《供水条例》（修订）公开征求意见。",
    "《政府信息公开指南》（公开）已更新。",
    "机密性审查和完整性审查同步开展。",
    "秘密级以上载体销毁3次。",
    "密码应用安全性评估通过。",
    "严守国家秘密，做到“涉密不上网、上网不涉密”。",
    "此件公开发布后三日内归档。",
    "仅供参考",
    "注意保存",
    "本报告公开范围为全市。",
    "部分公开（区分处理的，只计这一情形，不计其他情形）",
    "危及“三安全一稳定”的不公开。",
]


@pytest.mark.parametrize(("code", "text"), MARKED)
def test_mark(code: str, text: str) -> None:
    assert list(found(text)) == [code]


@pytest.mark.parametrize("text", CLEAN)
def test_no_mark(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize(
    "line", ["机密", "绝密", "秘 密", "秘　密", "秘密 10年", "000001 机密", "密级：秘密", "000001\n秘密", "机 密 长期"]
)
def test_level_on_a_line_at_the_top(line: str) -> None:
    (problem,) = problems("C502", report("正文。", preface=(line, "本报告由本局编制。")))
    assert problem.pointer == "/preface/0"
    assert problem.confidence == "certain"


@pytest.mark.parametrize(
    "line", ["国家秘密", "000001", "机密文件管理", "保密", "密级：公开", "秘密工作 三年", "机密★1年"]
)
def test_no_level_on_the_line(line: str) -> None:
    assert not problems("C502", report("正文。", preface=(line,)))


def test_level_outside_the_top_is_no_mark() -> None:
    below = Passage("", "秘密", Place(line=30))
    cell = Passage("", "秘密", Place(line=2, cell=3))
    assert not problems("C502", report("机密", leftover=(below, cell)))


def test_level_before_the_first_chapter_belongs_to_no_key() -> None:
    above = Passage("", "机密", Place(line=2))
    (problem,) = problems("C502", report("正文。", leftover=(above,)))
    assert (problem.pointer, problem.place) == ("", Place(line=2))


def test_level_of_unknown_place_is_likely() -> None:
    (problem,) = problems("C502", report("正文。", leftover=(Passage("", "机密"),)))
    assert problem.confidence == "likely"


def test_title_that_begins_with_a_level() -> None:
    assert problems("C502", report("正文。", title="机密 临江市水务局2025年政府信息公开工作年度报告"))
    assert not problems("C502", report("正文。", title="临江市机密档案局2025年政府信息公开工作年度报告"))


def test_bare_internal_mark_only_at_the_top() -> None:
    assert problems("C503", report("正文。", preface=("内部",)))
    assert not problems("C503", report("内部"))


def test_span_is_in_the_original_text_and_serial_is_masked() -> None:
    text = "传达临政办密〔２０２４〕１２号精神。"
    ((problem,),) = found(text).values()
    start, end = problem.span or (0, 0)
    assert text[start:end].endswith("密〔２０２４〕１２号")
    assert "１２号" not in f"{problem.excerpt}{problem.values}"
