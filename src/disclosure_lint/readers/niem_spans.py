"""Where the values of a section stand that was read from the text (`niem_quick`): asked for, it is read again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from disclosure_lint.readers.niem_plans import Level, Plan

Span = tuple[int, int]


class Section:
    """A section in the text: its plan, the offsets of its start tag, of its inside and of its end tag, the owners."""

    def __init__(self, plan: Plan, start: int, inside: int, end: int, owners: dict[str, str]) -> None:
        self._plan, self._start, self._inside, self._end, self._owners = plan, start, inside, end, owners
        self._ids: dict[str, str] | None = None

    def span(self, text: str, path: list[str]) -> Span | None:
        """Return the characters of what a path of keys below the table names, None where nothing does.

        A value has those of its text, what holds others those of its start tag.
        """
        if not path:
            return _tag(text, self._start)
        kind, *rest = path
        if kind == "footnotes":
            notes = list(self._plan.note.finditer(text, self._inside, self._end))
            return _text(text, notes[int(rest[0])], 1) if rest and int(rest[0]) < len(notes) else None
        if kind == "components" and rest:
            row, *rest = rest
        elif kind == "overall":
            row = ""
        else:
            return None
        found = self._row(text, row)
        if found is None:
            return None
        if not rest:
            return _tag(text, text.index("<", found.start()))
        return next(filter(None, (_in_level(text, found, level, rest) for level in self._plan.levels)), None)

    def _row(self, text: str, component: str) -> re.Match[str] | None:
        """Return the row of a component, "" for the agency: every row stands before what refers to it."""
        if self._ids is None:
            pairs = self._plan.pair.findall(text, self._inside, self._end)
            self._ids = {self._owners[unit]: row for row, unit in pairs}
        if component not in self._ids:
            return None
        at = text.index(f'="{self._ids[component]}"', self._inside, self._end)
        return self._plan.row.match(text, text.rindex("<", self._inside, at), self._end)


def _in_level(text: str, row: re.Match[str], level: Level, path: list[str]) -> Span | None:
    """Return the characters of a column, group, list or item of a level."""
    first, *rest = path
    before, at = level.start, level.start + 1  # `start` counts the groups from 0, a match from 1
    if not level.key:
        return _column(text, row, level, at, first) if not rest else None
    if first != level.key:
        return None
    if level.item is None:
        if row.start(before) < 0:
            return None
        return _column(text, row, level, at, rest[0]) if rest else _tag(text, row.start(before))
    items = list(level.item.finditer(text, *row.span(at))) if row[at] else []
    number, *rest = rest or ["0"]
    if not number.isdecimal() or int(number) >= len(items):
        return None
    item = items[int(number)]
    return _column(text, item, level, 1, rest[0]) if rest else _tag(text, item.start())


def _column(text: str, found: re.Match[str], level: Level, first: int, key: str) -> Span | None:
    return _text(text, found, first + level.columns.index(key)) if key in level.columns else None


def _text(text: str, found: re.Match[str], group: int) -> Span | None:
    """Return the text that a group took, the start tag where there is none; a name before it is the element's."""
    start, end = found.span(group)
    if start < 0:
        return None
    if text[start - 1] == "<":
        start = text.index(">", start) + 1
    return (start, end) if end > start else (text.rindex("<", 0, start), start)


def _tag(text: str, start: int) -> Span:
    return start, text.index(">", start) + 1
