"""The passages of a report in which something confidential may stand, found once for all C rules."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.masking import Sensitive, is_harmless, is_suspect, mask_text, sensitive
from disclosure_lint.occurrences import replace_all
from disclosure_lint.patterns import pattern
from disclosure_lint.positions import span_place

if TYPE_CHECKING:
    import re

    from disclosure_lint.outline import Place
    from disclosure_lint.report import Passage, Report

#: A passage without any of these holds no mark of secrecy (C501 to C505).
_MARK = (
    "密|内[ \u3000]*部|外传|公开[ \u3000]*(?:$|[\n。！）)】〕\\]])|公开[属方类形选]|此[ \u3000]*件"
    "|[机内]字?[〔（(\\[]|内[字发函电]|明电"
)
#: Nothing personal reaches over so many ends of lines.
_APART = "\n\n\n"
#: Longer texts are masked once for all that is shown of them.
_LONG = 500


def marked_passages(report: Report) -> list[Passage]:
    """Return the passages that may hold a mark, in reading order."""
    _collect(report)
    marked: list[Passage] = report.memo["confidentiality.marked"]
    return marked


def sensitive_passages(report: Report) -> list[tuple[Passage, tuple[Sensitive, ...]]]:
    """Return the passages that hold personal values, and these values."""
    _collect(report)
    personal: list[tuple[Passage, tuple[Sensitive, ...]]] = report.memo["confidentiality.personal"]
    return personal


def hide(report: Report, text: str) -> str:
    """Return a text of equal length in which every personal value of the report is masked.

    A value that a label gives away is masked where it stands without the label, too.
    """
    if len(text) <= _LONG:
        return _hidden(report, text)
    known: dict[str, str] = report.memo.setdefault("confidentiality.hidden", {})
    if text not in known:
        known[text] = _hidden(report, text)
    return known[text]


def _hidden(report: Report, text: str) -> str:
    shown = mask_text(text)
    values = _values(report)
    return replace_all(shown, values) if values else shown


def _values(report: Report) -> dict[str, str]:
    """Return every personal value of a report as it stands there, with its mask."""
    known: dict[str, str] | None = report.memo.get("confidentiality.values")
    if known is None:
        known = report.memo["confidentiality.values"] = {}
        for passage, found in sensitive_passages(report):
            for each in found:
                known.setdefault(passage.text[each.start : each.end], each.masked)
    return known


def place_outside(passage: Passage, start: int, end: int) -> Place | None:
    """Return the place of a span of a passage that belongs to no key; None where the pointer tells it."""
    if passage.pointer or passage.place is None:
        return None
    return span_place(passage.runs, start, end, passage.place)


def _collect(report: Report) -> None:
    if "confidentiality.marked" in report.memo:
        return
    marked: list[Passage] = []
    personal: list[tuple[Passage, tuple[Sensitive, ...]]] = []
    report.memo["confidentiality.marked"], report.memo["confidentiality.personal"] = marked, personal
    text = _APART.join([passage.text for passage in report.passages()])
    mark = _mark_pattern()
    if is_harmless(text) or not (mark.search(text) or is_suspect(text)):
        return
    clean: set[str] = set()
    for passage in report.passages():
        if passage.text in clean:
            continue
        before = len(marked), len(personal)
        if not passage.text.isascii() and mark.search(passage.text):  # every mark is Chinese
            marked.append(passage)
        found = sensitive(passage.text)
        if found:
            personal.append((passage, found))
        if before == (len(marked), len(personal)):
            clean.add(passage.text)


@cache
def _mark_pattern() -> re.Pattern[str]:
    return pattern(_MARK)
