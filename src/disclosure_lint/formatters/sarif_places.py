"""Places in SARIF: artifacts, regions, logical locations, and the edits of fixes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.formatters.paths import uri

if TYPE_CHECKING:
    from disclosure_lint.findings import Edit, Fix
    from disclosure_lint.outline import Place

Object = dict[str, Any]
#: What a place says that a region cannot.
_ELSEWHERE = ("page", "box", "paragraph", "table", "row", "cell", "sheet")


def artifact_location(path: str, index: int | None = None) -> Object:
    """Return where a file is: relative to the folder of the run, or absolute outside it."""
    found, inside = uri(path)
    made: Object = {"uri": found}
    if inside:
        made["uriBaseId"] = "SRCROOT"
    return made if index is None else {**made, "index": index}


def physical(path: str, place: Place | None, index: int | None = None) -> Object:
    """Return a file and, only where the place has a line, the region in it."""
    made: Object = {"artifactLocation": artifact_location(path, index)}
    if place is not None and place.line is not None:
        made["region"] = _region(place.line, place.column, place.end_line, place.end_column)
    return made


def location(path: str, pointer: str, place: Place | None, index: int | None) -> Object:
    """Return a location: physical, and logical by its label and its pointer in the report's data."""
    made: Object = {"physicalLocation": physical(path, place, index)}
    logical: Object = {}
    if place is not None and place.label:
        logical["name"] = place.label
    if pointer:
        logical["fullyQualifiedName"] = pointer
    if logical:
        made["logicalLocations"] = [{**logical, "kind": "value"}]
    known = place.known() if place is not None else {}
    said = {key: known[key] for key in _ELSEWHERE if key in known}
    return {**made, "properties": said} if said else made


def fix(path: str, wanted: Fix, index: int) -> Object:
    """Return how a finding can be mended."""
    change = {
        "artifactLocation": artifact_location(path, index),
        "replacements": [_replacement(each) for each in wanted.edits],
    }
    return {
        "description": {"text": wanted.description},
        "artifactChanges": [change],
        "properties": {"safe": wanted.safe},
    }


def _replacement(edit: Edit) -> Object:
    return {
        "deletedRegion": _region(edit.line, edit.column, edit.end_line, edit.end_column),
        "insertedContent": {"text": edit.text},
    }


def _region(line: int, column: int | None, end_line: int | None, end_column: int | None) -> Object:
    """Return a region; columns count characters, and the last is the one behind it, as in places."""
    values = {"startLine": line, "startColumn": column}
    if column is not None and end_column is not None:
        values |= {"endLine": end_line or line, "endColumn": end_column}
    return {key: value for key, value in values.items() if value is not None}
