"""What a reader raises when a file cannot be read as a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from disclosure_lint.outline import Place


class ReadError(Exception):
    """A file that cannot be read as a report: a finding, not a crash.

    `code` is the rule that reports it (X001 unreadable, X002 syntax, X006 not a
    report, X007 over a limit), `reason` a key such as "empty" or "too-deep" that
    chooses the message, `values` what the message names, and `place` where in
    the file it is, as far as that is known.
    """

    def __init__(
        self,
        code: str,
        reason: str,
        values: dict[str, Any] | None = None,
        place: Place | None = None,
    ) -> None:
        super().__init__(code, reason)
        self.code = code
        self.reason = reason
        self.values: dict[str, Any] = values or {}
        self.place = place

    def __str__(self) -> str:
        details = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code} {self.reason}" + (f" ({details})" if details else "")
