"""A manuscript as the run of blocks that every document style prints."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.generator.layout import Arrangement, Grid, tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

    from tests.generator.model import Manuscript

SUBHEADING = re.compile(r"^（[一二三四五六七八]）[^。，；]{2,16}$")


@dataclass(frozen=True, slots=True)
class Block:
    """What stands in a document.

    `kind` is title, published, number, heading, subheading, paragraph, table,
    signature or date.
    """

    kind: str
    text: str = ""
    grid: Grid = field(default_factory=list)


def day(date: str) -> str:
    """Return an ISO date as documents print it (GB/T 9704: no leading zeros)."""
    year, month, number = date.split("-")
    return f"{year}年{int(month)}月{int(number)}日"


def blocks(script: Manuscript, how: Arrangement, rng: Random, *, published: bool = True) -> Iterator[Block]:
    """Yield the document in reading order; `published` prints the date of publication below the title."""
    data = script.data
    if "title" in data:
        yield Block("title", data["title"])
    if published and "published_on" in data:
        yield Block("published", publication(data["published_on"], rng))
    if "document_number" in data:
        yield Block("number", data["document_number"])
    yield from (Block("paragraph", text) for text in data.get("preface", []))
    for key, section in data["sections"].items():
        yield Block("heading", section["heading"])
        yield from (_text(text) for text in section.get("text", []))
        yield from (Block("table", grid=grid) for grid in tables(script, key, how))
    for extra in data.get("extra_sections", []):
        yield Block("heading", extra["heading"])
        yield from (_text(text) for text in extra["text"])
    if "signed_by" in data:
        yield Block("signature", data["signed_by"])
    if "signed_on" in data:
        yield Block("date", script.labels.get("/signed_on", day(data["signed_on"])))


def _text(text: str) -> Block:
    return Block("subheading" if SUBHEADING.match(text) else "paragraph", text)


def publication(date: str, rng: Random) -> str:
    """Return the line that a site prints about publication."""
    return rng.choice((f"发布日期：{date}", f"发布时间：{date} 09:30", f"发布时间：{day(date)}", f"日期：{date}"))
