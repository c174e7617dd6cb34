"""Labels of rows and columns, compared as people read them."""

from __future__ import annotations

import pytest

from disclosure_lint.extract.labels import NEAR, bare, likeness, squeeze


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("1.属于国家秘密", "属于国家秘密"),
        ("（三）不予公开", "不予公开"),
        ("(3) 不予公开", "不予公开"),
        ("一、本年新收政府信息公开申请数量", "本年新收政府信息公开申请数量"),
        ("１２）其 他", "其他"),
        (" ①其他", "其他"),
        ("其他①", "其他1"),
        ("123.其他", "123其他"),
        ("ＡＢＣ（一）", "ABC一"),
        ("本年收费金额（单位：万元）", "本年收费金额单位万元"),
        ("（一）", ""),
        (" 。", ""),
    ],
)
def test_the_words_of_a_label(label: str, words: str) -> None:
    assert bare(label) == words


def test_a_label_without_its_spaces() -> None:
    assert squeeze(" （三） 不予\u3000公开(3) １") == "（三）不予公开（3）1"


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("行政许可", "行政许可", 1.0),
        ("（六）其他处理", "其他处理", 1.0),
        # What is cut off, at the beginning and as long as a third of it.
        ("本年制", "本年制发件数", 0.95),
        ("本年制发件数量", "本年制发件数", 0.95),
        ("申请人", "申请人情况及其他甲", 0.95),
        ("申请人", "申请人情况及其他甲乙丙", 0.0),
        ("本年", "本年制发件数", 0.0),
        # A character that is wrong, missing or too many; nothing in common.
        ("行攻处罚", "行政处罚", 0.75),
        ("本年制发数", "本年制发件数", 10 / 11),
        ("处罚行政", "行政处罚", 0.5),
        ("总计", "合计", 0.5),
        ("行政", "行政许可", 2 / 3),
        ("甲乙丙", "丁戊己", 0.0),
        ("", "行政许可", 0.0),
        ("。", "行政许可", 0.0),
    ],
)
def test_how_alike_two_labels_are(one: str, other: str, alike: float) -> None:
    assert likeness(one, (other,)) == pytest.approx(alike)
    assert likeness(other, (one,)) == pytest.approx(alike)


def test_the_nearest_of_several_names_counts() -> None:
    assert likeness("行攻处罚", ("行政许可", "行政处罚", "规章")) == NEAR
    assert likeness("本年制发数", ("本年制发件数", "本年制发数")) == 1.0
    assert likeness("本年制发数", ("甲", "本年制发数量")) == 0.95
    assert likeness("总计", ("合计", "行政"), least=0.4) == 0.5


def test_what_is_less_alike_than_asked_for_may_count_as_nothing() -> None:
    assert likeness("行政", ("行政许可",), least=NEAR) < NEAR
    assert likeness("行攻处罚", ("行政处罚",), least=NEAR) == NEAR
