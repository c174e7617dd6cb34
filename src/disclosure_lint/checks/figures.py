"""What the tables say of the figures that prose claims."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from disclosure_lint.checks.relations import figures as summed
from disclosure_lint.checks.relations import table_of
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.claims.model import Cells, Claim
    from disclosure_lint.report import Report

_AMOUNT = "/tables/proactive_disclosure/administrative_fees/amount"
_WAN = 10_000
#: So many cells are named each; more are named together.
_NAMED = 3


class Figure(NamedTuple):
    """What cells add up to: by the stated totals and, where those differ, by the columns of their rows.

    `parts` are the cells with their values, in order, zeros included.
    """

    value: float
    other: float
    parts: tuple[tuple[str, float], ...]

    def agrees(self, claim: Claim) -> bool:
        """Tell whether a claim is true of the cells; a table that contradicts itself is the T rules' to tell."""
        return claim.quantity.admits(self.value) or claim.quantity.admits(self.other)


def figure(report: Report, cells: Cells) -> Figure | None:
    """Return what cells add up to, None where one of them cannot be read; `*` stands for the rows of a group."""
    pointers = [each for cell in cells for each in _expanded(report, cell)]
    values = [_value(report, each) for each in pointers]
    if not values or any(value is None for value in values):
        return None
    known = [value for value in values if value is not None]
    parts = tuple((pointer, value[0]) for pointer, value in zip(pointers, known, strict=True))
    return Figure(sum(value[0] for value in known), sum(value[1] for value in known), parts)


def _expanded(report: Report, cell: str) -> Iterator[str]:
    row, _, column = cell.rpartition("/")
    if not row.endswith("/*"):
        yield cell
        return
    for each in _official(report, row):
        yield f"{each}/{column}"


def _official(report: Report, group: str) -> list[str]:
    """Return the rows of a group: those of the form, or, where it is of another form, those that are there."""
    table, base = table_of(group), group.removesuffix("*")
    form = report.profile.tables.get(table.rpartition("/")[2])
    official = [f"{table}/{row.key}" for row in form.rows if f"{table}/{row.key}".startswith(base)] if form else []
    present = list(report.select(group))
    return present if set(present) - set(official) else official


def _value(report: Report, cell: str) -> tuple[float, float] | None:
    """Return the value of a cell, and of the sum of its row where the cell is a total."""
    row, _, column = cell.rpartition("/")
    if cell == _AMOUNT:
        amount = report.get(cell)
        good = isinstance(amount, (int, float)) and not isinstance(amount, bool)
        return (float(amount), float(amount)) if good else None
    stated = report.count(cell) if report.has(cell) else None
    if column != "total":
        return None if stated is None else (stated, stated)
    form = report.profile.tables.get(table_of(row).rpartition("/")[2])
    columns = [each for each in (form.rows[-1].columns if form else ()) if each != "total"]
    added = summed(report, row, columns)
    if stated is None or report.get(cell) is None:
        return (added, added) if added is not None and report.has(row) else None
    return stated, stated if added is None else added


def yuan(claim: Claim, amount: float) -> bool:
    """Tell whether a claimed sum of money is what the table states in 万元, at the precision of either."""
    stated, unit = claim.quantity, claim.quantity.unit
    scale = {"元": 1 / _WAN, "亿元": _WAN}.get(unit, 1.0)
    step = 10.0**-stated.decimals * scale
    return (
        stated.low * scale - step / 2 - 1e-9 <= amount < stated.high * scale + step
        or abs(stated.value * scale - amount) < 5e-5
    )


def named(report: Report, pointer: str) -> dict[str, str]:
    """Return how the form names a cell."""
    return {language: report.profile.label(pointer, language) for language in ("zh", "en")}


def told(report: Report, found: Figure) -> dict[str, str]:
    """Return the cells as they are added, in both languages: "表三 … 272 + … 3 = 275"; of many cells, their group."""
    shown = [(pointer, value) for pointer, value in found.parts if value] or list(found.parts[:1])
    group = _group([pointer for pointer, _ in shown]) if len(shown) > _NAMED else ""
    texts = {}
    for language in ("zh", "en"):
        terms = [plain(value) for _, value in shown]
        if not group:
            terms = [f"“{report.profile.label(pointer, language)}” {plain(value)}" for pointer, value in shown]
        name = f"“{report.profile.label(group, language)}” " if group else ""
        texts[language] = name + " + ".join(terms) + (f" = {plain(found.value)}" if len(terms) > 1 else "")
    return texts


def _group(pointers: list[str]) -> str:
    """Return what all pointers are below: a row, a group of rows, a table."""
    parts = [pointer.split("/") for pointer in pointers]
    shared = takewhile(lambda each: len(set(each)) == 1, zip(*parts, strict=False))
    return "/".join(each[0] for each in shared)


def plain(value: float) -> str:
    """Return a number without a needless decimal point."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if value % 1 else str(int(value))


def equal_cell(report: Report, found: Figure, value: float) -> str | None:
    """Return the cell that a wrong number probably came from: another one of the same rows, else of the same table."""
    if value < 2:  # 0 and 1 stand in too many cells to mean anything
        return None
    rows = list(dict.fromkeys(pointer.rpartition("/")[0] for pointer, _ in found.parts))
    cells = [f"{row}/{column}" for row in rows for column in members_of(report.get(row))]
    table = table_of(rows[0])
    cells += [f"{row}/total" for row in report.select(f"{table}/**") if row not in rows]
    own = {pointer for pointer, _ in found.parts} if len(found.parts) == 1 else set()
    same = [cell for cell in cells if cell not in own and _is(report, cell, value)]
    near = [cell for cell in same if cell.rpartition("/")[0] in rows]
    if near:
        return near[0]
    return same[0] if len(same) == 1 else None


def members_of(row: Any) -> list[str]:
    """Return the columns of a row."""
    return list(row) if isinstance(row, dict) else []


def _is(report: Report, cell: str, value: float) -> bool:
    found = _value(report, cell)
    return found is not None and found[0] == value
