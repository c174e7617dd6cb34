"""Kinds of faults of the text (tests/sentences/kinds), put into generated reports of many bodies and layouts."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from zlib import crc32

import yaml

from tests.generator.bodies import body
from tests.generator.figures import BLOCKS, GROUPS, OTHER_HANDLING, OUTCOMES, PARTIES, put, request_rows, result_rows
from tests.generator.figures import tables as any_tables
from tests.generator.model import written

if TYPE_CHECKING:
    from tests.generator.model import Manuscript

HERE = Path(__file__).parent / "sentences" / "kinds"
PROFILE = "cn-2021"
YEARS = (2021, 2022, 2023, 2024, 2025)
#: How far a wrong figure is from the right one.
OFF, OFF_SHARE = 137, 9.4
#: Formats and layouts that every phrasing goes through, one of each group.
STYLES = (
    ("yaml", "json"),
    ("html-semantic", "html-editor", "html-word", "html-gb2312", "html-fragment"),
    ("txt-pipes", "txt-tabs", "txt-flattened", "txt-cells", "md-headings", "md-bold", "md-plain", "docx-typed"),
)
DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to be wrong, in several phrasings.

    `right` names the figure that ought to stand at {w}, `told` what the message
    says, `world` the report in which the same words are true. A phrasing is a
    sentence with {w} or, of kinds without figures, a wrong and a right sentence.
    """

    name: str
    rule: str
    phrasings: tuple[Any, ...]
    right: str = ""
    offset: float = 0
    told: tuple[str, ...] = ("{w}", "{r}")
    world: str = ""
    at: str = "overview"

    def said(self, number: int, *, wrong: bool) -> tuple[Manuscript, tuple[str, ...]]:
        """Return a report in which a phrasing stands, wrong or right, and what must be told of it."""
        seed = crc32(f"{self.name} {number}".encode())
        script, known = report(seed, "" if wrong else self.world)
        phrasing = self.phrasings[number]
        if not self.right:
            phrasing = phrasing[0 if wrong else 1]
        else:
            right = known[self.right]
            off = self.offset or (OFF_SHARE if isinstance(right, float) else OFF)
            value = round(right + off, 2) if wrong and not self.world else right
            known |= {"r": right, "w": value, "W": numeral(value), "wan": f"{value / 10_000:.1f}"}
        told = tuple(each.replace("{w}", "{W}") if "{W}" in phrasing else each for each in self.told if self.right)
        put_in(script, self.at, phrasing.format(**known), Random(seed))
        return script, tuple(each.format(**known) for each in told or self.told if "{r}" not in each or self.right)

    def styles(self, number: int) -> tuple[str, ...]:
        """Return a draft, a web page and a text or document to print a phrasing in."""
        start = crc32(self.name.encode()) + number
        return tuple(group[start % len(group)] for group in STYLES)


def kinds() -> list[Kind]:
    """Return all kinds."""
    found = []
    for path in sorted(HERE.glob("*.yaml")):
        for name, each in yaml.safe_load(path.read_text(encoding="utf-8")).items():
            phrasings = tuple(each.pop("phrasings", None) or each.pop("pairs"))
            each["told"] = tuple(each.get("told", ("{w}", "{r}") if "right" in each else ()))
            found.append(Kind(name, phrasings=phrasings, **each))
    return found


def numeral(value: float) -> str:
    """Write a whole number below 10,000 in Chinese numerals."""
    digits = str(int(value))
    if len(digits) > 4:
        return digits
    text = "".join(
        (DIGITS[int(digit)] + ("", "十", "百", "千")[len(digits) - index - 1]) if digit != "0" else "零"
        for index, digit in enumerate(digits)
    )
    while "零零" in text:
        text = text.replace("零零", "零")
    text = text.rstrip("零") or "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def put_in(script: Manuscript, at: str, sentence: str, rng: Random) -> None:
    """Add a sentence: as a paragraph of its own, or behind or before others of one."""
    texts = script.data["sections"][at]["text"]
    if at == "other_matters":
        texts.append(sentence)
        return
    form = rng.randrange(3)
    if form and sentence.endswith(("。", "；")) and at == "overview":
        before = "持续规范公开流程，加强与公众的沟通。" if form == 1 else ""
        sentence = before + sentence + ("加强业务培训，全年举办培训2次，参加80人次。" if form == 2 else "")
    texts.append(sentence)


def report(seed: int, world: str = "") -> tuple[Manuscript, dict[str, Any]]:
    """Return a report that says nothing of its figures, and the figures by the names of the sentences."""
    rng = Random(seed)
    who, year = body(rng), rng.choice(YEARS)
    tables = {
        "proactive_disclosure": _proactive(rng, any_tables(rng, who, PROFILE)["proactive_disclosure"]),
        "requests": _requests(rng, world),
        "disputes": {block: _cases(rng, block, world) for block in BLOCKS},
    }
    script = written(rng, who, PROFILE, year, tables, bare=True)
    names = {"y": year, "last": year - 1, "next": year + 1, "ours": who.ours, "agency": who.name, "area": who.area}
    return script, names | _named(tables) | _published(rng) | {"fee": rng.randint(3, 90) * 10}


