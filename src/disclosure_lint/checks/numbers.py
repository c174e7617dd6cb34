"""Personal numbers in a text: resident IDs, bank cards, credit codes, mobile numbers.

`find` wants folded text (`masking.fold`). Rows of a table that were read as text
stand as numbers with spaces between, hence the limits on groups.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.checks import digits
from disclosure_lint.masking import Sensitive, mask
from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

ID_LENGTH = 18
OLD_ID_LENGTH = 15
MOBILE_LENGTH = 11
LONGEST_CARD = 19
SHORTEST_CARD = 16
#: How a mobile number may be written: lengths of its groups.
MOBILE_GROUPS = ((11,), (3, 4, 4), (3, 8), (7, 4))
#: How far before a number its label may begin.
LABEL_REACH = 24


class Number(NamedTuple):
    """One or more neighbouring groups of digits: their characters and their place in the text."""

    characters: str
    groups: tuple[int, ...]
    start: int
    end: int


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return pattern(_PATTERNS[name])


_PATTERNS = {
    "chain": r"(?<![0-9A-Za-z])[0-9]{2,}(?:[ -]{1,2}[0-9]{2,})*(?:(?:[ -]{1,2}[0-9]?)?[Xx])?(?![0-9A-Za-z])",
    "glued_id": (
        r"[1-9][0-9]{5}[ \n-]{0,2}(?:19|20)[0-9]{2}[ \n-]?[01][0-9][ \n-]?[0-3][0-9]"
        r"(?:[ \n-]{0,2}[0-9]{1,3}(?:[ \n-]?[0-9Xx])?)?"
    ),
    "glued_card": r"(?<![0-9])62[0-9]{2}(?:[ \n-][0-9]{4}){2,3}(?:[ \n-]?[0-9]{1,7})?",
    "glued_mobile": (
        r"(?<![0-9])(?<![0-9][.])1[3-9][0-9]"
        r"(?:-{1,2}[0-9]{4}-{0,2}[0-9]{4}|[0-9]{4}-[0-9]{4}|[ \n]?[0-9]{4}[ \n]?[0-9]{4}(?![0-9]))"
    ),
    "long": r"(?<![0-9])(?:[0-9]{15,}|[0-9]{1,3}1[3-9][0-9]{9}|1[3-9][0-9]{10,12})(?![0-9])",
    "group": r"[0-9]+[Xx]?|[Xx]",
    "dotted": r"(?<![0-9A-Za-z._/])1[3-9][0-9]([._/])[0-9]{4}\1[0-9]{4}(?![0-9A-Za-z]|[._/][0-9A-Za-z])",
    "code": (
        r"(?<![0-9A-Za-z])[0-9ANY][1-9][ -]?[0-9]{2}[ -]?[0-9]{4}[ -]?[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4}"
        r"[ -]?[0-9A-Za-z][ -]?[0-9A-Za-z](?![0-9A-Za-z])"
    ),
    "plan": r"1[3-9][0-9]{9}",
    "address": r"(?:https?://|ftp://|www\.)[!-~]+|(?<![\w.-])[\w.-]+\.(?:cn|com|net|org)/[!-~]*",
    "id_label": r"(?:身份证(?:件)?|公民身份)(?:号码|编号|号)?[ ]?(?:均?[为是])?[:(]?[ ]?$",
    "card_label": r"卡号|银行卡|储蓄卡|借记卡|信用卡|工资卡|社保卡",
    "account_label": r"[账帐][号户]|开户行|开户银行",
    "public_account": r"财政|国库|非税|对公|单位名称|收款单位|户名:?[^ ,;]{2,20}(?:局|委|办|院|校|厅|政府|中心|公司)",
    "credit_label": r"信用代码|组织机构代码",
    "serial_label": (
        r"(?:编号|编码|文号|索引号|流水号|订单号|受理号|查询号|登记号|备案号?|许可证号?|证书号|资质号|代码|单号|工单号?"
        r"|序列号|条码|凭证号?|票号|发票|案号|批号|ICP备|标识码|识别码|公网安备|项目号|合同号|字第)(?:为|是)?[:(]?[ ]?$"
    ),
    "index_label": r"(?:索引号?|文号|标识码)[: ]{0,2}$",
}
#: What cannot stand right after a number of a person: a unit makes it an amount, the rest a longer code.
_AMOUNT = tuple("元万亿件条人次份个项页吨米%")
_QUANTITY_LABEL = "金额"


def find(text: str) -> Iterator[Sensitive]:
    """Yield the personal numbers in a folded text, the most specific kind of each first.

    Kinds: resident_id; unverified_id (labelled, but the check digit fails) and
    old_id (15 digits, labelled); bank_card, and likely_card without a label of a
    card; credit_code, public bodies included; mobile, and mailbox for one
    that is the name of a mailbox.
    """
    barred = [match.span() for match in _pattern("address").finditer(text)]

    def free(start: int) -> bool:
        at = bisect_right(barred, (start, len(text)))
        return not at or barred[at - 1][1] <= start

    numbers = [number for number in _numbers(text) if free(number.start)]
    for kind in (_resident_id, _bank_card):
        for number in numbers:
            yield from kind(text, number)
    yield from (code for code in _credit_codes(text) if free(code.start))
    for number in numbers:
        yield from _mobile(text, number)
    for match in _pattern("dotted").finditer(text):
        if free(match.start()):
            yield Sensitive("mobile", *match.span(), mask(match[0], 3, 4))


def find_glued(text: str) -> Iterator[Sensitive]:
    """Yield what may be a personal number inside a longer word, an address or across lines.

    Too weak a sign to be a finding, but never to be shown.
    """
    for match in _pattern("glued_id").finditer(text):
        code = pattern("[^0-9]").sub("", match[0])
        if digits.is_region(code[:6]) and digits.is_birth_date(code[6:14]):
            yield Sensitive("glued", *match.span(), mask(match[0], 4, 4))
    for form, head in (("glued_card", 4), ("glued_mobile", 3), ("long", 3)):
        for match in _pattern(form).finditer(text):
            if not text[match.end() : match.end() + 2].lstrip().startswith(_AMOUNT):
                yield Sensitive("glued", *match.span(), mask(match[0], head, 4))


def _numbers(text: str) -> Iterator[Number]:
    for chain in _pattern("chain").finditer(text):
        groups = [(match.start(), match.end()) for match in _pattern("group").finditer(text, *chain.span())]
        for first, (start, _) in enumerate(groups):
            length = 0
            for last in range(first, len(groups)):
                end = groups[last][1]
                length += end - groups[last][0]
                if length > LONGEST_CARD:
                    break
                if length >= MOBILE_LENGTH:
                    spans = groups[first : last + 1]
                    characters = "".join(text[left:right] for left, right in spans).upper()
                    yield Number(characters, tuple(right - left for left, right in spans), start, end)


def _stands_alone(text: str, number: Number) -> bool:
    """Tell whether a number is no part of a longer code, an amount or a decimal."""
    before, after = text[max(0, number.start - 5) : number.start], text[number.end : number.end + 6]
    if before.endswith(("=", "_", "*")) or after.startswith(("=", "_", "*")):
        return False
    if pattern(r"[0-9A-Za-z][.-]$").search(before[-2:]) and not pattern(r"(?<![0-9])(?:00)?86-$").search(before):
        return False
    return not pattern(r"[.,-][0-9A-Za-z]|/(?:19|20)[0-9]{2}").match(after)


def _before(text: str, number: Number) -> str:
    return text[max(0, number.start - LABEL_REACH) : number.start]


def _is_serial(text: str, number: Number) -> bool:
    before = _before(text, number)
    after = text[number.end : number.end + 2].lstrip()
    return bool(_pattern("serial_label").search(before)) or after.startswith(_AMOUNT) or _QUANTITY_LABEL in before[-5:]


def _resident_id(text: str, number: Number) -> Iterator[Sensitive]:
    code = number.characters
    if len(code) not in (ID_LENGTH, OLD_ID_LENGTH) or not _stands_alone(text, number):
        return
    labelled = _pattern("id_label").search(_before(text, number))
    kind = ""
    if digits.is_resident_id(code) and not _pattern("index_label").search(_before(text, number)):
        kind = "resident_id"
    elif labelled and len(code) == ID_LENGTH:
        kind = "unverified_id"
    elif labelled and digits.is_old_resident_id(code):
        kind = "old_id"
    if kind:
        yield _masked(kind, text, number, 4, 4 if len(code) == ID_LENGTH else 3)


def _bank_card(text: str, number: Number) -> Iterator[Sensitive]:
    code = number.characters
    if not SHORTEST_CARD <= len(code) <= LONGEST_CARD or not code.isdecimal() or min(number.groups[:-1], default=4) < 4:
        return
    if not digits.passes_luhn(code) or not _stands_alone(text, number) or _is_serial(text, number):
        return
    before = _before(text, number)
    issued = digits.is_issued_card(code)
    if _pattern("card_label").search(before):
        yield _masked("bank_card", text, number, 4, 4)
    elif _pattern("account_label").search(before):
        if issued or not _pattern("public_account").search(text[max(0, number.start - 60) : number.start]):
            yield _masked("bank_card" if issued else "likely_card", text, number, 4, 4)
    elif issued:
        yield _masked("likely_card", text, number, 4, 4)


def _credit_codes(text: str) -> Iterator[Sensitive]:
    for match in _pattern("code").finditer(text):
        code = pattern("[ -]").sub("", match[0]).upper()
        number = Number(code, (ID_LENGTH,), *match.span())
        if not digits.is_credit_code(code) or not _stands_alone(text, number):
            continue
        before = _before(text, number)
        labelled = _pattern("credit_label").search(before)
        # One serial of digits in 31 passes the check digit; the organisation code inside has its own.
        if _pattern("index_label").search(before) or (
            not labelled and code.isdecimal() and not digits.has_organisation_check(code)
        ):
            continue
        yield _masked("credit_code", text, number, 4, 4)


def _mobile(text: str, number: Number) -> Iterator[Sensitive]:
    start, code = number.start, number.characters
    if len(code) == MOBILE_LENGTH + 2 and code.startswith("86") and text[start - 1 : start] == "+":
        number = Number(code[2:], (MOBILE_LENGTH,), start + 2, number.end)
    elif number.groups not in MOBILE_GROUPS:
        return
    if not _pattern("plan").fullmatch(number.characters) or not _stands_alone(text, number):
        return
    if text[number.end : number.end + 1] == "@":
        yield _masked("mailbox", text, number, 3, 4)
    elif not _is_serial(text, number):
        yield _masked("mobile", text, number, 3, 4)


def _masked(kind: str, text: str, number: Number, head: int, tail: int) -> Sensitive:
    return Sensitive(kind, number.start, number.end, mask(text[number.start : number.end], head, tail))
