"""Writes a draft of the US form as the Word document that agencies publish beside the XML."""

from __future__ import annotations

import io
from typing import Any

import docx

from disclosure_lint.profiles import profiles

_ORDINALS = ("Oldest", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th", "10th")
Draft = dict[str, Any]


def shown(value: Any, kind: str) -> str:
    """Return a figure as it is printed."""
    if isinstance(value, str) or value is None:
        return str(value or "")
    return {"amount": f"${value:,.2f}", "share": f"{value * 100:.4f}%", "count": f"{value:,}"}.get(kind, str(value))


def document(draft: Draft) -> bytes:
    """Return the document."""
    file = docx.Document()
    file.add_paragraph(f"Figures of Fiscal Year {draft['year']}")
    for key, entry in profiles()["us-foia"].raw["tables"].items():
        label, title = entry["label"]["en"], entry["title"]["en"]
        file.add_paragraph(
            f"{label.replace('(1)', '').replace('(2)', '').replace('(3)', '') if 'VII.C' in label else label + '.'} {title.upper()}"
        )
        table = draft["tables"][key]
        if entry["layout"] == "statutes":
            _statutes(file, table["statutes"])
            continue
        rows = [*table.get("components", {}).items(), ("AGENCY OVERALL", table["overall"])]
        lines = _lists(rows, entry) if "items" in entry else _plain(rows, entry)
        grid = file.add_table(rows=len(lines), cols=len(lines[0]))
        for number, line in enumerate(lines):
            for cell, text in zip(grid.rows[number].cells, line, strict=True):
                cell.text = text
        for note in table.get("footnotes", ()):
            file.add_paragraph(note)
    kept = io.BytesIO()
    file.save(kept)
    return kept.getvalue()


def _statutes(file: Any, statutes: list[Draft]) -> None:
    """Print the statutes: each in cells merged over the lines of its components."""
    lines = [["Statute", "Type of Information Withheld", "Case Citation", "Agency / Component", "Number", "Total"]]
    starts = []
    for each in statutes:
        starts.append(len(lines))
        texts, cases, names = each["information_withheld"], each["cases"], list(each["components"].items())
        for number in range(max(len(texts), len(cases), len(names))):
            name, count = names[number] if number < len(names) else ("", "")
            text = texts[number] if number < len(texts) else ""
            case = cases[number] if number < len(cases) else ""
            lines.append(["", text, case, name, str(count), ""])
    grid = file.add_table(rows=len(lines), cols=6)
    for number, line in enumerate(lines):
        for cell, text in zip(grid.rows[number].cells, line, strict=True):
            cell.text = text
    for each, start, end in zip(statutes, starts, [*starts[1:], len(lines)], strict=True):
        for column, text in ((0, each["statute"]), (5, str(each["overall"]))):
            merged = grid.cell(start, column).merge(grid.cell(end - 1, column))
            merged.text = text


def _plain(rows: list[tuple[str, Draft]], entry: Draft) -> list[list[str]]:
    paths = [
        (group, key, column) for group in entry.get("groups", {"": ""}) for key, column in entry["columns"].items()
    ]
    lines = [["Agency / Component", *(column["label"] for _, _, column in paths)]]
    for name, row in rows:
        inside = [(row.get(group, {}) if group else row).get(key) for group, key, _ in paths]
        kinds = [column.get("kind", "count") for _, _, column in paths]
        lines.append([name, *(shown(value, kind) for value, kind in zip(inside, kinds, strict=True))])
    return lines


def _lists(rows: list[tuple[str, Draft]], entry: Draft) -> list[list[str]]:
    key = entry["items"]["key"]
    if entry["columns"]:
        lines = [["Agency / Component", "Description", "Number of Times", "TOTAL"]]
        for name, row in rows:
            for number, item in enumerate(row[key] or [{"reason": "", "count": ""}]):
                lines.append([name, item["reason"], str(item["count"]), str(row["total"]) if not number else ""])
        return lines
    lines = [["Agency / Component", "", *reversed(_ORDINALS)]]
    for name, row in rows:
        items = [*row[key], *[None] * (10 - len(row[key]))]
        lines.append([name, "Date", *(item["date"] if item else "N/A" for item in reversed(items))])
        lines.append([name, "Number of Days", *(str(item["days"]) if item else "0" for item in reversed(items))])
    return lines
