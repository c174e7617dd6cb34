"""Two reports of one body, a year apart, that agree with each other, and faults between the two."""

from __future__ import annotations

import copy
from random import Random
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.generator.figures import PARTIES, tables
from tests.generator.model import Manuscript, clean, written

if TYPE_CHECKING:
    from collections.abc import Callable

FORWARD = "carried_forward"


class Pair(NamedTuple):
    last: Manuscript
    this: Manuscript


def pair(seed: int, kind: str | None = None) -> Pair:
    """Return last year's and this year's report of one body; with year 2021 the last one has the form of 2019."""
    this = clean(seed, "cn-2021", kind)
    year = this.data["year"] - 1
    profile = "cn-2021" if year > 2020 else "cn-2019"
    rng = Random(seed + 1_000_003)
    figures = tables(rng, this.body, profile)
    lead_to(figures, this.data["tables"])
    return Pair(written(rng, this.body, profile, year, figures), this)


def lead_to(last: dict[str, Any], this: dict[str, Any]) -> None:
    """Make last year's figures lead to this year's, and keep their own sums."""
    rows, proactive = last["requests"], last["proactive_disclosure"]
    rows[FORWARD] = dict(this["requests"]["carried_over"])
    for party in PARTIES:
        rows["carried_over"][party] = min(rows["carried_over"][party], rows["results"]["total"][party])
        rows["new_received"][party] = (
            rows["results"]["total"][party] + rows[FORWARD][party] - rows["carried_over"][party]
        )
    for row in ("carried_over", "new_received"):
        rows[row]["total"] = sum(rows[row][party] for party in PARTIES)
    for kind in ("regulations", "normative_documents"):
        if "in_force" in proactive[kind]:
            now = this["proactive_disclosure"][kind]
            stock = now["in_force"] - now["issued"] + now["repealed"]
            proactive[kind] = {
                "issued": min(proactive[kind]["issued"], stock),
                "repealed": proactive[kind]["repealed"],
                "in_force": stock,
            }


def growth(two: Pair, off: float = 0.0) -> tuple[str, bool]:
    """Return a sentence on the growth of new requests, and whether there is one to tell of."""
    now, then = (each.data["tables"]["requests"]["new_received"]["total"] for each in (two.this, two.last))
    if not then or not now:
        return "", False
    change = (now - then) / then * 100
    word = "增长" if change >= 0 else "下降"
    return f"全年新收政府信息公开申请{now}件，同比{word}{abs(change) + off:.2f}%。", True


def tell(two: Pair, sentence: str) -> Pair:
    """Put a sentence at the end of chapter 一."""
    this = copy.deepcopy(two.this)
    this.data["sections"]["overview"]["text"].append(
        f"此外，{sentence}" if not sentence.startswith("全年") else sentence
    )
    return Pair(two.last, this)


def _forward(two: Pair, rng: Random) -> Pair:
    last = copy.deepcopy(two.last)
    party = rng.choice(PARTIES)
    for row in (FORWARD, "new_received"):
        for column in (party, "total"):
            last.data["tables"]["requests"][row][column] += 1
    return Pair(last, two.this)


def _stock(two: Pair, rng: Random) -> Pair:
    last = copy.deepcopy(two.last)
    last.data["tables"]["proactive_disclosure"]["normative_documents"]["in_force"] += rng.randint(1, 9)
    return Pair(last, two.this)


def _copied(two: Pair, rng: Random) -> Pair:
    last = copy.deepcopy(two.last)
    text = str(two.this.data["year"])
    for key in ("overview", "problems"):
        said = two.this.data["sections"][key]["text"]
        last.data["sections"][key]["text"] = [each.replace(text, str(two.last.data["year"])) for each in said]
    return Pair(last, two.this)


def _tables(two: Pair, rng: Random) -> Pair:
    last = copy.deepcopy(two.last)
    last.data["tables"]["requests"] = copy.deepcopy(two.this.data["tables"]["requests"])
    return Pair(last, two.this)


def _growth(two: Pair, rng: Random) -> Pair:
    return tell(two, growth(two, rng.choice((0.04, 0.5, 3.0, 20.0)))[0])


def _yuan(two: Pair, rng: Random) -> Pair:
    last, this = copy.deepcopy(two.last), copy.deepcopy(two.this)
    amount = round(rng.uniform(2, 90), 2)
    last.data["tables"]["proactive_disclosure"]["administrative_fees"]["amount"] = amount
    this.data["tables"]["proactive_disclosure"]["administrative_fees"]["amount"] = round(amount * 10_000)
    return Pair(last, this)


#: The rule that each finds, by what is put in.
FAULTS: dict[str, tuple[str, Callable[[Pair, Random], Pair]]] = {
    "carried forward": ("B701", _forward),
    "stock": ("B702", _stock),
    "copied text": ("B704", _copied),
    "copied table": ("B707", _tables),
    "growth": ("B708", _growth),
    "yuan": ("T212", _yuan),
}


def can_have(fault: str, two: Pair) -> bool:
    """Tell whether a pair can have a fault: figures to copy, a growth to misstate, the form of 2021 twice."""
    if fault == "growth":
        return growth(two)[1]
    same_form = two.last.data["profile"] == "cn-2021"
    if fault == "copied table":
        return same_form and len(_figures(two.this.data["tables"]["requests"]) - {0}) >= 6
    return same_form or fault not in ("stock", "yuan")


def _figures(table: Any) -> set[Any]:
    return set().union(*map(_figures, table.values())) if isinstance(table, dict) else {table}
