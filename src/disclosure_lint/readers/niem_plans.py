"""How the sections of a NIEM report are told from its text at once: regular expressions made of the form.

A plan takes rows that are written exactly as the form says: every element at most
once, in order, with nothing in between. An expression has one group for the id of
the row, then for each level of it the groups of its columns.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

from disclosure_lint.readers.niem_form import form, whole
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from disclosure_lint.readers.niem_form import Convert, Form, Step, TableXml

    Name = Callable[[str], str]

#: Expressions cost more than they save until a process has read so many sections of a table.
_WORTH = 12
#: So many values are remembered.
_REMEMBERED = 16_384
_SPACE = r"[ \t\r\n]*"
#: A value; entities and other ends of lines are for a closer look.
_VALUE = r"([^<&\r]*)"
_UNKEPT = r"[^<&\r]*"


class Values(dict[str, Any]):
    """What texts stand for, worked out once each; None where that is a word for a number."""

    def __init__(self, convert: Convert, printed: frozenset[str]) -> None:
        super().__init__()
        self._convert, self._printed = convert, printed

    def __missing__(self, text: str) -> Any:
        if len(self) >= _REMEMBERED:
            self.clear()
        value = self._convert(text)
        value = self[text] = None if value in self._printed else value
        return value


class Level(NamedTuple):
    """The columns of a row (`key` is "") or of a group or list of it, as groups [start, stop) of an expression.

    A group of columns has a group of the expression before its own that says whether
    it is there. A list has one for all of its items, and `item` takes each. `values`
    are those of each column.
    """

    key: str
    columns: tuple[str, ...]
    values: tuple[Values, ...]
    start: int = 0
    stop: int = 0
    item: re.Pattern[str] | None = None


class Plan(NamedTuple):
    """The tags of a section and the expressions for a row, a pair of references and a footnote."""

    opening: str
    closing: str
    row: re.Pattern[str]
    pair: re.Pattern[str]
    note: re.Pattern[str]
    levels: tuple[Level, ...]


class Plans:
    """The plans for the sections of a form in files whose namespaces have the same prefixes."""

    def __init__(self, of: Form, prefixes: dict[str, str]) -> None:
        self._form, self._prefixes = of, prefixes
        self._seen: Counter[str] = Counter()
        self._known: dict[str, Plan | None] = {}

    def of(self, section: str, table: TableXml) -> Plan | None:
        """Return how a section is read, None where there is no quick way."""
        if section not in self._known:
            self._seen[section] += 1
            if self._seen[section] < _WORTH:
                return None
            try:
                self._known[section] = self._plan(section, table)
            except KeyError:  # a namespace that has no prefix of its own
                self._known[section] = None
        return self._known[section]

    def name(self, tag: str) -> str:
        """Return the name of an element or attribute as it is written; KeyError where that is not certain."""
        uri, _, local = tag[1:].partition("}")
        prefix = self._prefixes[uri]
        return f"{prefix}:{local}" if prefix else local

    def _plan(self, section: str, table: TableXml) -> Plan | None:
        if table.counted:
            return None
        tags, name = self._form.tags, self.name
        levels, inside = _levels(table.steps, name)
        if any(not each.columns for each in levels):
            return None
        of_row, of_pair, of_note = name(table.row), name(table.association), name(tags["footnote"])
        reference = rf'{name(tags["reference"])}="([^"<&\s]*)"{_SPACE}/>{_SPACE}'
        pair = "".join(f"<{name(tags[each])} {reference}" for each in ("data_reference", "organization_reference"))
        row = f'{_SPACE}<{of_row} {name(tags["identifier"])}="([^"<&\\s]+)"(?:/>|>{_SPACE}{inside}</{of_row}>){_SPACE}'
        return Plan(
            f"<{name(section)}",
            f"</{name(section)}>",
            re.compile(row),
            re.compile(f"<{of_pair}>{_SPACE}{pair}</{of_pair}>"),
            re.compile(f"<{of_note}>{_VALUE}</{of_note}>"),
            tuple(levels),
        )


@lru_cache(64)
def plans(namespace: str, spaces: tuple[tuple[str | None, str], ...]) -> Plans:
    """Return the plans for the form of a namespace; `spaces` are the prefixes of a file's root and their namespaces."""
    prefixes: dict[str, str] = {}
    for prefix, uri in spaces:
        prefixes[uri] = "?" if uri in prefixes else prefix or ""
    return Plans(form(namespace), {uri: prefix for uri, prefix in prefixes.items() if prefix != "?"})


