"""Personal data in the text: resident IDs, mobile numbers, cards, codes, applicants (C506 to C510).

What counts as such a value is decided by `checks.numbers` and `checks.people`,
which also mask it; the checks here decide what is reported, and how severely.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import Problem, check
from disclosure_lint.checks.suspects import place_outside, sensitive_passages
from disclosure_lint.masking import Sensitive, excerpt, fold, sentence
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.report import Passage, Report


def _found(report: Report, *kinds: str) -> Iterator[tuple[Passage, Sensitive]]:
    """Yield the values of these kinds; one that two keys took from the same place (a contact) once."""
    seen: set[tuple[int | None, ...]] = set()
    for passage, values in sensitive_passages(report):
        for value in values:
            if value.kind not in kinds:
                continue
            place = (
                report.place(passage.pointer, (value.start, value.end))
                if passage.runs or passage.pointer.startswith("/contact")
                else None
            )
            spot = (place.page, place.line, place.column) if place and place.column else None
            if spot is None or spot not in seen:
                yield passage, value
            if spot is not None:
                seen.add(spot)


def _problem(
    passage: Passage, value: Sensitive, *, variant: str = "", severity: str = "", confidence: str = "certain"
) -> Problem:
    return Problem(
        passage.pointer,
        {"value": value.masked},
        span=(value.start, value.end),
        variant=variant,
        severity=severity,
        confidence=confidence,
        place=place_outside(passage, value.start, value.end),
        excerpt=excerpt(passage.text, value.start, value.end),
    )


@check("identifiers.resident_id")
def names_resident_id(report: Report) -> Iterator[Problem]:
    """No text holds a resident ID (GB 11643: check digit, region, date of birth).

    A labelled number that fails the check digit is likely a mistyped one
    (variant `unverified`, a warning); 15 digits count only with a label
    (variant `old`).
    """
    latest = (report.year or 2098) + 1
    for passage, value in _found(report, "resident_id", "unverified_id", "old_id"):
        if value.kind == "resident_id":
            born = "".join(pattern("[0-9]").findall(fold(passage.text[value.start : value.end])))[6:10]
            if not born or int(born) <= latest:
                yield _problem(passage, value)
        elif value.kind == "old_id":
            yield _problem(passage, value, variant="old", confidence="likely")
        else:
            yield _problem(passage, value, variant="unverified", severity="warning", confidence="likely")


@check("identifiers.mobile")
def names_mobile_number(report: Report, *, contact: Sequence[str], private: Sequence[str]) -> Iterator[Problem]:
    """No text holds a mobile number; one that is declared as the office's contact is only said (info).

    `contact` are words before a declared number in its sentence; `private` are
    words that make the sentence one about a private person.
    """
    for passage, value in _found(report, "mobile"):
        first, _ = sentence(passage.text, value.start, value.end)
        before = "".join(passage.text[first : value.start].split())
        declared = passage.pointer.startswith("/contact") or any(word in before for word in contact)
        if declared and not any(word in before for word in private):
            yield _problem(passage, value, variant="contact", severity="info")
        else:
            yield _problem(passage, value)


@check("identifiers.bank_card")
def names_bank_card(report: Report) -> Iterator[Problem]:
    """No text holds a bank card number (Luhn, and a label or a known bank)."""
    for passage, value in _found(report, "bank_card", "likely_card"):
        yield _problem(passage, value, confidence="certain" if value.kind == "bank_card" else "likely")


@check("identifiers.credit_code")
def names_private_credit_code(report: Report, *, public_prefixes: Sequence[str]) -> Iterator[Problem]:
    """No text holds the credit code (GB 32100) of a private body.

    Codes that begin with one of `public_prefixes` are those of public bodies.
    """
    for passage, value in _found(report, "credit_code"):
        if not fold(value.masked).upper().startswith(tuple(public_prefixes)):
            yield _problem(passage, value)


@check("identifiers.applicant")
def names_applicant(report: Report, *, kinds: Sequence[str]) -> Iterator[Problem]:
    """No text names an applicant or what leads to one.

    `kinds` of values that count: applicant, home, case, plate, passport. Each is
    a variant of the message.
    """
    for passage, value in _found(report, *kinds):
        yield _problem(passage, value, variant=value.kind)
