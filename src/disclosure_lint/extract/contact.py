"""Address, telephone, fax, e-mail and postcode of a body, as its preface prints them."""

from __future__ import annotations

import re

from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple


class Detail(NamedTuple):
    """One detail at [start, end) of a text."""

    value: str
    start: int
    end: int


_LABELS = {
    "address": ("联系地址", "通讯地址", "通信地址", "办公地址", "单位地址", "地址", "地点"),
    "postcode": ("邮政编码", "邮编"),
    "email": (
        "电子邮箱地址",
        "电子邮箱",
        "电子邮件",
        "电子信箱",
        "联系邮箱",
        "邮箱",
        "E-mail",
        "Email",
        "e-mail",
        "email",
    ),
    "fax": ("传真电话", "传真号码", "传真"),
    "phone": ("联系电话", "咨询电话", "办公电话", "电话号码", "联系方式", "电话"),
}
_SPACED = {key: "|".join(r"\s*".join(map(re.escape, word)) for word in words) for key, words in _LABELS.items()}
_LABEL = pattern("|".join(f"(?P<{key}>{words})" for key, words in _SPACED.items()))
_COLON = pattern(r"\s*(?:[:：]|[为是][:：]?)\s*|\s*(?=[0-9０-９A-Za-z（(])")
_VALUES = {
    "address": pattern(r"[^，,；;。、（）()\n]{3,60}(?:[（(][^（）()]{1,20}[）)][^，,；;。（）()\n]{0,20})?"),
    "postcode": pattern(r"(?:[0-9０-９]\s?){5}[0-9０-９](?![0-9])"),
    "email": pattern(r"[\w.+-]{1,64}\s?[@＠]\s?[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}", re.ASCII),
    "fax": pattern(r"[0-9０-９（(][0-9０-９\-—－–―─()（） ]{5,24}"),
    "phone": pattern(r"[0-9０-９（(][0-9０-９\-—－–―─()（） ]{5,24}(?:转\s?[0-9]{1,6})?"),
}


def find_contact(text: str) -> dict[str, Detail]:
    """Return the details that a text gives behind their labels, by key; an e-mail also without."""
    found: dict[str, Detail] = {}
    labels = list(_LABEL.finditer(text))
    for position, label in enumerate(labels):
        key = str(label.lastgroup)
        colon = _COLON.match(text, label.end())
        if key in found or colon is None or (key == "address" and not colon.group().strip()):
            continue
        limit = labels[position + 1].start() if position + 1 < len(labels) else len(text)
        value = _VALUES[key].match(text, colon.end(), limit)
        if value:
            found[key] = _detail(value.group(), value.start())
    if "email" not in found and (loose := _VALUES["email"].search(text)):
        found["email"] = _detail(loose.group(), loose.start())
    return found


def _detail(value: str, start: int) -> Detail:
    kept = value.rstrip(" \u3000-—－–―─（(")
    while kept.endswith(("）", ")")) and kept.count("）") + kept.count(")") > kept.count("（") + kept.count("("):
        kept = kept[:-1].rstrip()
    tight = pattern(r"(?<=[^\x00-\x7f])\s+|(?<!\s)\s+(?=[^\x00-\x7f])").sub("", kept)
    return Detail(pattern(r"(?<=[0-9])\s+(?=[0-9])").sub("", tight), start, start + len(kept))
