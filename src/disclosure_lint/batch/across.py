"""The rules across reports, run over a batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from disclosure_lint.batch.batch import Batch
    from disclosure_lint.batch.submission import Submission
    from disclosure_lint.findings import Finding, Unassessed


def outcomes(
    _: Batch, __: Callable[[str, str], bool], ___: str | None = None
) -> Iterator[tuple[Submission | None, Finding | Unassessed]]:
    """Yield what the rules across reports say, each with the submission that it is said of."""
    yield from ()
