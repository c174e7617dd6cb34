"""Faults of the prose against the tables (N301–N303)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.generator.claims import outcomes
from tests.generator.faults.base import Expected, fault
from tests.generator.figures import BLOCKS

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript


def say(script: Manuscript, rng: Random, *phrasings: str, fragment: object = "", at: str = "overview") -> Expected:
    """Add one of the phrasings, as its own paragraph or behind another one."""
    texts, sentence = script.data["sections"][at]["text"], rng.choice(phrasings)
    year = script.data["year"]
    sentence = sentence.replace("{year}", str(year)).replace("{ours}", script.body.ours)
    if rng.random() < 0.5 or not texts:
        texts.append(sentence)
    else:
        texts[-1] = texts[-1].rstrip("。；") + "。" + sentence
    return Expected((f"/sections/{at}",), str(fragment))


def requests(script: Manuscript) -> dict[str, Any]:
    """Return table 3."""
    table: dict[str, Any] = script.data["tables"]["requests"]
    return table


def more(rng: Random, right: int) -> int:
    """Return a wrong number."""
    return right + rng.randint(11, 60)


@fault("N301")
def received_misstated(script: Manuscript, rng: Random) -> Expected:
    """Say that more came in than the table has."""
    table = requests(script)
    right = table["new_received"]["total"]
    wrong = right + table["carried_over"]["total"] + rng.randint(5, 40)
    return say(
        script, rng,
        f"{{year}}年共收到政府信息公开申请{wrong}件。",
        f"全年新收政府信息公开申请{wrong}件，均依法办理。",
        f"本年度，{{ours}}受理政府信息公开申请{wrong}件。",
        f"全年共收到{wrong}件政府信息公开申请。",
        f"依法办理依申请公开，共接收公众申请{wrong}件。",
        f"{{year}}年度{{ours}}收到信息公开申请共计{wrong}宗。",
        fragment=wrong,
    )  # fmt: skip


@fault("N301")
def carried_over_misstated(script: Manuscript, rng: Random) -> Expected:
    """Carry more over than the table has."""
    wrong = more(rng, requests(script)["carried_over"]["total"])
    year = script.data["year"]
    return say(
        script, rng,
        f"上年结转政府信息公开申请{wrong}件。",
        f"上一年度结转申请{wrong}件。",
        f"{year - 1}年结转申请{wrong}件。",
        f"结转上年度政府信息公开申请{wrong}件。",
        f"另有上年结转的申请{wrong}件。",
        f"上年度结转至本年办理的申请{wrong}件。",
        fragment=wrong,
    )  # fmt: skip


@fault("N301")
def closed_misstated(script: Manuscript, rng: Random) -> Expected:
    """Close more than the table has."""
    wrong = more(rng, requests(script)["results"]["total"]["total"])
    return say(
        script, rng,
        f"全年办结政府信息公开申请{wrong}件。",
        f"共答复政府信息公开申请{wrong}件，均在法定期限内答复。",
        f"{{year}}年，{{ours}}依法答复政府信息公开申请{wrong}件。",
        f"已办结申请{wrong}件。",
        f"全年政府信息公开申请办结{wrong}件。",
        f"共办结{wrong}件政府信息公开申请。",
        fragment=wrong,
    )  # fmt: skip


@fault("N301")
def carried_forward_misstated(script: Manuscript, rng: Random) -> Expected:
    """Carry more forward than the table has."""
    wrong = more(rng, requests(script)["carried_forward"]["total"])
    return say(
        script, rng,
        f"政府信息公开申请结转下年度继续办理{wrong}件。",
        f"结转至{script.data['year'] + 1}年办理的申请{wrong}件。",
        f"另有{wrong}件申请顺延至下年度答复。",
        f"转下一年度办理的申请有{wrong}件。",
        f"有{wrong}件申请结转下年度。",
        f"申请尚未办结{wrong}件，转入下一年度继续办理。",
        fragment=wrong,
    )  # fmt: skip


@fault("N301")
def outcome_misstated(script: Manuscript, rng: Random) -> Expected:
    """Get one group of results wrong."""
    name, right = rng.choice(list(outcomes(requests(script)).items()))
    wrong = more(rng, right)
    return say(
        script, rng,
        f"办结的申请中，{name}{wrong}件。",
        f"从办理结果看，{name}{wrong}件。" if name == "予以公开" else f"其中，{name}{wrong}件。",
        f"答复结果为{name}的申请{wrong}件。",
        f"其中{wrong}件{name}。",
        f"{name}的有{wrong}件。",
        f"申请办理情况：{name}{wrong}件。",
        fragment=wrong,
    )  # fmt: skip


@fault("N301")
def applicants_misstated(script: Manuscript, rng: Random) -> Expected:
    """Get the number of natural persons wrong."""
    table = requests(script)
    received, wrong = table["new_received"]["total"], more(rng, table["new_received"]["natural_person"])
    wrong += table["carried_over"]["natural_person"]
    return say(
        script, rng,
        f"收到政府信息公开申请{received}件，其中自然人申请{wrong}件。",
        f"全年新收申请{received}件，自然人{wrong}件。",
        f"收到申请{received}件（自然人{wrong}件）。",
        f"新收政府信息公开申请{received}件，其中，自然人提交{wrong}件。",
        f"收到{received}件申请，其中{wrong}件为自然人申请。",
        f"新收申请{received}件，公民申请{wrong}件。",
        fragment=wrong,
    )  # fmt: skip


@fault("N302")
def cases_misstated(script: Manuscript, rng: Random) -> Expected:
    """Get the number of reviews or suits wrong."""
    table = script.data["tables"]["disputes"]
    rows = rng.choice((BLOCKS[:1], BLOCKS[1:]))
    name = "行政复议" if rows == BLOCKS[:1] else "行政诉讼"
    wrong = more(rng, sum(table[row]["total"] for row in rows))
    return say(
        script, rng,
        f"全年发生政府信息公开{name}{wrong}件。",
        f"因政府信息公开引发{name}案件{wrong}件。",
        f"{{year}}年涉及政府信息公开的{name}{wrong}起。",
        f"有{wrong}件涉及政府信息公开的{name}。",
        f"本年度政府信息公开类{name}案件{wrong}件。",
        f"政府信息公开{name}案件数{wrong}件。",
        fragment=wrong,
    )  # fmt: skip


@fault("N302")
def all_upheld(script: Manuscript, rng: Random) -> Expected | None:
    """Say that all reviews were upheld, though one was corrected."""
    row = script.data["tables"]["disputes"]["administrative_review"]
    if not row["corrected"]:
        return None
    total = row["total"]
    return say(
        script, rng,
        f"政府信息公开行政复议{total}件，均获维持。",
        f"全年发生行政复议{total}件，全部维持。",
        f"涉及政府信息公开的行政复议{total}件，均被维持。",
        f"行政复议案件{total}件，结果均为维持。",
        f"因政府信息公开引发的行政复议{total}件，均予以维持。",
        f"政府信息公开行政复议{total}件，均结果维持。",
        fragment="纠正",
    )  # fmt: skip


@fault("N303")
def documents_misstated(script: Manuscript, rng: Random) -> Expected:
    """Get the number of documents wrong."""
    row = script.data["tables"]["proactive_disclosure"]["normative_documents"]
    issued, valid = more(rng, row["issued"]), more(rng, row["in_force"])
    return say(
        script, rng,
        *(f"{words}{issued}件。" for words in ("全年制发行政规范性文件", "制定出台行政规范性文件", "新制定规范性文件")),
        *(f"{words}{valid}件。" for words in ("现行有效的行政规范性文件", "目前现行有效行政规范性文件", "继续有效的规范性文件")),
        fragment="件，表中是",
    )  # fmt: skip


@fault("N303")
def decisions_misstated(script: Manuscript, rng: Random) -> Expected:
    """Get the number of decisions wrong."""
    key, name = rng.choice((("licensing", "行政许可"), ("penalties", "行政处罚"), ("coercion", "行政强制")))
    wrong = more(rng, script.data["tables"]["proactive_disclosure"][key]["decisions"])
    return say(
        script, rng,
        f"全年作出{name}决定{wrong}件。",
        f"{{year}}年实施{name}{wrong}件。",
        f"{{ours}}全年作出{name}{wrong}件。",
        f"作出{wrong}件{name}决定。",
        f"全年{name}{wrong}件。",
        f"本年度{name}决定共{wrong}件。",
        fragment=wrong,
    )  # fmt: skip
