"""Sheets of A4 paper to write lines on, for PDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random
    from typing import BinaryIO

FONT = "STSong-Light"
WIDTH, HEIGHT = 595.0, 842.0
LEFT, RIGHT, TOP, BOTTOM = 79.0, 521.0, 92.0, 760.0
CLOSING = "，。；：、！？）》”%"


class Paper:
    """Pages that fill from the top; `y` is how far down the next line begins."""

    def __init__(self, file: BinaryIO, rng: Random) -> None:
        pdfmetrics.registerFont(UnicodeCIDFont(FONT))
        self.canvas = Canvas(file, pagesize=(WIDTH, HEIGHT), pageCompression=1, invariant=1)
        self.rng = rng
        self.size = rng.choice((12, 14, 16))
        self.pitch = self.size * rng.choice((1.5, 1.75))
        self.mark = rng.choice(("- {} -", "— {} —", "{}", "第 {} 页"))
        self.header = rng.choice(("", "", "政府信息公开年度报告"))
        self.page = 1
        self.y = TOP

    def width(self, text: str, size: float) -> float:
        return pdfmetrics.stringWidth(text, FONT, size)

    def line(self, text: str, size: float, *, left: float = LEFT, centred: bool = False, full: bool = False) -> None:
        """Write a line; a full one is stretched to the right margin."""
        pitch = max(self.pitch, size * 1.5)
        if self.y + pitch > BOTTOM:
            self.turn()
        if centred:
            left = (WIDTH - self.width(text, size)) / 2
        stretch = (RIGHT - left - self.width(text, size)) / max(1, len(text) - 1) if full else 0
        self.write(text, left, self.y + size, size, stretch)
        self.y += pitch

    def write(self, text: str, x: float, base: float, size: float, stretch: float = 0) -> None:
        self.canvas.setFont(FONT, size)
        self.canvas.drawString(x, HEIGHT - base, text, charSpace=stretch)

    def space(self, points: float) -> None:
        self.y += points

    def turn(self) -> None:
        """Begin another page."""
        self._margins()
        self.canvas.showPage()
        self.page += 1
        self.y = TOP

    def close(self) -> None:
        self._margins()
        self.canvas.showPage()
        self.canvas.save()

    def _margins(self) -> None:
        text = self.mark.format(self.page)
        self.write(text, (WIDTH - self.width(text, 10.5)) / 2, 800, 10.5)
        if self.header:
            self.write(self.header, LEFT, 56, 9)
            self.canvas.line(LEFT, HEIGHT - 60, RIGHT, HEIGHT - 60)

    def broken(self, text: str, size: float, width: float, first: float = 0) -> list[str]:
        """Break text as a typesetter does: within no number and no word, before no closing mark."""
        return list(self._broken(text, size, width, first))

    def _broken(self, text: str, size: float, width: float, first: float) -> Iterator[str]:
        start, room = 0, width - first
        while start < len(text):
            end = start + 1
            while end < len(text) and self.width(text[start : end + 1], size) <= room:
                end += 1
            best = end
            while (
                best < len(text)
                and best > start + 1
                and ((text[best - 1].isascii() and text[best].isascii()) or text[best] in CLOSING)
            ):
                best -= 1
            best = end if best == start + 1 else best
            yield text[start:best]
            start, room = best, width
