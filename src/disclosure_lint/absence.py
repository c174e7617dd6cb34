"""What is missing from a report, told once at the level at which it is missing.

A table that is missing is one finding and not one for each of its rows, and so
is a group of rows, a row, and a column that no row has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import NotAssessed, Problem, Related
from disclosure_lint.faults import meant, path_name, required_owner
from disclosure_lint.gaps import in_doubt
from disclosure_lint.other_forms import other_form
from disclosure_lint.report import Printed, join, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.faults import Fault, Words
    from disclosure_lint.report import Report

Told = tuple[str, "Problem | NotAssessed"]
_LANGUAGES = ("zh", "en")


def problems(report: Report, missing: Iterable[Fault]) -> Iterator[Told]:
    """Yield what is missing, each with the code of its rule; `missing` are faults of `required`."""
    other = other_form(report)
    if other is not None:
        yield from ((code, NotAssessed("", other.reason)) for code in ("S101", "S108"))
        return
    for code, told in _told(report, missing):
        if code == "S109" and _has_headed_blocks(report, _table(told.pointer)):
            continue  # the blocks of table four are columns in print: S111's to tell
        yield code, in_doubt(report, code, told) if isinstance(told, Problem) else told


def _has_headed_blocks(report: Report, table: str) -> bool:
    printed = report.as_found(table)
    form = report.profile.tables.get(table.rpartition("/")[2])
    blocks = form is not None and form.layout == "blocks"
    return blocks and isinstance(printed, Printed) and bool(printed.headers and printed.rows)


def _told(report: Report, missing: Iterable[Fault]) -> Iterator[Told]:
    rows: list[tuple[Fault, list[str]]] = []
    for fault in _unfolded(missing):
        keys = _really_missing(fault)
        if _is_row(fault.schema) and required_owner(fault.pointer) == "S109":
            rows.append((fault, keys))
        elif not fault.value and required_owner(fault.pointer) == "S109":
            yield _whole(report, fault)
        else:
            for key in keys:
                yield _absent(report, fault, key)
    yield from _cells(report, rows)


def _unfolded(missing: Iterable[Fault]) -> Iterator[Fault]:
    """Where `sections` or `tables` is missing, take it as there and empty."""
    for fault in missing:
        if fault.pointer:
            yield fault
            continue
        for key in fault.key.split():
            schema = fault.schema["properties"][key]
            if schema.get("type") != "object":
                yield fault._replace(key=key)
                continue
            yield type(fault)(join("", key), "required", {}, schema, " ".join(schema.get("required", ())))


def _really_missing(fault: Fault) -> list[str]:
    """Return the missing keys but those that an unknown key stands for: that is S100's to tell."""
    properties = fault.schema.get("properties", {})
    unknown = [str(key) for key in fault.value if key not in properties]
    misspelt = {meant(key, fault.value, fault.schema) for key in unknown}
    return [key for key in fault.key.split() if key not in misspelt]


def _absent(report: Report, fault: Fault, key: str) -> Told:
    pointer = join(fault.pointer, key)
    code = required_owner(fault.pointer)
    if code == "S100":
        return code, Problem(pointer, {"key": path_name(pointer)}, variant="missing-key")
    if code == "S109":
        return code, _row(report, pointer, fault.schema["properties"][key])
    return code, Problem(pointer)


def _whole(report: Report, fault: Fault) -> Told:
    """Tell that a table, group or row that is there and empty is missing."""
    if len(tokens(fault.pointer)) == 2:  # a table itself
        return "S108", Problem(fault.pointer)
    return "S109", _row(report, fault.pointer, fault.schema)


def _row(report: Report, pointer: str, schema: dict[str, Any]) -> Problem:
    return Problem(pointer, {"row": _name(report, pointer, schema)}, variant="" if _is_row(schema) else "group")


def _cells(report: Report, rows: list[tuple[Fault, list[str]]]) -> Iterator[Told]:
    """Yield one problem for a column that no row of a table has, and one for each other row."""
    columns: dict[tuple[str, str], list[Fault]] = {}
    for fault, keys in rows:
        for key in keys if fault.value else ():
            columns.setdefault((_table(fault.pointer), key), []).append(fault)
    lost = {at for at, faults in columns.items() if len(faults) > 1 and not _anywhere(report, *at)}
    for table, key in sorted(lost):
        printed = report.as_found(table)
        if not (isinstance(printed, Printed) and key not in printed.columns):  # else S111's to tell
            first = columns[table, key][0]
            yield "S109", _column(join(first.pointer, key), first.schema["properties"][key], len(columns[table, key]))
    for fault, keys in rows:
        left = [key for key in keys if (_table(fault.pointer), key) not in lost]
        if not fault.value:
            yield _whole(report, fault)
        elif left:
            yield "S109", _incomplete(report, fault, left)


def _column(pointer: str, schema: dict[str, Any], count: int) -> Problem:
    return Problem(pointer, {"column": _titles(schema, pointer), "count": count}, variant="column")


def _incomplete(report: Report, fault: Fault, keys: list[str]) -> Problem:
    """Return one problem for a row in which cells are missing."""
    names = [_titles(fault.schema["properties"][key], key) for key in keys]
    cells = {"zh": "、".join(f"“{name['zh']}”" for name in names), "en": ", ".join(f"“{name['en']}”" for name in names)}
    first, *others = (join(fault.pointer, key) for key in keys)
    values = {"row": _name(report, fault.pointer, fault.schema), "cells": cells}
    return Problem(first, values, variant="cells", related=tuple(Related(other) for other in others))


def _name(report: Report, pointer: str, schema: dict[str, Any]) -> dict[str, str]:
    """Return how the form names a row or a group; by the schema's title where the profile has no name."""
    table, titles = _table(pointer), _titles(schema, pointer)
    found: dict[str, str] = {}
    for language in _LANGUAGES:
        label, whole = report.profile.label(pointer, language), report.profile.label(table, language)
        found[language] = label if label != whole else f"{label} {titles[language]}"
    return found


def _titles(schema: dict[str, Any], otherwise: str) -> Words:
    """Return the title of a schema, "中文 / English", by language."""
    title = schema.get("title", otherwise.rpartition("/")[2])
    chinese, _, english = title.partition(" / ")
    return {"zh": chinese, "en": english or chinese}


def _table(pointer: str) -> str:
    return "/".join(pointer.split("/")[:3])


def _anywhere(report: Report, table: str, key: str) -> bool:
    """Tell whether any row of a table has a cell."""
    return any(report.has(join(row, key)) for row in report.select(f"{table}/**"))


def _is_row(schema: dict[str, Any]) -> bool:
    """Tell whether a schema is that of a row: it holds cells, which may be null."""
    members = schema.get("properties", {}).values()
    return any("null" in member.get("type", ()) for member in members)
