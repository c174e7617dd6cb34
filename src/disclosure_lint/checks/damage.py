"""Checks of the text itself: damage done to it on the way to its reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import Correction, Problem, Replacement, check
from disclosure_lint.masking import mask_text, sensitive
from disclosure_lint.repair.screening import certainly_clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.outline import Damage, Place
    from disclosure_lint.report import Passage, Report

LOST = "\ufffd"
#: No report has more lines than this to put right.
_MOST = 5000
#: Wrong decodings that lose nothing when they are undone: the right encoding and the one that was taken for it.
_WRONG = {
    "utf8-as-gbk": ("utf-8", "gb18030"),
    "utf8-as-big5": ("utf-8", "cp950"),
    "utf8-as-latin": ("utf-8", "latin-1"),
    "gbk-as-latin": ("gb18030", "latin-1"),
}
#: What a converter wrote into the text on purpose; everything else is garbage.
_RESIDUE = frozenset(("pinyin", "traditional"))


@check("damage.mojibake")
def garbled(report: Report) -> Iterator[Problem]:
    """No stretch of the text was decoded with the wrong encoding or lost its characters."""
    yield from (problem for problem in _problems(report) if problem.variant not in _RESIDUE)


@check("damage.residue")
def converted(report: Report) -> Iterator[Problem]:
    """No converter left pinyin or traditional characters in the text."""
    yield from (problem for problem in _problems(report) if problem.variant in _RESIDUE)


def _problems(report: Report) -> Iterator[Problem]:
    """Yield one problem for each kind of damage, at its first place."""
    if report.outline is not None:
        fix = _lines(report) if report.outline.damage else None
        for damage in report.outline.damage:
            yield Problem(
                _pointer(report, damage.place),
                _values(damage),
                variant=damage.kind,
                place=damage.place,
                excerpt=damage.was,
                fix=fix,
            )
        return
    passages = list(report.passages())
    text = "\n".join(passage.text.replace("\n", " ") for passage in passages)
    if certainly_clean(text):
        return
    from disclosure_lint.repair.mending import repair

    repaired = repair(text)
    fix = _passages(passages, repaired.text.split("\n"), repaired.damage)
    for damage in repaired.damage:
        passage = passages[(damage.place.line or 1) - 1]
        span = ((damage.place.column or 1) - 1, (damage.place.end_column or 1) - 1)
        yield Problem(
            passage.pointer, _values(damage), span, damage.kind, place=passage.place, excerpt=damage.was, fix=fix
        )


def _lines(report: Report) -> Correction | None:
    """Put every damaged line of a text as it reads; other documents have no lines to put it in."""
    if report.format not in ("text", "markdown"):
        return None
    from disclosure_lint.repair.mending import repair

    repaired = repair("\n".join(report.source))
    pairs = list(zip(report.source, repaired.text.split("\n"), strict=True))
    changed = [(line, old, new) for line, (old, new) in enumerate(pairs, 1) if old != new and _may_write(new)]
    found = tuple(Replacement("", new, (0, len(old)), line) for line, old, new in changed[:_MOST])
    return Correction(found, _exact([each[1:] for each in changed[:_MOST]], repaired.damage)) if found else None


def _passages(passages: list[Passage], texts: list[str], damage: list[Damage]) -> Correction | None:
    """Put every damaged text of a draft as it reads."""
    pairs = [
        (passage, new)
        for passage, new in zip(passages, texts, strict=True)
        if passage.pointer and passage.text != new and "\n" not in passage.text and _may_write(new)
    ]
    found = tuple(Replacement(each.pointer, new, (0, len(each.text))) for each, new in pairs)
    return Correction(found, _exact([(each.text, new) for each, new in pairs], damage)) if found else None


def _may_write(text: str) -> bool:
    """Tell whether a repaired text has no holes, and nothing personal that a fix would show."""
    return LOST not in text and not sensitive(text) and mask_text(text) == text


def _exact(pairs: list[tuple[str, str]], damage: list[Damage]) -> bool:
    """Tell whether only a wrong decoding was undone, so that every text gives its damaged form back."""
    kinds = {_WRONG.get(each.kind) for each in damage}
    codec = kinds.pop() if len(kinds) == 1 else None
    return codec is not None and all(_read_wrongly(new, codec) == old for old, new in pairs)


def _read_wrongly(text: str, codecs: tuple[str, str]) -> str:
    right, wrong = codecs
    return text.encode(right, "replace").decode(wrong, "replace")


def _values(damage: Damage) -> dict[str, object]:
    return {"count": damage.count, "was": damage.was, "reads": damage.reads.replace("\ufffd", "□")}


def _pointer(report: Report, place: Place) -> str:
    """Return the pointer of the smallest known part of the report that a place lies in."""
    best, size = "", (1 << 30, 1 << 30)
    for pointer, known in report.places.items():
        if known.line is None or place.line is None or known.page != place.page:
            continue
        start, end = (known.line, known.column or 1), (known.end_line or known.line, known.end_column or 1 << 30)
        extent = (end[0] - start[0], end[1] - start[1])
        if start <= (place.line, place.column or 1) <= end and extent < size:
            best, size = pointer, extent
    return best
