"""Checks: the verbs that rules use.

A check is a pure generator: the same report gives the same problems. It takes
the report and the parameters that its rules name under `with`, and yields a
`Problem` for each thing that is wrong and a `NotAssessed` for each thing it
could not judge. Rules (`rules/`) say what a problem means, how severe it is
and on what legal basis; checks know nothing of either.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from disclosure_lint.outline import Place
    from disclosure_lint.report import Report

    Check = Callable[..., Iterator["Problem | NotAssessed"]]


_NO_VALUES: Mapping[str, Any] = MappingProxyType({})


class Related(NamedTuple):
    """Another place that a problem is about; `note` names one of the rule's notes.

    `report` is the other report that the place is in, for problems across reports.
    """

    pointer: str
    values: Mapping[str, Any] = _NO_VALUES
    note: str = ""
    report: Report | None = None


class Replacement(NamedTuple):
    """What should stand in place of the characters [start, end) of the text at a pointer.

    `line` is a line of the source (from 1) that the characters are counted in
    instead, for damage that has no pointer. Without a `span` it replaces what
    is printed at the pointer, and the data stays as it is: a cell, a date.
    """

    pointer: str
    text: str
    span: tuple[int, int] | None = None
    line: int = 0


class Correction(NamedTuple):
    """How a problem is put right: every replacement, or none.

    `safe` says that what the report states stays the same, word and figure.
    """

    replacements: tuple[Replacement, ...]
    safe: bool = False


class Problem(NamedTuple):
    """Something wrong at a pointer.

    `values` fill the rule's message; `variant` chooses another of its messages.
    `span` is [start, end) in the text at the pointer. `severity` may only lower
    the rule's. `place` overrides the pointer's place, for text outside the data.
    Values and `excerpt` must already be masked where they are personal. `fix`
    is there where the right text is known.
    """

    pointer: str
    values: Mapping[str, Any] = _NO_VALUES
    span: tuple[int, int] | None = None
    variant: str = ""
    related: tuple[Related, ...] = ()
    severity: str = ""
    confidence: str = "certain"
    place: Place | None = None
    excerpt: str | None = None
    fix: Correction | None = None


class NotAssessed(NamedTuple):
    """Something that could not be judged; `reason` is a key of `rules/reasons.yaml`."""

    pointer: str
    reason: str
    values: Mapping[str, Any] = _NO_VALUES


#: name → function; filled by `check` when a module of checks is imported.
REGISTRY: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a check under the name that rules give it, "module.verb"."""

    def register(function: Check) -> Check:
        REGISTRY[name] = function
        return function

    return register
