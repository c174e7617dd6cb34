"""Profiles: what a report of an era or a country looks like, as data.

A profile is a file in `rules/profiles/` and a JSON Schema. It may `extends`
another: its `sections`, `tables` and `rules` are laid over the other's.
"""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Any

from disclosure_lint import catalogue, resources
from disclosure_lint.layering import laid_over
from disclosure_lint.patterns import pattern
from disclosure_lint.pointers import tokens
from disclosure_lint.profile_labels import component_label, key_label, table_label
from disclosure_lint.records import NamedTuple, Record, field

if TYPE_CHECKING:
    import re


class Row(NamedTuple):
    """One official row of a table; `key` is its path below the table, as "results/granted"."""

    key: str
    label: str
    group: str
    names: tuple[str, ...]
    columns: dict[str, list[str]]


class TableForm(Record, frozen=True, slots=False, eq=False, repr=False):
    """The official form of a table: rows in order, and the columns of each.

    `layout` says how it is printed: a matrix of rows under the same columns,
    groups of rows under headers of their own, blocks of columns side by side,
    or statistics, one figure a row. A table of components has a row for each
    part of the agency that the report names and one for the whole (`overall`);
    `columns` and `groups` of columns are its labels by key.
    """

    key: str
    label: dict[str, str]
    title: dict[str, str]
    rows: tuple[Row, ...]
    extensions: tuple[str, ...]
    layout: str
    columns: dict[str, str] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)

    @cached_property
    def by_key(self) -> dict[str, Row]:
        """Return the rows by their keys."""
        return {row.key: row for row in self.rows}


class SectionForm(NamedTuple):
    """An official chapter: title, accepted titles, and how others are recognised.

    `statute` are the words of the law itself, as good as the title, `match`
    recognises other titles, `content` what only this chapter says, and
    `mention` its name in a list of the parts.
    """

    key: str
    number: str
    title: str
    aliases: tuple[str, ...]
    statute: tuple[str, ...]
    match: re.Pattern[str] | None
    content: re.Pattern[str] | None
    mention: re.Pattern[str] | None


class Profile(Record, frozen=True, slots=False, eq=False, repr=False):
    """A profile. Mappings keep the order of the form.

    `lineage` are its own id and those of the profiles that it is a variant of, as
    an office's own profile is of one of the tool's; `by_year` tells whether the
    reporting year alone chooses it.
    """

    id: str
    years: tuple[int | None, int | None]
    language: str
    country: str
    schema: str
    name: dict[str, str]
    document: str
    raw: dict[str, Any]
    lineage: frozenset[str] = frozenset()
    by_year: bool = True

    @cached_property
    def sections(self) -> dict[str, SectionForm]:
        """Return the official chapters by key, in order."""
        return {key: _section(key, entry) for key, entry in self.raw["sections"].items()}

    @cached_property
    def tables(self) -> dict[str, TableForm]:
        """Return the official tables by key, in order."""
        return {key: _table(key, entry) for key, entry in self.raw["tables"].items()}

    @property
    def chapters(self) -> str:
        """Return the key of the data that holds the official chapters: sections, or topics where titles are free."""
        return str(self.raw.get("chapters", "sections"))

    @cached_property
    def annexes(self) -> re.Pattern[str]:
        """Return what chapters may follow the official ones."""
        return pattern(self.raw.get("annexes") or r"(?!)")

    def section(self, pointer: str) -> str:
        """Return how practitioners call the section of a table that a pointer leads to: "V.B.(1)"."""
        key = [*pointer.split("/"), "", ""][2]
        return self.tables[key].label["en"] if key in self.tables else ""

    def covers(self, year: int) -> bool:
        """Tell whether a reporting year is one of this profile's."""
        first, last = self.years
        return (first is None or year >= first) and (last is None or year <= last)

    def label(self, pointer: str, language: str = "zh") -> str:
        """Return how the form names what a pointer names: "表三 （一）予以公开 · 总计"."""
        parts = pointer.split("/")[1:]
        if len(parts) > 1 and parts[0] == "tables" and parts[1] in self.tables and not self.tables[parts[1]].rows:
            return component_label(self.tables[parts[1]], tokens(pointer)[2:], language)
        if len(parts) > 1 and parts[0] == "tables" and parts[1] in self.tables:
            return table_label(self.tables[parts[1]], parts[2:], language)
        if len(parts) > 1 and parts[0] == self.chapters and parts[1] in self.sections:
            section = self.sections[parts[1]]
            return f"{section.number}、{section.title}" if self.chapters == "sections" else section.title
        return key_label(parts[0] if parts else "", language)


