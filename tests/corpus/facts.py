"""The figures of real reports, as checked by hand (`../shared/reports/cn/facts.md`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

SHARED = Path(__file__).parents[3] / "shared" / "reports" / "cn"
needs_reports = pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports (../shared/reports) are not here")

COLUMNS = (
    "natural_person", "commercial_enterprise", "research_institution", "public_welfare_organization",
    "legal_service_institution", "other", "total",
)  # fmt: skip
OUTCOMES = ("upheld", "corrected", "other", "pending", "total")
BLOCKS = ("administrative_review", "litigation_direct", "litigation_after_review")


@dataclass(frozen=True)
class Facts:
    """Table 3 by printed row label, table 4 by block; a blank cell is None."""

    requests: dict[str, list[int | None]]
    disputes: dict[str, list[int | None]]


def read_facts() -> dict[str, Facts]:
    """Return the facts by report, as "G01"."""
    text = (SHARED / "facts.md").read_text(encoding="utf-8")
    found = {}
    for part in re.split(r"^## (?=[GS]\d)", text, flags=re.MULTILINE)[1:]:
        name = part.split()[0]
        rows = re.search(r"Table 3\n```csv\n[^\n]*\n(.*?)```", part, re.DOTALL)
        blocks = re.search(r"Table 4[^\n]*\n```\n(.*?)\n```", part, re.DOTALL)
        if rows and blocks:
            requests = {line.split(",")[0]: _cells(line.split(",")[1:]) for line in rows[1].splitlines()}
            disputes = dict(zip(BLOCKS, (_cells(each.split(",")) for each in blocks[1].split("|")), strict=True))
            found[name] = Facts(requests, disputes)
    return found


def _cells(texts: list[str]) -> list[int | None]:
    return [int(text) if text.strip() else None for text in texts]
