"""The passages that the rules on wording read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.positions import span_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.outline import Place
    from disclosure_lint.report import Passage, Report


def prose(report: Report) -> list[Passage]:
    """Return title, preface, headings and paragraphs in reading order, each once."""
    passages: list[Passage] = report.memo.get("wording.prose", [])
    if not passages:
        passages = list(report.texts())
        report.memo["wording.prose"] = passages
    return passages


def written(report: Report) -> Iterator[Passage]:
    """Yield the prose, the signature, and what belongs to no key.

    Of a draft also the contacts, which a document has in its preface.
    """
    yield from prose(report)
    keys = ("/signed_by",) if report.printed else ("/signed_by", "/contact/")
    for passage in report.passages():
        if passage.pointer.startswith(keys) or not passage.pointer:
            yield passage


def outside(passage: Passage, span: tuple[int, int]) -> Place | None:
    """Return the place of a span of a passage that belongs to no key; None where the pointer tells it."""
    if passage.pointer or passage.place is None:
        return None
    return span_place(passage.runs, *span, passage.place)