def _section(key: str, entry: dict[str, Any]) -> SectionForm:
    def compiled(name: str) -> re.Pattern[str] | None:
        return pattern(entry[name]) if name in entry else None

    return SectionForm(
        key,
        entry["number"],
        entry["title"],
        (*entry.get("statute", ()), *entry.get("aliases", ())),
        tuple(entry.get("statute", ())),
        compiled("match"),
        compiled("content"),
        compiled("mention"),
    )


def _table(key: str, entry: dict[str, Any]) -> TableForm:
    if "rows" not in entry:
        named = {**entry.get("columns", {}), **entry.get("item_columns", {})}
        columns = {name: column["label"] for name, column in named.items()}
        groups = {name: group["label"] for name, group in entry.get("groups", {}).items()}
        if "items" in entry:
            groups[entry["items"]["key"]] = entry["items"]["label"]
        return TableForm(key, entry["label"], entry["title"], (), (), entry["layout"], columns, groups)
    rows = tuple(
        Row(
            row["key"],
            row["label"],
            row.get("group", ""),
            (row["label"], *row.get("aliases", ())),
            entry["columns"][row["columns"]] if "columns" in row else entry["columns"],
        )
        for row in entry["rows"]
    )
    return TableForm(key, entry["label"], entry["title"], rows, tuple(entry.get("extensions", ())), entry["layout"])


def profiles() -> dict[str, Profile]:
    """Return every profile in force by id, oldest first."""
    return catalogue.current().profiles


@cache
def built_in() -> dict[str, Profile]:
    """Return the tool's own profiles by id, oldest first."""
    raws = {name.rpartition("/")[2]: resources.data(name) for name in resources.names("rules/profiles/")}
    found = [_profile(_resolved(raw, raws)) for raw in raws.values()]
    return {each.id: each for each in sorted(found, key=lambda each: (each.country, each.years[0] or 0))}


def for_year(year: int) -> Profile | None:
    """Return the profile that a reporting year alone chooses."""
    return next((each for each in profiles().values() if each.by_year and each.covers(year)), None)


def newest() -> Profile:
    """Return the newest of the profiles that a year chooses: what a document is first taken for."""
    return [each for each in profiles().values() if each.by_year][-1]


def forms(profile: Profile) -> list[Profile]:
    """Return the profiles whose forms a report of one may have: the tool's own, and that one for its base.

    Variants of other offices are none of these, nor is what this one is a variant of.
    """
    return [profile if each.id in profile.lineage else each for each in profiles().values() if len(each.lineage) == 1]


def _profile(raw: dict[str, Any]) -> Profile:
    return made(raw, frozenset((raw["id"],)))


def made(raw: dict[str, Any], lineage: frozenset[str], *, by_year: bool = True) -> Profile:
    """Return the profile that the whole content of a file describes."""
    first, last = raw["years"]
    keys = ("id", "language", "country", "schema", "name", "document")
    fields = {key: raw[key] for key in keys}
    return Profile(
        **fields, years=(first, last), raw=raw, lineage=lineage, by_year=by_year and raw.get("by_year", True)
    )


def _resolved(raw: dict[str, Any], raws: dict[str, dict[str, Any]]) -> dict[str, Any]:
    if "extends" not in raw:
        return raw
    return laid_over(_resolved(raws[raw["extends"]], raws), raw)
