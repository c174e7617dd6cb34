"""The usual sections of a NIEM report, read from the text at once.

libxml2 has found the file well-formed. A section that is written exactly as its
form says, with nothing else in it, is then told by its text alone (`niem_plans`);
what departs from that in any way is left to `niem_tables`, which reads it element
by element and says what is odd. Both give the same data.
"""

from __future__ import annotations

from operator import getitem
from typing import TYPE_CHECKING, Any

from lxml import etree

from disclosure_lint.readers.niem_plans import plans
from disclosure_lint.readers.niem_spans import Section

if TYPE_CHECKING:
    from lxml.etree import _Element

    from disclosure_lint.readers.niem_form import TableXml
    from disclosure_lint.readers.niem_plans import Level, Plan

    Row = dict[str, Any]
    Groups = tuple[str | None, ...]

_SPACE = " \t\r\n"
#: So many tags a pair of references and a footnote have.
_OF_PAIR, _OF_NOTE = 4, 2


class Quick:
    """Reads the sections of one file, in order, as long as each begins where what stands before it has ended."""

    def __init__(self, root: _Element, text: str) -> None:
        self._text = text
        self._plans = plans(etree.QName(root).namespace or "", tuple(root.nsmap.items()))
        start = text.find(f"<{_written(root)}")
        self._at = text.find(">", start) + 1 if start >= 0 else -1

    def section(self, section: _Element, table: TableXml, owners: dict[str, str]) -> tuple[Row, Section] | None:
        """Return a table and where it stands, None where that takes a closer look.

        `owners` are the components by their ids, "" is the agency.
        """
        plan = self._plans.of(section.tag, table)
        start = self._start(plan.opening) if plan is not None else -1
        read: Row | None = None
        if plan is not None and start >= 0:
            inside = start + len(plan.opening) + 1
            end = self._text.find(plan.closing, inside)
            if self._text.startswith("/>", inside - 1):
                read, end = {}, inside + 1 - len(plan.closing)
            elif self._text[inside - 1] == ">" and end > 0:
                read = _read(plan, self._text, inside, end, owners)
            if read is not None:
                self._at = end + len(plan.closing)
                return read, Section(plan, start, inside, end, owners)
        self.skip(section)
        return None

    def skip(self, element: _Element) -> None:
        """Go to the end of a child of the root that is read otherwise; lose the way where that is not certain."""
        name = _written(element)
        start = self._start(f"<{name}")
        if start >= 0 and self._text.startswith("/>", start + len(name) + 1):
            self._at = start + len(name) + 3
            return
        end = self._text.find(f"</{name}>", start) if start >= 0 else -1
        aside = end < 0 or self._text.find("<!", start, end) >= 0 or self._text.find("<?", start, end) >= 0
        self._at = -1 if aside else end + len(name) + 3

    def _start(self, opening: str) -> int:
        """Return where the next tag begins, -1 where it is another one."""
        at, text = self._at, self._text
        if at < 0:
            return -1
        while text[at : at + 1] in ("\n", " ", "\t", "\r"):
            at += 1
        return at if text.startswith(opening, at) else -1


def _written(element: _Element) -> str:
    """Return the name of an element as it is written."""
    name = etree.QName(element).localname
    return f"{element.prefix}:{name}" if element.prefix else name


def _read(plan: Plan, text: str, start: int, end: int, owners: dict[str, str]) -> Row | None:
    """Return the table that stands in the characters [start, end) of a section."""
    rows: dict[str, Row] = {}
    at, count, match, levels = start, 0, plan.row.match, plan.levels
    while (found := match(text, at, end)) is not None:
        row = _row(levels, found.groups())
        if row is None:
            return None
        rows[found[1]] = row
        at = found.end()
        count += 1
    pairs = plan.pair.findall(text, at, end)
    left = text.count("<", at, end) - _OF_PAIR * len(pairs)
    notes = plan.note.findall(text, at, end) if left else []
    if count != len(rows) or left != _OF_NOTE * len(notes):
        return None
    owned = {row: owners.get(unit) for row, unit in pairs}
    if len(owned) != len(pairs) or owned.keys() != rows.keys():
        return None
    table: Row = {"components": {}}
    for identifier, row in rows.items():
        owner = owned[identifier]
        into = table if owner == "" else table["components"]
        if owner is None or (key := owner or "overall") in into:
            return None
        into[key] = row
    if notes:
        table["footnotes"] = [note.strip(_SPACE) for note in notes]
    if not table["components"]:
        del table["components"]
    return table


def _row(levels: tuple[Level, ...], groups: Groups) -> Row | None:
    """Return the row that the groups of its expression give, None where one is a word for a number."""
    if len(levels) == 1 and not levels[0].key:
        return _filled(levels[0], groups[levels[0].start :])
    row: Row = {}
    for level in levels:
        key, start = level.key, level.start
        found: Any = None
        if level.item is not None:
            found = [_filled(level, each) for each in level.item.findall(groups[start] or "")]
            if None in found:
                return None
        elif key and groups[start - 1] is None:
            continue
        else:
            found = _filled(level, groups[start : level.stop])
        if found is None:
            return None
        if key:
            row[key] = found
        else:
            row.update(found)
    return row


def _filled(level: Level, texts: Groups) -> Row | None:
    """Return columns by their keys, None where one is a word for a number; one that is left out has none."""
    columns, values = level.columns, level.values
    if None in texts:
        row = {key: of[text] for key, of, text in zip(columns, values, texts, strict=True) if text is not None}
    else:
        row = dict(zip(columns, map(getitem, values, texts), strict=True))  # type: ignore[arg-type]
    return None if None in row.values() else row
