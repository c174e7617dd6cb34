"""Formatters: what a run found, as text for people or data for programs. One function each."""

from __future__ import annotations

import importlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from disclosure_lint.engine import Result


#: Every format, by name; its formatter is the module of that name.
FORMATS = ("text", "compact", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "html")


@dataclass(slots=True)
class Run:
    """The results of one run, in the order of the files."""

    language: str = "zh"
    statistics: bool = False
    verbose: bool = False
    results: list[Result] = field(default_factory=list)
    skipped: int = 0

    def add(self, result: Result) -> Result:
        """Add a result and give it back."""
        self.results.append(result)
        return result

    def counts(self) -> Counter[str]:
        """Return the number of findings by severity."""
        return Counter(each.severity for result in self.results for each in result.findings)


def render(name: str, run: Run, *, colour: bool = False) -> str:
    """Return a run in a format; every formatter is `formatters.<name>.render(run, colour)`."""
    text: str = importlib.import_module(f"disclosure_lint.formatters.{name}").render(run, colour)
    return text
