"""Word documents: as Word makes them, as WPS authors type them, as LibreOffice saves them."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from tests.generator.layout import arrangement
from tests.generator.render.flow import blocks

if TYPE_CHECKING:
    from random import Random

    from tests.generator.layout import Grid
    from tests.generator.model import Manuscript
    from tests.generator.render.flow import Block

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
#: The numbers that a list may draw: prefix in the text → level of the list.
NUMBERED = ((re.compile(r"^[一二三四五六七八九]、"), 0), (re.compile(r"^（[一二三四五六七八九]）"), 1))
STYLES = (
    f'<w:styles xmlns:w="{W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/>'
    "</w:pPr><w:rPr><w:b/></w:rPr></w:style>"
    '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="a"/></w:style></w:styles>'
)
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="{form}"/><w:lvlText w:val="%1、"/></w:lvl><w:lvl w:ilvl="1"><w:start w:val="1"/>'
    '<w:numFmt w:val="{form}"/><w:lvlText w:val="（%2）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """Return a file with these parts, its relations among them made."""
    kinds = {"styles": "styles", "numbering": "numbering", "comments": "comments", "footnotes": "footnotes"}
    kinds |= {"endnotes": "endnotes", "header1": "header", "footer1": "footer", "settings": "settings"}
    names = [name for name in kinds if f"word/{name}.xml" in parts]
    given = {
        "[Content_Types].xml": _types(parts),
        "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{RELATIONS}">'
        + "".join(
            f'<Relationship Id="i{at}" Type="{OFFICE}/{kinds[name]}" Target="{name}.xml"/>'
            for at, name in enumerate(names)
        )
        + "</Relationships>",
    } | parts
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in given.items():
            file.writestr(zipfile.ZipInfo(name, (2026, 1, 5, 9, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _types(parts: dict[str, str | bytes]) -> str:
    """Return the part that names the type of each part; without it LibreOffice loads nothing."""
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {"word/document.xml": "document.main"} | {
        name: re.sub(r"\W|\d|xml$|^word", "", name)
        for name in parts
        if name.startswith("word/") and name.endswith(".xml")
    }
    kinds["word/document.xml"] = "document.main"
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{word}.{kind}+xml"/>'
        for name, kind in kinds.items()
        if "/_rels/" not in name
    )
    return (
        f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def document(body: str, **parts: str | bytes) -> bytes:
    """Return a Word document with a body and further parts, each named as in `word/`."""
    spaces = (
        f'xmlns:w="{W}" xmlns:r="{OFFICE}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    )
    whole = f"{HEAD}<w:document {spaces}><w:body>{body}</w:body></w:document>"
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    return packed({"word/document.xml": whole, **named})


def run(text: str, look: str = "") -> str:
    """Return a run; a line break in its text is a <w:br/>."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    inner = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\n"))
    return f"<w:r>{properties}{inner}</w:r>"


def paragraph(inner: str, properties: str = "") -> str:
    """Return a paragraph."""
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{inner}</w:p>"


def split(text: str, rng: Random) -> str:
    """Return text in runs cut anywhere, as an author's corrections leave it."""
    cuts = sorted(rng.sample(range(1, len(text)), min(len(text) - 1, rng.randint(0, 5)))) if len(text) > 1 else []
    bounds = [0, *cuts, len(text)]
    return "".join(run(text[start:end]) for start, end in pairwise(bounds))


def table(grid: Grid, rng: Random, *, slivers: bool = False) -> str:
    """Return a table; with slivers, each row's borders lie a hair apart, and the file's grid has both."""
    filled: dict[tuple[int, int], tuple[str, int, bool]] = {}
    for row, line in enumerate(grid):
        column = 0
        for square in line:
            while (row, column) in filled:
                column += 1
            for below in range(square.rows):
                for beside in range(square.columns):
                    filled[row + below, column + beside] = ("", 0, False)
                filled[row + below, column] = ("" if below else square.text, square.columns, square.rows > 1)
                if below:
                    filled[row + below, column] = ("\0", square.columns, True)
    width = max(column for _, column in filled) + 1
    height = max(row for row, _ in filled) + 1
    edges = [2 * index for index in range(width + 1)] if slivers else list(range(width + 1))
    rows = []
    for row in range(height):
        moved = [index for index in range(1, width) if slivers and rng.random() < 0.5]
        rows.append(
            _row([(column, *filled.get((row, column), ("", 1, False))) for column in range(width)], edges, moved)
        )
    widths = [size for _ in range(width) for size in ((960, 1) if slivers else (960,))]
    columns = "".join(f'<w:gridCol w:w="{size}"/>' for size in widths)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{"".join(rows)}</w:tbl>'


