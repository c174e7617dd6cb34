"""The roster: the bodies that must submit a report, and what is expected of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.records import NamedTuple, Record, field

if TYPE_CHECKING:
    from collections.abc import Iterable

#: `expected` of a unit that only groups others and submits nothing itself.
NOTHING = ("none",)


class Unit(NamedTuple):
    """A body of the roster. `deadline` is MM-DD or an ISO date, `expected` the formats it must submit.

    `consolidates` tells whether its report adds up those of the units below it; None leaves that to the report.
    `row` is the row of the roster's file, counted from 1; 0 for units made from what was submitted.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    parent: str | None = None
    deadline: str | None = None
    expected: tuple[str, ...] = ()
    row: int = 0
    consolidates: bool | None = None


class Roster(Record, frozen=True, slots=False):
    """The units in the order of the file. `path` is "" where there is no roster."""

    units: tuple[Unit, ...] = ()
    path: str = ""
    below: dict[str, tuple[Unit, ...]] = field(default_factory=dict)
    by_id: dict[str, Unit] = field(default_factory=dict)

    def get(self, number: str | None) -> Unit | None:
        """Return a unit by its id, None where there is none."""
        return self.by_id.get(number) if number else None

    def children(self, number: str) -> tuple[Unit, ...]:
        """Return the units directly below one."""
        return self.below.get(number, ())

    def ancestors(self, unit: Unit) -> list[Unit]:
        """Return the units above one, the nearest first."""
        found: list[Unit] = []
        above = self.get(unit.parent)
        while above is not None and above not in found:
            found.append(above)
            above = self.get(above.parent)
        return found


def roster_of(units: Iterable[Unit], path: str = "") -> Roster:
    """Return the roster of units whose ids are their own."""
    kept = tuple(units)
    below: dict[str, list[Unit]] = {}
    for each in kept:
        if each.parent:
            below.setdefault(each.parent, []).append(each)
    lists = {parent: tuple(children) for parent, children in below.items()}
    return Roster(kept, path, lists, {each.id: each for each in kept})
