"""Faults of dates (D rules)."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.generator import phrases
from tests.generator.faults.base import WEB, Expected, fault

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript


def _in_preface(script: Manuscript, old: str, new: str) -> None:
    script.data["preface"] = [text.replace(old, new) for text in script.data["preface"]]


@fault("D401")
def period_of_last_year(script: Manuscript, rng: Random) -> Expected:
    """State last year's period."""
    del rng
    year = script.data["year"]
    script.data["period"] = {"start": f"{year - 1}-01-01", "end": f"{year - 1}-12-31"}
    for day in ("1月1日", "12月31日"):
        _in_preface(script, f"{year}年{day}", f"{year - 1}年{day}")
    return Expected(("/period", "/preface"))


@fault("D401")
def period_too_short(script: Manuscript, rng: Random) -> Expected:
    """End the period before the year ends."""
    month, day = rng.choice(((11, 30), (12, 30), (10, 31)))
    script.data["period"]["end"] = f"{script.data['year']}-{month}-{day}"
    _in_preface(script, "12月31日", f"{month}月{day}日")
    return Expected(("/period", "/preface"))


@fault("D402")
def period_missing(script: Manuscript, rng: Random) -> Expected:
    """State no period."""
    del rng
    year = script.data["year"]
    for sentence in phrases.PERIODS:
        _in_preface(script, sentence.format(year=year), "")
    script.data["preface"] = [text for text in script.data["preface"] if text]
    del script.data["period"]
    return Expected(("/period", "/preface"))


def _late(script: Manuscript, after: str, rng: Random) -> Expected:
    year = script.data["year"]
    date = dt.date.fromisoformat(f"{year + 1}-{after}") + dt.timedelta(rng.randint(1, 60))
    script.data["published_on"] = date.isoformat()
    return Expected(("/published_on",))


@fault("D403", kind="department")
def department_late(script: Manuscript, rng: Random) -> Expected | None:
    """Publish a department's report after 31 January; an office may report for its government."""
    if script.body.name.endswith(("办公室", "办公厅")):
        return None
    return _late(script, "01-31", rng)


@fault("D403", kind="government")
def government_late(script: Manuscript, rng: Random) -> Expected:
    """Publish a government's report after 31 March."""
    return _late(script, "03-31", rng)


@fault("D404")
def signed_within_the_year(script: Manuscript, rng: Random) -> Expected | None:
    """Sign before the period has ended."""
    if "signed_on" not in script.data:
        return None
    script.data["signed_on"] = f"{script.data['year']}-{rng.randint(1, 12):02}-{rng.randint(10, 28)}"
    return Expected(("/signed_on",))


@fault("D404")
def signed_after_publication(script: Manuscript, rng: Random) -> Expected | None:
    """Sign after publication."""
    if "signed_on" not in script.data or "published_on" not in script.data:
        return None
    published = dt.date.fromisoformat(script.data["published_on"])
    script.data["signed_on"] = (published + dt.timedelta(rng.randint(2, 40))).isoformat()
    return Expected(("/signed_on",))


@fault("D405")
def number_of_the_year(script: Manuscript, rng: Random) -> Expected:
    """Give the document a number of the reporting year, which is over."""
    script.data["document_number"] = f"{script.body.mark}〔{script.data['year']}〕{rng.randint(1, 40)}号"
    return Expected(("/document_number",))


@fault("D406")
def stale_year_in_preface(script: Manuscript, rng: Random) -> Expected:
    """Leave last year's year in the preface."""
    del rng
    year = script.data["year"]
    script.data["preface"].insert(0, f"现向社会公布{script.body.name}{year - 1}年政府信息公开工作年度报告。")
    return Expected(("/preface/0",))


@fault("D406")
def stale_year_in_overview(script: Manuscript, rng: Random) -> Expected:
    """Begin chapter 一 with last year's year."""
    text = rng.choice(
        ("{}年，{}认真落实信息公开各项要求，工作取得新进展。", "{}年，{}扎实推进政府信息公开工作，成效明显。")
    )
    script.data["sections"]["overview"]["text"].insert(0, text.format(script.data["year"] - 1, script.body.ours))
    return Expected(("/sections/overview/text/0",))


@fault("D406")
def stale_year_in_plan(script: Manuscript, rng: Random) -> Expected:
    """Plan for the year that is over."""
    texts = script.data["sections"]["problems"]["text"]
    text = rng.choice(("{}年，{}将继续完善制度，提升公开质量。", "下一步，{1}将在{0}年进一步加强政策解读。"))
    texts.append(text.format(script.data["year"], script.body.ours))
    return Expected((f"/sections/problems/text/{len(texts) - 1}",))


@fault("D407")
def signed_on_no_day(script: Manuscript, rng: Random) -> Expected | None:
    """Sign on a day that no calendar has."""
    if "signed_on" not in script.data:
        return None
    script.data["signed_on"] = f"{script.data['year'] + 1}-{rng.choice(('02-30', '02-31', '01-32'))}"
    return Expected(("/signed_on",))


@fault("D407")
def no_such_day_in_prose(script: Manuscript, rng: Random) -> Expected:
    """Name a day that no calendar has."""
    texts = script.data["sections"]["overview"]["text"]
    texts[-1] += f"{script.data['year']}年{rng.choice(('2月30日', '6月31日', '9月31日', '13月5日'))}组织了业务培训。"
    return Expected((f"/sections/overview/text/{len(texts) - 1}",))


@fault("D408", printed=True, without=(*WEB, "xlsx"))
def leading_zero(script: Manuscript, rng: Random) -> Expected | None:
    """Print the signature date with leading zeros."""
    if "signed_on" not in script.data:
        return None
    script.data["signed_on"] = f"{script.data['year'] + 1}-01-{rng.randint(4, 9):02}"
    year, month, day = script.data["signed_on"].split("-")
    script.labels["/signed_on"] = f"{year}年{month}月{day}日"
    return Expected(("/signed_on",))
