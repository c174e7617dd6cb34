"""Web pages of today: semantic, of a site's editor, and the bare fragment that systems exchange."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from tests.generator.layout import arrangement
from tests.generator.numbers import credit_code
from tests.generator.render.flow import blocks, publication

if TYPE_CHECKING:
    from random import Random

    from tests.generator.layout import Grid
    from tests.generator.model import Manuscript
    from tests.generator.render.flow import Block


def marked(text: str) -> str:
    """Return text as HTML; a line break in it is a <br>."""
    return escape(text, quote=False).replace("\n", "<br>")


def table(grid: Grid, *, inner: str = "{}", attributes: str = "", heads: bool = False) -> str:
    """Return a table with spans; `inner` wraps the text of each cell."""
    rows = []
    for line in grid:
        cells = []
        for square in line:
            tag = "th" if square.header and heads else "td"
            spans = "".join(
                f' {name}="{count}"'
                for name, count in (("rowspan", square.rows), ("colspan", square.columns))
                if count > 1
            )
            text = inner.format(marked(square.text)) if square.text else inner.format("&nbsp;")
            cells.append(f"<{tag}{spans}>{text}</{tag}>")
        rows.append("<tr>" + "".join(cells) + "</tr>")
    return f"<table{attributes}>\n<tbody>\n" + "\n".join(rows) + "\n</tbody>\n</table>"


def semantic(script: Manuscript, rng: Random) -> bytes:
    """Return a page with main, article, headings and th."""
    tags = {"title": "h1", "heading": "h2", "subheading": rng.choice(("h3", "p"))}
    body = [_semantic(block, tags) for block in blocks(script, arrangement(rng), rng)]
    title = escape(script.data.get("title", ""))
    page = (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>td {{ border: 1px solid }}</style>\n</head>\n<body>\n"
        '<header><nav><a href="/">首页</a><a href="/xxgk/">信息公开</a></nav></header>\n<main>\n<article>\n'
        + "\n".join(body)
        + "\n</article>\n</main>\n<footer><p>主办单位联系我们</p></footer>\n<script>var visits = 0;</script>\n</body>\n</html>\n"
    )
    return page.encode()


def _semantic(block: Block, tags: dict[str, str]) -> str:
    if block.grid:
        return table(block.grid, heads=True)
    if block.kind == "published":
        return f"<p><time>{block.text}</time></p>"
    tag = tags.get(block.kind, "p")
    return f"<{tag}>{marked(block.text)}</{tag}>"


def editor(script: Manuscript, rng: Random) -> bytes:
    """Return a page as a site's editor leaves it: nested divisions, breadcrumb, meta data, inline styles."""
    data = script.data
    title, bold = escape(data.get("title", "")), rng.random() < 0.7
    body = [_edited(block, bold=bold) for block in blocks(script, arrangement(rng), rng, published=False)]
    content = "\n".join(body if rng.random() < 0.5 else body[1:] if "title" in data else body)
    meta = line = ""
    if "published_on" in data:
        meta = f'<meta name="PubDate" content="{data["published_on"]} 10:12">\n'
        line = f"<span>{publication(data['published_on'], rng)}</span>"
    index = f"<span>索引号：{credit_code(rng, '11')}/{data['year'] + 1}-00013</span>" if rng.random() < 0.5 else ""
    page = (
        f'<html>\n<head>\n<meta http-equiv="Content-Type" content="text/html; charset=utf-8">\n<title>{title}</title>\n{meta}'
        f'<meta name="ArticleTitle" content="{title}">\n</head>\n<body>\n<div class="top"><ul><li><a href="#">首页</a></li>'
        '<li><a href="#">政务公开</a></li><li><a href="#">政务服务</a></li></ul></div>\n'
        '<div class="crumb">当前位置：<a href="#">首页</a> &gt; <a href="#">政府信息公开年报</a></div>\n'
        f'<div class="wrap"><div class="main">\n<h1 class="title">{title}</h1>\n'
        f'<div class="info">{index}{line}<span>字体：【大 中 小】</span></div>\n'
        f'<div class="view TRS_UEDITOR"><div class="TRS_Editor">\n{content}\n</div></div>\n'
        '<div class="tools"><a href="#">【打印本页】</a> <a href="#">【关闭窗口】</a></div>\n</div></div>\n'
        '<div class="foot"><p>网站地图 | 联系我们</p></div>\n</body>\n</html>\n'
    )
    return page.encode()


def _edited(block: Block, *, bold: bool) -> str:
    if block.grid:
        inner = '<p style="text-align: center;"><span style="font-size: 14px;">{}</span></p>'
        return table(block.grid, inner=inner, attributes=' border="1" cellspacing="0" width="100%"')
    text = marked(block.text)
    if block.kind == "title":
        return f'<p style="text-align: center;"><strong>{text}</strong></p>'
    if block.kind in ("signature", "date"):
        return f'<p style="text-align: right;">{text}</p>'
    if block.kind == "heading" and bold:
        text = f"<strong>{text}</strong>"
    return f'<p style="text-indent: 2em; line-height: 2;">{text}</p>'


def fragment(script: Manuscript, rng: Random) -> bytes:
    """Return the body alone, on one line, as a content field holds it."""
    parts = []
    for block in blocks(script, arrangement(rng, broken=True), rng):
        centred = " style='text-align: center'" if block.kind in ("title", "published", "number") else ""
        parts.append(table(block.grid).replace("\n", "") if block.grid else f"<p{centred}>{marked(block.text)}</p>")
    return "".join(parts).encode()
