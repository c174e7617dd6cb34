"""What a batch finds in a province, held against what was planted there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.batch import Batch
    from tests.generator.province.base import Told

#: What is truly wrong too where a fault is: a sentence contradicts itself and the table, a cell breaks two sums or
#: three, 规章 that a body may not make were not there last year.
ALSO = {"N301": {"N305"}, "N304": {"N301"}, "T201": {"T203"}, "T203": {"B701", "T201", "T202"}, "T213": {"B702"}}


def compared(batch: Batch, told: Iterable[Told]) -> tuple[list[Told], list[str]]:
    """Return what was planted and not found, and the errors and warnings that nothing planted accounts for."""
    left, more = list(told), []
    codes: dict[str, set[str]] = {}
    for each in left:
        codes.setdefault(each.unit, set()).update({each.code} | ALSO.get(each.code, set()))
    for unit, kept in _findings(batch):
        found = kept["code"], unit, kept["path"], kept["pointer"], kept["message"]
        left = [each for each in left if not each.fits(*found)]
        if kept["severity"] != "info" and kept["code"] not in codes.get(unit or "", ()):
            more.append(f"{unit} {kept['code']} {kept['path']} {kept['pointer']}: {kept['message']}")
    return left, more


def _findings(batch: Batch) -> Iterator[tuple[str | None, dict[str, str]]]:
    for kept in batch.findings(everything=True):
        if kept.state == "open":
            yield kept.content.get("unit") or batch.unit_id(kept.submission), kept.content
