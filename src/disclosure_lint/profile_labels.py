"""How the form of a report names what a pointer names."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint import resources

if TYPE_CHECKING:
    from disclosure_lint.profiles import TableForm

#: What stands in a table beside the columns of the form: the words for it, by language.
_OVERALL = {"zh": "全机构", "en": "agency overall"}
_COMPONENT = {"zh": "部门 {}", "en": "component {}"}


def component_label(table: TableForm, path: list[str], language: str) -> str:
    """Return "V.B.(1), component OIP, Number of Full Grants"."""
    names = [table.label.get(language) or table.label["en"]]
    names += [] if path else [table.title.get(language) or table.title["en"]]
    component = False
    for token in path:
        if component:
            names.append(_COMPONENT.get(language, "{}").format(token))
        elif token == "overall":
            names.append(_OVERALL.get(language, token))
        elif token.isdecimal():
            names.append(f"{int(token) + 1}")
        elif token != "components":
            names.append(table.columns.get(token) or table.groups.get(token) or key_label(token, language))
        component = token == "components"
    return ", ".join(names)


def table_label(table: TableForm, path: list[str], language: str) -> str:
    """Return how a form of fixed rows names a cell: "表三 （一）予以公开 · 总计"."""
    name = table.label.get(language) or table.label["zh"]
    for depth in range(len(path), 0, -1):
        row = table.by_key.get("/".join(path[:depth]))
        if row is not None:
            group = (
                f"{row.group} "
                if (row.group and row.key.count("/") > 1) or (table.key == "disputes" and row.group)
                else ""
            )
            column = row.columns.get(path[depth], [path[depth]])[0] if depth < len(path) else ""
            return f"{name} {group}{row.label}" + (f" · {column}" if column else "")
    if path:
        inside = [row for row in table.rows if row.key.startswith("/".join(path) + "/")]
        if inside and inside[0].group:
            return f"{name} {inside[0].group}"
    return f"{name} {table.title.get(language) or table.title['zh']}"


@cache
def _key_names() -> dict[str, dict[str, str]]:
    return resources.data("rules/labels")["keys"]  # type: ignore[no-any-return]


def key_label(key: str, language: str) -> str:
    """Return the word for a key that stands in no table."""
    return _key_names().get(key, {}).get(language, key)
