"""OFD (GB/T 33190-2016), as an office exports it: the pages of the PDF style, in millimetres and XML."""

from __future__ import annotations

import io
import zipfile
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont

from tests.generator.layout import arrangement
from tests.generator.render.flow import blocks
from tests.generator.render.paper import FONT, HEIGHT, LEFT, RIGHT, TOP, WIDTH, Paper
from tests.generator.render.paper_table import draw
from tests.generator.render.printed import write

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript

MM = 25.4 / 72
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def mm(points: float) -> str:
    return f"{points * MM:.4f}".rstrip("0").rstrip(".")


def deltas(steps: list[float]) -> str:
    """Return distances as DeltaX gives them: runs of equal ones as "g count distance"."""
    parts = []
    for step, run in groupby(mm(each) for each in steps):
        count = len(list(run))
        parts.append(f"g {count} {step}" if count > 2 else " ".join([step] * count))
    return " ".join(parts)


class Objects:
    """What is drawn on a page; takes the calls that a reportlab canvas takes."""

    def __init__(self, rng: Random) -> None:
        self.parts: list[str] = []
        self.scaled = rng.random() < 0.4
        self.identifier = 100

    def add(self, tag: str, box: tuple[float, float, float, float], about: str, inner: str) -> None:
        self.identifier += 1
        boundary = " ".join(mm(each) for each in box)
        self.parts.append(f'<ofd:{tag} ID="{self.identifier}" Boundary="{boundary}" {about}>{inner}</ofd:{tag}>')

    def text(self, text: str, x: float, base: float, size: float, steps: list[float]) -> None:
        box, points = (x, base - size, sum(steps) + size, size * 1.3), size
        about = f'Font="3" Size="{mm(size)}"'
        if self.scaled:  # sizes in points, brought to millimetres by the matrix
            about = f'Font="3" Size="{size}" CTM="{MM:.6f} 0 0 {MM:.6f} 0 0"'
            points, steps = size / MM, [step / MM for step in steps]
        spaced = f' DeltaX="{deltas(steps[:-1])}"' if len(steps) > 1 else ""
        self.add(
            "TextObject", box, about, f'<ofd:TextCode X="0" Y="{mm(points)}"{spaced}>{escape(text)}</ofd:TextCode>'
        )

    def line(self, ax: float, ay: float, bx: float, by: float) -> None:
        left, top = min(ax, bx), HEIGHT - max(ay, by)
        data = f"M {mm(ax - left)} {mm(HEIGHT - ay - top)} L {mm(bx - left)} {mm(HEIGHT - by - top)}"
        box = (left, top, abs(ax - bx) + 0.5, abs(ay - by) + 0.5)
        self.add("PathObject", box, 'LineWidth="0.18"', f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>")

    def rect(self, x: float, y: float, width: float, height: float, *, stroke: int, fill: int) -> None:
        data = f"S 0 0 M 0 0 L {mm(width)} 0 L {mm(width)} {mm(height)} L 0 {mm(height)} C"
        about = f'Stroke="{"true" if stroke else "false"}" Fill="{"true" if fill else "false"}"'
        box = (x, HEIGHT - y - height, width, height)
        self.add("PathObject", box, about, f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>")

    def setLineWidth(self, width: float) -> None:  # noqa: N802 - named by reportlab
        """Lines are as wide as they are."""

    def setFillGray(self, grey: float) -> None:  # noqa: N802 - named by reportlab
        """What is filled is black."""


class OfdPaper(Paper):
    """Paper whose pages become parts of an OFD."""

    def __init__(self, rng: Random) -> None:
        super().__init__(io.BytesIO(), rng)
        self.pages: list[list[str]] = []
        self.canvas = Objects(rng)

    def write(self, text: str, x: float, base: float, size: float, stretch: float = 0) -> None:
        if text:
            steps = [pdfmetrics.stringWidth(each, FONT, size) + stretch for each in text]
            self.canvas.text(text, x, base, size, steps)

    def turn(self) -> None:
        self.close()
        self.page += 1
        self.y = TOP

    def close(self) -> None:
        text = self.mark.format(self.page)
        self.write(text, (WIDTH - self.width(text, 10.5)) / 2, 800, 10.5)
        self.pages.append(self.canvas.parts)
        self.canvas = Objects(self.rng)


def report(script: Manuscript, rng: Random) -> bytes:
    """Return an OFD with the header on a template page, page numbers, ruled tables."""
    paper = OfdPaper(rng)
    for block in blocks(script, arrangement(rng), rng):
        if block.grid:
            draw(paper, block.grid)
        else:
            write(paper, block)
    paper.close()
    header = Objects(rng)
    if paper.header:
        header.text(paper.header, LEFT, 56, 9, [9.0] * len(paper.header))
        header.line(LEFT, HEIGHT - 60, RIGHT, HEIGHT - 60)
    return packed(["".join(each) for each in paper.pages], "".join(header.parts))


def packed(pages: list[str], template: str = "", *, document: str = "", **parts: str) -> bytes:
    """Return a file with pages of these objects; `document` and `parts` add to the document and the zip."""
    layer = '<ofd:Content><ofd:Layer ID="5" Type="Body">{}</ofd:Layer></ofd:Content>'
    named = "".join(f'<ofd:Page ID="{n}" BaseLoc="Pages/Page_{n}/Content.xml"/>' for n in range(len(pages)))
    area = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {mm(WIDTH)} {mm(HEIGHT)}</ofd:PhysicalBox></ofd:PageArea>"
    common = f'<ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>{area}<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/></ofd:CommonData>'
    given = {
        "OFD.xml": f'{HEAD}<ofd:OFD {SPACE} DocType="OFD" Version="1.0"><ofd:DocBody><ofd:DocInfo><ofd:Creator>office</ofd:Creator></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>',
        "Doc_0/Document.xml": f"{HEAD}<ofd:Document {SPACE}>{common}<ofd:Pages>{named}</ofd:Pages>{document}</ofd:Document>",
        "Doc_0/Tpls/Tpl_0/Content.xml": f"{HEAD}<ofd:Page {SPACE}>{layer.format(template)}</ofd:Page>",
    }
    for number, objects in enumerate(pages):
        inner = f'<ofd:Template TemplateID="2" ZOrder="Background"/>{layer.format(objects)}'
        given[f"Doc_0/Pages/Page_{number}/Content.xml"] = f"{HEAD}<ofd:Page {SPACE}>{inner}</ofd:Page>"
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in {**given, **parts}.items():
            out.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


pdfmetrics.registerFont(UnicodeCIDFont(FONT))
