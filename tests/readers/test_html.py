"""Web pages: the body, its text and tables, and where every character stands."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint.outline import Outline, Paragraph, Table, locate
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.html import read_html

from . import html_pages as pages

SAMPLE = Path(__file__).parents[3] / "shared/reports/cn/G01_shanghai_gov_office_2019.html"


def texts(outline: Outline) -> list[str]:
    return [block.text for block in outline.paragraphs()]


def cells(table: Table) -> list[list[str | None]]:
    return [[cell.text if cell else None for cell in row] for row in table.grid()]


@pytest.mark.parametrize("name", pages.PAGES)
def test_every_style_gives_the_same_report(name: str) -> None:
    outline = read_html(pages.PAGES[name])
    found = texts(outline)
    assert found.index(pages.TITLE) < found.index(pages.PREFACE) < found.index("一、总体情况")
    assert found.count(pages.TITLE) == 1
    assert any(text.startswith(pages.OVERVIEW) for text in found)
    assert found[-4:] == ["六、其他需要报告的事项", "本年度未收取信息处理费。", "临江市水务局", "2026年1月20日"]
    assert [cells(table) for table in outline.tables()] == [pages.TABLE]
    assert outline.meta.get("title", pages.TITLE) == pages.TITLE
    assert not any(
        word in "".join(found) for word in ("首页", "主办单位", "版权", "2024年", "密件", "内部", "脚本", "隐藏")
    )


@pytest.mark.parametrize("name", ["trs", "old", "modern"])
def test_title_and_publication_date(name: str) -> None:
    assert read_html(pages.PAGES[name]).meta == {"title": pages.TITLE, "published_on": "2026-01-22"}


@pytest.mark.parametrize("name", pages.PAGES)
def test_every_character_has_its_place(name: str) -> None:
    page = pages.PAGES[name]
    assert_places(page, read_html(page))


def assert_places(page: str, outline: Outline) -> None:
    lines = page.split("\n")
    blocks = [each for each in outline.blocks if isinstance(each, Paragraph)]
    blocks += [cell for table in outline.tables() for cell in table.cells]  # type: ignore[misc]
    for block in blocks:
        for offset, character in enumerate(block.text):
            at = locate(block.runs, offset)
            assert at is not None
            source = (lines[at.line - 1] + "\n")[at.column - 1]
            assert source == character or source == "&" or (character == " " and (source.isspace() or source == "<"))


def test_flags_and_pictures() -> None:
    outline = read_html(pages.TRS)
    headings = [block for block in outline.paragraphs() if block.text.startswith(("一、", "二、"))]
    assert [block.bold for block in headings] == [True, True]
    assert outline.pictures == 1
    modern = read_html(pages.MODERN)
    assert [block.level for block in modern.paragraphs() if block.text in pages.SECTIONS] == [2, 2, 2]
    assert [block.text for block in modern.paragraphs() if block.listed] == ["加强平台建设。"]
    table = next(modern.tables())
    assert table.caption == "表二"
    assert [cell.header for cell in table.cells[:5]] == [True] * 4 + [False]
    title = next(read_html(pages.OLD).paragraphs())
    assert (title.bold, title.centred) == (True, True)


def test_line_breaks_of_the_source() -> None:
    outline = read_html("<p>公开信息\n      三百条，共 12 件\n and more</p>")
    assert texts(outline) == ["公开信息三百条，共 12 件 and more"]


def test_entities_and_zero_width_characters() -> None:
    page = "<p>&nbsp;&#12288;甲&lt;乙&gt;&amp;&#x4E19;&unknown;&#99999999;\u200b丁&nbsp;</p>"
    assert texts(read_html(page)) == ["甲<乙>&丙&unknown;\ufffd丁"]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<tr><td rowspan=2>a<td>b<tr><td>c", [["a", "b"], ["a", "c"]]),
        ("<tr><td rowspan='2 '>a</td><td colspan='x'>b</td></tr><tr><td>c</td></tr>", [["a", "b"], ["a", "c"]]),
        ("<tr><td rowspan=0>a</td><td>b</td></tr><tr><td>c</td></tr>", [["a", "b"], ["a", "c"]]),
        ("<tr><td rowspan=99999>a</td><td>b</td></tr><tr><td>c</td></tr>", [["a", "b"], ["a", "c"]]),
        ("<tr><td colspan=1000>a</td></tr><tr><td>b</td><td>c</td></tr>", [["a", "a"], ["b", "c"]]),
        ("<tr><td>a</td><td rowspan=2>b</td></tr><tr><td colspan=2>c</td></tr>", [["a", "b"], ["c", "b"]]),
        ("<td>a</td><td>b</td></tr><td>c</td><td>d</td></tr>", [["a", "b"], ["c", "d"]]),
        ("<tr><td>a<td>b</td></td></td><tr><td>c</table></div>", [["a", "b"], ["c", None]]),
        ("<tfoot><tr><td>c<td>d</tfoot><tbody><tr><td>a<td>b", [["a", "b"], ["c", "d"]]),
        ("<tr><td>a<td style='display:none'>x<td>b", [["a", "b"]]),
        ("<form><tr><td>a<td>b</form></tr>", [["a", "b"]]),
    ],
)
def test_spans_and_broken_markup(markup: str, expected: list[list[str | None]]) -> None:
    [table] = read_html(f"<p>一、总体情况。</p><table>{markup}</table><p>二、其他。</p>").tables()
    assert cells(table) == expected


@st.composite
def tilings(draw: st.DrawFn) -> tuple[list[list[str]], str]:
    """Draw a grid tiled with rectangles, and the same as rows of an HTML table."""
    height, width = draw(st.integers(1, 6)), draw(st.integers(2, 6))
    grid: list[list[str]] = [[""] * width for _ in range(height)]
    rows: list[str] = []
    number = 0
    for row in range(height):
        markup = ""
        for column in range(width):
            if grid[row][column]:
                continue
            free = next((step for step in range(width - column) if grid[row][column + step]), width - column)
            across = draw(st.integers(1, free))
            down = draw(st.integers(1, height - row))
            number += 1
            for below in range(row, row + down):
                grid[below][column : column + across] = [f"格{number}"] * across
            markup += f"<td rowspan={down} colspan='{across}'>格{number}</td>"
        rows.append(f"<tr>{markup}</tr>")
    return grid, f"<table>{''.join(rows)}</table>"


@given(tilings())
@settings(max_examples=150, deadline=None)
def test_any_tiling_is_read_as_drawn(tiling: tuple[list[list[str]], str]) -> None:
    grid, page = tiling
    tables = list(read_html(page).tables())
    if tables:
        found = cells(tables[0])
        assert found == grid[: len(found)]
    else:
        assert all(row.count("<td") <= 1 for row in page.split("<tr>"))


@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<td>", "</td>", "<tr>", "<table>", "</table>", "<b>", "</b>", "<li>", "<ul>", "</ul>", "<br>", "<!--", "-->",
    "<![x", "]]>", "<a href='", "'", '"', ">", "<", "&", "&#", "&nbsp;", "一、总体", "情况。", "\n ", "<script>", "</script>", "<h2>",
    "</h2>", "<div>", "</div>", "<title>", "\0", "<th rowspan=3>", "<span hidden>", "</span>", "</", "<?", "<o:p/>",
]), max_size=60).map("".join))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_page_is_read_with_true_places(page: str) -> None:
    assert_places(page, read_html(page))


def test_sections_in_sibling_containers_are_all_kept() -> None:
    sections = "".join(
        f"<div class=s{n}><div><h3>{title}</h3><p>{pages.OVERVIEW}</p></div></div>"
        for n, title in enumerate(pages.SECTIONS)
    )
    outline = read_html(f"<div><a href=/>首页</a></div><div>{sections}</div><div class=f>主办单位：某局</div>")
    assert [text for text in texts(outline) if text in pages.SECTIONS] == list(pages.SECTIONS)
    assert texts(outline)[0] == pages.SECTIONS[0]
    assert texts(outline)[-1] == pages.OVERVIEW


@pytest.mark.parametrize("end", ["</td></tr>", "", "</td></tr></tbody>"])
def test_a_table_that_is_never_closed(end: str) -> None:
    page = (
        f"<p>{pages.PREFACE}</p><p>二、主动公开政府信息情况</p><table><tbody>{pages.rows()[:-10]}</td></tr><tr><td>合计</td><td>9{end}"
        f"<p>三、收到和处理</p><table>{pages.rows()}</table><p>四、其他</p><p>无。</p>"
    )
    outline = read_html(page)
    assert texts(outline)[-3:] == ["三、收到和处理", "四、其他", "无。"]
    assert [table.height for table in outline.tables()] == [4, 3]


def test_a_report_in_a_single_cell_is_text() -> None:
    outline = read_html(f"<table><tr><td><p>一、总体情况</p><p>{pages.OVERVIEW}</p></td></tr></table>")
    assert texts(outline) == ["一、总体情况", pages.OVERVIEW]


def test_the_site_around_the_body_is_left_out() -> None:
    page = f"""<body><div class=bread>首页 &gt; 政务公开 &gt; 年报</div><div class=tit>{pages.TITLE}</div>
    <div class=time>2026-01-22 10:11 来源：市水务局 浏览次数：20</div><div class=a><p>{pages.PREFACE}</p></div>
    <div class=b><p>一、总体情况</p><p>{pages.OVERVIEW}</p></div><div class=c><p>六、其他需要报告的事项</p><p>无</p>
    <p>（此件依申请公开）</p></div><div>附件：<a href=x.docx>年报.docx</a></div><div class=side>水务微信公众号，欢迎关注。</div>
    <div><p>地址：临江市滨河路1号</p><p>Copyright 2026</p></div></body>"""
    outline = read_html(page)
    assert outline.meta == {"title": pages.TITLE, "published_on": "2026-01-22"}
    assert texts(outline) == [
        pages.TITLE, pages.PREFACE, "一、总体情况", pages.OVERVIEW, "六、其他需要报告的事项", "无", "（此件依申请公开）", "附件：年报.docx",
    ]  # fmt: skip


def test_index_table_and_mark_are_kept_in_the_body() -> None:
    page = f"<div><table><tr><td>索引号</td><td>014/2026</td><td>发布日期</td><td>2026-01-22</td></tr></table><p>{pages.PREFACE}</p><p>（此件公开发布）</p></div>"
    outline = read_html(page)
    assert outline.meta["published_on"] == "2026-01-22"
    assert texts(outline)[-1] == "（此件公开发布）"


def test_too_many_cells() -> None:
    row = "<tr>" + "<td colspan=1000>x</td>" * 3 + "</tr>"
    with pytest.raises(ReadError) as raised:
        read_html(f"<table>{row * 80}</table>")
    assert (raised.value.code, raised.value.reason) == ("X007", "too-many-cells")


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 100_000 + "一、总体情况。",
        "<b><i>" * 50_000 + "x",
        "<table><tr><td>" * 20_000 + "x",
        "<p>" * 100_000,
        "<!--" * 100_000 + ">",
        "<!" * 100_000 + ">",
        "<![x" * 100_000 + ">",
        "<a " * 100_000,
        "<a b='>" * 50_000,
        '<a x="> " ' * 50_000,
        "<script>" * 50_000,
        "<title>" * 50_000,
        "&#" * 100_000,
        "&a" * 100_000,
        "</p>" * 100_000,
        "<li>" * 100_000,
        "<td><p>" + "<div></div>" * 100_000,
        "<table><tr>" + "<td>1" * 50_000,
        "<p>" + "甲 " * 200_000,
        "<a href=x>" * 50_000 + "</b>" * 50_000,
    ],
    ids=lambda page: page[:14],
)  # fmt: skip
def test_hostile_pages_take_linear_time(page: str) -> None:
    started = time.process_time()
    read_html(page)
    assert time.process_time() - started < 8


@pytest.mark.skipif(not SAMPLE.exists(), reason="the published reports are not here")
def test_a_published_page() -> None:
    page = SAMPLE.read_text("utf-8")
    outline = read_html(page)
    assert [(table.height, table.width) for table in outline.tables()] == [(18, 5), (26, 10), (4, 15)]
    assert outline.meta["published_on"] == "2020-01-31"
    assert_places(page, outline)
