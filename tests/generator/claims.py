"""Sentences whose figures agree with the tables."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from tests.generator.figures import BLOCKS, COLUMNS, GROUPS
from tests.generator.phrases import CHANNELS, WEBSITE

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

OUTCOME_GROUPS = {
    "granted": "予以公开",
    "partially_granted": "部分公开",
    "denied": "不予公开",
    "unavailable": "无法提供",
    "not_processed": "不予处理",
    "other_handling": "其他处理",
}
DISPUTE_OUTCOMES = {"upheld": "维持", "corrected": "纠正", "other": "其他结果", "pending": "尚未审结"}


def percent(part: int, whole: int, digits: int) -> str:
    """Return a share rounded half up, without the sign."""
    return str((Decimal(part) * 100 / whole).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP))


def enumerated(rng: Random, parts: Iterable[str]) -> str:
    """Return parts joined as authors join them."""
    return rng.choice(("、", "，")).join(parts)


def website(rng: Random, year: int) -> str:
    """Say how much was published, in parts that add up, now and then with a share."""
    counts = [rng.randint(12, 900) for _ in range(rng.randint(2, 4))]
    total, names = sum(counts), rng.sample(CHANNELS, k=len(counts))
    parts = enumerated(rng, (f"{name}{count}条" for name, count in zip(names, counts, strict=True)))
    sentence = rng.choice(WEBSITE).format(year=year, total=total, parts=parts)
    if rng.random() < 0.4:
        sentence += f"{names[0]}的信息占全部信息的{percent(counts[0], total, rng.choice((1, 2)))}%。"
    return sentence


def proactive(rng: Random, data: dict[str, Any]) -> str:
    """State figures of table 2."""
    table, year = data["tables"]["proactive_disclosure"], data["year"]
    made = table["normative_documents"]
    decided = {
        name: table[key]["decisions"]
        for key, name in (("licensing", "行政许可"), ("penalties", "行政处罚"), ("coercion", "行政强制"))
    }
    listed = enumerated(rng, (f"{name}{count}件" for name, count in decided.items()))
    if "issued" not in made:
        return f"{year}年新制作规范性文件{made['newly_made']}件。"
    return rng.choice(
        (
            f"{year}年制发行政规范性文件{made['issued']}件，废止{made['repealed']}件，现行有效{made['in_force']}件。",
            f"全年制发行政规范性文件{made['issued']}件，现行有效行政规范性文件{made['in_force']}件。",
            f"{year}年作出行政许可决定{decided['行政许可']}件。",
            f"全年作出{listed}。",
            f"现行有效的行政规范性文件{made['in_force']}件，均已在网站公开。",
        )
    )


def outcomes(table: dict[str, Any]) -> dict[str, int]:
    """Return the six groups of results by name."""
    results, sums = table["results"], {}
    for key, name in OUTCOME_GROUPS.items():
        rows = [results[key]] if key not in (*GROUPS, "other_handling") else results[key].values()
        sums[name] = sum(row["total"] for row in rows)
    return sums


def _received(rng: Random, data: dict[str, Any]) -> str:
    table, year = data["tables"]["requests"], data["year"]
    new, over = table["new_received"], table["carried_over"]["total"]
    people, whole = new["natural_person"], new["total"]
    if not whole and not over:
        return rng.choice(
            (
                f"{year}年未收到政府信息公开申请。",
                "本年度没有收到政府信息公开申请。",
                f"{year}年收到政府信息公开申请0件。",
                "全年未收到政府信息公开申请，也无上年结转的申请。",
            )
        )
    split = f"，其中自然人{people}件、法人或其他组织{whole - people}件" if whole else ""
    return rng.choice(
        (
            f"{year}年收到政府信息公开申请{whole}件{split}；上年结转{over}件。",
            f"全年新收政府信息公开申请{whole}件，上年结转{over}件。",
            f"{year}年，共新收政府信息公开申请{whole}件，上年结转政府信息公开申请{over}件。",
            f"本年新收政府信息公开申请{whole}件{split}，上年结转申请{over}件。",
        )
    )


def requests(rng: Random, data: dict[str, Any]) -> str:
    """State figures of table 3 that agree with it and among themselves."""
    table, said = data["tables"]["requests"], _received(rng, data)
    done, forward = table["results"]["total"]["total"], table["carried_forward"]["total"]
    if not done and not forward:
        return said
    said += rng.choice(
        (
            f"全年办结{done}件，结转下年度继续办理{forward}件。",
            f"本年度办结政府信息公开申请{done}件，结转下年度{forward}件。",
            f"已办结{done}件，结转下年度继续办理{forward}件。",
            f"办结申请{done}件，结转下一年度继续办理{forward}件。",
        )
    )
    if done and rng.random() < 0.6:
        groups = {name: count for name, count in outcomes(table).items() if count}
        said += f"办结的申请中，{enumerated(rng, (f'{name}{count}件' for name, count in groups.items()))}。"
    return said


def _cases(name: str, rows: list[dict[str, int]], *, detailed: bool) -> str:
    total = sum(row["total"] for row in rows)
    split = {label: sum(row[key] for row in rows) for key, label in DISPUTE_OUTCOMES.items()}
    parts = "、".join(f"{label}{count}件" for label, count in split.items() if count)
    return f"{name}{total}件" + (f"（{parts}）" if detailed and total else "")


def disputes(rng: Random, data: dict[str, Any]) -> str:
    """State figures of table 4."""
    table, year = data["tables"]["disputes"], data["year"]
    rows = [table[block] for block in BLOCKS]
    if not any(row["total"] for row in rows):
        return rng.choice(
            (
                f"{year}年未发生因政府信息公开引起的行政复议和行政诉讼。",
                "本年度无政府信息公开行政复议、行政诉讼案件。",
                f"{year}年，因政府信息公开被申请行政复议0件、提起行政诉讼0件。",
                "全年没有发生涉及政府信息公开的行政复议、行政诉讼。",
            )
        )
    detailed = rng.random() < 0.5
    review, suits = _cases("行政复议", rows[:1], detailed=detailed), _cases("行政诉讼", rows[1:], detailed=detailed)
    return rng.choice(
        (
            f"{year}年因政府信息公开发生{review}，{suits}。",
            f"全年涉及政府信息公开的{review}、{suits}。",
            f"本年度发生政府信息公开{review}，{suits}。",
            f"{year}年，涉政府信息公开{review}；{suits}。",
        )
    )


def columns_sum(row: dict[str, int]) -> int:
    """Return what 总计 of a row of table 3 must be."""
    return sum(row[column] for column in COLUMNS[:-1])
