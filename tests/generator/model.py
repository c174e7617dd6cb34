"""Clean reports as data, each from a seed.

`clean` gives a report that no rule may flag as an error or a warning: its
tables balance, its prose agrees with them, its dates are in time.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random
from typing import Any

from tests.generator.bodies import Body, body
from tests.generator.figures import tables
from tests.generator.prose import Writer

PROFILES = {"cn-2019": (2019, 2020), "cn-2021": (2021, 2022, 2023, 2024, 2025)}


@dataclass(slots=True)
class Manuscript:
    """What is written: the data, the body, and labels printed otherwise than officially.

    `labels` maps the pointer of a row, or of a column's first cell, to what is
    printed in place of the official words.
    """

    data: dict[str, Any]
    body: Body
    labels: dict[str, str] = field(default_factory=dict)


def clean(seed: int, profile: str | None = None, kind: str | None = None, *, bare: bool = False) -> Manuscript:
    """Return the clean report of a seed; `bare` leaves figures of the tables out of the prose."""
    rng = Random(seed)
    chosen = profile or rng.choice(("cn-2021", "cn-2021", "cn-2021", "cn-2019"))
    who, year = body(rng, kind), rng.choice(PROFILES[chosen])
    return written(rng, who, chosen, year, bare=bare)


def written(
    rng: Random, who: Body, profile: str, year: int, figures: dict[str, Any] | None = None, *, bare: bool = False
) -> Manuscript:
    """Return the report of a body for a year, with its figures or new ones."""
    data: dict[str, Any] = {"profile": profile, "title": _title(rng, who, year), "agency": who.name, "year": year}
    data["period"] = {"start": f"{year}-01-01", "end": f"{year}-12-31"}
    data.update(_dates(rng, who, year))
    figures = figures or tables(rng, who, profile)
    writer = Writer(rng, who, {**data, "tables": figures}, bare)
    preface, contact = writer.preface()
    if contact:
        data["contact"] = contact
    data["preface"] = preface
    data["sections"] = writer.sections(profile)
    data["tables"] = figures
    return Manuscript(data, who)


def _title(rng: Random, who: Body, year: int) -> str:
    if rng.random() < 0.2:
        return f"{year}年{who.name}政府信息公开工作年度报告"
    return f"{who.name}{year}年政府信息公开工作年度报告"


def _dates(rng: Random, who: Body, year: int) -> dict[str, str]:
    """Return signature, publication and number: signed after the year, published in time (Art. 49)."""
    last = 89 if who.kind == "government" else 30
    first = rng.randint(4, 20)
    signed = dt.date(year + 1, 1, 1) + dt.timedelta(first)
    published = dt.date(year + 1, 1, 1) + dt.timedelta(rng.randint(first, last - 1))
    dates: dict[str, str] = {}
    if rng.random() < 0.75:
        dates |= {"signed_on": signed.isoformat(), "signed_by": who.name}
    if not dates or rng.random() < 0.7:
        dates["published_on"] = published.isoformat()
    if rng.random() < 0.3:
        dates["document_number"] = f"{who.mark}〔{year + 1}〕{rng.randint(1, 40)}号"
    return dates


def comparable(data: dict[str, Any]) -> dict[str, Any]:
    """Reduce report data to what every format carries, white space aside."""
    kept = ("title", "agency", "year", "period", "signed_on", "signed_by", "published_on", "document_number", "tables")
    sections = data.get("sections", {})
    return {
        **{key: data[key] for key in kept if key in data},
        "preface": [_tight(text) for text in data.get("preface", [])],
        "sections": [
            (key, _tight(section.get("heading", "")), [_tight(text) for text in section.get("text", [])])
            for key, section in sections.items()
        ],
    }


def _tight(text: str) -> str:
    return "".join(text.split())
