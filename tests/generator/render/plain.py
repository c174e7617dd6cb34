"""Plain text: as typed, as copied from a sheet, as a PDF's text layer, as copied from a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator.layout import arrangement, matrix
from tests.generator.render.flow import blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from random import Random

    from tests.generator.layout import Grid
    from tests.generator.model import Manuscript
    from tests.generator.render.flow import Block

WIDTH = 30
PAGE = 28
CLOSING = "，。；：、！？）》”%"


def pipes(script: Manuscript, rng: Random) -> bytes:
    """Return text whose tables have pipes between cells."""
    edge = rng.random() < 0.5

    def show(grid: Grid) -> list[str]:
        rows = (" | ".join(row) for row in matrix(grid))
        return [f"| {row} |" if edge else row for row in rows]

    return _document(script, rng, show, labels=rng.choice((3, 1)))


def tabs(script: Manuscript, rng: Random) -> bytes:
    """Return text whose tables were pasted from a sheet: tabs between cells."""
    return _document(script, rng, lambda grid: ["\t".join(row).rstrip("\t") for row in matrix(grid)])


def one_cell_a_line(script: Manuscript, rng: Random) -> bytes:
    """Return text whose tables were pasted from a page: every cell on a line of its own."""
    return _document(
        script, rng, lambda grid: [square.text for line in grid for square in line if square.text], labels=3
    )


def _document(script: Manuscript, rng: Random, show: Callable[[Grid], list[str]], labels: int | None = None) -> bytes:
    indent = rng.choice(("", "　　", "    "))
    apart = rng.random() < 0.5
    out: list[str] = []
    for block in blocks(script, arrangement(rng, labels=labels, broken=False), rng):
        if block.grid:
            out += show(block.grid)
        else:
            out.append(block.text if block.kind in ("title", "published", "number") else indent + block.text)
        out += [""] if apart or block.grid else []
    return ("\n".join(out) + "\n").encode(rng.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030")))


def flattened(script: Manuscript, rng: Random) -> bytes:
    """Return the text layer of a PDF: hard line breaks, cells between spaces, page marks."""
    how = arrangement(rng, labels=rng.choice((3, 1)), broken=False)
    mark = rng.choice(("- {} -", "— {} —", "-{}-"))
    out: list[str] = []
    for block in blocks(script, how, rng):
        out += list(_aligned(block.grid)) if block.grid else _wrapped(block)
    pages = [out[start : start + PAGE] for start in range(0, len(out), PAGE)]
    lines = [
        line for number, page in enumerate(pages, 1) for line in [*page, mark.format(number).center(WIDTH * 2).rstrip()]
    ]
    return ("\n".join(lines) + "\n").encode()


def _wrapped(block: Block) -> list[str]:
    if block.kind in ("title", "published", "number"):
        return [" " * max(0, WIDTH - len(block.text)) + block.text, ""]
    if block.kind in ("signature", "date"):
        return [" " * 2 * max(0, WIDTH - len(block.text) - 2) + block.text]
    return list(_lines("　　" + block.text))


def _lines(text: str) -> Iterator[str]:
    """Break text where a typesetter may: within no number and no word, before no closing mark."""
    start = 0
    while len(text) - start > WIDTH:
        end = start + WIDTH
        while (text[end - 1].isascii() and text[end].isascii()) or text[end] in CLOSING:
            end -= 1
        yield text[start:end]
        start = end
    yield text[start:]


def _aligned(grid: Grid) -> Iterator[str]:
    for line in grid:
        cells = [square.text for square in line if square.text]
        if cells:
            yield "   ".join(cells)
    yield ""
