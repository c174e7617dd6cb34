"""Faults between reports: between years, between units, between a whole and its parts, between files."""

from __future__ import annotations

import copy
import re
from typing import TYPE_CHECKING, Any

from tests.generator.figures import PARTIES
from tests.generator.province.base import Dossier, Told, planting, summing, unsummed
from tests.generator.province.figures import distinct
from tests.generator.province.texts import of_last_year, say
from tests.generator.years import lead_to

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.generator.model import Manuscript

REQUESTS, PROACTIVE = "/tables/requests", "/tables/proactive_disclosure"
#: As many different figures as a table needs to be compared.
_TELLING = 6


def _forward(dossier: Dossier, parties: list[str]) -> None:
    rows = dossier.figures.last["requests"]
    for party in parties:
        for row in ("carried_forward", "new_received"):
            rows[row][party] += 1
            rows[row]["total"] += 1


@planting("figures", unsummed)
def table_of_a_neighbour(dossier: Dossier) -> list[Told] | None:
    """Table 3 is that of another unit of the county; which one took it from the other, nobody can tell."""
    telling = (each for each in dossier.neighbours if len(distinct(each.figures.this["requests"])) >= _TELLING)
    other = next(telling, None)
    if other is None:
        return None
    dossier.figures.this["requests"] = copy.deepcopy(other.figures.this["requests"])
    lead_to(dossier.figures.last, dossier.figures.this)
    return [Told("B707", each.unit.id, (REQUESTS,), "表三") for each in (dossier, other)]


@planting("figures", unsummed)
def carried_over_in_one_column(dossier: Dossier) -> list[Told]:
    """Last year's report carries one more forward."""
    _forward(dossier, [dossier.rng.choice(PARTIES)])
    return [Told("B701", dossier.unit.id, (f"{REQUESTS}/carried_over",), "列与上年报告")]


@planting("figures", unsummed)
def carried_over_in_several_columns(dossier: Dossier) -> list[Told]:
    """Last year's report carries more forward, of several kinds of applicants."""
    _forward(dossier, dossier.rng.sample(PARTIES, 3))
    return [Told("B701", dossier.unit.id, (f"{REQUESTS}/carried_over",), "有 4 列")]


@planting("figures", unsummed)
def stock_of_documents(dossier: Dossier) -> list[Told]:
    """More is in force than what was left and what was issued."""
    more = dossier.rng.randint(1, 9)
    dossier.figures.last["proactive_disclosure"]["normative_documents"]["in_force"] += more
    return [Told("B702", dossier.unit.id, (f"{PROACTIVE}/normative_documents/in_force",), f"相差 {more}")]


@planting("figures", unsummed)
def fees_in_yuan(dossier: Dossier) -> list[Told]:
    """This year's fees are in 元."""
    for each, amount in ((dossier.figures.last, 4.25), (dossier.figures.this, 51_300)):
        each["proactive_disclosure"]["administrative_fees"]["amount"] = amount
    return [Told("T212", dossier.unit.id, (f"{PROACTIVE}/administrative_fees/amount",), "倍")]


@planting("figures", unsummed)
def table_of_last_year(dossier: Dossier) -> list[Told]:
    """Table 2 is last year's; what was issued and repealed happens to leave the stock as it was."""
    last, this = dossier.figures
    this["proactive_disclosure"] = {
        **copy.deepcopy(last["proactive_disclosure"]),
        "normative_documents": {"issued": 3, "repealed": 3, "in_force": 41},
        "licensing": {"decisions": 1208}, "penalties": {"decisions": 377}, "coercion": {"decisions": 52},
        "administrative_fees": {"amount": 18.4},
    }  # fmt: skip
    last["proactive_disclosure"] = copy.deepcopy(this["proactive_disclosure"])
    return [Told("B707", dossier.unit.id, (PROACTIVE,), "本单位上年报告")]


def _sum_off(dossier: Dossier, row: str, more: int) -> bool:
    cell = dossier.figures.this["proactive_disclosure"][row]
    if cell["decisions"] + more < 0:
        return False
    cell["decisions"] += more
    return True


@planting("figures", summing)
def whole_is_less(dossier: Dossier) -> list[Told] | None:
    """The sum leaves something out."""
    pointer = f"{PROACTIVE}/penalties/decisions"
    off = dossier.complete and _sum_off(dossier, "penalties", -dossier.rng.randint(1, 9))
    return [Told("B703", dossier.unit.id, (pointer,), "汇总数少于")] if off else None


@planting("figures", summing)
def whole_is_more(dossier: Dossier) -> list[Told] | None:
    """The sum counts something twice, in table 3, which balances nevertheless."""
    if not dossier.complete:  # what is more may be the missing unit's
        return None
    table = dossier.figures.this["requests"]
    for row in (table["new_received"], table["results"]["granted"], table["results"]["total"]):
        for column in ("natural_person", "total"):
            row[column] += 7
    return [Told("B703", dossier.unit.id, (REQUESTS,), "汇总数与")]


def _same_words(dossier: Dossier, sections: dict[str, Any], change: Callable[[str], str]) -> None:
    for key in ("overview", "problems"):
        dossier.script().data["sections"][key]["text"] = [change(each) for each in sections[key]["text"]]


