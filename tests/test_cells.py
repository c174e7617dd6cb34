"""What one cell says, and which printed row is which official one."""

from __future__ import annotations

from typing import Any

import pytest

from disclosure_lint.extract.align import Entry, align
from disclosure_lint.extract.cells import is_plain, is_value, plain, read_cell
from disclosure_lint.outline import Cell
from disclosure_lint.profiles import Row


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12", None, 12),
        (" １ ２ ", None, 12),
        ("1,234", None, 1234),
        ("1，234，567", None, 1234567),
        ("12,34", None, "12,34"),
        ("12.0", None, 12),
        ("12．5", None, 12.5),
        ("-3", None, -3),
        ("−3", None, -3),
        ("＋2", None, 2),
        ("12件", None, 12),
        ("22（其中修订16件）", None, 22),
        ("22[注]", None, 22),
        ("3.5万元", "万元", 3.5),
        ("35000元", "万元", 3.5),
        ("3.5万元", "元", 35000),
        ("35000元", "元", 35000),
        ("251000元", None, "251000元"),
        ("0.1元", "万元", 0.00001),
        ("999999999999999", None, 999999999999999),
        ("1.123456789", None, 1.123456789),
        (" 若干 ", None, "若干"),
        ("/", None, "/"),
        ("", None, None),
        (" 　\n", None, None),
    ],
)
def test_read(text: str, unit: str | None, value: Any) -> None:
    read = read_cell(text, unit)
    assert read == value
    assert type(read) is type(value)


def test_what_is_a_value() -> None:
    assert [text for text in ("12", "12件", "/", "——", "无", "＼", "规章", "", "1件2件") if is_value(text)] == [
        "12", "12件", "/", "——", "无", "＼",
    ]  # fmt: skip
    assert plain("（ １２ ） ") == "(12)"
    assert is_plain("12", 12)
    assert is_plain(" ", None)
    assert not is_plain("12件", 12)
    assert not is_plain("无", None)


def entry(
    label: str, *values: str, above: tuple[str, ...] = (), around: tuple[str, ...] = (), headed: bool = False
) -> Entry:
    cells = [Cell(text, 0, index) for index, text in enumerate(values)]
    labels = [Cell(text, 0, 0) for text in (*above, label) if text]
    return Entry(labels, cells, list(around), dict(enumerate(cells)) if headed else None)  # type: ignore[arg-type]


def row(key: str, label: str, group: str = "") -> Row:
    return Row(key, label, group, (label,), {})


ROWS = (
    row("a", "收到申请数量"),
    row("b", "上年结转数量"),
    row("c/x", "维持原决定", "行政复议"),
    row("d/x", "维持原决定", "行政诉讼"),
    row("e", "结转下年度数量"),
)


def keys(*entries: Entry, width: int = 1) -> list[str | None]:
    pairs, _ = align(list(entries), ROWS, width)
    assert [each for each, _ in pairs] == list(entries)
    return [found.key if found else None for _, found in pairs]


def test_labels_decide() -> None:
    assert keys(entry("收到申请数量", "1"), entry("结转下年度数量", "2")) == ["a", "e"]
    assert keys(entry("收到申清数量", "1"), entry("结转下年数量", "2")) == ["a", "e"]


def test_order_fills_rows_without_labels() -> None:
    assert keys(*(entry("", str(number)) for number in range(5))) == ["a", "b", "c/x", "d/x", "e"]
    assert keys(entry("收到申请数量", "1"), entry("", "2"), entry("维持原决定", "3", above=("行政复议",))) == [
        "a",
        "b",
        "c/x",
    ]


def test_groups_tell_equal_labels_apart() -> None:
    assert keys(entry("维持原决定", "1", above=("行政诉讼",))) == ["d/x"]
    assert keys(entry("维持原决定", "1", above=("行政复议",))) == ["c/x"]
    assert keys(entry("维持原决定", "1", above=("行政复议",)), entry("维持原决定", "2", above=("行政诉讼",))) == [
        "c/x",
        "d/x",
    ]


def test_a_row_out_of_order_is_known_by_its_label() -> None:
    assert keys(entry("结转下年度数量", "1"), entry("收到申请数量", "2"), entry("上年结转数量", "3")) == ["e", "a", "b"]
    assert keys(entry("收到申请数量", "1"), entry("上年结转数量", "2"), entry("收到申请数量", "3")) == ["a", "b", None]
    twice = [
        entry("结转下年度数量", "1"),
        *(entry("收到申请数量", number) for number in "23"),
        entry("上年结转数量", "4"),
    ]
    assert keys(*twice) == ["e", None, "a", "b"]


def test_words_around_a_row_without_a_label() -> None:
    assert keys(entry("", "1", around=("上年结转数量",))) == ["b"]
    assert keys(entry("", "1", around=("结转下年度数量",))) == ["e"]


def test_added_rows_belong_to_nothing() -> None:
    added = entry("本地自设的项目", "9", headed=True)
    assert keys(entry("收到申请数量", "1", headed=True), added, entry("上年结转数量", "2", headed=True)) == [
        "a",
        None,
        "b",
    ]


def test_short_rows_are_rather_no_rows() -> None:
    assert keys(entry("", "1"), entry("收到申请数量", "1", "2"), width=2) == [None, "a"]
    assert keys() == []


def test_how_well_rows_fit() -> None:
    good = align([entry("收到申请数量", "1"), entry("上年结转数量", "2")], ROWS, 1)[1]
    less = align([entry("收到申请数量", "1"), entry("", "2")], ROWS, 1)[1]
    least = align([entry("", "1"), entry("", "2")], ROWS, 1)[1]
    slip = align([entry("收到申请数", "1")], ROWS, 1)[1]
    grouped = align([entry("维持原决定", "1", above=("行政诉讼",))], ROWS, 1)[1]
    assert (good, less, least, slip, grouped) == (22.0, 12.0, 2.0, 7.95, 11.5)


@pytest.mark.parametrize(
    ("printed", "key", "fit"),
    [
        (entry("本地自设的项目", "9", headed=True), None, -3.0),  # a legible stranger: rather an added row
        (entry("本地自设的项目", "9"), "e", 1.0),  # in a table that lost its shape the label says less
        (entry("某些", "9", headed=True), "e", -4.0),  # too short to be sure of
        (entry("本?自设的项目", "9", headed=True), "e", -4.0),  # garbled
        (entry("本\ufffd自设的项目", "9", headed=True), "e", -4.0),
        (entry("", "9", around=("上年结转数量",)), "b", 3.0),
        (entry("", "9", "8", around=("上年结转数量",)), None, 0.0),
        (entry("收到申请数量", "9", "8"), "a", 6.0),
        (entry("收到申请数量", "9", "8", headed=True), "a", 11.0),
    ],
)
def test_what_a_row_is_taken_for(printed: Entry, key: str | None, fit: float) -> None:
    ((_, found),), fits = align([printed], ROWS, 1)
    assert (found.key if found else None, fits) == (key, fit)
