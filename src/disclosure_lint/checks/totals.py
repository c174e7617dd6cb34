"""Totals: the sums and the balance that a table's own layout promises.

The checks know every relation of their tables, so that a wrong cell is named
where it alone explains all the sums that fail with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.relations import Identity, Ledger, Relation, ledger, table_of, unreadable
from disclosure_lint.masking import mask_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.report import Report

#: How many cells a reason names before it says how many there are.
NAMED = 3


@check("totals.sum")
def sums_do_not_add_up(report: Report, *, name: str, relations: list[Relation]) -> Iterator[Problem | NotAssessed]:
    """The stated totals of the relation `name` are what their parts add up to."""
    return _judge(report, name, relations)


@check("totals.balance")
def sides_do_not_balance(report: Report, *, name: str, relations: list[Relation]) -> Iterator[Problem | NotAssessed]:
    """Both sides of the relation `name` are equal in every column."""
    return _judge(report, name, relations)


def _judge(report: Report, name: str, relations: list[Relation]) -> Iterator[Problem | NotAssessed]:
    relation = next(each for each in relations if each["name"] == name)
    table = table_of(relation["at"] if "at" in relation else relation["right"][0])
    if not isinstance(report.get(table), dict):
        yield _no_table(report, table)
        return
    book = ledger(report, relations)
    # A total that does not add up over rows of which some are missing is not wrong: it cannot be judged.
    absent = _missing_rows(report, relation)
    for number in book.failed(name):
        if not absent:
            yield _problem(report, book, number)
    own = [number for number, identity in enumerate(book.identities) if identity.name == name]
    unjudged = [cell for number in own if number not in book.differences for cell in book.identities[number].cells]
    missing, strange = unreadable(report, unjudged)
    if absent and any(True for _ in book.failed(name)):
        missing = [*missing, *(row for row in absent if row not in missing)]
    yield from _gaps(report, missing, strange)
    if not own and "parts" not in relation and not missing:
        yield from _gaps(report, list(relation["right"]), [])


def _problem(report: Report, book: Ledger, number: int) -> Problem:
    identity = book.identities[number]
    left, right = book.side(identity.left), book.side(identity.right)
    values: dict[str, Any] = {
        "total": _label(report, identity.total),
        "sum": left,
        "stated": right,
        "difference": abs(left - right),
        **_terms(book, identity),
    }
    repair = book.repair(number)
    if repair is None:
        return Problem(identity.total, values, related=_related(book, identity, identity.total))
    values |= {"cell": _label(report, repair.pointer), "found": book.values[repair.pointer], "repair": repair.value}
    return Problem(repair.pointer, values, variant="repair", related=_related(book, identity, repair.pointer))


def _terms(book: Ledger, identity: Identity) -> dict[str, str]:
    """Return both sides as they are added: "5 + 3 = 8", without the zeros."""
    shown = {}
    for side, cells in (("left", identity.left), ("right", identity.right)):
        numbers = [str(book.values[cell]) for cell in cells if book.values[cell]]
        added = f" = {book.side(cells)}" if len(numbers) > 1 else ""
        shown[side] = (" + ".join(numbers) or "0") + added
    return shown


def _related(book: Ledger, identity: Identity, pointer: str) -> tuple[Related, ...]:
    return tuple(Related(cell, {"value": book.values[cell]}, "term") for cell in identity.cells if cell != pointer)


def _missing_rows(report: Report, relation: Relation) -> list[str]:
    """Return the official rows below the patterns of a sum that the report does not have.

    A group with a row of another form is complete: S107 and S110 speak of it.
    """
    patterns = [pattern.removesuffix("/**") for pattern in relation.get("left", ()) if pattern.endswith("/**")]
    absent: list[str] = []
    for base in patterns:
        table = table_of(base)
        form = report.profile.tables.get(table.rpartition("/")[2])
        keys = form.by_key if form else {}
        for key in keys:
            row = f"{table}/{key}"
            if row.startswith(f"{base}/") and not report.has(row) and not _foreign(report, table, key, set(keys)):
                absent.append(row)
    return absent


def _foreign(report: Report, table: str, key: str, official: set[str]) -> bool:
    """Tell whether the group of a row holds a row that the form does not have."""
    group = key.rpartition("/")[0]
    present = report.get(f"{table}/{group}")
    if group.count("/") < 1 or not isinstance(present, dict):
        return False
    return any(f"{group}/{member}" not in official for member in present)


def _no_table(report: Report, table: str) -> NotAssessed:
    pictures = report.outline.pictures if report.outline else 0
    if pictures:
        return NotAssessed(table, "table-is-picture", {"pictures": pictures})
    return NotAssessed(table, "table-missing")


def _gaps(report: Report, missing: list[str], strange: list[str]) -> Iterator[NotAssessed]:
    """Yield one reason for all missing cells and one for all that hold no count."""
    if missing:
        yield NotAssessed(missing[0], "cell-missing", {"cell": _labels(report, missing)})
    if strange:
        texts = "、".join(mask_text(str(report.get(cell)))[:20] for cell in strange[:NAMED])
        yield NotAssessed(strange[0], "cell-unreadable", {"cell": _labels(report, strange), "text": texts})


def _label(report: Report, pointer: str) -> dict[str, str]:
    return {language: report.profile.label(pointer, language) for language in ("zh", "en")}


def _labels(report: Report, pointers: Iterable[str]) -> dict[str, str]:
    """Name the first cells, and how many there are."""
    labels = [_label(report, pointer) for pointer in pointers]
    rest = len(labels) - NAMED
    more = {"zh": f"等 {len(labels)} 处", "en": f" and {rest} more"} if rest > 0 else {"zh": "", "en": ""}
    joint = {"zh": "、", "en": ", "}
    return {key: joint[key].join(label[key] for label in labels[:NAMED]) + more[key] for key in ("zh", "en")}