def _levels(steps: dict[str, Step], name: Name) -> tuple[list[Level], str]:
    """Return the levels of a row and the expression for what stands in it."""
    levels: list[Level] = []
    parts: list[str] = []
    own = {tag: step for tag, step in steps.items() if step.inner is None}
    at = 1  # the group before is that of the id
    for tag, step in steps.items():
        if step.inner is None:
            continue
        opening, closing = f"<{name(tag)}>", f"</{name(tag)}>{_SPACE}"
        level, inside = _columns(step.key, step.inner, name, all_there=step.many)
        count = len(level.columns)
        if step.many:
            item = f"{opening}{_SPACE}{inside}{closing}"
            levels.append(level._replace(start=at, item=re.compile(item)))
            parts.append(f"((?:{item.replace(_VALUE, _UNKEPT)})*)")
            at += 1
        else:
            levels.append(level._replace(start=at + 1, stop=at + 1 + count))
            parts.append(f"(?:({opening[:-1]})(?:/>{_SPACE}|>{_SPACE}{inside}{closing}))?")
            at += 1 + count
    if own:
        level, inside = _columns("", own, name)
        levels.append(level._replace(start=at, stop=at + len(level.columns)))
        parts.append(inside)
    return levels, "".join(parts)


class _Written(NamedTuple):
    """A column as it is written: its key, the expression for it and what its texts stand for."""

    key: str
    expression: str
    values: Values


def _columns(key: str, steps: dict[str, Step], name: Name, *, all_there: bool = False) -> tuple[Level, str]:
    """Return a level and the expression for its columns, of which each may be left out unless `all_there`."""
    written: list[_Written] = []
    for _, same in groupby(steps.items(), key=lambda each: each[1].order):
        choices = [(name(tag), step) for tag, step in same]
        element, step = choices[0]
        if step.codes is not None:
            written += _coded(element, *step.codes, name)
        elif step.convert is None:
            return Level(key, (), ()), ""  # the form has more in it than columns
        elif len(choices) == 1:
            expression = f"<{element}>{_VALUE}</{element}>{_SPACE}"
            written.append(_Written(step.key, expression, _values(step.convert, step.printed)))
        else:
            written.append(_either(choices))
    option = "" if all_there else "?"
    inside = "".join(f"(?:{each.expression}){option}" for each in written)
    return Level(key, tuple(each.key for each in written), tuple(each.values for each in written)), inside


def _coded(element: str, code: str, quantity: str, keys: dict[str, str], name: Name) -> Iterator[_Written]:
    """Yield the counts that stand beside their codes."""
    for stated, key in keys.items():
        count = f"<{name(code)}>{re.escape(stated)}</{name(code)}>{_SPACE}<{name(quantity)}>{_VALUE}</{name(quantity)}>"
        expression = f"<{element}>{_SPACE}{count}{_SPACE}</{element}>{_SPACE}"
        yield _Written(key, expression, _values(whole, frozenset()))


def _either(choices: list[tuple[str, Step]]) -> _Written:
    """Return a column that one of several elements holds; its text has the name of the element before it."""
    texts = "|".join(f"{element}>{_UNKEPT}" for element, _ in choices)
    closing = "|".join(element for element, _ in choices)
    known = tuple((element, step.convert, step.printed) for element, step in choices if step.convert is not None)
    return _Written(choices[0][1].key, f"<({texts})</(?:{closing})>{_SPACE}", _values_of(known))


@lru_cache(16)
def _values(convert: Convert, printed: frozenset[str]) -> Values:
    return Values(convert, printed)


@lru_cache(64)
def _values_of(known: tuple[tuple[str, Convert, frozenset[str]], ...]) -> Values:
    """Return what texts stand for behind the name of their element."""
    by_name = {element: Values(convert, printed) for element, convert, printed in known}

    def convert(text: str | None) -> Any:
        element, _, stated = (text or "").partition(">")
        return by_name[element][stated]

    return Values(convert, frozenset())
