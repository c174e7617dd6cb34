"""The groups in which a batch is shown: the cities of a province, the counties of a city."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.roster import Roster, Unit

#: Deeper trees are shown flat from here on.
DEEPEST = 12


class Group(NamedTuple):
    """Units that are counted together. `head` is the unit at their top, None for units without a common one."""

    key: str
    head: Unit | None
    units: tuple[Unit, ...]


def tops(roster: Roster) -> list[Unit]:
    """Return the units without a superior one in the roster."""
    return [each for each in roster.units if roster.get(each.parent) is None]


def groups(roster: Roster) -> list[Group]:
    """Return the groups: each unit is in one.

    Where one unit stands above all, the units below it that have units of their own head the groups, else those at
    the top. What heads nothing is in the first group, "own", of the top itself.
    """
    heads = tops(roster)
    own: list[Unit] = []
    if len(heads) == 1 and any(roster.children(each.id) for each in roster.children(heads[0].id)):
        own.append(heads[0])
        heads = list(roster.children(heads[0].id))
    above = own[0] if own else None
    found = []
    for head in heads:
        if roster.children(head.id):
            found.append((head, tuple(below(roster, head))))
        else:
            own.append(head)
    first = [(above, tuple(own))] if own else []
    return [Group(f"g{number}", head, units) for number, (head, units) in enumerate([*first, *found], 1)]


def below(roster: Roster, head: Unit) -> Iterator[Unit]:
    """Yield a unit and everything below it, each superior unit before its own."""
    waiting, seen = [head], {head.id}
    while waiting:
        unit = waiting.pop()
        yield unit
        children = [each for each in roster.children(unit.id) if each.id not in seen]
        seen.update(each.id for each in children)
        waiting += reversed(children)
