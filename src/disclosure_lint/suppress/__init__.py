"""Findings that someone accepted, with a reason: comments in the report, entries of the configuration.

What could not be read or judged (X001–X003, X005–X007) cannot be accepted: the
report was not checked, and nobody may say that it was. A suppression that has no
reason, has expired or suppresses nothing is told (X004).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.profiles import Profile

#: The formats that have comments in which something may be accepted.
COMMENTED = frozenset({"yaml", "html", "markdown"})
#: What begins a directive in a comment, in any case.
MARKS = ("disclosure-lint:", "disclosure-lint：")
#: What nobody can accept, in a suppression or a baseline.
FIRM = frozenset({"X001", "X002", "X003", "X005", "X006", "X007"})


def is_marked(text: str) -> bool:
    """Tell whether a text may hold a directive; looking closer costs imports."""
    if "#" not in text and "!" not in text:  # no comment begins without: quicker than to change the case of it all
        return False
    lowered = text.lower()
    return any(mark in lowered for mark in MARKS)


def codes_of(selectors: Iterable[str]) -> frozenset[str]:
    """Return the codes that selectors name, without those that cannot be suppressed; raises ConfigError."""
    from disclosure_lint.ruleset import rules
    from disclosure_lint.selection import expand

    return frozenset(expand(selectors, rules())) - FIRM


def is_past(until: str | None, as_of: str | None) -> bool:
    """Tell whether a suppression has expired: its last day (ISO) lies before today's; without a today, none has."""
    return until is not None and as_of is not None and until < as_of


def is_of_no_use(codes: frozenset[str], judged: frozenset[str], profile: Profile) -> bool:
    """Tell whether every rule of a profile among the codes was judged, so that a finding was to be expected."""
    from disclosure_lint.ruleset import rules

    expected = {code for code in codes if rules()[code].applies_to(profile)}
    return bool(expected) and expected <= judged
