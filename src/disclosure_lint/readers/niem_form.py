"""How a profile says that its reports are written in NIEM XML, ready for reading.

A profile with `reader: niem` names the root, the namespaces and, for every
table, the elements of its section (rules/profiles/us-foia.yaml is the example).
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from disclosure_lint.profiles import Profile, profiles
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.etree import _Element

    Convert = Callable[[str | None], Any]

_INTEGER = re.compile(r"[+-]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[+-]?(?:[0-9]{1,18}(?:\.[0-9]*)?|\.[0-9]+)")
#: What XML takes for space; a no-break space is none.
_SPACE = " \t\r\n"
_UNDER_ONE = {"LT1": "<1"}


@lru_cache(4096)
def whole(text: str | None) -> int | str:
    """Return the whole number that an element holds; its text where that is no whole number."""
    text = (text or "").strip(_SPACE)
    return int(text) if _INTEGER.fullmatch(text) else text


@lru_cache(4096)
def decimal(text: str | None) -> float | str:
    """Return the number that an element holds; its text where that is no number."""
    text = (text or "").strip(_SPACE)
    if not _DECIMAL.fullmatch(text):
        return text
    return float(text) if "." in text else int(text)


def words(text: str | None) -> str:
    """Return the text of an element."""
    return (text or "").strip(_SPACE)


def content(element: _Element) -> str | None:
    """Return the text of an element itself, without comments and instructions."""
    if not len(element):
        return element.text
    return (element.text or "") + "".join(each.tail or "" for each in element if not isinstance(each.tag, str))


def elements(parent: _Element) -> list[_Element]:
    """Return the elements in an element, without comments and instructions."""
    return [each for each in parent if isinstance(each.tag, str)]


def code(text: str | None) -> str:
    """Return what a code stands for that is given in place of a number: LT1 is <1."""
    text = (text or "").strip(_SPACE)
    return _UNDER_ONE.get(text, text)


_CONVERT: dict[str, Convert] = {
    "count": whole,
    "number": decimal,
    "days": decimal,
    "amount": decimal,
    "share": decimal,
    "date": words,
    "text": words,
}
#: Words that a form has for a number where there is none or one under 1, and that XML does not take for it.
_PRINTED = {"days": frozenset(["N/A", "<1"]), "number": frozenset(["N/A"]), "count": frozenset(["N/A"])}


class Step(NamedTuple):
    """What a child of a row is: the key it fills, its place in the order, and how it is read.

    Exactly one of `convert` (a value), `codes` (tags and keys of a coded count)
    and `inner` (a group of columns; for `many`, one of a list) says how. `printed`
    are words that the data takes and the exchange format does not.
    """

    key: str
    order: int
    convert: Convert | None = None
    codes: tuple[str, str, dict[str, str]] | None = None
    inner: dict[str, Step] | None = None
    many: bool = False
    printed: frozenset[str] = frozenset()


class TableXml(NamedTuple):
    """A table: the tags of its section, rows and associations, and the steps of a row by tag."""

    key: str
    row: str
    association: str
    steps: dict[str, Step]
    lists: tuple[str, ...]
    counted: str | None


class Form(NamedTuple):
    """The form of a version: profile, tags by their role, tables by the tag of their section."""

    profile: Profile
    tags: dict[str, str]
    tables: dict[str, TableXml]
    order: dict[str, int]


def namespaces() -> dict[str, Profile]:
    """Return the profile of every namespace that a root element may have."""
    found = {}
    for profile in profiles().values():
        if profile.raw.get("reader") == "niem" and len(profile.lineage) == 1:  # variants are named, not recognised
            niem = profile.raw["niem"]
            found.update({niem["exchange"] + version: profile for version in niem["versions"]})
    return found


@cache
def form(namespace: str) -> Form:
    """Return the form of a namespace of `namespaces()`."""
    profile = namespaces()[namespace]
    niem = profile.raw["niem"]
    spaces = {"": niem["extension"] + namespace.removeprefix(niem["exchange"]), **niem["prefixes"]}

    def tag(name: str) -> str:
        prefix, _, local = name.rpartition(":")
        return f"{{{spaces[prefix]}}}{local}"

    tags = {name: tag(element) for name, element in niem["elements"].items()}
    tags |= {name: tag(niem[name]) for name in ("identifier", "reference")}
    tables = {tag(entry["section"]): _table(key, entry, tag) for key, entry in profile.raw["tables"].items()}
    order = {each: number for number, each in enumerate([*(tags[name] for name in niem["head"]), *tables])}
    return Form(profile, tags, tables, order)


def _table(key: str, entry: dict[str, Any], tag: Callable[[str], str]) -> TableXml:
    steps = _steps(entry["columns"], entry.get("codes"), tag)
    if "groups" in entry:
        groups = enumerate(entry["groups"].items())
        steps = {tag(each["element"]): Step(name, number, inner=steps) for number, (name, each) in groups}
    lists: tuple[str, ...] = ()
    if "items" in entry:
        items = entry["items"]
        of_item = _steps(entry["item_columns"], None, tag)
        steps[tag(items["element"])] = Step(items["key"], -1, inner=of_item, many=True)
        lists = (items["key"],)
    association = entry.get("association", f"{entry['element']}OrganizationAssociation")
    count = tag(entry["count"]) if "count" in entry else None
    return TableXml(key, tag(entry["element"]), tag(association), steps, lists, count)


def _steps(columns: dict[str, Any], codes: dict[str, str] | None, tag: Callable[[str], str]) -> dict[str, Step]:
    steps: dict[str, Step] = {}
    for order, (key, column) in enumerate(columns.items()):
        kind = column.get("kind", "count")
        if "code" in column and codes is not None:
            names = {each["code"]: name for name, each in columns.items() if "code" in each}
            coded = (tag(codes["code"]), tag(codes["quantity"]), names)
            steps.setdefault(tag(codes["element"]), Step(key, order, codes=coded))
        elif kind in ("texts", "cases"):
            inner = {tag(column["text"]): Step("text", 0, words)} if "text" in column else None
            steps[tag(column["element"])] = Step(key, order, None if inner else words, inner=inner, many=True)
        else:
            steps[tag(column["element"])] = Step(key, order, _CONVERT[kind], printed=_PRINTED.get(kind, frozenset()))
        if "code_element" in column:
            steps[tag(column["code_element"])] = Step(key, order, code)
    return steps
