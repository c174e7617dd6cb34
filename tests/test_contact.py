"""The contact of a body as prefaces print it: each detail behind its label, at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from disclosure_lint import read

if TYPE_CHECKING:
    from disclosure_lint.report import Report

HEAD = "# 临江市水务局2025年政府信息公开工作年度报告\n\n"
TAIL = "\n\n## 一、总体情况\n\n工作平稳。\n"

PREFACES = [
    (
        "联系地址：临江市滨河路18号；邮编：999100；电话：0999-5550123；传真：0999-5550124；邮箱：gk@water.example",
        {
            "address": "临江市滨河路18号",
            "postcode": "999100",
            "phone": "0999-5550123",
            "fax": "0999-5550124",
            "email": "gk@water.example",
        },
    ),
    # Brackets around all of it, and within the address.
    (
        "请与办公室联系（地址：临江市滨河路18号，电话：0999-5550123）。",
        {"address": "临江市滨河路18号", "phone": "0999-5550123"},
    ),
    ("请与办公室联系（电话：0999-5550123）。", {"phone": "0999-5550123"}),
    ("请与办公室联系(电话:(0999)5550123)。", {"phone": "(0999)5550123"}),
    ("电话：（0999）5550123。", {"phone": "（0999）5550123"}),
    ("地址：临江市滨河路18号（老城区），电话略。", {"address": "临江市滨河路18号（老城区）"}),
    # An e-mail needs no label; the one behind a label goes first.
    ("来信请寄gk@water.example。", {"email": "gk@water.example"}),
    ("来信原寄old@water.example，现电子邮箱：gk@water.example。", {"email": "gk@water.example"}),
    ("电子邮箱：gk @water.example。", {"email": "gk @water.example"}),
    # A telephone needs no colon, an address does.
    ("咨询电话0999-5550123转801", {"phone": "0999-5550123转801"}),
    ("地址18号楼南侧的公开栏", {}),
    ("地址为临江市滨河路18号", {"address": "临江市滨河路18号"}),
    ("办公地址是：临江市滨河路18号", {"address": "临江市滨河路18号"}),
    # The first of several; spaces within what is printed.
    ("联系电话：0999-5550123，办公电话：0999-5550124。", {"phone": "0999-5550123"}),
    ("电 话：0999-5550123", {"phone": "0999-5550123"}),
    (
        "邮政编码：９９９１００，电话：０９９９－５５５０１２３",
        {"postcode": "９９９１００", "phone": "０９９９－５５５０１２３"},
    ),
    ("邮编：9 9 9 1 0 0，电话略。", {"postcode": "999100"}),
    ("邮编：9991001", {}),
    ("地址：临江市 滨河路 18 号", {"address": "临江市滨河路18号"}),
    ("电话：0999-5550123—", {"phone": "0999-5550123"}),
    ("电话：555", {}),
]


def saying(text: str) -> Report:
    return read(f"{HEAD}{text}{TAIL}".encode(), name="report.md")


@pytest.mark.parametrize(("text", "contact"), PREFACES)
def test_details(text: str, contact: dict[str, str]) -> None:
    assert saying(text).data.get("contact", {}) == contact


@pytest.mark.parametrize(
    ("text", "key", "start", "end"),
    [
        ("电话：0999-5550123。", "phone", 4, 16),
        ("（电话：0999-5550123）", "phone", 5, 17),
        ("来信请寄gk@water.example。", "email", 5, 21),
        ("地址：临江市滨河路18号（老城区）。", "address", 4, 18),
    ],
)
def test_places(text: str, key: str, start: int, end: int) -> None:
    place = saying(text).place(f"/contact/{key}")
    assert place is not None
    assert (place.line, place.column, place.end_column) == (3, start, end)
