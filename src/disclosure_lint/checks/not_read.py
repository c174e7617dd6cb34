"""Sentences that are too long to be read for claims: what could not be judged is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed
from disclosure_lint.claims.reader import LONGEST, read_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report


def not_read(report: Report) -> Iterator[NotAssessed]:
    """Yield a note where sentences with figures were too long to be read."""
    for pointer in read_claims(report).unread[:1]:
        yield NotAssessed(pointer, "sentence-too-long", {"most": LONGEST})
