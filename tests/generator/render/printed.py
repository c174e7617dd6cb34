"""PDF, as a word processor prints a report: pages, ruled tables over page breaks, page numbers.

The characters are those of a font that PDF readers bring along (STSong-Light),
so that no font file is needed.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from tests.generator.layout import arrangement
from tests.generator.render.flow import blocks
from tests.generator.render.paper import LEFT, RIGHT, Paper
from tests.generator.render.paper_table import draw

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript
    from tests.generator.render.flow import Block


def report(script: Manuscript, rng: Random) -> bytes:
    """Return a PDF with page numbers, titles centred, paragraphs indented and justified."""
    file = io.BytesIO()
    paper = Paper(file, rng)
    for block in blocks(script, arrangement(rng), rng):
        if block.grid:
            draw(paper, block.grid)
        else:
            write(paper, block)
    paper.close()
    return file.getvalue()


def write(paper: Paper, block: Block) -> None:
    """Write a block that is no table."""
    size = paper.size
    if block.kind == "title":
        for line in paper.broken(block.text, 22, RIGHT - LEFT):
            paper.line(line, 22, centred=True)
        paper.space(12)
    elif block.kind in ("published", "number"):
        paper.line(block.text, 10.5 if block.kind == "published" else size, centred=True)
        paper.space(12)
    elif block.kind in ("signature", "date"):
        width = paper.width(block.text, size)
        paper.line(block.text, size, left=RIGHT - width - 2 * size)
    else:
        first = 2 * size
        lines = paper.broken(block.text, size, RIGHT - LEFT, first)
        for number, line in enumerate(lines):
            paper.line(line, size, left=LEFT + (0 if number else first), full=number + 1 < len(lines))
