"""Clean reports with one fault put in, and where a rule must find it."""

from __future__ import annotations

from tests.generator.faults import confidential, dates, narrative, prose, structure, tables, totals, wording
from tests.generator.faults.base import FAULTS, Expected, Fault

__all__ = [
    "FAULTS",
    "Expected",
    "Fault",
    "confidential",
    "dates",
    "narrative",
    "prose",
    "structure",
    "tables",
    "totals",
    "wording",
]
