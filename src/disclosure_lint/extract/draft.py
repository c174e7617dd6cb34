"""From a data draft to a report: its profile, and its cells read as in documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.extract.agencies import kind_of
from disclosure_lint.extract.cells import is_plain, read_cell
from disclosure_lint.extract.recognise import choose_profile
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.report import Report, join, members

if TYPE_CHECKING:
    from disclosure_lint.profiles import Profile
    from disclosure_lint.readers.drafts import Draft

#: A mapping with none of these is some other YAML or JSON file.
_MARKS = ("sections", "tables", "period", "preface", "topics", "components")


def report_of(draft: Draft, path: str, form: str, profile: Profile | None) -> Report:
    """Return the report that a draft states; raise ReadError X006 where it states none."""
    data = draft.data
    if not any(key in data for key in _MARKS) and not (profile or "profile" in data):
        raise ReadError("X006", "")
    chosen = choose_profile(profile, data.get("profile"), data.get("year"))
    report = Report(path, form, chosen, data, draft.places, draft.runs)
    if "reader" in chosen.raw:  # a form of figures as data: a cell is what is written
        return report
    tables = data.get("tables")
    if isinstance(tables, dict):
        _read_cells(report, "/tables", tables)
    agency = data.get("agency")
    if "agency_kind" not in data and isinstance(agency, str) and (kind := kind_of(agency)):
        data["agency_kind"] = kind
    return report


def _read_cells(report: Report, pointer: str, value: dict[str, Any] | list[Any]) -> None:
    """Read the cells that were written as text, as `"1,234"`, and keep what was written."""
    for key, member in list(members(value)):
        inside = join(pointer, key)
        if isinstance(member, str) and key != "label":
            read = read_cell(member, "万元" if inside.endswith("/administrative_fees/amount") else None)
            if not is_plain(member, read):
                report.found[inside] = member
            value[key] = read  # type: ignore[index]
        elif isinstance(member, (dict, list)):
            _read_cells(report, inside, member)
