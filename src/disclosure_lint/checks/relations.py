"""Identities between the cells of tables, and the search for the one cell that breaks them.

Every identity says that the cells on its left add up to those on its right. A
relation of the rules, as data, makes many of them:

- `{name, at, parts, total}`: in each row that `at` selects, the parts add up to
  the total;
- `{name, columns, left, right}`: in each column, the rows that the patterns of
  `left` select add up to those of `right`. Rows on the right never count on the
  left.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from disclosure_lint.records import NamedTuple, Record, field
from disclosure_lint.report import join

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator

    from disclosure_lint.report import Report

Relation = dict[str, Any]


class Identity(NamedTuple):
    """Cells that add up to others; `table` is what it belongs to, `total` its stated total."""

    name: str
    table: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    total: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell, left before right."""
        return self.left + self.right


class Repair(NamedTuple):
    """The value that, put into one cell, makes every failed identity that touches it hold."""

    pointer: str
    value: int


class Ledger(Record, eq=False, repr=False):
    """The identities of a report: their values, how far each fails, and what cannot be read."""

    identities: list[Identity] = field(default_factory=list)
    values: dict[str, int | None] = field(default_factory=dict)
    #: Blank totals, for which the sum of the row stands.
    derived: set[str] = field(default_factory=set)
    #: Left minus right, of the identities whose cells can all be read.
    differences: dict[int, int] = field(default_factory=dict)
    touching: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def side(self, cells: Iterable[str]) -> int:
        """Return the sum of cells that can all be read."""
        return sum(self.values[cell] or 0 for cell in cells)

    def failed(self, name: str) -> Iterator[int]:
        """Yield the numbers of the failed identities of a relation."""
        return (number for number, off in self.differences.items() if off and self.identities[number].name == name)

    def repair(self, number: int) -> Repair | None:
        """Return the only cell that explains a failed identity, if exactly one does."""
        found = [each for cell in self.identities[number].cells if (each := self._repair(cell))]
        return found[0] if len(found) == 1 else None

    def _repair(self, cell: str) -> Repair | None:
        value = self.values[cell]
        if value is None or cell in self.derived:
            return None
        wanted = set()
        for number in self.touching[cell]:
            # Where an identity cannot be judged, nobody knows what it wants of the cell.
            if number not in self.differences:
                return None
            off = self.differences[number]
            wanted.add(value - off if cell in self.identities[number].left else value + off)
        repaired = wanted.pop() if len(wanted) == 1 else value
        return Repair(cell, repaired) if repaired != value and repaired >= 0 else None


def ledger(report: Report, relations: list[Relation]) -> Ledger:
    """Return every identity of the relations that the report's tables state; several rules ask for the same."""
    book: Ledger = _kept(report, "relations.ledger", relations, _ledger)
    return book


def _kept(report: Report, name: str, relations: list[Relation], make: Callable[[Report, list[Relation]], Any]) -> Any:
    """Return what was made for the same relations before."""
    known, made = report.memo.get(name, (None, None))
    if known != relations:
        made = make(report, relations)
        report.memo[name] = (relations, made)
    return made


def _ledger(report: Report, relations: list[Relation]) -> Ledger:
    book = Ledger()
    derived = open_totals(report, relations)
    book.derived.update(derived)
    book.values.update(derived)
    for relation in relations:
        for identity in _identities(report, relation, derived):
            _enter(report, book, identity)
    return book


def open_totals(report: Report, relations: list[Relation]) -> dict[str, int]:
    """Return the blank totals of rows with figures (T207), and what their rows add up to."""
    totals: dict[str, int] = _kept(report, "relations.open", relations, _open_totals)
    return totals


def _open_totals(report: Report, relations: list[Relation]) -> dict[str, int]:
    found = {}
    for relation in relations:
        if "parts" in relation:
            for row in rows(report, relation["at"], relation["parts"]):
                cell = join(row, relation["total"])
                summed = figures(report, row, relation["parts"])
                if summed and report.has(cell) and report.get(cell) is None:
                    found[cell] = summed
    return found


def figures(report: Report, row: str, parts: Iterable[str]) -> int | None:
    """Return the sum of a row's parts, None where one of them cannot be read."""
    counts = [report.count(join(row, part)) for part in parts]
    return None if None in counts else sum(count or 0 for count in counts)


def rows(report: Report, pattern: str, columns: Iterable[str]) -> Iterator[str]:
    """Yield the rows that a pattern selects and that have any of the columns."""
    wanted = set(columns)
    for row in report.select(pattern):
        value = report.get(row)
        if isinstance(value, dict) and not wanted.isdisjoint(value):
            yield row


def table_of(pointer: str) -> str:
    """Return the pointer of the table that a pattern or a pointer is in."""
    return "/".join(pointer.split("/")[:3])


def _identities(report: Report, relation: Relation, derived: Container[str]) -> Iterator[Identity]:
    if "parts" in relation:
        for row in rows(report, relation["at"], [*relation["parts"], relation["total"]]):
            stated = join(row, relation["total"])
            if stated not in derived:
                parts = tuple(join(row, part) for part in relation["parts"])
                yield Identity(relation["name"], table_of(row), parts, (stated,), stated)
        return
    columns, right = relation["columns"], relation["right"]
    left = [row for pattern in relation["left"] for row in _side(report, pattern, columns) if row not in right]
    table = table_of(right[0])
    if left and isinstance(report.get(table), dict):
        for column in columns:
            sides = [tuple(join(row, column) for row in side) for side in (left, right)]
            stated = join(relation.get("stated", right[0]), column)
            yield Identity(relation["name"], table, sides[0], sides[1], stated)


def _side(report: Report, pattern: str, columns: list[str]) -> Iterable[str]:
    return rows(report, pattern, columns) if "*" in pattern else [pattern]


def _enter(report: Report, book: Ledger, identity: Identity) -> None:
    """Add an identity with its values, and note by how much it fails."""
    number = len(book.identities)
    book.identities.append(identity)
    for cell in identity.cells:
        book.touching[cell].append(number)
        if cell not in book.values:
            book.values[cell] = report.count(cell)
    if all(book.values[cell] is not None for cell in identity.cells):
        book.differences[number] = book.side(identity.left) - book.side(identity.right)


def unreadable(report: Report, cells: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return which cells are missing (a whole missing row by its own pointer), and which hold no count."""
    missing: dict[str, None] = {}
    strange: dict[str, None] = {}
    for cell in cells:
        row = cell.rpartition("/")[0]
        if not report.has(cell):
            missing[cell if report.has(row) else row] = None
        elif report.count(cell) is None:
            strange[cell] = None
    return list(missing), list(strange)
