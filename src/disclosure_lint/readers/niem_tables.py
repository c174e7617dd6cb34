"""The sections of a NIEM report: rows of figures, joined to components by references."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lxml import etree

from disclosure_lint.readers.niem_form import content, elements, whole, words
from disclosure_lint.records import NamedTuple
from disclosure_lint.report import join

if TYPE_CHECKING:
    from lxml.etree import _Element

    from disclosure_lint.readers.niem import Reading
    from disclosure_lint.readers.niem_form import Step, TableXml

Row = dict[str, Any]


class Pair(NamedTuple):
    """An association: the ids of a row and of an organisation ("" where there is none), and a count."""

    data: str
    unit: str
    association: _Element
    counted: _Element | None


def read_rows(reading: Reading, section: _Element, table: TableXml, pointer: str) -> Row:
    """Return a table: its rows by component, the row of the agency, its footnotes."""
    items, references, found = _parts(reading, section, table, pointer)
    owners = _owners(reading, items, references, pointer)
    components: Row = {}
    for identifier, item in items.items():
        key = owners.get(identifier)
        if key is None:
            continue
        row = _row(reading, item, table, pointer)
        at = f"{pointer}/overall" if key == "" else join(f"{pointer}/components", key)
        if (key == "" and "overall" in found) or key in components:
            reading.faults.row_twice(pointer, at)
            continue
        reading.elements[at] = item
        if key == "":
            found["overall"] = row
        else:
            components[key] = row
    return {"components": components, **found} if components else found


def _parts(
    reading: Reading, section: _Element, table: TableXml, pointer: str
) -> tuple[dict[str, _Element], list[Pair], Row]:
    """Return the rows by their ids, the associations with the id that each names, and the footnotes."""
    tags = reading.form.tags
    footnote, identifier = tags["footnote"], tags["identifier"]
    items: dict[str, _Element] = {}
    references: list[Pair] = []
    footnotes: list[str] = []
    for child in section.iterchildren(tag=etree.Element):
        tag = child.tag
        if tag == table.row:
            if references or footnotes:
                reading.faults.misplaced(pointer, child)
            name = child.get(identifier) or f"?{len(items)}"
            if name in items:
                reading.faults.misplaced(pointer, child)
            items.setdefault(name, child)
        elif tag == table.association:
            references.append(_pair(reading, child, table, pointer))
        elif tag == footnote:
            reading.elements[f"{pointer}/footnotes/{len(footnotes)}"] = child
            footnotes.append(words(content(child)))
        else:
            reading.faults.strange(pointer, child)
    return items, references, {"footnotes": footnotes} if footnotes else {}


def _pair(reading: Reading, association: _Element, table: TableXml, pointer: str) -> Pair:
    """Return what an association joins; tell one that is no pair of references."""
    tags = reading.form.tags
    reference, data, unit, counted = tags["reference"], "", "", None
    wanted = [tags["data_reference"], tags["organization_reference"], *([table.counted] if table.counted else [])]
    children = elements(association)
    if [child.tag for child in children] == wanted:  # the usual case
        first, second, *last = children
        return Pair(first.get(reference) or "", second.get(reference) or "", association, last[0] if last else None)
    if len(children) >= len(wanted):
        reading.faults.strange(pointer, association)
    for child in children:
        if child.tag == wanted[0]:
            data = child.get(reference) or ""
        elif child.tag == wanted[1]:
            unit = child.get(reference) or ""
        elif child.tag == table.counted:
            counted = child
    return Pair(data, unit, association, counted)


def _owners(reading: Reading, items: dict[str, _Element], references: list[Pair], pointer: str) -> dict[str, str]:
    """Return the component of every row, "" for the agency.

    A row whose reference is empty may be of a component that the file has lost
    altogether, so that it gets a name of its own: ?1, ?2, …
    """
    owners: dict[str, str] = {}
    for data, unit, association, _ in references:
        if data not in items:
            reading.faults.dangling(pointer, association)
        elif unit in reading.owners:
            owners.setdefault(data, reading.owners[unit])
    lost = [name for name in items if name not in owners]
    if lost:
        owners.update({name: f"?{number}" for number, name in enumerate(lost, 1)})
        reading.faults.unowned(pointer, len(lost), items[lost[0]])
    return owners


def _row(reading: Reading, item: _Element, table: TableXml, pointer: str) -> Row:
    row: Row = {key: [] for key in table.lists}
    _fill(reading, item, table.steps, row, pointer)
    return row


def _fill(reading: Reading, item: _Element, steps: dict[str, Step], row: Row, pointer: str) -> None:
    """Read the children of a row, in the order of their columns."""
    last = -1
    for child in item:
        step = steps.get(child.tag)
        if step is None:
            reading.faults.strange(pointer, child)
            continue
        key, order, convert, codes, inner, many, printed = step
        if order < last:
            reading.faults.misplaced(pointer, child)
        last = order
        if codes is not None:
            _coded(reading, child, codes, row, pointer)
        elif many:
            row.setdefault(key, []).append(_member(reading, child, step, pointer))
        elif key in row:
            reading.faults.misplaced(pointer, child)
        elif convert is not None:
            value = row[key] = convert(content(child))
            _examine(reading, child, value, printed, pointer)
        elif inner is not None:
            group: Row = {}
            row[key] = group
            _fill(reading, child, inner, group, pointer)


def _examine(reading: Reading, child: _Element, value: Any, printed: frozenset[str], pointer: str) -> None:
    """Note what is wrong with how a value is written: a word for a number, elements inside it."""
    if value in printed:
        reading.faults.printed(pointer, child, value)
    for each in elements(child):
        reading.faults.strange(pointer, each)


def _coded(reading: Reading, child: _Element, codes: tuple[str, str, dict[str, str]], row: Row, pointer: str) -> None:
    """Read a count that stands beside the code of its column."""
    named, counted, keys = codes
    parts = elements(child)
    if len(parts) != 2 or parts[0].tag != named or parts[1].tag != counted:
        reading.faults.strange(pointer, child)
        return
    key = keys.get(words(content(parts[0])))
    if key is None or key in row:
        reading.faults.strange(pointer, parts[0])
    else:
        row[key] = whole(content(parts[1]))


def _member(reading: Reading, child: _Element, step: Step, pointer: str) -> Any:
    if step.inner is None:
        return words(content(child))
    member: Row = {}
    _fill(reading, child, step.inner, member, pointer)
    only = [each.key for each in step.inner.values()] == ["text"]
    return member.get("text", "") if only else member


def read_statutes(reading: Reading, section: _Element, table: TableXml, pointer: str) -> Row:
    """Return a table of which every row is shared by components, each with a count."""
    items, references, found = _parts(reading, section, table, pointer)
    statutes: dict[str, Row] = {}
    for number, (name, item) in enumerate(items.items()):
        statutes[name] = _row(reading, item, table, pointer)
        reading.elements[f"{pointer}/statutes/{number}"] = item
    unowned: list[_Element] = []
    numbers = {name: number for number, name in enumerate(statutes)}
    for pair in references:
        if pair.data not in statutes:
            reading.faults.dangling(pointer, pair.association)
        else:
            at = f"{pointer}/statutes/{numbers[pair.data]}"
            _count(reading, pair, statutes[pair.data], at, unowned)
    if unowned:
        reading.faults.unowned(pointer, len(unowned), unowned[0])
    return {"statutes": list(statutes.values()), **found}


def _count(reading: Reading, pair: Pair, row: Row, at: str, unowned: list[_Element]) -> None:
    _, unit, association, element = pair
    if element is None:
        reading.faults.strange(at, association)
        return
    count = whole(content(element))
    if reading.owners.get(unit) == "":
        if row.setdefault("overall", count) != count:
            reading.faults.row_twice(at, f"{at}/overall")
        reading.elements.setdefault(f"{at}/overall", element)
        return
    key = reading.units.get(unit)
    if key is None:
        unowned.append(association)
        key = f"?{len(unowned)}"
    counts = row.setdefault("components", {})
    if key in counts:
        reading.faults.row_twice(at, join(f"{at}/components", key))
    counts.setdefault(key, count)
    reading.elements.setdefault(join(f"{at}/components", key), element)