def _row(cells: list[tuple[int, str, int, bool]], edges: list[int], moved: list[int]) -> str:
    """Return a row; at each of the `moved` edges its border lies before the sliver, not behind it."""
    bounds = [edge - 1 if index in moved else edge for index, edge in enumerate(edges)]
    shown = []
    for column, text, span, merged in cells:
        if not span:
            continue
        squares = bounds[column + span] - bounds[column]
        about = f'<w:gridSpan w:val="{squares}"/>' if squares > 1 else ""
        if merged:
            about += "<w:vMerge/>" if text == "\0" else '<w:vMerge w:val="restart"/>'
        inner = "" if text in ("", "\0") else run(text)
        shown.append(f'<w:tc><w:tcPr>{about}</w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>{inner}</w:p></w:tc>')
    return f"<w:tr>{''.join(shown)}</w:tr>"


def styled(script: Manuscript, rng: Random) -> bytes:
    """Return a document as Word makes it: heading styles, and lists that draw the numbers."""
    form = rng.choice(("chineseCounting", "chineseCountingThousand", "japaneseCounting"))
    numbers = Numbers(rng.random() < 0.7)
    body = [_styled(block, numbers, rng) for block in blocks(script, arrangement(rng), rng)]
    return document("".join(body), styles=STYLES, numbering=NUMBERING.replace("{form}", form))


class Numbers:
    """Follows the numbers of a manuscript, to leave to the list those that it would draw alike."""

    def __init__(self, drawn: bool) -> None:
        self.drawn = drawn
        self.last = [0, 0]

    def take(self, text: str) -> tuple[str, str]:
        """Return the list properties of a paragraph and its text without the number they draw."""
        for pattern, level in NUMBERED if self.drawn else ():
            match = pattern.match(text)
            if match and "一二三四五六七八九".index(match[0].strip("（）、")) == self.last[level]:
                self.last[level:] = [self.last[level] + 1, *([0] * (1 - level))]
                return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="7"/></w:numPr>', text[match.end() :]
        return "", text


def _styled(block: Block, numbers: Numbers, rng: Random) -> str:
    if block.grid:
        return table(block.grid, rng) + paragraph("")
    if block.kind == "title":
        return paragraph(split(block.text, rng), '<w:jc w:val="center"/>')
    style = {"heading": '<w:pStyle w:val="1"/>', "subheading": '<w:pStyle w:val="2"/>'}.get(block.kind, "")
    listed, text = numbers.take(block.text) if block.kind in ("heading", "subheading") else ("", block.text)
    return paragraph(split(text, rng), style + listed)


def typed(script: Manuscript, rng: Random) -> bytes:
    """Return a document without styles: everything typed, blank lines between, indents by full-width spaces."""
    body = []
    for block in blocks(script, arrangement(rng), rng):
        if block.grid:
            body.append(table(block.grid, rng))
            continue
        look = "<w:b/>" if block.kind in ("title", "heading") else ""
        indent = "" if block.kind in ("title", "number") else rng.choice(("　　", "    ", ""))
        body += [paragraph(run(indent + block.text, look)), paragraph("") if rng.random() < 0.3 else ""]
    return document("".join(body))


def libre(script: Manuscript, rng: Random) -> bytes:
    """Return a document as LibreOffice saves it: every cell's borders on a grid of their own, slivers between."""
    body = [
        table(block.grid, rng, slivers=True)
        if block.grid
        else paragraph(split(block.text, rng), '<w:pStyle w:val="a"/>')
        for block in blocks(script, arrangement(rng), rng)
    ]
    return document("".join(body), styles=STYLES)
