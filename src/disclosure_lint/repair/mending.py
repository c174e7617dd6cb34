"""The repair of a text: one kind of damage after the other. See the package."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.outline import Damage, Place
from disclosure_lint.records import Record, field
from disclosure_lint.repair import encodings, invisible, questions, residue, shifted
from disclosure_lint.repair.holes import Evidence, complete
from disclosure_lint.repair.lines import Lines, Origin

if TYPE_CHECKING:
    from collections.abc import Callable

LOST = "\ufffd"
_SAMPLE = 18


class Repaired(Record, frozen=True):
    """A text as it probably read, the way back to the source, and the damage it had.

    It has the lines of the source; only columns may have moved. The places of
    `damage` are in the source.
    """

    text: str
    origin: Origin = field(default_factory=Origin)
    damage: list[Damage] = field(default_factory=list)

    def __bool__(self) -> bool:
        """Tell whether characters moved or damage was found."""
        return bool(self.origin or self.damage)


class _Found(Record):
    """One kind of damage: its first place in the source, how often, how far it reaches."""

    kind: str
    line: int
    column: int
    count: int = 1
    lines: set[int] = field(default_factory=set)


def repair(text: str) -> Repaired:
    """Undo the damage of a text; a clean text comes back as it is."""
    if text.isascii() and not questions.RUN.search(text):
        return Repaired(text)
    if questions.lost(text):
        return _question_marks(text)
    wrong = encodings.kind(text)
    lines = Lines.of(text)
    found = [_redecode(lines, wrong)] if wrong else []
    if invisible.suspect(lines.text() if wrong else text):
        invisible.clear(lines)
    found += _steps(lines)
    if questions.replaced(text):
        found += _replacements(lines, set().union(*(each.lines for each in found)))
    if lines.lines == lines.source and not found:
        return Repaired(text)
    return Repaired(lines.text(), lines.origin(), [_damage(lines, each) for each in found if each.count])


def _steps(lines: Lines) -> list[_Found]:
    """Undo what stands in the characters themselves, in the order in which it must be undone."""
    found = []
    if shifted.SIGN.search(lines.text()):
        found.append(_unshift(lines))
    steps: tuple[tuple[str, Callable[[str], bool], Callable[[Lines], tuple[int, int, int]]], ...] = (
        ("pinyin", residue.pinyin, residue.strip_pinyin),
        ("traditional", residue.traditional, residue.simplify),
        ("stray-question", questions.stray, questions.strip_stray),
    )
    for kind, has, undo in steps:
        if has(lines.text()):
            count, line, column = undo(lines)
            found.append(_Found(kind, line, column, count))
    return [each for each in found if each.count]


def _redecode(lines: Lines, kind: str) -> _Found:
    """Decode every line again that was decoded wrongly."""
    decoded = {
        index: each
        for index, line in enumerate(lines.lines)
        if (each := encodings.redecode(line, kind)) is not None and each.text != line
    }
    for index, each in decoded.items():
        lines.rewrite(index, each.text, each.stood)
    evidence = Evidence(lines.text()) if any(each.holes for each in decoded.values()) else None
    for index, each in decoded.items():
        if each.holes and evidence is not None:
            lines.lines[index] = complete(each.text, each.holes, evidence)
    damaged = {index for index, line in enumerate(lines.source) if index in decoded or encodings.garbage(line)}
    first = min(decoded or damaged)
    column = next((at for at, each in enumerate(lines.source[first]) if not each.isascii()), 0)
    return _Found(kind, first, column, len(decoded or damaged), damaged)


def _unshift(lines: Lines) -> _Found:
    """Read again what was read one byte off."""
    reader = shifted.Reader(lines.text())
    found = _Found("gbk-shifted", -1, 0, 0)
    for index, line in enumerate(lines.lines):
        stretches = list(reader.stretches(line)) if shifted.MARKS.search(line) else []
        if not stretches:
            continue
        if not found.count:
            found.line, found.column = index, lines.column(index, stretches[0].start)
        found.count += len(stretches)
        found.lines.add(index)
        parts, stood, done = [], [], 0
        for each in stretches:
            parts += [line[done : each.start], each.text]
            stood += [*range(done, each.start), *each.stood]
            done = each.end
        lines.rewrite(index, "".join((*parts, line[done:])), [*stood, *range(done, len(line))])
    return found


def _replacements(lines: Lines, explained: set[int]) -> list[_Found]:
    """Find characters that were lost before, outside the lines whose damage is known."""
    found = [
        (index, match.start())
        for index, line in enumerate(lines.source)
        if index not in explained
        for match in questions.REPLACEMENT.finditer(line)
    ]
    return [_Found("replacement", *found[0], len(found))] if found else []


def _question_marks(text: str) -> Repaired:
    found = [
        (index, match.start()) for index, line in enumerate(text.split("\n")) for match in questions.RUN.finditer(line)
    ]
    lines = Lines.of(text)
    return Repaired(text, damage=[_damage(lines, _Found("question-marks", *found[0], len(found)))])


def _damage(lines: Lines, found: _Found) -> Damage:
    """Return a finding with a sample of how the place reads before and after."""
    source, line = lines.source[found.line], lines.lines[found.line]
    end = min(len(source), found.column + _SAMPLE)
    now = "".join(each for at, each in enumerate(line) if found.column <= lines.column(found.line, at) < end)
    lossy = found.kind in ("question-marks", "replacement")
    if found.lines:
        lossy = any(LOST in lines.lines[index] for index in found.lines)
    place = Place(line=found.line + 1, column=found.column + 1, end_line=found.line + 1, end_column=end + 1)
    was = source[found.column : end]
    return Damage(found.kind, place, was.strip(), "" if now == was else now.strip(), found.count, lossy)
