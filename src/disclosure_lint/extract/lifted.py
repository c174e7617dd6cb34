"""Chapter headings that stand in the first rows of a table, or between its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract.headings import chapter_title
from disclosure_lint.extract.kinds import cut
from disclosure_lint.extract.labels import bare
from disclosure_lint.extract.rows import distinct
from disclosure_lint.outline import Paragraph, Table
from disclosure_lint.records import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.outline import Block, Cell
    from disclosure_lint.profiles import SectionForm


def lift(blocks: Iterable[Block], sections: dict[str, SectionForm]) -> Iterator[Block]:
    """Yield blocks with numbered official headings taken out of their tables.

    A row is one where its only text is such a heading. A heading that the
    paragraphs before the table gave already is a caption, and stays.
    """
    last = ""
    for block in blocks:
        if isinstance(block, Paragraph):
            last = bare(chapter_title(block.text, sections)) or last
            yield block
            continue
        start = 0
        for index, heading in _heads(block, sections):
            title = bare(chapter_title(heading.text, sections))
            if title == last:
                continue
            if start < index:
                yield cut(block, start, index)
            yield Paragraph(heading.text, heading.place, heading.runs, bold=True)
            start, last = index + 1, title
        if start < block.height:
            yield cut(block, start, block.height)


def _heads(table: Table, sections: dict[str, SectionForm]) -> Iterator[tuple[int, Cell]]:
    for index, row in enumerate(table.grid()):
        texts = [cell for cell in distinct(row) if cell.text.strip()]
        if len(texts) == 1 and texts[0].rowspan == 1 and chapter_title(texts[0].text, sections):
            yield index, replace(texts[0])
