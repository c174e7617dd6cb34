"""Which rows of a document belong to which official table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.labels import bare, likeness
from disclosure_lint.outline import Paragraph, Table
from disclosure_lint.patterns import pattern
from disclosure_lint.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from disclosure_lint.outline import Block, Cell
    from disclosure_lint.profiles import Profile

#: The heading of a chapter, which tells what a table without any words is.
_CHAPTER = pattern(r"\s*[一二三四五六七八]\s*[、.．][^。；]{2,40}$")
#: Words of a caption or header that settle which table it is, beyond rows and columns.
Vocabulary = dict[str, str]


def vocabulary(forms: Sequence[Profile]) -> Vocabulary:
    """Return the words of rows, groups and columns that occur in one official table only."""
    owners: dict[str, set[str]] = {}
    for form in forms:
        for key, table in form.tables.items():
            for row in table.rows:
                names = [*row.names, row.group, *(name for names in row.columns.values() for name in names)]
                for name in names:
                    owners.setdefault(bare(name), set()).add(key)
    # 其他 and 总计 head columns of several tables; 规章 is the only row of two characters.
    labels = {
        bare(row.label) for form in forms for table in form.tables.values() for row in table.rows if row.label[0] > "9"
    }
    return {
        word: next(iter(keys)) for word, keys in owners.items() if len(keys) == 1 and (len(word) > 2 or word in labels)
    }


def parts(blocks: Sequence[Block], words: Vocabulary) -> Iterator[tuple[str, Table, str]]:
    """Yield the parts of a document's tables: official table, rows of it, the text just above.

    One table of the file may hold several official tables, and one official
    table may stand in many; a row that names none belongs with the row before.
    """
    above = current = chapter = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            above = block.text
            if _CHAPTER.match(above):
                chapter = _caption_kind(above, words)
            continue
        before = current
        kinds: list[str] = []
        for row in block.rows():
            kinds.append(_kind(row, words) or (kinds[-1] if kinds else ""))
        if not any(kinds):
            kinds = [_caption_kind(block.caption or above, words) or chapter or before] * len(kinds)
        kinds = _backward(kinds) if any(kinds) else kinds
        current = kinds[-1] if kinds else current
        for kind, start, end in _stretches(kinds):
            if kind:
                yield kind, cut(block, start, end), block.caption or above
        above = ""


def _kind(row: list[Cell], words: Vocabulary) -> str:
    votes: dict[str, int] = {}
    for cell in row:
        kind = words.get(bare(cell.text)) or _near(cell.text, words)
        if kind:
            votes[kind] = votes.get(kind, 0) + 1
    return max(votes, key=lambda kind: votes[kind]) if votes else ""


def _near(text: str, words: Vocabulary) -> str:
    label = bare(text)
    if not 4 <= len(label) <= 60:
        return ""
    best, found = 0.79, ""
    for word, kind in words.items():
        if len(word) >= 4 and abs(len(word) - len(label)) <= max(3, len(word) // 3) and word[:8] != label:
            alike = likeness(text, (word,))
            if alike > best:
                best, found = alike, kind
        elif len(word) > 8 and word.startswith(label):
            return kind
    return found


def _caption_kind(text: str, words: Vocabulary) -> str:
    label = bare(text)
    return next((kind for word, kind in words.items() if len(word) >= 4 and word in label), "")


def _backward(kinds: list[str]) -> list[str]:
    """Give rows before the first known one (captions, corners) its kind."""
    first = next(kind for kind in kinds if kind)
    return [kind or first for kind in kinds]


def _stretches(kinds: list[str]) -> Iterator[tuple[str, int, int]]:
    start = 0
    for index in range(1, len(kinds) + 1):
        if index == len(kinds) or kinds[index] != kinds[start]:
            yield kinds[start], start, index
            start = index


def cut(table: Table, start: int, end: int) -> Table:
    """Return the rows [start, end) of a table."""
    if start == 0 and end == table.height:
        return table
    cells = [
        replace(
            cell, row=max(cell.row, start) - start, rowspan=min(cell.row + cell.rowspan, end) - max(cell.row, start)
        )
        for cell in table.cells
        if cell.row < end and cell.row + cell.rowspan > start
    ]
    return replace(table, cells=cells)
