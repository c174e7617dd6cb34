"""The text and tables of a report with the marks of its findings."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from disclosure_lint.facsimile import Grid
from disclosure_lint.facsimile.marks import Mark, Marker
from disclosure_lint.formatters.html_text import NOTHING, Html, lines, tag, text
from disclosure_lint.formatters.html_words import SIGNS
from disclosure_lint.records import NamedTuple, Record, field
from disclosure_lint.ruleset import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.facsimile import Facsimile, Line, Piece, Square
    from disclosure_lint.findings import Finding
    from disclosure_lint.formatters.html_words import Words

#: A cell of so few characters is set in the middle, as figures and headings of columns are, but no label of a list.
_SHORT = 8
_NUMBERED = re.compile(r"[0-9]+[.．、]\D|[（(]|[一二三四五六七]、")
#: Headings have four levels on the page.
_DEEPEST = 4


class Marked(NamedTuple):
    """A finding with its number in the report and the mark it has there (None: the whole report)."""

    number: int
    finding: Finding
    mark: Mark | None


class Sheet(Record):
    """The marks on one report. `key` begins the ids of the report: "r1".

    By the number of a piece, `by_piece` has the findings whose place it is,
    `tints` those for which a cell is marked as a whole, and `related` the numbers of
    those that name it as another place; `places` has the pieces of these by pointer.
    """

    key: str
    words: Words
    marked: list[Marked] = field(default_factory=list)
    by_piece: dict[int, list[Marked]] = field(default_factory=dict)
    tints: dict[int, list[Marked]] = field(default_factory=dict)
    related: dict[int, list[int]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)


def sheet(key: str, words: Words, findings: Iterable[Finding], facsimile: Facsimile | None) -> Sheet:
    """Return the marks of findings, numbered from 1 in their order."""
    made = Sheet(key, words)
    if facsimile is None:
        made.marked = [Marked(number, finding, None) for number, finding in enumerate(findings, 1)]
        return made
    marker = Marker(facsimile)
    tables = _tables(facsimile)
    for number, finding in enumerate(findings, 1):
        marked = Marked(number, finding, marker.mark(finding))
        made.marked.append(marked)
        _relate(made, marked, marker, tables)
        mark = marked.mark
        if mark is not None:
            made.by_piece.setdefault(mark.piece, []).append(marked)
            if mark.exact and mark.end is None:
                made.tints.setdefault(mark.piece, []).append(marked)
    return made


def _relate(made: Sheet, marked: Marked, marker: Marker, tables: set[int]) -> None:
    """Note the other places of a finding; where it is about a table, they are what is wrong in it."""
    for each in marked.finding.related:
        there = None if each.path else marker.at(each.pointer, None, each.place)
        if there is None or not there.exact or marked.number in made.related.get(there.piece, ()):
            continue
        made.places[each.pointer] = there.piece
        made.related.setdefault(there.piece, []).append(marked.number)
        if marked.mark is not None and marked.mark.piece in tables:
            made.tints.setdefault(there.piece, []).append(marked)


def _tables(facsimile: Facsimile) -> set[int]:
    """Return the numbers of the pieces that are tables."""
    found, number = set(), 0
    for block in facsimile.blocks:
        if isinstance(block, Grid):
            found.add(number)
            number += len(block.cells)
        number += 1
    return found


def document(facsimile: Facsimile, marks: Sheet) -> Html:
    """Return the blocks of a report in order, with the findings about all of it on top."""
    parts = [_whole(marks)]
    number = tables = 0
    for block in facsimile.blocks:
        if isinstance(block, Grid):
            tables += 1
            parts.append(_grid(block, number, tables, marks))
            number += 1 + len(block.cells)
        else:
            parts.append(_line(block, number, marks))
            number += 1
    if facsimile.cut:
        parts.append(tag("p", text(marks.words["cut"]), class_="notice"))
    return lines(part for part in parts if part)


def _whole(marks: Sheet) -> Html:
    loose = [each for each in marks.marked if each.mark is None]
    if not loose:
        return NOTHING
    words = marks.words
    label = tag("b", text(words["whole"]))
    return tag("p", label, text(" · " + words["unplaced"]), *(_chip(each, marks) for each in loose), class_="whole")


def _line(line: Line, number: int, marks: Sheet) -> Html:
    label = tag("span", text(line.label), class_="label") if line.label else NOTHING
    content = _content(line.piece, number, marks, cell=False)
    classes = ["centred"] if line.centred else []
    if line.level is None:
        return tag("p", label, content, **_attributes(number, marks, classes, cell=False))
    level = min(line.level, _DEEPEST)
    given = _attributes(number, marks, ["heading", f"level{level}", *classes], cell=False)
    return tag("p", label, content, role="heading", aria_level=str(level + 3), **given)


def _grid(grid: Grid, number: int, count: int, marks: Sheet) -> Html:
    name = grid.piece.text or marks.words["table"].format(number=count)
    chips = Html("".join(_chip(each, marks) for each in marks.by_piece.get(number, ())))
    shown = tag("caption", text(grid.piece.text), chips) if grid.piece.text or chips else NOTHING
    rows = lines(tag("tr", *cells) for cells in _rows(grid, number, marks))
    table = tag("table", shown, tag("tbody", rows), aria_label=None if grid.piece.text else name)
    given = _attributes(number, marks, ["scroll"], cell=False)
    return tag("div", table, role="region", aria_label=name, tabindex="0", **given)


def _rows(grid: Grid, number: int, marks: Sheet) -> list[list[Html]]:
    """Return the cells of each row; squares that no cell covers are blank cells."""
    last = max((cell.row for cell in grid.cells), default=-1)
    width = max((cell.column + cell.colspan for cell in grid.cells), default=0)
    covered: set[tuple[int, int]] = set()
    by_row: dict[int, list[tuple[int, Html]]] = {}
    for index, cell in enumerate(grid.cells, number + 1):
        height = min(cell.rowspan, last - cell.row + 1)
        covered |= {(cell.row + y, cell.column + x) for y in range(height) for x in range(cell.colspan)}
        by_row.setdefault(cell.row, []).append((cell.column, _cell(cell, height, index, marks)))
    rows = []
    for row in range(last + 1):
        blanks = [(column, tag("td")) for column in range(width) if (row, column) not in covered]
        rows.append([cell for _, cell in sorted([*by_row.get(row, []), *blanks])])
    return rows


def _cell(cell: Square, height: int, number: int, marks: Sheet) -> Html:
    words = cell.piece.text.strip()
    classes = ["short"] if len(words) <= _SHORT and not _NUMBERED.match(words) else []
    tints = marks.tints.get(number, [])
    return tag(
        "th" if cell.header else "td",
        _content(cell.piece, number, marks, cell=True),
        colspan=str(cell.colspan) if cell.colspan > 1 else None,
        rowspan=str(height) if height > 1 else None,
        **_attributes(number, marks, [*classes, *(["mark", _gravest(tints)] if tints else [])], cell=True),
    )


def _attributes(number: int, marks: Sheet, classes: list[str], *, cell: bool) -> dict[str, str | None]:
    """Return the attributes of a piece: an id where a finding names it, and the findings a cell is marked for."""
    related = marks.related.get(number, ())
    whole = marks.tints.get(number, ()) if cell else ()
    return {
        "class_": " ".join(classes) or None,
        "id": f"{marks.key}-b{number}" if related else None,
        "data_r": " ".join(map(str, related)) or None,
        "data_f": " ".join(str(each.number) for each in whole) or None,
    }


def _gravest(marked: Iterable[Marked]) -> str:
    return max((each.finding.severity for each in marked), key=SEVERITIES.index)


def _content(piece: Piece, number: int, marks: Sheet, *, cell: bool) -> Html:
    """Return the text of a piece, cut where marks begin and end; a number stands behind what it is about.

    A cell that is marked as a whole is tinted itself; of a paragraph the text is.
    """
    there = marks.by_piece.get(number, [])
    spans = [(*_span(each, piece, cell=cell), each) for each in there]
    cuts = sorted({0, len(piece.text), *(at for start, end, _ in spans for at in (start, end))})
    parts = []
    for start, end in pairwise(cuts):
        inside = [each for first, last, each in spans if first <= start and end <= last]
        words = text(piece.text[start:end])
        if inside:
            numbers = " ".join(str(each.number) for each in inside)
            words = tag("mark", words, class_=_gravest(inside), data_f=numbers)
        parts += [words, *(_chip(each, marks) for first, last, each in spans if first < last == end)]
    parts += [_chip(each, marks) for first, last, each in spans if first == last]
    return Html("".join(parts))


def _span(marked: Marked, piece: Piece, *, cell: bool) -> tuple[int, int]:
    """Return the characters to mark in a piece: none for a cell marked as a whole, and for a heading above."""
    mark = marked.mark
    if mark is None or not mark.exact:
        return 0, 0
    if mark.end is not None:
        return mark.start, mark.end
    return (0, 0) if cell else (0, len(piece.text))


def _chip(marked: Marked, marks: Sheet) -> Html:
    """Return the number of a finding as it stands in the text; it leads to the finding."""
    finding, words = marked.finding, marks.words
    told = words["to-finding"].format(number=marked.number, severity=words[finding.severity], code=finding.code)
    return tag(
        "a",
        text(f"{SIGNS[finding.severity]}{marked.number}"),
        class_=f"chip {finding.severity}",
        id=f"{marks.key}-m{marked.number}",
        href=f"#{marks.key}-f{marked.number}",
        aria_label=told,
        title=f"{finding.code} {finding.message}",
    )
