"""Web pages of another age: pasted from Word, and laid out with tables in GB 2312."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator.layout import arrangement
from tests.generator.render.flow import blocks, publication
from tests.generator.render.web import marked, table

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript
    from tests.generator.render.flow import Block

RUN = "<span style=\"font-family:仿宋_GB2312;font-size:16.0pt;mso-bidi-font-family:'Times New Roman'\">{}</span>"
LATIN = '<span lang="EN-US" style="font-size:16.0pt;mso-hansi-font-family:宋体">{}</span>'


def runs(text: str) -> str:
    """Return text as Word splits it: a span for figures, another for characters."""
    parts: list[tuple[bool, str]] = []
    for character in text:
        latin = character.isascii()
        if parts and parts[-1][0] == latin:
            parts[-1] = (latin, parts[-1][1] + character)
        else:
            parts.append((latin, character))
    return "".join((LATIN if latin else RUN).format(marked(part)) for latin, part in parts)


def word_paste(script: Manuscript, rng: Random) -> bytes:
    """Return a page pasted from Word: MsoNormal, split runs, all of it on one line."""
    body = "".join(_pasted(block) for block in blocks(script, arrangement(rng), rng))
    head = f"<meta charset=utf-8><title>{marked(script.data.get('title', ''))}</title>"
    xml = "<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->"
    return f'<html xmlns:o="urn:schemas-microsoft-com:office:office"><head>{head}{xml}</head><body>{body}</body></html>'.encode()


def _pasted(block: Block) -> str:
    if block.grid:
        inner = '<p class="MsoNormal" align="center"><span style="font-size:10.5pt">{}<o:p></o:p></span></p>'
        return table(block.grid, inner=inner, attributes=' class="MsoNormalTable" border="1"').replace("\n", "")
    indent = (
        ""
        if block.kind in ("title", "published", "number")
        else ' style="text-indent:32.0pt;mso-char-indent-count:2.0"'
    )
    text = runs(block.text)
    if block.kind in ("heading", "title"):
        text = f"<b>{text}</b>"
    return f'<p class="MsoNormal"{indent}>{text}<span lang="EN-US"><o:p></o:p></span></p>'


def gb2312(script: Manuscript, rng: Random) -> bytes:
    """Return a page laid out with tables and <font>, paragraphs ended by <br>, in GB 18030 called gb2312."""
    data = script.data
    title = marked(data.get("title", ""))
    parts = []
    for block in blocks(script, arrangement(rng), rng, published=False):
        if block.kind == "title":
            continue
        parts.append(
            table(block.grid, inner="<font size=2>{}</font>", attributes=" border=1")
            if block.grid
            else f"<p>　　<font face=仿宋 size=3>{marked(block.text)}</font></p>"
        )
    date = publication(data["published_on"], rng) if "published_on" in data else ""
    page = (
        f'<HTML><HEAD><META http-equiv=Content-Type content="text/html; charset=gb2312"><TITLE>{title}</TITLE></HEAD>\n'
        "<BODY><TABLE width=780 align=center><TR><TD><a href=/>首页</a> | <a href=/gk>政务公开</a></TD></TR>\n"
        f"<TR><TD><center><font size=5><b>{title}</b></font></center></TD></TR>\n"
        f"<TR><TD align=center>{date}</TD></TR>\n<TR><TD>\n"
        + "\n".join(parts)
        + "\n</TD></TR><TR><TD align=center>打印本页</TD></TR></TABLE></BODY></HTML>\n"
    )
    return page.encode("gb18030")