def _requests(rng: Random, world: str) -> dict[str, Any]:
    rows = {path: dict.fromkeys(PARTIES, 0) for path in request_rows(PROFILE)}
    if world != "no-requests":
        for party, most in (("natural_person", 40), ("commercial_enterprise", 5), ("other", 2)):
            done = 0
            for row in result_rows(PROFILE):
                if row != "other_handling/unpaid_overdue":
                    rows[f"results/{row}"][party] = rng.randint(1, most)
                    done += rows[f"results/{row}"][party]
            over, forward = rng.randint(2, most + 2), 0 if world == "none-forward" else rng.randint(2, most + 2)
            rows["results/total"][party], rows["carried_over"][party] = done, over
            rows["carried_forward"][party], rows["new_received"][party] = forward, done + forward - over
    table: dict[str, Any] = {}
    for path, parts in rows.items():
        put(table, path, {**parts, "total": sum(parts.values())})
    return table


def _cases(rng: Random, block: str, world: str) -> dict[str, int]:
    row = {outcome: 0 if world == "no-disputes" else rng.randint(2, 9) for outcome in OUTCOMES}
    if world == "upheld" and block == BLOCKS[0]:
        row = {**dict.fromkeys(OUTCOMES, 0), "upheld": row["upheld"]}
    return {**row, "total": sum(row.values())}


def _proactive(rng: Random, table: dict[str, Any]) -> dict[str, Any]:
    issued, repealed = rng.randint(3, 20), rng.randint(1, 9)
    table["normative_documents"] = {"issued": issued, "repealed": repealed, "in_force": rng.randint(40, 90)}
    for row, few in (("licensing", 12_000), ("penalties", 700), ("coercion", 40)):
        table[row]["decisions"] = rng.randint(few, few * 3)
    table["administrative_fees"]["amount"] = rng.randint(20_000, 99_999) / 100
    return table


@dataclass(slots=True)
class _Totals:
    """Totals of rows of table 3."""

    table: dict[str, Any]
    groups: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: {**GROUPS, "other_handling": OTHER_HANDLING[PROFILE]}
    )

    def of(self, group: str) -> int:
        """Return the total of a group of results."""
        return sum(self.table["results"][group][row]["total"] for row in self.groups[group])


def _named(tables: dict[str, Any]) -> dict[str, Any]:
    requests, disputes, proactive = tables["requests"], tables["disputes"], tables["proactive_disclosure"]
    results, totals, new = requests["results"], _Totals(requests), requests["new_received"]
    made, review = proactive["normative_documents"], disputes[BLOCKS[0]]
    done, over, granted = results["total"]["total"], requests["carried_over"]["total"], results["granted"]["total"]
    past = max(1, round(new["total"] * 0.8))
    return {
        "new": new["total"],
        "over": over,
        "taken": new["total"] + over,
        "done": done,
        "fwd": requests["carried_forward"]["total"],
        "natural": new["natural_person"],
        "orgs": new["total"] - new["natural_person"],
        "granted": granted,
        "partial": results["partially_granted"]["total"],
        "denied": totals.of("denied"),
        "unavail": totals.of("unavailable"),
        "noproc": totals.of("not_processed"),
        "other": totals.of("other_handling"),
        "not_held": results["unavailable"]["not_held"]["total"],
        "creation": results["unavailable"]["requires_creation"]["total"],
        "repeated": results["not_processed"]["repeated"]["total"],
        "petition": results["not_processed"]["petition_or_complaint"]["total"],
        "files": results["denied"]["enforcement_file"]["total"],
        "review": review["total"],
        **{f"review_{outcome}": review[outcome] for outcome in OUTCOMES},
        "direct": disputes[BLOCKS[1]]["total"],
        "after": disputes[BLOCKS[2]]["total"],
        "suits": sum(disputes[block]["total"] for block in BLOCKS[1:]),
        "issued": made["issued"],
        "repealed": made["repealed"],
        "valid": made["in_force"],
        "licences": proactive["licensing"]["decisions"],
        "penalties": proactive["penalties"]["decisions"],
        "coercion": proactive["coercion"]["decisions"],
        "fees": float(proactive["administrative_fees"]["amount"]),
        "share_granted": _percent(granted, done),
        "past": past,
        "more": new["total"] - past,
        "growth": _percent(new["total"] - past, past),
    }


def _published(rng: Random) -> dict[str, Any]:
    web, weixin, weibo = rng.randint(600, 990), rng.randint(200, 500), rng.randint(100, 190)
    total = web + weixin + weibo
    return {"web": web, "weixin": weixin, "weibo": weibo, "pub": total, "share_web": _percent(web, total)}


def _percent(part: int, whole: int) -> float:
    return float((Decimal(part) * 100 / (whole or 1)).quantize(Decimal("0.1"), ROUND_HALF_UP))
