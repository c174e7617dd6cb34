"""What a form or a program left in the text: instructions, fields nobody filled in, errors of a spreadsheet."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.checks.passages import outside, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Passage, Report

_OPENING, _CLOSING = "“《「『", "”》」』"
#: Where only an unfilled form speaks of a body without a name.
_NAMES = ("/title", "/signed_by", "/preface")


@check("leftovers.unfilled")
def unfilled(
    report: Report, *, instructions: list[str], fields: list[str], blanks: list[str], names: list[str], persons: str
) -> Iterator[Problem]:
    """No instruction, field or blank of the form is left in the text; in quotes it is one that is spoken of.

    `names` are blanks in titles, signatures and prefaces only. Behind one of
    `persons` (surnames) a blank hides a person, not a body.
    """
    for passage in written(report):
        kinds = {"": instructions, "field": fields, "blank": blanks}
        if passage.pointer.startswith(_NAMES):
            kinds["blank"] = [*blanks, *names]
        for variant, sources in kinds.items():
            matches = _joined(tuple(sources)).finditer(passage.text)
            found = [match for match in matches if _left(passage, match, persons)]
            if found:
                span = found[0].span()
                yield Problem(
                    passage.pointer, {"text": found[0][0], "count": len(found)}, span, variant,
                    place=outside(passage, span),
                )  # fmt: skip


def _left(passage: Passage, match: re.Match[str], persons: str) -> bool:
    before = passage.text[: match.start()]
    if quoted(before):
        return False
    return not (match[0][0] in "×X" and before[-1:] and before[-1] in persons)


def quoted(before: str) -> bool:
    """Tell whether what follows a text stands in quotation marks or in a title's."""
    return any(before.count(left) > before.count(right) for left, right in zip(_OPENING, _CLOSING, strict=True))


@cache
def _joined(sources: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(sources))
