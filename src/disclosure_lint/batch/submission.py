"""A submission: one judged report as a batch keeps it, plain data that goes between processes and into the store."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple


class Prose(NamedTuple):
    """A paragraph of a report; `text` is masked, `place` is `Place.known()`."""

    pointer: str
    text: str
    place: dict[str, Any]


class Restated(NamedTuple):
    """What a report says of the year before: its figure, or the growth that it computes from one.

    `subject` is the pointer of the row or cell that it speaks of, `number` the figure as printed (masked prose
    around it stays in `pointer`, `span`), `unit` "" for counts and "%" for growth; `places` is the number of
    decimals stated. `direction` is 1 for growth, -1 for decline, 0 for a figure.
    """

    subject: str
    number: float
    unit: str
    places: int
    direction: int
    pointer: str
    span: tuple[int, int]


@dataclass(slots=True)
class Submission:
    """One judged report. Everything in it is masked and can be written as JSON.

    `tables` are the report's data, `findings` and `not_assessed` in the form of the JSON output, `places` maps
    the pointers of tables and cells to `Place.known()`. `unit` is the id of the roster's unit, None while
    unmatched; `role` is current, superseded, duplicate, version (another format of the current one) or unmatched.
    """

    path: str
    format: str
    sha256: str
    size: int = 0
    profile: str | None = None
    title: str | None = None
    agency: str | None = None
    agency_kind: str | None = None
    year: int | None = None
    period: dict[str, str] = field(default_factory=dict)
    signed_on: str | None = None
    published_on: str | None = None
    verdict: str = "fail"
    recognised: bool = True
    tables: dict[str, Any] = field(default_factory=dict)
    prose: list[Prose] = field(default_factory=list)
    restated: list[Restated] = field(default_factory=list)
    findings: list[dict[str, Any]] = field(default_factory=list)
    not_assessed: list[dict[str, Any]] = field(default_factory=list)
    places: dict[str, dict[str, Any]] = field(default_factory=dict)
    unit: str | None = None
    role: str = "current"
