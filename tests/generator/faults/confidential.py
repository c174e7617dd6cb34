"""Faults of confidentiality (C rules)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator import numbers
from tests.generator.faults.base import Expected, fault

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript


def _append(script: Manuscript, text: str, secret: str = "", section: str = "overview") -> Expected:
    """Add a sentence to a chapter's last paragraph."""
    texts = script.data["sections"][section]["text"]
    texts[-1] += text
    return Expected((f"/sections/{section}/text/{len(texts) - 1}",), secret=secret)


def _add(script: Manuscript, text: str, section: str = "other_matters") -> Expected:
    """Add a paragraph to a chapter, which a reader may also hold for no part of it."""
    script.data["sections"][section]["text"].append(text)
    return Expected(("",))


@fault("C501")
def secret_mark_at_the_top(script: Manuscript, rng: Random) -> Expected:
    """Mark the report as a state secret."""
    script.data["preface"].insert(0, rng.choice(("秘密★1年", "机密★5年", "绝密★", "机 密 ★ 10年")))
    return Expected(("",))


@fault("C501")
def secret_mark_in_prose(script: Manuscript, rng: Random) -> Expected:
    """Leave a mark behind a document's title."""
    return _append(script, f"落实《工作方案》（{rng.choice(('秘密★3年', '机密★10年'))}）要求。")


@fault("C502")
def level_line(script: Manuscript, rng: Random) -> Expected:
    """Begin with a line that is a secrecy level."""
    script.data["preface"].insert(0, rng.choice(("秘密", "机密", "绝密")))
    return Expected(("",))


@fault("C503")
def internal_mark(script: Manuscript, rng: Random) -> Expected:
    """Mark the report as internal."""
    return _add(script, rng.choice(("内部资料 注意保存", "内部事项 注意保管", "（内部资料，注意保管）")))


@fault("C504")
def attribute_on_request(script: Manuscript, rng: Random) -> Expected:
    """Attribute the report as not public."""
    return _add(script, rng.choice(("（此件依申请公开）", "（此件不予公开）", "（此件不公开）", "（此件删减后公开）")))


@fault("C505")
def cited_number(script: Manuscript, rng: Random) -> Expected:
    """Cite a document by a number that is not public."""
    number = f"{script.body.name[0]}委{rng.choice('密内')}〔{script.data['year']}〕{rng.randint(1, 30)}号"
    return _append(script, f"落实《关于加强工作的通知》（{number}）要求。")


@fault("C506")
def resident_id_number(script: Manuscript, rng: Random) -> Expected:
    """Print someone's identity number."""
    number = numbers.resident_id(rng)
    return _append(script, rng.choice((f"申请人身份证号{number}。", f"当事人（{number}）已签收答复书。")), number)


@fault("C507")
def mobile_number(script: Manuscript, rng: Random) -> Expected:
    """Print someone's mobile number."""
    number = numbers.mobile(rng)
    return _append(script, rng.choice((f"已通过手机{number}告知申请人。", f"申请人电话{number}，已当面答复。")), number)


@fault("C508")
def bank_card(script: Manuscript, rng: Random) -> Expected:
    """Print someone's bank card number."""
    number = numbers.bank_card(rng)
    return _append(script, rng.choice((f"费用已退回卡号{number}。", f"退款账号：{number}。")), number)


@fault("C509")
def company_code(script: Manuscript, rng: Random) -> Expected:
    """Print a company's credit code."""
    number = numbers.credit_code(rng)
    return _append(script, f"申请单位统一社会信用代码为{number}。", number)


@fault("C510")
def applicant_named(script: Manuscript, rng: Random) -> Expected:
    """Name an applicant."""
    name = rng.choice("赵孙李周吴郑王陈") + rng.choice(("志强", "秀兰", "建国", "晓梅", "文静"))
    return _append(script, rng.choice((f"其中，申请人{name}反映的问题已办结。", f"申请人：{name}，已按期答复。")), name)


@fault("C510")
def case_number(script: Manuscript, rng: Random) -> Expected:
    """Print the number of a case in court."""
    number = f"（{script.data['year']}）苏{rng.randint(101, 999):04}行初{rng.randint(1, 400)}号"
    return _append(script, f"已按{number}判决重新作出答复。")
