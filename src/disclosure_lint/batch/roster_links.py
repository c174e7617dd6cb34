"""What the rows of a roster say of each other: ids used twice, superior units, circles. Nothing of it is fatal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.batch.roster import Unit
    from disclosure_lint.ruleset import Text


class Remark(NamedTuple):
    """Something wrong in a roster that does not keep it from being used: row and one sentence."""

    row: int
    message: Text


def remark(row: int, chinese: str, english: str) -> Remark:
    """Return a remark on a row."""
    return Remark(row, {"zh": f"第 {row} 行：{chinese}", "en": f"row {row}: {english}"})


def tidied(units: Iterable[Unit], remarks: list[Remark]) -> list[Unit]:
    """Return units that can be told apart, each below a known one or none; `remarks` gets what was wrong."""
    made = _without_cycles(_with_parents(_without_doubles(units, remarks), remarks), remarks)
    remarks += _names_twice(made)
    return made


def _names_twice(units: Iterable[Unit]) -> Iterator[Remark]:
    rows_of: dict[str, list[str]] = {}
    for each in units:
        rows_of.setdefault(each.name, []).append(str(each.row))
    for name, rows in rows_of.items():
        if len(rows) > 1:
            yield remark(
                int(rows[-1]),
                f"“{name}”出现了 {len(rows)} 次（第 {'、'.join(rows)} 行），报告凭上级单位的名称区分",
                f"“{name}” comes {len(rows)} times (rows {', '.join(rows)}); reports are told apart by parents",
            )


def _without_doubles(units: Iterable[Unit], remarks: list[Remark]) -> list[Unit]:
    """Return the units with ids of their own: of two that share one, the later is called by its row too."""
    first: dict[str, Unit] = {}
    for each in units:
        known = first.get(each.id)
        if known is None:
            first[each.id] = each
        elif known.name == each.name:
            told = f"与第 {known.row} 行是同一个单位，这一行没有使用", f"the unit of row {known.row}; not used"
            remarks.append(remark(each.row, *told))
        else:
            own = f"{each.id}#{each.row}"
            first[own] = each._replace(id=own)
            told = (
                f"编号“{each.id}”重复，第 {known.row} 行已经用过，这里记作“{own}”",
                f"the id “{each.id}” is used twice, first in row {known.row}; here it is “{own}”",
            )
            remarks.append(remark(each.row, *told))
    return list(first.values())


def _with_parents(units: list[Unit], remarks: list[Remark]) -> list[Unit]:
    """Return the units with the ids of their parents, who may be given by name."""
    ids = {each.id for each in units}
    names: dict[str, list[str]] = {}
    for each in units:
        names.setdefault(each.name, []).append(each.id)
    found = []
    for each in units:
        parent = each.parent
        if parent is not None and parent not in ids:
            meant = names.get(parent, [])
            parent = meant[0] if len(meant) == 1 else None
            if parent is None:
                remarks.append(
                    remark(
                        each.row,
                        f"名单里没有上级“{each.parent}”" if not meant else f"叫“{each.parent}”的上级不止一个，请填编号",
                        f"the parent “{each.parent}” is {'not in the roster' if not meant else 'named more than once'}",
                    )
                )
        found.append(each._replace(parent=parent))
    return found


def _without_cycles(units: list[Unit], remarks: list[Remark]) -> list[Unit]:
    """Return the units; those whose parents run in a circle have none: which link is wrong, nobody can tell."""
    by_id = {each.id: each for each in units}
    sound: set[str] = set()
    for each in units:
        chain: list[str] = []
        at: Unit | None = each
        while at is not None and at.id not in sound and at.id not in chain:
            chain.append(at.id)
            at = by_id.get(at.parent) if at.parent else None
        if at is not None and at.id in chain:
            ring = chain[chain.index(at.id) :]
            names = " → ".join(by_id[one].name for one in [*ring, at.id])
            told = (
                f"上级关系绕成了圈：{names}；这些单位都按没有上级处理",
                f"the parents run in a circle: {names}; none is used",
            )
            remarks.append(remark(min(by_id[one].row for one in ring), *told))
            by_id |= {one: by_id[one]._replace(parent=None) for one in ring}
        sound.update(chain)
    return [by_id[each.id] for each in units]
