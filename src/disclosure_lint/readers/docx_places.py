"""The places of paragraphs and tables in a Word document, which has pages only where Word stored them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.outline import Place, Table
from disclosure_lint.readers.errors import ReadError

if TYPE_CHECKING:
    from disclosure_lint.outline import Block

#: The limit on paragraphs of text in one document.
PARAGRAPHS = 10_000


def numbered(blocks: list[Block]) -> list[Block]:
    """Number paragraphs and tables in reading order and return them without blank paragraphs.

    Tables come with the numbers in which they were read; those in cells of others are not to be counted.
    A blank paragraph gets the number of the text after it. Raise ReadError X007 above 10,000 paragraphs.
    """
    paragraphs = tables = 0
    for block in blocks:
        if isinstance(block, Table):
            tables += 1
            if block.place.table == tables:
                continue
            block.place = Place(page=block.place.page, table=tables)
            for cell in block.cells:
                at = cell.place
                cell.place = Place(None, None, None, None, at.page, None, None, tables, at.row, at.cell)
        else:
            block.place = Place(page=block.place.page, paragraph=paragraphs + 1)
            paragraphs += bool(block.text)
    if paragraphs > PARAGRAPHS:
        raise ReadError("X007", "too-many-paragraphs", {"limit": PARAGRAPHS})
    return [block for block in blocks if isinstance(block, Table) or block.text]
