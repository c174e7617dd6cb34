"""Damage done on purpose is undone; clean text is left alone."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint.outline import Cell, Outline, Paragraph, Place, Run, Table, locate
from disclosure_lint.repair.mending import Repaired, repair
from disclosure_lint.repair.outlines import repair_outline, replace_places
from disclosure_lint.repair.screening import certainly_clean

SENTENCES = (
    "本机关按照条例要求编制本报告，所列数据统计期限自2025年1月1日起至2025年12月31日止。",
    "全年主动公开政府信息1136条，其中通知公告305条、政策文件28件、解读材料16篇。",
    "全年收到政府信息公开申请21件，上年结转2件，均在法定期限内答复。",
    "完善政府信息公开制度，建立健全保障机制，推进工作规范有序开展。",
    "对照上级要求，公开内容的深度和广度还有待提升，队伍建设有待加强。",
    "下一步，将全面梳理和优化工作流程，强化部门协同配合，提高专业水平。",
    "加强对网站和新媒体的日常管理，落实审核发布制度，确保信息及时准确。",
    "本年度未收取信息处理费，没有其他需要报告的事项。",
)
HEADINGS = ("一、总体情况", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请情况", "六、其他需要报告的事项")
CLEAN = (
    *SENTENCES,
    *HEADINGS,
    "网址：https://www.example.gov.cn/list.jsp?id=12&page=3，电话0517-1234567。",
    "如何申请公开?2025年有哪些变化?请见指南。您满意吗?",
    "地名沭(shù)阳、睢(suī)宁、盱(xū)眙(yí)不变，由于（局）机构改革。",
    "The agency received 21 requests; was that more than in 2024? Yes (see p. 3).",
    "How many appeals were pending?\n12 appeals were pending at the end of the year.",
    "馆名由陳國華題寫，家属👨\u200d👩\u200d👧参加。",
    "（一）予以公开 0 0 0 0 0 0 0",
    "Café, naïve, Zürich: déjà vu — “résumé” élève à Genève où l'été a été très chaud.",
)
paragraphs = st.lists(st.sampled_from(SENTENCES + HEADINGS), min_size=6, max_size=14)
NUMERALS = "一二三四五六七八九十"


def shifted(heading: str) -> str:
    """Lose the first byte of the ideographic space before a heading; resume at its end."""
    data = ("　" + heading).encode("gbk")[1:]
    return "?" + data.decode("gbk", "replace")


def kinds(repaired: Repaired) -> list[str]:
    return [damage.kind for damage in repaired.damage]


def agrees(text: str, original: str) -> bool:
    """Whether a text is the original, but for characters that are lost."""
    lines = list(zip(text.split("\n"), original.split("\n"), strict=True))
    return all(
        len(now) == len(was) and all(a in (b, "\ufffd") for a, b in zip(now, was, strict=True)) for now, was in lines
    )


@given(st.lists(st.sampled_from(CLEAN), min_size=1, max_size=12))
def test_clean_text_is_left_alone(lines: list[str]) -> None:
    text = "\n".join(lines)
    repaired = repair(text)
    assert repaired.text is text
    assert not repaired


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_english_is_left_alone(text: str) -> None:
    if text.count("????") == 0:
        assert not repair(text)


def test_clean_text_is_quick_and_loads_no_converter() -> None:
    text = "\n".join(SENTENCES * 18)
    times = []
    for _ in range(20):
        start = time.process_time()
        assert not repair(text)
        times.append(time.process_time() - start)
    assert min(times) < 0.003
    code = "import sys; from disclosure_lint.repair.mending import repair; repair('一、总体情况'); assert 'opencc' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True)


@settings(max_examples=30, deadline=None)
@given(paragraphs, st.sampled_from(["gbk", "gb18030", "cp936"]))
def test_utf8_read_as_gbk(lines: list[str], codec: str) -> None:
    text = "\n".join(lines)
    damaged = "\n".join(line.encode().decode(codec, "replace") for line in lines)
    repaired = repair(damaged)
    assert kinds(repaired) == ["utf8-as-gbk"]
    assert agrees(repaired.text, text)
    assert repaired.text.count("\ufffd") <= len(text) // 8


def test_one_garbled_paragraph_leaves_the_clean_ones_alone() -> None:
    clean = "\n".join([*SENTENCES, "规章 2 1 12", "联通", "规章"])
    repaired = repair(clean + "\n" + "".join(SENTENCES).encode().decode("gbk", "replace"))
    assert repaired.text.startswith(clean + "\n本机关按照条例")
    assert [(each.kind, each.count, each.place.line) for each in repaired.damage] == [("utf8-as-gbk", 1, 12)]


@settings(max_examples=30, deadline=None)
@given(paragraphs, st.sampled_from([("utf-8", "utf8-as-latin"), ("gbk", "gbk-as-latin")]))
def test_read_as_latin(lines: list[str], case: tuple[str, str]) -> None:
    text = "\n".join(lines)
    repaired = repair("\n".join(line.encode(case[0]).decode("latin-1") for line in lines))
    assert repaired.text == text
    assert kinds(repaired) == [case[1]]
    assert not repaired.damage[0].lossy


@settings(max_examples=60, deadline=None)
@given(paragraphs, st.sampled_from(NUMERALS), st.sampled_from(["主动公开政府信息。", "部分公开", "总体情况"]))
def test_gbk_one_byte_off(lines: list[str], numeral: str, title: str) -> None:
    heading = f"（{numeral}）{title}"
    repaired = repair("\n".join([*lines, shifted(heading), *lines]))
    line = repaired.text.split("\n")[len(lines)]
    assert kinds(repaired) == ["gbk-shifted"]
    assert line.startswith(f"　（{numeral}）")
    assert repaired.damage[0].place.line == len(lines) + 1
    assert set(line[4:]) <= set(title + "\ufffd?")


@settings(max_examples=20, deadline=None)
@given(paragraphs)
def test_traditional(lines: list[str]) -> None:
    opencc = pytest.importorskip("opencc")
    text = "\n".join([*lines, SENTENCES[0]])
    repaired = repair(opencc.OpenCC("s2t").convert(text))
    assert repaired.text == text
    assert kinds(repaired) == ["traditional"]
    assert not repaired.origin


@settings(max_examples=40, deadline=None)
@given(paragraphs, st.data())
def test_pinyin(lines: list[str], data: st.DataObject) -> None:
    gloss = {"公": "(gong)(gong)", "开": "(kai)", "信": "(xìn)", "息": "(xi)", "政": "(zheng)(zheng)", "府": "(fǔ)"}
    text = "\n".join([*lines, "政府信息公开"])
    damaged, stood = "", []
    for character in text:
        stood.append(len(damaged) - (damaged.rfind("\n") + 1))
        damaged += character + gloss.get(character, "")
    repaired = repair(damaged)
    assert repaired.text == text
    assert kinds(repaired) == ["pinyin"]
    at = data.draw(st.integers(0, len(text) - 1))
    line, column = text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
    if text[at] != "\n":
        assert repaired.origin.locate(line, column) == (line, stood[at] + 1)


@given(paragraphs, st.integers(1, 9999))
def test_stray_question_marks(lines: list[str], number: int) -> None:
    text = "\n".join([*lines, f"全年公开信息 {number} 条，您满意吗?"])
    damaged = text.replace(f" {number} 条，", f" ?{number} 条?，")
    repaired = repair(damaged)
    assert repaired.text == text
    assert kinds(repaired) == ["stray-question"]


@given(paragraphs)
def test_lost_for_good(lines: list[str]) -> None:
    damaged = "\n".join(line.encode("ascii", "replace").decode() for line in lines)
    repaired = repair(damaged)
    assert (repaired.text, kinds(repaired)) == (damaged, ["question-marks"])
    assert repaired.damage[0].lossy


def test_replacement_characters() -> None:
    damage = repair("本机关没有其他需要报告的��项。\n锟斤拷锟斤拷").damage
    assert [(each.kind, each.count, each.place.column) for each in damage] == [("replacement", 2, 13)]


@given(paragraphs, st.sampled_from("\ufeff\u200b\u200e\u2060\u00ad\ufe0f\x02"), st.integers(0, 30))
def test_invisible_characters_go_silently(lines: list[str], unseen: str, at: int) -> None:
    text = "\n".join(lines)
    at = min(at, len(lines[0]) - 1)
    repaired = repair(text[:at] + unseen + text[at:])
    assert repaired.text == text
    assert not repaired.damage
    assert repaired.origin.locate(1, at + 1) == (1, at + 2)


def test_radicals_become_characters() -> None:
    repaired = repair("⼀、总体情况：⼈⺠政府⼯作，部⻔⻓，⻔⼾")
    assert repaired.text == "一、总体情况：人民政府工作，部门长，门户"
    assert not repaired.damage


def test_places_lead_back_to_the_source() -> None:
    source = "公(gong)(gong)开(kai)的信(xin)(xin)息"
    repaired = repair(source)
    paragraph = Paragraph(repaired.text, Place(1, 1, 1, 6), (Run(0, 1, 1),))
    outline = replace_places(Outline([paragraph]), repaired.origin)
    found = outline.blocks[0]
    assert isinstance(found, Paragraph)
    for offset, character in enumerate(found.text):
        run = locate(found.runs, offset)
        assert run is not None
        assert source[run.column - 1] == character
    assert found.place == Place(1, 1, 1, len(source) + 1)


def test_outline_is_repaired_in_place() -> None:
    first, second = "公(gong)(gong)开(kai)\n情况", "信(xin)(xin)息"
    cell = Cell(second, 0, 0, place=Place(9, 5), runs=(Run(0, 9, 5),))
    outline = Outline([Paragraph(first, Place(3, 1), (Run(0, 3, 1), Run(17, 4, 1))), Table([cell])])
    repaired = repair_outline(outline)
    paragraph, table = repaired.blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(table, Table)
    assert paragraph.text == "公开\n情况"
    assert table.cells[0].text == "信息"
    run = locate(table.cells[0].runs, 1)
    assert run is not None
    assert (run.line, run.column) == (9, 5 + second.index("息"))
    assert [(each.kind, each.place.line, each.place.column) for each in repaired.damage] == [("pinyin", 3, 1)]
    assert cell.text == second


def test_outline_with_radicals_only() -> None:
    paragraph = repair_outline(Outline([Paragraph("⼀、总体情况")])).blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert paragraph.text == "一、总体情况"


@given(st.text("公开政?？。\ufffd锟斤é·()（）a開務請關區辦進項實發動\u200b\u3000 1", max_size=60))
def test_what_is_certainly_clean_is_left_as_it_is(text: str) -> None:
    if certainly_clean(text):
        repaired = repair(text)
        assert (repaired.text, repaired.damage) == (text, [])
