"""Faults of wording and of the text itself (W rules)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator.faults.base import Expected, fault

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript


def _append(script: Manuscript, text: str, fragment: str = "") -> Expected:
    """Add a sentence to chapter 一."""
    texts = script.data["sections"]["overview"]["text"]
    texts[-1] += text
    return Expected((f"/sections/overview/text/{len(texts) - 1}",), fragment)


@fault("W603")
def instruction_left(script: Manuscript, rng: Random) -> Expected:
    """Leave an instruction of the form in the text."""
    return _append(
        script,
        rng.choice(
            (
                "填写说明：可先适当综述本单位工作情况。",
                "本部分以表格形式报告。",
                "（此处填写培训情况）",
                "请根据本单位实际情况填写。",
                "（示例）全年举办培训2次。",
                "没有数据的请填“0”。",
            )
        ),
    )


@fault("W603")
def field_left(script: Manuscript, rng: Random) -> Expected:
    """Leave a field of the form unfilled."""
    field = rng.choice(
        ("（具体网址）", "【单位名称】", "（填写具体数字）", "（待补充）", "（网站名称）", "（具体数量）")
    )
    return _append(script, f"相关内容已在门户网站{field}公开。", field)


@fault("W603")
def blank_left(script: Manuscript, rng: Random) -> Expected:
    """Leave a blank of the form unfilled."""
    return _append(
        script, rng.choice(("全年举办培训XX次。", "××局牵头落实。", "××街道已全部公开。", "202X年成效明显。", "累计发布××条信息。", "自XXXX年起实施。"))
    )  # fmt: skip


@fault("W604")
def mark_twice(script: Manuscript, rng: Random) -> Expected:
    """Type a mark twice."""
    mark = rng.choice(("，，", "、、", "；；", "，。", "、，", "：："))
    return _append(script, f"各项工作有序开展{mark}成效明显。", mark)


@fault("W604")
def mark_alone(script: Manuscript, rng: Random) -> Expected:
    """Leave a bracket, a title or a quotation open."""
    text = rng.choice(
        (
            "按照《政务公开工作要点的要求推进。",
            "做好公开（含解读工作。",
            "坚持“应公开尽公开的原则。",
            "落实政务公开工作要点》。",
        )
    )
    return _append(script, text, "没有与之成对")


@fault("W605")
def word_twice(script: Manuscript, rng: Random) -> Expected:
    """Type a word twice."""
    word = rng.choice(("加强", "公开", "信息", "落实", "资金", "完善", "监督保障", "主动公开"))
    return _append(script, f"各单位要把{word}{word}作为重点。", word + word)


@fault("W605")
def character_twice(script: Manuscript, rng: Random) -> Expected:
    """Type a character twice."""
    text, twice = rng.choice(
        (("重大政策的的出台", "的的"), ("我们将将继续努力", "将将"), ("对对照要求查找", "对对"), ("从从源头抓起", "从从"), ("信信息发布规范", "信信"), ("政政府网站", "政政"))
    )  # fmt: skip
    return _append(script, f"{text}。", twice)


@fault("W606")
def separators_lost(script: Manuscript, rng: Random) -> Expected:
    """Lose 年, 月 and 日."""
    year = script.data["year"]
    text = rng.choice(
        (f"数据自{year}11起至{year}1231止", f"截至{year}1231日", f"{year}3月5日召开会议", f"自{year}年5月1起施行", f"会议于{year}年1120日。召开")
    )  # fmt: skip
    return _append(script, f"{text}。", "疑已丢失")


@fault("W606")
def character_lost(script: Manuscript, rng: Random) -> Expected:
    """Lose a character of a word."""
    text, reads = rng.choice(
        (
            ("（府信息公开）平台", "政府信息公开"),
            ("畅通受理渠。", "渠道"),
            ("未发生行政复、行政诉讼", "行政复议"),
            ("制发规范性文3件", "规范性文件"),
            ("做好依申公开", "依申请公开"),
            ("政府信公开有序", "政府信息公开"),
        )
    )
    return _append(script, f"{text}。" if not text.endswith("。") else text, reads)


@fault("W606")
def page_number_within(script: Manuscript, rng: Random) -> Expected:
    """Let a page number into a sentence."""
    mark = rng.choice("-—")
    return _append(script, f"推动公开 {mark} {rng.randint(2, 9)} {mark} 工作再上台阶。", "页码")


@fault("W606")
def emoji_within(script: Manuscript, rng: Random) -> Expected:
    """Let emoji into a sentence."""
    return _append(script, f"推动{rng.choice('🍣🤸🧛👨')}公开工作再上台阶。", "表情符号")


@fault("W606")
def brand_within(script: Manuscript, rng: Random) -> Expected:
    """Let a site put its brand in place of words."""
    text = rng.choice(("《中华人民共和国政府某某平台条例》", "《中华人民共和国政府好运网条例》", "爱游戏", "乐鱼体育"))
    return _append(script, f"认真学习{text}有关规定。", "混进或替换")


@fault("W607")
def overview_too_long(script: Manuscript, rng: Random) -> Expected:
    """Write far more than a thousand characters."""
    texts = script.data["sections"]["overview"]["text"]
    said = "围绕群众关心的事项及时公布进展和结果，做到内容准确、更新及时、查找方便，并安排熟悉情况的同志撰写解读材料。"
    texts.extend(said for _ in range(rng.randint(24, 30)))
    return Expected(("/sections/overview",), "字")
