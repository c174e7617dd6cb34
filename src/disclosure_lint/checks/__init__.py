"""Checks: the verbs that rules use.

A check is a pure generator: the same report gives the same problems. It takes
the report and the parameters that its rules name under `with`, and yields a
`Problem` for each thing that is wrong and a `NotAssessed` for each thing it
could not judge. Rules (`rules/`) say what a problem means, how severe it is
and on what legal basis; checks know nothing of either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from disclosure_lint.outline import Place

    Check = Callable[..., Iterator["Problem | NotAssessed"]]


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a problem is about; `note` names one of the rule's notes."""

    pointer: str
    values: dict[str, Any] = field(default_factory=dict)
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong at a pointer.

    `values` fill the rule's message; `variant` chooses another of its messages.
    `span` is [start, end) in the text at the pointer. `severity` may only lower
    the rule's. `place` overrides the pointer's place, for text outside the data.
    Values and `excerpt` must already be masked where they are personal.
    """

    pointer: str
    values: dict[str, Any] = field(default_factory=dict)
    span: tuple[int, int] | None = None
    variant: str = ""
    related: tuple[Related, ...] = ()
    severity: str = ""
    confidence: str = "certain"
    place: Place | None = None
    excerpt: str | None = None


@dataclass(frozen=True, slots=True)
class NotAssessed:
    """Something that could not be judged; `reason` is a key of `rules/reasons.yaml`."""

    pointer: str
    reason: str
    values: dict[str, Any] = field(default_factory=dict)


#: name → function; filled by `check` when a module of checks is imported.
REGISTRY: dict[str, Check] = {}


def check(name: str) -> Callable[[Check], Check]:
    """Register a check under the name that rules give it, "module.verb"."""

    def register(function: Check) -> Check:
        REGISTRY[name] = function
        return function

    return register