@planting("text")
def text_of_a_neighbour(dossier: Dossier) -> list[Told] | None:
    """The words are those of another unit below the same seat, which is told of too."""
    alike = (each for each in dossier.neighbours if each.unit.body.ours == dossier.unit.body.ours)
    other = next(alike, None)
    if other is None:
        return None
    theirs, ours = other.unit.body.name, dossier.unit.body.name
    _same_words(dossier, other.script().data["sections"], lambda text: text.replace(theirs, ours))
    return [Told("B704", each.unit.id, fragment="相似度") for each in (dossier, other)]


#: A year in a text, that of a plan too.
_YEAR = re.compile(r"20[0-9]{2}(?=年)")


@planting("text", unsummed)
def text_of_last_year(dossier: Dossier) -> list[Told]:
    """The words are last year's; the years in them were changed."""
    last = dossier.before().data["sections"]
    _same_words(dossier, last, lambda text: _YEAR.sub(lambda year: str(int(year[0]) + 1), text))
    return [Told("B704", dossier.unit.id, fragment="本单位上年报告")]


@planting("text")
def last_year_misstated(dossier: Dossier) -> list[Told] | None:
    """A growth or a figure of last year is not what last year's report gives."""
    year = dossier.script().data["year"]
    sentence = of_last_year(dossier.rng, dossier.figures, year, dossier.rng.randint(3, 9))
    return [Told("B708", dossier.unit.id, (say(dossier.script(), sentence),))] if sentence else None


@planting("text")
def late_by_its_own_day(dossier: Dossier) -> list[Told]:
    """Published in time by the law, and late by the day that the roster sets for the unit."""
    data = dossier.script().data
    year = data["year"] + 1
    data.update(signed_on=f"{year}-01-08", signed_by=data["agency"], published_on=f"{year}-01-22")
    dossier.deadline = dossier.rng.choice((f"{year}-01-15", "01-15", "1月15日"))
    return [Told("D403", dossier.unit.id, ("/published_on",))]


@planting("files")
def nothing_submitted(dossier: Dossier) -> list[Told]:
    """No report of this year."""
    dossier.absent = True
    return [Told("B705", dossier.unit.id, fragment="没有找到")]


@planting("files")
def a_format_is_lacking(dossier: Dossier) -> list[Told]:
    """The roster asks for a PDF too."""
    dossier.style, dossier.expected = "docx-styled", "docx;pdf"
    return [Told("B705", dossier.unit.id, fragment="缺少 pdf")]


@planting("files")
def one_file_twice(dossier: Dossier) -> list[Told]:
    """The same file under another name: of the two the later name does not count."""
    return [_beside(dossier, dossier.script(), dossier.style, "~副本", "同一个文件")]


def _beside(dossier: Dossier, script: Manuscript, style: str, stem: str, fragment: str) -> Told:
    """Put a file beside the report that does not count; `~` comes behind every other name."""
    name = f"{stem}{dossier.unit.id}"
    dossier.more.append((script, style, name))
    return Told("B706", dossier.unit.id, fragment=fragment, path=name)


def _dated(dossier: Dossier, *days: int) -> list[Manuscript]:
    """Give the report a signature on the last of some days, and return copies signed on the others."""
    copies = [dossier.script(), *(copy.deepcopy(dossier.script()) for _ in days[1:])]
    for script, day in zip(copies, reversed(days), strict=True):
        year = script.data["year"] + 1
        script.data |= {"signed_on": f"{year}-01-{day:02}", "signed_by": script.data["agency"]}
        script.data["published_on"] = f"{year}-01-{min(day + 1, 31):02}"
    return copies[1:]


def _unlike(script: Manuscript) -> None:
    """Change a figure that nothing else follows from."""
    script.data["tables"]["proactive_disclosure"]["licensing"]["decisions"] += 5


@planting("files")
def an_earlier_report(dossier: Dossier) -> list[Told]:
    """Two reports, one dated later."""
    (old,) = _dated(dossier, 12, 20)
    _unlike(old)
    return [_beside(dossier, old, "html-editor", "旧稿", "日期较晚")]


@planting("files")
def a_corrected_report(dossier: Dossier) -> list[Told]:
    """Two reports of one day, one of which says that it is corrected."""
    (old,) = _dated(dossier, 14, 14)
    _unlike(old)
    dossier.script().data["title"] += "（更正）"
    return [_beside(dossier, old, "md-plain", "初稿", "注明更正")]


@planting("files")
def formats_disagree(dossier: Dossier) -> list[Told]:
    """The PDF of a Word file has another figure."""
    dossier.style, dossier.stem = "docx-typed", f"盖章件{dossier.unit.id}"
    other = copy.deepcopy(dossier.script())
    _unlike(other)
    dossier.more.append((other, "pdf", dossier.stem))
    return [Told("B709", dossier.unit.id, (f"{PROACTIVE}/licensing",), "有 1 格")]


@planting("files")
def formats_dated_apart(dossier: Dossier) -> list[Told]:
    """The page of a Word file has another date."""
    (other,) = _dated(dossier, 13, 14)
    dossier.style, dossier.stem = "docx-libre", f"定稿{dossier.unit.id}"
    dossier.more.append((other, "html-semantic", dossier.stem))
    return [Told("B709", dossier.unit.id, ("/signed_on",))]
