"""Texts of a report as they may be shown: masked, and as long as they were."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks.suspects import hide

if TYPE_CHECKING:
    from disclosure_lint.report import Report


def hidden(report: Report, text: str) -> str:
    """Return a text masked, of equal length."""
    shown = hide(report, text)
    return shown if len(shown) == len(text) else "*" * len(text)


def hidden_together(report: Report, texts: list[str]) -> list[str]:
    """Return texts that follow each other masked; a value that runs from one into the next is found, too."""
    joined = hidden(report, "\n".join(texts))
    shown = []
    start = 0
    for text in texts:
        shown.append(joined[start : start + len(text)])
        start += len(text) + 1
    return [hidden(report, each) for each in shown]
