"""The figures of a province: two years of each body that follow from one another, and sums that add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from tests.generator.figures import tables
from tests.generator.years import lead_to

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

    from tests.generator.bodies import Body

PROFILE = "cn-2021"


class Figures(NamedTuple):
    """The tables of two years."""

    last: dict[str, Any]
    this: dict[str, Any]


def of_body(rng: Random, body: Body) -> Figures:
    """Return two years of a body: what was carried forward comes back, and stocks follow."""
    this, last = tables(rng, body, PROFILE), tables(rng, body, PROFILE)
    # No year's fees are a hundred times those of the year before, and no whole reaches a million.
    amount = round(this["proactive_disclosure"]["administrative_fees"]["amount"] / 10, 2)
    for each, value in ((this, amount), (last, round(amount * rng.uniform(0.6, 1.6), 2))):
        each["proactive_disclosure"]["administrative_fees"]["amount"] = _tidy(value)
    lead_to(last, this)
    return Figures(last, this)


def total(parts: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return what tables add up to, cell by cell."""
    whole: dict[str, Any] = {}
    for part in parts:
        _add(whole, part)
    return whole


def _add(whole: dict[str, Any], part: dict[str, Any]) -> None:
    for key, value in part.items():
        if isinstance(value, dict):
            _add(whole.setdefault(key, {}), value)
        else:
            whole[key] = _tidy(round(whole.get(key, 0) + value, 4))


def _tidy(value: float) -> float | int:
    return int(value) if value == int(value) else value


def distinct(table: Any) -> set[Any]:
    """Return the different figures of a table other than 0 and other than totals."""
    if not isinstance(table, dict):
        return {table} - {0}
    return set().union(*(distinct(value) for key, value in table.items() if key != "total"))
