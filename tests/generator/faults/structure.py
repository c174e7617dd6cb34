"""Faults of chapters, headings and names (S rules)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.generator import phrases
from tests.generator.bodies import body
from tests.generator.faults.base import Expected, fault, renumber
from tests.generator.prose import NUMERALS

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript

FIRST_ITEM, ITEM = re.compile(r"^（一）"), re.compile(r"^（([一二三四五])）")


@fault("S101")
def missing_section(script: Manuscript, rng: Random) -> Expected:
    """Leave a chapter out and number the others on."""
    key = rng.choice(("problems", "other_matters", "overview"))
    del script.data["sections"][key]
    renumber(script)
    return Expected((f"/sections/{key}",))


@fault("S102")
def swapped_sections(script: Manuscript, rng: Random) -> Expected:
    """Put two chapters in the other's place, numbered as they stand."""
    del rng
    sections = script.data["sections"]
    sections["problems"] = sections.pop("problems")
    renumber(script)
    return Expected(("/sections/problems", "/sections/other_matters"))


@fault("S103")
def numbering_gap(script: Manuscript, rng: Random) -> Expected:
    """Skip a number."""
    del rng
    for key, number in (("problems", "六"), ("other_matters", "七")):
        section = script.data["sections"][key]
        section["heading"] = number + section["heading"][1:]
    return Expected(("/sections/problems", "/sections/other_matters"))


@fault("S103")
def number_twice(script: Manuscript, rng: Random) -> Expected:
    """Give one number to two chapters."""
    del rng
    script.data["sections"]["other_matters"]["heading"] = "五、其他需要报告的事项"
    return Expected(("/sections/other_matters",))


@fault("S103")
def item_gap(script: Manuscript, rng: Random) -> Expected | None:
    """Skip an item of chapter 一."""
    del rng
    texts = script.data["sections"]["overview"]["text"]
    moved = [index for index, text in enumerate(texts) if text[:3] in ("（四）", "（五）")]
    if not moved:
        return None
    for index, number in zip(moved, "五六", strict=True):
        texts[index] = f"（{number}）{texts[index][3:]}"
    return Expected(tuple(f"/sections/overview/text/{index}" for index in moved))


@fault("S104")
def other_words(script: Manuscript, rng: Random) -> Expected:
    """Word the title of chapter 六 otherwise."""
    del rng
    script.data["sections"]["other_matters"]["heading"] = "六、其他报告的事项"
    return Expected(("/sections/other_matters",))


@fault("S105")
def extra_chapter(script: Manuscript, rng: Random) -> Expected:
    """Add a seventh chapter."""
    title = rng.choice(("下一步工作打算", "工作亮点", "典型经验做法"))
    text = ["继续完善信息公开各项制度，提高工作水平。"]
    script.data["extra_sections"] = [{"heading": f"七、{title}", "text": text}]
    return Expected(("/extra_sections/0",))


@fault("S114")
def missing_topic(script: Manuscript, rng: Random) -> Expected | None:
    """Leave one of the five topics of chapter 一 out, sub-heading and all."""
    del rng
    texts = script.data["sections"]["overview"]["text"]
    starts = [index for index, text in enumerate(texts) if ITEM.match(text)]
    if not starts:
        return None
    del texts[starts[2] : starts[3]]
    for number, index in zip(NUMERALS, [n for n, text in enumerate(texts) if ITEM.match(text)], strict=False):
        texts[index] = f"（{number}）{texts[index][3:]}"
    return Expected(("/sections/overview",))


@fault("S115", kind="government")
def results_of_supervision_missing(script: Manuscript, rng: Random) -> Expected:
    """Let a government say nothing of assessment and accountability."""
    del rng
    section = script.data["sections"]["overview"]
    for sentence in phrases.RESULTS:
        section["text"] = [text.replace(sentence, "") for text in section["text"]]
    return Expected(("/sections/overview",))


@fault("S116")
def fee_statement_missing(script: Manuscript, rng: Random) -> Expected:
    """Say nothing of the 信息处理费."""
    script.data["sections"]["other_matters"]["text"] = [rng.choice(("无。", "无其他需要报告的事项。"))]
    return Expected(("/sections/other_matters",))


@fault("S117")
def empty_section(script: Manuscript, rng: Random) -> Expected:
    """Leave a chapter without a word."""
    del rng
    script.data["sections"]["problems"]["text"] = []
    return Expected(("/sections/problems",))


@fault("S118")
def declared_parts(script: Manuscript, rng: Random) -> Expected:
    """Declare a number of parts that the report has not."""
    preface = script.data["preface"]
    for sentence in phrases.PARTS:
        preface[0] = preface[0].replace(sentence, "")
    preface[0] += rng.choice(("全文共七部分。", "本报告由五个部分组成。", "报告共分八个部分。"))
    return Expected(("/preface/0",))


@fault("S119")
def title_without_year(script: Manuscript, rng: Random) -> Expected:
    """Leave the year out of the title."""
    del rng
    script.data["title"] = f"{script.body.name}政府信息公开工作年度报告"
    return Expected(("/title",))


@fault("S120")
def signed_by_another(script: Manuscript, rng: Random) -> Expected | None:
    """Let another body sign."""
    if "signed_by" not in script.data:
        return None
    script.data["signed_by"] = body(rng, "department").name
    return Expected(("/signed_by",))


@fault("S120")
def preface_of_another(script: Manuscript, rng: Random) -> Expected:
    """Let the preface name another body."""
    other, year = body(rng, "department").name, script.data["year"]
    script.data["preface"].insert(0, f"现公布{other}{year}年政府信息公开工作年度报告。")
    return Expected(("/preface/0",))
