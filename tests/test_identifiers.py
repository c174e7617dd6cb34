"""C506 to C510: personal data in any writing, and numbers that are none."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint.checks import digits
from disclosure_lint.masking import excerpt, mask_text, sensitive
from disclosure_lint.outline import Place, Run
from tests.secrecy import found, problems, report

# Nobody has these numbers: the prefecture 54 of the province 32 does not exist, and 1900 is long ago.
RESIDENT = "32549919000101001X"
CARD = "6222020000000000000"
PRIVATE = "91320000MA0000007Q"
MOBILE = "13800138000"

PERSONAL = [
    ("C506", f"身份证号：{RESIDENT}"),
    ("C506", f"张某，{RESIDENT}，申请公开。"),
    ("C506", "公民身份号码３２５４９９１９０００１０１００１Ｘ。"),
    ("C506", "身份证325499 19000101 001X"),
    ("C506", "身份证325499-19000101-001x。"),
    ("C506", "3254 9919 0001 0100 1X"),
    ("C506", "325499　1900　0101　001X"),
    ("C506", "身份证号码为325499190001010011（已核）"),
    ("C506", "身份证：325499000101001"),
    ("C506", "32549919000101 001X 退回"),
    ("C507", "13800138000"),
    ("C507", "请拨打１３８００１３８０００办理。"),
    ("C507", "收到138 0013 8000来信"),
    ("C507", "短信号138-0013-8000。"),
    ("C507", "致电+8613800138000。"),
    ("C507", "致电+86 13800138000。"),
    ("C507", "致电86-13800138000。"),
    ("C507", "致电138.0013.8000。"),
    ("C507", "微信同号19900000000（王某）"),
    ("C507", "0517-80000000/13800138000"),
    ("C507", "咨询：13800138000"),
    ("C507", "申请人联系电话13800138000"),
    ("C507", "13800138000、13900139000"),
    ("C507", "收到村民短信（13800138000）。"),
    ("C508", f"银行卡号{CARD}"),
    ("C508", "卡号：6222 0200 0000 0000 000。"),
    ("C508", "退费至６２２２０２０００００００００００００。"),
    ("C508", "开户行临江银行，账号6225880000000001"),
    ("C508", "退至6217000000000000004账户。"),
    ("C508", "信用卡 4111-1111-1111-1111"),
    ("C508", "某人账号5555555555554444"),
    ("C509", f"统一社会信用代码：{PRIVATE}"),
    ("C509", f"某公司{PRIVATE}申请公开。"),
    ("C509", "个体户（92320000MA0000007M）"),
    ("C509", "信用代码９１３２００００ＭＡ００００００７Ｑ"),
    ("C509", "信用代码91320000 MA0000007Q"),
    ("C509", "协会51320000500000007J"),
    ("C510", "申请人张三不服答复。"),
    ("C510", "申请人：张三"),
    ("C510", "申请人:王小明，男"),
    ("C510", "申请人王小明提出申请。"),
    ("C510", "申请人欧阳小明因征地申请公开。"),
    ("C510", "原告李四诉某局一案。"),
    ("C510", "上诉人赵小六不服一审判决。"),
    ("C510", "信访人孙七要求公开征地批文。"),
    ("C510", "申请人高小飞不服。"),
    ("C510", "申请人（刘小明）的申请1件。"),
    ("C510", "申请人姓名：陈小红"),
    ("C510", "姓名：陈小红 身份证略"),
    ("C510", "申请人周小周就征地提出申请。"),
    ("C510", "家住临江市城南街道幸福小区3栋2单元501室"),
    ("C510", "住址：临江市城南镇幸福村3组"),
    ("C510", "户籍地址为临江市人民路12号。"),
    ("C510", "家庭住址：临江市城南街道12号5室"),
    ("C510", "王某居住的幸福花园5幢1单元302室漏水。"),
    ("C510", "（2024）苏0829行初12号"),
    ("C510", "案号〔2024〕洪行复第3号"),
    ("C510", "(2023)苏08行终101号判决"),
    ("C510", "洪政行复决字〔2024〕15号"),
    ("C510", "（２０２４）苏０８２９行初１２号"),
    ("C510", "最高人民法院（2020）最高法行申123号裁定"),
    ("C510", "苏H·12345"),
    ("C510", "车牌苏HA1234违停"),
    ("C510", "苏AD12345新能源车"),
    ("C510", "护照号E12345678"),
    ("C510", "护照：EA1234567。"),
    ("C510", "港澳通行证H12345678"),
]
ORDINARY = [
    "113325000026455663",
    "网址http://www.example.gov.cn/art/113325000026455663.html",
    f"https://www.example.gov.cn/col/{RESIDENT}/index.html",
    "www.example.gov.cn/13800138000.html",
    "索引号：11341702486344515H/202110-00013",
    "12620600MB0523338C/2025-04735",
    "1137078555222300XQ/2025-00012",
    "信用代码12320000466000002A",
    "信用代码113200000140000016",
    "信用代码１１３４１７０２４８６３４４５１５Ｈ",
    f"索引号{PRIVATE}/2024-00001",
    "91320000MA0000007A",
    "流水号13800138000",
    "受理编号：13800138000。",
    "资金13800138000元",
    "合计13800138000.50元",
    "金额13800138000",
    "123138001380001",
    "A13800138000",
    "13800138000A",
    "20241380013800",
    "2024-13800138000",
    "0.13800138000",
    "联系电话：0517-80000000",
    "传真：0517－80000000",
    "电话0517 8000 0000 转6951",
    "12345热线、12388举报",
    "邮编223100",
    "邮箱13800138000@example.com",
    "电子邮箱linjiang13800138000@example.com",
    "2024年1月1日至2024年12月31日",
    "20240101 20241231",
    "2024-01-01 2024-12-31",
    "12345678901",
    "10012345678",
    f"流水号{CARD}",
    "公文编号6222020000000000000。",
    "订单号6217000000000000004",
    "苏ICP备12345678号",
    "苏公网安备32082902000123号",
    "苏B2-20210012",
    "规章 138 20 25 0 0 0 12",
    "3521 96 1191 328 142 1078 406 341 121",
    "100 200 300 400 500 600 700 800",
    "1808595 2822652 20163 59237.2449",
    "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "申请人逾期未按收费通知要求缴纳费用",
    "申请人张某不服答复。",
    "申请人张某某提出申请。",
    "申请人王××不服。",
    "申请人王某因征地提出申请。",
    "申请人某公司",
    "申请人提出申请12件。",
    "申请人撤回申请3件。",
    "申请人数同比增长。",
    "申请人情况",
    "申请人向本机关提出申请。",
    "申请人应当补正。",
    "申请人包括自然人、法人。",
    "申请人于3月提出申请。",
    "申请人方便获取信息。",
    "申请人和第三人",
    "申请人时间成本下降。",
    "申请人高度认可。",
    "申请人项目申报",
    "申请人明确要求公开。",
    "申请人余下事项",
    "申请人曾就同一事项申请。",
    "申请人就同一内容申请。",
    "申请人单位",
    "申请人：自然人",
    "申请人：公民、法人或其他组织",
    "申请人：单位",
    "申请人：高校",
    "申请人：金融机构",
    "被申请人：洪泽区水务局",
    "被申请人洪某局不服",
    "申请人因征地提出申请",
    "申请人与行政机关沟通",
    "申请人对答复满意",
    "申请人施工要求",
    "申请人陈述与申辩",
    "申请人江苏某公司因征地",
    "申请人王店镇提出申请",
    "申请人林地确权申请",
    "申请人关于征地的申请",
    "申请人任何时候均可申请",
    "局长张三主持会议。",
    "联系人：李四",
    "单位负责人：张三 审核人：李四 填报人：王五",
    "负责人姓名：张三 职务：局长",
    "原告诉讼请求被驳回。",
    "原告于2024年起诉。",
    "办公地址：临江市人民路1号C栋515室",
    "地址：临江市幸福小区3栋2单元501室",
    "单位住址：临江市人民路12号",
    "提供户籍所在地证明的申请",
    "户籍地址变更登记12件",
    "家住农村的老人2万人",
    "窗口设在幸福花园1幢101室",
    "护照办理12345件",
    "护照1234本",
    "G2京沪高速、S18盐淮高速",
    "苏H牌照管理",
    "国办公开办函〔2021〕30号",
    "临水发〔2026〕2号",
    "苏政办发〔2024〕12号",
    "苏行复办〔2021〕3号",
    "行政复议案件（2024年）12件",
    "（2024）年度报告第12号",
]


def invented_id(region: str, born: str, serial: str) -> str:
    body = region + born + serial
    return body + digits.id_check(body)


def separated(number: str, cuts: tuple[int, ...], mark: str) -> str:
    ends = (*cuts, len(number))
    return mark.join(number[start:end] for start, end in zip((0, *cuts), ends, strict=True))


def wide(text: str) -> str:
    return "".join(chr(ord(character) + 0xFEE0) if "!" <= character <= "~" else character for character in text)


CHINESE = st.text(alphabet="水务局公开信息的在，。、；：（）“”年度工作情况", max_size=12)
IDS = st.builds(
    invented_id,
    st.sampled_from(["325499", "110101", "429004", "460001", "650102", "810000"]),
    st.dates(min_value=date(1900, 1, 1), max_value=date(2025, 12, 31)).map(lambda day: day.strftime("%Y%m%d").zfill(8)),
    st.integers(0, 999).map("{:03}".format),
)
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
WRITTEN = st.sampled_from([lambda text: text, wide])
MARKS = st.sampled_from([" ", "-", "　", "—", "－", "\u00a0"])


@pytest.mark.parametrize(("code", "text"), PERSONAL)
def test_personal_value(code: str, text: str) -> None:
    every = found(text)
    assert list(every) == [code]
    for problem in every[code]:
        start, end = problem.span or (0, 0)
        raw = text[start:end]
        assert raw
        assert raw not in f"{problem.excerpt} {problem.values}"
        assert len(problem.values["value"]) == end - start


@pytest.mark.parametrize("text", ORDINARY)
def test_nothing_personal(text: str) -> None:
    assert found(text) == {}


@pytest.mark.parametrize("text", [text for text in ORDINARY if "@" not in text and PRIVATE not in text])
def test_ordinary_text_holds_nothing_personal(text: str) -> None:
    """What is shown of it may be masked all the same: a number inside a longer one, for example."""
    assert {each.kind for each in sensitive(text)} <= {"credit_code"}
    assert len(mask_text(text)) == len(text)


@settings(max_examples=150, deadline=None)
@given(CHINESE, IDS, st.sampled_from([(), (6, 14), (6, 10, 14), (4, 8, 12, 16), (14,)]), MARKS, WRITTEN, CHINESE)
def test_any_resident_id_is_found_and_masked(before, number, cuts, mark, write, after) -> None:  # type: ignore[no-untyped-def]
    shown = write(separated(number, cuts, mark))
    text = f"{before}{shown}{after}"
    ((problem,),) = found(text).values()
    assert problem.span == (len(before), len(before) + len(shown))
    hidden = mask_text(text)
    assert len(hidden) == len(text)
    assert shown not in hidden
    assert number[6:14] not in f"{problem.values}{problem.excerpt}".translate(
        {ord(each): None for each in " -　—－\u00a0"}
    )


@settings(max_examples=150, deadline=None)
@given(
    CHINESE,
    MOBILES,
    st.sampled_from([(), (3, 7), (3,), (7,)]),
    MARKS,
    WRITTEN,
    CHINESE.filter(lambda text: text[:1] != "年"),
)
def test_any_mobile_is_found_and_masked(before, number, cuts, mark, write, after) -> None:  # type: ignore[no-untyped-def]
    shown = write(separated(number, cuts, mark))
    (problem,) = found(f"{before}{shown}{after}")["C507"]
    assert problem.span == (len(before), len(before) + len(shown))
    assert shown not in mask_text(f"{before}{shown}{after}")


@settings(max_examples=200, deadline=None)
@given(CHINESE, st.from_regex(r"[02-9][0-9]{10,24}", fullmatch=True), CHINESE)
def test_random_digits_are_no_mobile(before: str, number: str, after: str) -> None:
    assert "C507" not in found(f"{before}{number}{after}")


@settings(max_examples=200, deadline=None)
@given(
    CHINESE, st.from_regex(r"[0-9]{18}", fullmatch=True).filter(lambda text: not digits.is_resident_id(text)), CHINESE
)
def test_random_digits_are_no_resident_id(before: str, number: str, after: str) -> None:
    assert "C506" not in found(f"{before}{number}{after}")


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from(["11", "12", "13"]),
    st.from_regex("3[2-5]0[1-9]00[0-9A-HJ-NPQRTUWXY]{9}", fullmatch=True),
    st.from_regex(r"/20[12][0-9]-[0-9]{5}", fullmatch=True),
)
def test_index_numbers_are_public(prefix: str, body: str, serial: str) -> None:
    code = prefix + body
    assert found(f"索引号：{code}{digits.credit_check(code)}{serial}") == {}


@settings(max_examples=200, deadline=None)
@given(st.from_regex(r"0[1-9][0-9]{1,2}[-—－ ]?[2-8][0-9]{6,7}", fullmatch=True))
def test_office_phones_are_no_mobiles(number: str) -> None:
    assert found(f"联系电话：{number}") == {}


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789Xx -—/@.：申请人张三住址苏A护照（2024）行初号\n", max_size=60))
def test_masks_are_as_long_as_what_they_hide_and_final(text: str) -> None:
    hidden = mask_text(text)
    assert len(hidden) == len(text)
    assert all(new in (old, "*") for old, new in zip(text, hidden, strict=True))


def test_excerpt_masks_every_value_of_its_sentence() -> None:
    text = f"前一句。张某身份证{RESIDENT}，手机{MOBILE}，卡号{CARD}。后一句。"
    for values in found(text).values():
        for problem in values:
            shown = problem.excerpt or ""
            assert shown.startswith("张某身份证3254")
            assert not any(number in shown for number in (RESIDENT, MOBILE, CARD))


def test_long_sentences_are_shortened() -> None:
    text = "水" * 200 + MOBILE + "务" * 200
    shown = excerpt(text, 200, 211)
    assert shown.startswith("…水")
    assert shown.endswith("务…")
    assert "138****8000" in shown


def test_the_most_specific_rule_wins() -> None:
    assert list(found(f"身份证{RESIDENT}，卡号{CARD}")) == ["C506", "C508"]


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("联系电话：13800138000", "info"),
        ("联系人：张三，13800138000。", "info"),
        ("监督电话：0517-80000000、13800138000", "info"),
        ("填报人：李四 13800138000", "info"),
        ("申请人张某，电话13800138000。", ""),
        ("村民反映，联系电话13800138000。", ""),
        ("联系电话见附件。某人13800138000。", ""),
    ],
)
def test_declared_contact_is_only_said(text: str, severity: str) -> None:
    ((problem,),) = found(text).values()
    assert (problem.severity, problem.variant) == (severity, "contact" if severity else "")


def test_contact_of_the_report_is_declared() -> None:
    (problem,) = problems("C507", report("正文。", contact={"phone": MOBILE}))
    assert (problem.pointer, problem.severity) == ("/contact/phone", "info")


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("身份证号：325499190001010011", "unverified"),
        ("身份证号：325499000101001", "old"),
        (f"身份证号：{RESIDENT}", ""),
    ],
)
def test_doubtful_resident_ids(text: str, variant: str) -> None:
    (problem,) = found(text)["C506"]
    assert problem.variant == variant
    assert problem.confidence == ("likely" if variant else "certain")
    assert problem.severity == ("warning" if variant == "unverified" else "")


def test_born_after_the_report_is_no_resident_id() -> None:
    assert not problems("C506", report(invented_id("325499", "20400101", "001")))


@pytest.mark.parametrize(("born", "year", "found"), [(2026, 2025, 1), (2027, 2025, 0), (2099, None, 1)])
def test_born_in_the_year_that_a_report_is_made(born: int, year: int | None, found: int) -> None:
    """A report is made in the year after its own; of one without a year nothing is known."""
    assert len(problems("C506", report(invented_id("325499", f"{born}0101", "001"), year=year))) == found


@pytest.mark.parametrize(
    ("text", "kind"), [("申请人张三不服", "applicant"), ("（2024）苏0829行初12号", "case"), ("苏H·12345", "plate")]
)
def test_variant_of_identity(text: str, kind: str) -> None:
    ((problem,),) = found(text).values()
    assert problem.variant == kind


@pytest.mark.parametrize(
    ("value", "masked"),
    [
        (f"号{RESIDENT}", "号3254**********001X"),
        ("苏H·12345", "苏H·***45"),
        ("沪A12345挂", "沪A****5挂"),
        ("苏H·1234", "苏H·1234"),
        ("执法车苏H·12345", "执法车苏H·12345"),
        ("申请人张三不服", "申请人张*不服"),
        ("申请人欧阳明远不服", "申请人欧***不服"),
        ("住址：临江市滨河路18号", "住址：临江市******"),
        ("被申请人住址：临江市滨河路18号", "被申请人住址：临江市滨河路18号"),
        ("护照号码E12345678", "护照号码E******78"),
        (MOBILE, "138****8000"),
        (CARD, "6222***********0000"),
        (f"卡号{CARD}", "卡号6222***********0000"),
        (f"某公司{PRIVATE}申请公开", "某公司9132**********007Q申请公开"),
        ("单号A13800138000B", "单号A138****8000B"),
        ("abc325499190001010011x", "abc3254**********0011x"),
        ("金额13800138000元", "金额13800138000元"),
        ("申请人：张三", "申请人：张*"),
        ("１３８００１３８０００", "１３８****８０００"),
    ],
)
def test_form_of_masks(value: str, masked: str) -> None:
    assert mask_text(value) == masked


@pytest.mark.parametrize(
    ("code", "public"),
    [
        ("11341702486344515H", True),
        ("12620600MB0523338C", True),
        ("1137078555222300XQ", True),
        (PRIVATE, True),
        ("91320000MA0000007R", False),
        ("91320000MA0000007", False),
        ("9A320000MA0000007Q", False),
        ("91990000MA0000007Q", False),
        ("90320000MA0000007U", False),  # no kind of body has a 0
        ("9132000OMA0000007Q", False),
    ],
)
def test_credit_codes(code: str, public: bool) -> None:
    assert digits.is_credit_code(code) is public


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("320102", True),
        ("325499", True),
        ("325500", False),
        ("310399", True),
        ("310400", False),
        ("419001", True),
        ("329001", False),
        ("460036", True),
        ("460000", False),
        ("320000", False),
        ("810000", True),
        ("710000", False),
        ("992499", False),
    ],
)
def test_regions(code: str, known: bool) -> None:
    assert digits.is_region(code) is known


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("19000101", True),
        ("18991231", False),
        ("20261231", True),
        ("20270101", False),
        ("20240229", True),
        ("20250229", False),
        ("19991201", True),
        ("19991301", False),
        ("19990001", False),
        ("19990100", False),
        ("19990131", True),
        ("19990132", False),
    ],
)
def test_dates_of_birth(code: str, known: bool) -> None:
    assert digits.is_birth_date(code, 2026) is known


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("325499000101001", True),
        ("32549900010100", False),
        ("3254990001010011", False),
        ("32549900010100X", False),
        ("995499000101001", False),
        ("325499001301001", False),
    ],
)
def test_old_resident_ids(code: str, known: bool) -> None:
    assert digits.is_old_resident_id(code) is known


@pytest.mark.parametrize(
    ("number", "issued"),
    [
        (CARD, True),
        (CARD[:-1], False),
        (CARD[:16], True),
        ("6237999999999999", False),
        ("4367000000000000000", True),
        ("4367000000000000", False),
        ("6201021999010112", False),  # a serial: the region 620102, a date
        ("6201029999010112", False),
        ("6221021999013152", False),
        ("6210021999130112", True),
    ],
)
def test_cards(number: str, issued: bool) -> None:
    assert digits.is_issued_card(number) is issued


def test_a_number_that_two_keys_took_from_one_place_is_found_once() -> None:
    subject = report(f"联系电话：{MOBILE}", contact={"phone": MOBILE})
    subject.runs = {"/contact/phone": (Run(0, 3, 6),), "/sections/overview/text/0": (Run(0, 3, 1),)}
    subject.places |= dict.fromkeys(subject.runs, Place(line=3))
    assert len(problems("C507", subject)) == 1
