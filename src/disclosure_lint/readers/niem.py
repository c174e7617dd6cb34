"""NIEM XML: a report that is data already, in the exchange format that its profile describes.

The file is parsed whole by libxml2, without entities, DTD or network; nothing is
looked up in it twice. Where a value stands is worked out when it is asked for
(`niem_places`). What the exchange format forbids and the data cannot show
(empty references, rows given twice, unknown elements) goes into `Draft.faults`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from disclosure_lint.readers.causes import told
from disclosure_lint.readers.drafts import Draft
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.niem_faults import Faults
from disclosure_lint.readers.niem_form import content, form, namespaces, words
from disclosure_lint.readers.niem_places import Places
from disclosure_lint.readers.niem_quick import Quick
from disclosure_lint.readers.niem_tables import read_rows, read_statutes

if TYPE_CHECKING:
    from lxml.etree import _Element

    from disclosure_lint.readers.niem_form import Form, TableXml
    from disclosure_lint.readers.niem_spans import Section

_BROKEN = "not-well-formed"
#: What libxml2 says of a file that is well-formed so far and over one of its limits.
_OVER_LIMIT = re.compile(r"XML_PARSE_HUGE|[Hh]uge|[Ee]xcessive depth")


def read_niem(raw: bytes) -> tuple[Draft, str]:
    """Return the draft and the text of an XML report; raises `ReadError`."""
    root = _parsed(raw)
    name = etree.QName(root)
    if name.namespace not in namespaces():
        raise _unknown(name)
    encoding = root.getroottree().docinfo.encoding or "utf-8"
    text = raw.decode("utf-8-sig" if encoding.lower() == "utf-8" else encoding, "replace")
    read = Reading(form(name.namespace))
    read.report(root, Quick(root, text))
    places = Places(root, text, read)
    return Draft(read.data, places, {}, [], list(read.faults.found(read.form.profile, places)), shaped=True), text


def _parsed(raw: bytes) -> _Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        from disclosure_lint.outline import Place
        from disclosure_lint.readers import decoding

        decoding.decode(raw)  # says so where this is no text at all
        if _OVER_LIMIT.search(error.msg or ""):
            raise ReadError("X007", "too-much") from None
        line, column = error.position
        place = Place(line, max(1, column)) if line else None
        raise ReadError("X002", _BROKEN, told(_BROKEN), place) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadError("X001", "entities")
    return root


def _unknown(name: etree.QName) -> ReadError:
    """Return why a root is none that can be read: a version that is not known, or no report at all."""
    for profile in namespaces().values():
        niem = profile.raw["niem"]
        known = ", ".join(niem["versions"])
        if (name.namespace or "").startswith(niem["exchange"]) or name.localname == niem["root"]:
            stated = (name.namespace or "").removeprefix(niem["exchange"])
            return ReadError("X006", "xml-version", {"version": stated[:80] or "?", "known": known})
    return ReadError("X006", "xml-root", {"root": name.localname[:40]})


class Reading:
    """The state of a reading: the data so far, the elements behind it, and what is wrong."""

    def __init__(self, known: Form) -> None:
        self.form = known
        self.data: dict[str, Any] = {"profile": known.profile.id}
        #: Pointer of a row, table or value of the head → its element.
        self.elements: dict[str, _Element] = {}
        #: Table that was read from the text → its section there.
        self.sections: dict[str, Section] = {}
        self.faults = Faults()
        self.units: dict[str, str] = {}
        #: The components by their ids, as `units`, and "" for the agency.
        self.owners: dict[str, str] = {}

    def report(self, root: _Element, quick: Quick) -> None:
        """Read the children of the root: the head, then a section for each table."""
        tags, tables, order, last = self.form.tags, self.form.tables, self.form.order, -1
        for child in root.iterchildren(tag=etree.Element):
            tag = child.tag
            number = order.get(tag)
            if number is None:
                self.faults.strange("", child)
                quick.skip(child)
                continue
            if number < last:
                self.faults.misplaced("", child)
            last = max(last, number)
            table = tables.get(tag)
            if table is not None:
                self.data.setdefault("tables", {})
                self._section(child, table, quick)
                continue
            quick.skip(child)
            if tag == tags["organization"]:
                self._agency(child)
            else:
                self._head(child, tag)
        self._title()

    def _section(self, section: _Element, table: TableXml, quick: Quick) -> None:
        pointer = f"/tables/{table.key}"
        if table.key in self.data["tables"]:
            self.faults.misplaced("", section)
            quick.skip(section)
            return
        self.elements[pointer] = section
        quickly = quick.section(section, table, self.owners)
        if quickly is not None:
            self.data["tables"][table.key], self.sections[table.key] = quickly
            return
        read = read_statutes if table.counted else read_rows
        self.data["tables"][table.key] = read(self, section, table, pointer)

    def _head(self, child: _Element, tag: Any) -> None:
        tags = self.form.tags
        if tag == tags["year"]:
            text = words(content(child))
            self.data["year"] = int(text) if text.isdecimal() and text.isascii() and len(text) < 5 else text
            self.elements["/year"] = child
        elif tag == tags["created"]:
            date = child.find(tags["date"])
            if date is not None:
                self.data["created_on"] = words(content(date))
                self.elements["/created_on"] = date
        elif tag == tags["software"]:
            self.data["software"] = words(content(child))
            self.elements["/software"] = child

    def _agency(self, child: _Element) -> None:
        tags = self.form.tags
        abbreviation, name = child.find(tags["abbreviation"]), child.find(tags["name"])
        for key, element in (("agency", name), ("agency_abbreviation", abbreviation)):
            if element is not None:
                self.data[key] = words(content(element))
                self.elements[f"/{key}"] = element
        components: dict[str, str] = {}
        for unit in child.iterchildren(tags["unit"]):
            self._component(unit, components)
        if components:
            self.data["components"] = components
        identifier = child.get(tags["identifier"])
        self.owners = {**self.units, identifier: ""} if identifier else dict(self.units)

    def _component(self, unit: _Element, components: dict[str, str]) -> None:
        tags = self.form.tags
        found = [unit.find(tags[each]) for each in ("abbreviation", "name")]
        abbreviation, name = (words(content(each)) if each is not None else "" for each in found)
        key = abbreviation or name
        if key in components:
            self.faults.twice(key, unit)
            key = next(f"{key} ({number})" for number in range(2, 10_000) if f"{key} ({number})" not in components)
        components[key] = name
        self.elements[f"/components/{key.replace('~', '~0').replace('/', '~1')}"] = unit
        identifier = unit.get(tags["identifier"]) or ""
        if identifier:
            self.units.setdefault(identifier, key)

    def _title(self) -> None:
        """Give the report the title that its form has; the file holds none."""
        agency, year = self.data.get("agency"), self.data.get("year")
        if agency and isinstance(year, int):
            self.data["title"] = self.form.profile.raw["niem"]["title"].format(agency=agency, year=year)
