"""Small PDF files for the tests, each with one thing that readers trip over."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0


def pdf(*pages: Callable[[Canvas], None], size: tuple[float, float] = (WIDTH, HEIGHT), **options: object) -> bytes:
    """Return a file with a page for each function that draws one."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=size, **options)  # type: ignore[arg-type]
    for draw in pages:
        canvas.setFont(FONT, 12)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return file.getvalue()


def protected(password: str, *pages: Callable[[Canvas], None]) -> bytes:
    return pdf(*pages, encrypt=StandardEncryption(password, ownerPassword="owner"))


def write(canvas: Canvas, x: float, y: float, text: str, size: float = 12) -> None:
    """Write a text with its base line `y` points from the top."""
    canvas.setFont(FONT, size)
    canvas.drawString(x, HEIGHT - y, text)


def ruled(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], texts: Sequence[Sequence[str]]) -> None:
    """Draw a grid of lines with a text in each square."""
    for y in ys:
        canvas.line(xs[0], HEIGHT - y, xs[-1], HEIGHT - y)
    for x in xs:
        canvas.line(x, HEIGHT - ys[0], x, HEIGHT - ys[-1])
    fill(canvas, xs, ys, texts)


def fill(canvas: Canvas, xs: Sequence[float], ys: Sequence[float], texts: Sequence[Sequence[str]]) -> None:
    """Write a text into each square of a grid."""
    for top, row in zip(ys, texts, strict=False):
        for left, text in zip(xs, row, strict=False):
            write(canvas, left + 3, top + 12, text, 9)
