"""One profile laid over another: an era over its predecessor, an office's own over the tool's."""

from __future__ import annotations

from typing import Any


def laid_over(base: dict[str, Any], raw: dict[str, Any]) -> dict[str, Any]:
    """Return the content of a profile laid over that of another.

    What it says of a chapter goes over what the other says of it. `aliases` and
    `statute` of chapters, `aliases` and `extensions` of tables add to the other's.
    """
    merged = {**base, **raw}
    sections = {**base.get("sections", {})}
    for key, entry in raw.get("sections", {}).items():
        old = sections.get(key, {})
        sections[key] = {**old, **entry}
        for name in ("aliases", "statute"):
            if name in entry:
                sections[key][name] = [*old.get(name, ()), *entry[name]]
    merged["sections"] = sections
    merged["rules"] = {**base.get("rules", {}), **raw.get("rules", {})}
    merged["deadlines"] = {**base.get("deadlines", {}), **raw.get("deadlines", {})}
    merged["tables"] = {
        key: _over(base["tables"].get(key, {}), raw.get("tables", {}).get(key, {}))
        for key in {**base["tables"], **raw.get("tables", {})}
    }
    return merged


def _over(base: dict[str, Any], table: dict[str, Any]) -> dict[str, Any]:
    """Lay a table over its predecessor; `replace` puts other rows where one row was."""
    merged = {**base, **table}
    merged["extensions"] = [*base.get("extensions", ()), *table.get("extensions", ())]
    replaced = table.get("replace", {})
    merged["rows"] = [new for row in merged["rows"] for new in replaced.get(row["key"], [row])]
    for key, names in table.get("aliases", {}).items():
        merged["rows"] = [
            {**row, "aliases": [*row.get("aliases", ()), *names]} if row["key"] == key else row
            for row in merged["rows"]
        ]
    return merged
