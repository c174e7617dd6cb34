"""Markdown: with # headings, with bold headings, with headings as plain lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator.layout import arrangement, matrix
from tests.generator.render.flow import blocks

if TYPE_CHECKING:
    from random import Random

    from tests.generator.layout import Grid
    from tests.generator.model import Manuscript


#: Table 2 is no wider; its single values span columns, and would be repeated too.
NARROW = 5


def headings(script: Manuscript, rng: Random) -> bytes:
    """Return a document with # headings and GFM tables."""
    return _document(script, rng, {"title": "# {}", "heading": "## {}", "subheading": rng.choice(("### {}", "{}"))})


def bold(script: Manuscript, rng: Random) -> bytes:
    """Return a document whose headings are bold lines."""
    return _document(script, rng, {"title": "**{}**", "heading": "**{}**", "subheading": rng.choice(("**{}**", "{}"))})


def lines(script: Manuscript, rng: Random) -> bytes:
    """Return a document whose headings are lines like any other."""
    return _document(script, rng, {})


def _document(script: Manuscript, rng: Random, marks: dict[str, str]) -> bytes:
    how = arrangement(rng, broken=False)
    repeat = rng.random() < 0.3 and how.labels > 1
    parts = [
        table(block.grid, rng, repeat=repeat) if block.grid else marks.get(block.kind, "{}").format(block.text)
        for block in blocks(script, how, rng)
    ]
    return ("\n\n".join(parts) + "\n").encode()


def table(grid: Grid, rng: Random, *, repeat: bool) -> str:
    """Return a GFM table; its first row is the header that GFM demands."""
    whole = repeat and sum(square.columns for square in grid[0]) > NARROW
    rows = matrix(grid, repeat=whole)
    rule = rng.choice(("---", ":---:", "-"))
    shown = [_line(row) for row in rows]
    return "\n".join([shown[0], _line([rule] * len(rows[0])), *shown[1:]])


def _line(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
