"""What a report says of the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.submission import Restated
    from disclosure_lint.report import Report


def restated(_: Report) -> Iterator[Restated]:
    """Yield the figures of the year before that a report states."""
    yield from ()
