"""PDF: text with places, ruled tables, pages that cannot be read, and files made to break readers."""

from __future__ import annotations

import contextlib
import random
import zlib

import pytest

from disclosure_lint import lint
from disclosure_lint.outline import Outline, Table
from disclosure_lint.readers import ReadError
from disclosure_lint.readers import pdf as reader
from disclosure_lint.readers.limits import Limits, applied
from disclosure_lint.readers.pdf import read_pdf
from tests.readers.pdf_files import FONT, HEIGHT, fill, pdf, protected, ruled, write

ROWS = [["信息内容", "本年制发件数"], ["规章", "3"], ["行政规范性文件", "12"]]
XS, YS = [100, 220, 340], [100, 120, 140, 160]


def texts(outline: Outline) -> list[str]:
    return ["".join(paragraph.text.split()) for paragraph in outline.paragraphs()]


def cells(outline: Outline) -> list[list[str]]:
    return [[cell.text for cell in row] for table in outline.tables() for row in table.rows()]


def one_line(text: str):
    return lambda canvas: write(canvas, 100, 100, text)


def test_a_paragraph_has_its_page_and_box() -> None:
    outline = read_pdf(pdf(one_line("第一页的内容在这里。"), one_line("第二页的内容在这里。")))
    (first, second) = outline.paragraphs()
    assert (first.text, first.place.page, first.place.paragraph, first.place.line) == (
        "第一页的内容在这里。",
        1,
        1,
        None,
    )
    assert (second.place.page, second.runs[0].page) == (2, 2)
    left, top, right, bottom = second.place.box
    assert 99 < left < 101 < 200 < right
    assert top < 100 < bottom


def test_lines_are_joined_to_paragraphs_and_headings_stay_alone() -> None:
    def page(canvas) -> None:
        for number, text in enumerate(
            (
                "　　一、总体情况",
                "　　本年度我局认真贯彻落实政府信息公开条例，不断加大主",
                "动公开的力度，及时回应社会的关切，全年通过网站公开政府",
                "信息一百二十条，其中解读材料二十条，并对网站栏目作了调",
                "整。",
                "　　（一）主动公开情况。全年通过政务新媒体发布信息三百",
                "多条，办理了群众的来信。",
            )
        ):
            indent = len(text) - len(text.lstrip("　"))
            write(canvas, 90 + 16 * indent, 100 + 24 * number, text.strip("　"), 16)

    found = texts(read_pdf(pdf(page)))
    assert [text[:6] for text in found] == ["一、总体情况", "本年度我局认", "（一）主动公"]
    assert found[1].endswith("调整。")


LINES = {
    "lines": lambda canvas, x, y, w, h: [
        canvas.line(x, y, x + w, y), canvas.line(x, y + h, x + w, y + h), canvas.line(x, y, x, y + h), canvas.line(x + w, y, x + w, y + h)
    ],
    "thin rectangles": lambda canvas, x, y, w, h: [
        canvas.rect(x, y, w, 0.6, stroke=0, fill=1), canvas.rect(x, y + h, w, 0.6, stroke=0, fill=1),
        canvas.rect(x, y, 0.6, h, stroke=0, fill=1), canvas.rect(x + w, y, 0.6, h, stroke=0, fill=1),
    ],
    "a frame for each cell, apart": lambda canvas, x, y, w, h: canvas.rect(x + 1, y + 1, w - 2, h - 2),
    "frames one over the other": lambda canvas, x, y, w, h: canvas.rect(x, y, w, h),
    "dashes": lambda canvas, x, y, w, h: [
        canvas.line(x + at, each, min(x + w, x + at + 3), each) for each in (y, y + h) for at in range(0, int(w), 5)
    ] + [canvas.line(each, y + at, each, min(y + h, y + at + 3)) for each in (x, x + w) for at in range(0, int(h), 5)],
}  # fmt: skip


@pytest.mark.parametrize("draw", LINES.values(), ids=LINES)
def test_ruled_tables_with_merged_cells(draw) -> None:
    """However their lines are drawn."""
    spots = [
        (0, 0, 1, 2, "第二十条第（一）项"),
        (1, 0, 3, 1, "合并"),
        (1, 1, 2, 2, "3"),
        (2, 1, 3, 2, ""),
        (3, 0, 4, 2, "末行"),
    ]

    def page(canvas) -> None:
        for top, left, bottom, right, text in spots:
            x, y = XS[left], HEIGHT - (100 + 20 * bottom)
            draw(canvas, x, y, XS[right] - x, 20 * (bottom - top))
            write(canvas, x + 4, 100 + 20 * top + 13, text, 9)

    (table,) = read_pdf(pdf(page)).tables()
    assert table.ruled
    assert [(c.row, c.column, c.rowspan, c.colspan, c.text) for c in table.cells] == [
        (top, left, bottom - top, right - left, text) for top, left, bottom, right, text in spots
    ]
    assert table.cells[2].place.page == 1
    assert (table.cells[2].place.table, table.cells[2].place.row, table.cells[2].place.cell) == (1, 2, 2)


def test_open_sides_and_the_text_around() -> None:
    def page(canvas) -> None:
        write(canvas, 100, 80, "表前的一段话。")
        for y in YS:
            canvas.line(XS[0], HEIGHT - y, XS[-1], HEIGHT - y)
        canvas.line(XS[1], HEIGHT - YS[0], XS[1], HEIGHT - YS[-1])
        fill(canvas, XS, YS, ROWS)
        write(canvas, 100, 190, "表后的一段话。")

    outline = read_pdf(pdf(page))
    assert cells(outline) == ROWS
    assert [type(block) is Table for block in outline.blocks] == [False, True, False]


def test_a_table_goes_on_over_the_page_break() -> None:
    """The header that is repeated goes."""
    low = [700, 720, 740, 760]

    def first(canvas) -> None:
        ruled(canvas, XS, low, [["项目", "数量"], ["甲", "1"], ["乙", "2"]])
        write(canvas, 290, 800, "- 1 -", 10)

    def second(canvas) -> None:
        ruled(canvas, XS, [80, 100, 120], [["项目", "数量"], ["末行", "3"]])
        write(canvas, 290, 800, "- 2 -", 10)

    assert cells(read_pdf(pdf(first, second))) == [["项目", "数量"], ["甲", "1"], ["乙", "2"], ["末行", "3"]]


def part(canvas, top: float, label: str, rows: list[tuple[str, str]]) -> None:
    """Draw rows of which a merged cell on the left has the label."""
    bottom = top + 20 * len(rows)
    for x in (100, 140, 240, 300):
        canvas.line(x, HEIGHT - top, x, HEIGHT - bottom)
    canvas.line(100, HEIGHT - top, 300, HEIGHT - top)
    canvas.line(100, HEIGHT - bottom, 300, HEIGHT - bottom)
    for number, (name, value) in enumerate(rows):
        y = top + 20 * number
        canvas.line(140, HEIGHT - y, 300, HEIGHT - y)
        write(canvas, 143, y + 12, name, 9)
        write(canvas, 243, y + 12, value, 9)
    for number, character in enumerate(label):
        write(canvas, 110, top + 10 + 9 * number, character, 9)


@pytest.mark.parametrize("labels", [("无法提供", ""), ("", "无法提供"), ("无法", "提供")])
def test_a_merged_label_goes_on_over_the_page_break(labels: tuple[str, str]) -> None:
    """Whether it is printed on the first page, on the second, or begins on one and ends on the other."""
    outline = read_pdf(
        pdf(
            lambda canvas: part(canvas, 700, labels[0], [("1.甲", "1"), ("2.乙", "2")]),
            lambda canvas: part(canvas, 80, labels[1], [("3.丙", ""), ("4.丁", "4")]),
        )
    )
    (table,) = outline.tables()
    label = next(cell for cell in table.cells if cell.column == 0)
    assert (label.text, label.row, label.rowspan) == ("无法提供", 0, 4)
    assert [cell.text for cell in table.cells if cell.column] == ["1.甲", "1", "2.乙", "2", "3.丙", "", "4.丁", "4"]


def test_a_row_torn_by_the_page_break_is_one_row() -> None:
    outline = read_pdf(
        pdf(
            lambda canvas: ruled(
                canvas, [100, 200, 240, 280], [720, 740, 760], [["1.甲", "1", "2"], ["2.其他法律行政法", "3", "4"]]
            ),
            lambda canvas: ruled(
                canvas, [100, 200, 240, 280], [80, 100, 120], [["规禁止公开", "", ""], ["3.丙", "5", "6"]]
            ),
        )
    )
    assert cells(outline) == [["1.甲", "1", "2"], ["2.其他法律行政法规禁止公开", "3", "4"], ["3.丙", "5", "6"]]


def test_a_row_torn_beside_a_merged_label_is_one_row() -> None:
    outline = read_pdf(
        pdf(
            lambda canvas: part(canvas, 700, "其他", [("1.甲", "1"), ("2.其他法律行政法", "2")]),
            lambda canvas: part(canvas, 80, "", [("规禁止公开", ""), ("3.丙", "3")]),
        )
    )
    assert cells(outline) == [["其他", "1.甲", "1"], ["2.其他法律行政法规禁止公开", "2"], ["3.丙", "3"]]


def test_a_row_of_blank_cells_at_the_top_of_a_page_is_a_row() -> None:
    outline = read_pdf(
        pdf(
            lambda canvas: ruled(canvas, [100, 200, 240, 280], [740, 760], [["1.甲", "1", "2"]]),
            lambda canvas: ruled(canvas, [100, 200, 240, 280], [80, 100, 120], [["2.乙", "", ""], ["3.丙", "5", "6"]]),
        )
    )
    assert cells(outline) == [["1.甲", "1", "2"], ["2.乙", "", ""], ["3.丙", "5", "6"]]


def test_page_numbers_and_running_headers_stand_aside() -> None:
    def page(canvas) -> None:
        number = canvas.getPageNumber()
        write(canvas, 100, 40, "某某局年度报告", 9)
        write(canvas, 100, 100 + 20 * number, f"这是第{'一二三'[number - 1]}页的正文内容。")
        write(canvas, 290, 810, str(number), 9)

    outline = read_pdf(pdf(page, page, page))
    assert [text[:5] for text in texts(outline)] == ["这是第一页", "这是第二页", "这是第三页"]
    assert [paragraph.text for paragraph in outline.aside] == ["某某局年度报告", "1", "2", "3"]


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_are_read_upright(angle: int) -> None:
    def page(canvas) -> None:
        canvas.setPageRotation(angle)
        ruled(canvas, XS, YS, ROWS)

    def written_aside(canvas) -> None:
        canvas.translate(*{90: (HEIGHT, 0), 180: (HEIGHT, HEIGHT), 270: (0, HEIGHT)}[angle])
        canvas.rotate(angle)
        ruled(canvas, XS, YS, ROWS)

    assert cells(read_pdf(pdf(page, size=(HEIGHT, HEIGHT)))) == ROWS
    assert cells(read_pdf(pdf(written_aside, size=(HEIGHT, HEIGHT)))) == ROWS


def test_only_what_the_page_shows_is_read() -> None:
    def page(canvas) -> None:
        canvas.setCropBox((80, 400, 500, 800))
        write(canvas, 100, 100, "看得见的文字。")
        write(canvas, 100, 700, "裁掉的文字。")

    outline = read_pdf(pdf(page))
    assert texts(outline) == ["看得见的文字。"]
    assert outline.blocks[0].place.box[0] == pytest.approx(20, abs=1)


def test_fake_bold_is_read_once() -> None:
    def page(canvas) -> None:
        for shift in (0, 0.3, 0.6):
            write(canvas, 100 + shift, 100, "一、总体情况2022")

    assert texts(read_pdf(pdf(page))) == ["一、总体情况2022"]


def test_text_that_nobody_sees_is_not_read_but_told() -> None:
    def page(canvas) -> None:
        write(canvas, 100, 100, "看得见的文字。")
        canvas.saveState()
        text = canvas.beginText(100, 700)
        text.setFont(FONT, 12)
        text.setTextRenderMode(3)
        text.textOut("隐形的文字")
        canvas.drawText(text)
        canvas.restoreState()
        canvas.setFillGray(1)
        write(canvas, 100, 200, "白色的文字")
        canvas.setFillGray(0.2)
        canvas.rect(90, 530, 200, 30, stroke=0, fill=1)
        canvas.setFillGray(1)
        write(canvas, 100, HEIGHT - 540, "深底上的文字")
        canvas.setFillGray(0)
        write(canvas, 100, 400, "小得看不见", 0.5)
        canvas.textAnnotation("内部意见：不要公开", (10, 10, 40, 40))
        canvas.setAuthor("张三")

    outline = read_pdf(pdf(page))
    assert texts(outline) == ["看得见的文字。", "深底上的文字"]
    assert {(each.kind, each.text) for each in outline.hidden} == {
        ("hidden-text", "隐形的文字"), ("white-text", "白色的文字"), ("tiny-text", "小得看不见"),
        ("annotation", "内部意见：不要公开"), ("author", "张三"),
    }  # fmt: skip
    assert all(each.place.page == 1 for each in outline.hidden if each.kind != "author")


def picture(canvas) -> None:
    from reportlab.lib.utils import ImageReader

    image = ImageReader(_image())
    canvas.drawImage(image, 0, 0, 595, 842)


def _image():
    from PIL import Image

    return Image.new("L", (60, 84), 200)


def test_scanned_pages_are_told() -> None:
    outline = read_pdf(pdf(one_line("一、总体情况，这一页有文字。"), picture, picture))
    assert outline.unread_pages == [2, 3]
    assert outline.pictures == 2


def scan_with_hidden_text(canvas) -> None:
    """A scan with the text that an OCR program puts behind it."""
    picture(canvas)
    text = canvas.beginText(100, 700)
    text.setFont(FONT, 12)
    text.setTextRenderMode(3)
    text.textOut("识别出来的文字")
    canvas.drawText(text)


@pytest.mark.parametrize("page", [picture, scan_with_hidden_text])
def test_a_scanned_document_is_no_report(page) -> None:
    (finding,) = lint(pdf(page, page), name="扫描件.pdf", language="zh").findings
    assert finding.code == "X001"
    assert "第 1-2 页" in finding.message
    assert finding.place.page == 1


def test_what_is_missing_is_not_assessed_where_pages_are_pictures() -> None:
    def page(canvas) -> None:
        write(canvas, 100, 100, "某某县林业局2023年政府信息公开工作年度报告", 16)
        write(canvas, 100, 140, "一、总体情况")
        write(canvas, 100, 160, "本年度工作正常开展，没有其他情况。")

    result = lint(pdf(page, picture), name="半份.pdf", language="zh")
    missing = {"S101", "S108", "D402", "S114"}
    assert not missing & {each.code for each in result.findings}
    reasons = {each.code: each.reason for each in result.not_assessed}
    assert all("第 2 页" in reasons[code] for code in missing)
    whole = lint(pdf(page), name="整份.pdf", language="zh")
    assert missing <= {each.code for each in whole.findings}


def test_sums_of_a_table_without_lines_are_likely() -> None:
    lines = ["某某县林业局2023年政府信息公开工作年度报告", "四、政府信息公开行政复议、行政诉讼情况"]

    def page(canvas) -> None:
        for index, line in enumerate(lines):
            write(canvas, 100, 100 + 40 * index, line, 14)
        for row, figures in enumerate([["行政复议", "1", "0", "0", "0", "7"]]):
            for column, figure in enumerate(figures):
                write(canvas, 60 + 80 * column, 220 + 20 * row, figure)
        for column, head in enumerate(["", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]):
            write(canvas, 60 + 80 * column, 200, head)

    sums = [each for each in lint(pdf(page), name="a.pdf", profile="cn-2021").findings if each.code == "T204"]
    assert [each.confidence for each in sums] == ["likely"]


def test_two_reports_side_by_side_are_no_report() -> None:
    labels = [["申请人情况", "自然人"], ["商业企业", "科研机构"], ["法律服务机构", "总计"], ["予以公开", "0"]]

    def page(canvas) -> None:
        for shift in (0, 250):
            ruled(canvas, [50 + shift, 150 + shift, 250 + shift], [100, 120, 140, 160, 180], labels)

    with pytest.raises(ReadError) as raised:
        read_pdf(pdf(page))
    assert (raised.value.code, raised.value.reason) == ("X006", "two-reports")


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"左栏的第{number}行文字内容较长一些" for number in "一二三四五六七八九十"]
    right = [f"右栏的第{number}行文字内容较长一些" for number in "一二三四五六七八九十"]

    def page(canvas) -> None:
        for number, pair in enumerate(zip(left, right, strict=True)):
            for x, text in zip((60, 320), pair, strict=True):
                write(canvas, x, 100 + 20 * number, text)

    assert "".join(texts(read_pdf(pdf(page)))) == "".join(left + right)


def test_protected_files() -> None:
    """One that opens without a password is read; another is told."""
    assert texts(read_pdf(protected("", one_line("没有打开密码。")))) == ["没有打开密码。"]
    with pytest.raises(ReadError) as raised:
        read_pdf(protected("secret", one_line("有密码。")))
    assert (raised.value.code, raised.value.reason) == ("X001", "encrypted")


def refusal(raw: bytes) -> tuple[str, str]:
    with pytest.raises(ReadError) as raised:
        read_pdf(raw)
    return raised.value.code, raised.value.reason


def test_limits(monkeypatch) -> None:
    with applied(Limits(pages=3)):
        assert refusal(pdf(*[one_line("页")] * 4)) == ("X007", "too-many-pages")
    monkeypatch.setattr(reader, "CHARACTERS", 5)
    assert refusal(pdf(one_line("超过五个字符的文字"))) == ("X007", "too-many-characters")
    monkeypatch.undo()
    with applied(Limits(seconds=-1)):
        assert refusal(pdf(one_line("慢"))) == ("X007", "too-slow")


def assembled(*objects: bytes) -> bytes:
    """Return a file of objects without a cross-reference table, which readers rebuild."""
    numbered = (b"%d 0 obj\n%s\nendobj\n" % (number, each) for number, each in enumerate(objects, 1))
    return b"%PDF-1.4\n" + b"".join(numbered) + b"trailer<</Root 1 0 R>>\n%%EOF"


def stream(head: bytes, data: bytes) -> bytes:
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (head, len(data), data)


def one_page(contents: bytes, *objects: bytes) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Resources<</XObject<</X 5 0 R>>>>/Contents %s>>" % contents
    return assembled(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *objects)


def test_streams_that_unpack_to_too_much() -> None:
    packed = stream(b"/Filter/FlateDecode", zlib.compress(b" " * 3_000_000))
    with applied(Limits(unpacked_megabytes=2)):
        assert refusal(one_page(b"4 0 R", packed)) == ("X007", "unpacked")
    assert refusal(one_page(b"4 0 R", b"<</Filter[/FlateDecode /FlateDecode]>>")) == ("X007", "unpacked")
    assert refusal(one_page(b"[" + b"4 0 R " * 50 + b"]", stream(b"", b"0 0 m"))) == ("X007", "unpacked")


def test_drawings_that_contain_one_another() -> None:
    """Ten times ten times ten … of them."""
    drawings = [
        stream(b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % number, b"/X Do " * 10)
        for number in range(6, 14)
    ]
    assert refusal(one_page(b"4 0 R", stream(b"", b"/X Do"), *drawings)) == ("X007", "too-many-objects")


@pytest.mark.parametrize("raw", [b"%PDF-1.7\n", b"%PDF-1.4\n%%EOF", b"%PDF-" + bytes(range(256)) * 9])
def test_what_is_no_pdf(raw: bytes) -> None:
    assert refusal(raw) == ("X001", "damaged")


def test_a_blank_document_says_that_it_is_empty() -> None:
    assert refusal(pdf(lambda canvas: None)) == ("X001", "empty")


def test_damaged_files_end_in_an_outline_or_a_refusal() -> None:
    """Truncated, with changed bytes, with pieces moved."""
    whole = pdf(lambda canvas: ruled(canvas, XS, YS, ROWS), picture, one_line("最后一页。"), pageCompression=0)
    rng = random.Random(7)
    for _ in range(150):
        raw = bytearray(whole)
        for _ in range(rng.randint(1, 30)):
            raw[rng.randrange(len(raw))] = rng.randrange(256)
        start = rng.randrange(len(raw))
        if rng.random() < 0.3:
            raw = raw[:start]
        elif rng.random() < 0.3:
            raw[start:start] = raw[start // 2 : start // 2 + rng.randint(1, 400)]
        with contextlib.suppress(ReadError):
            assert isinstance(read_pdf(bytes(raw)), Outline)


FIGURES = ["1", "0", "2", "0", "0", "0", "3"]


def row_of_figures(canvas, y: float, figures=FIGURES) -> None:
    for number, figure in enumerate(figures):
        write(canvas, 300 + 35 * number, y, figure, 9)


@pytest.mark.parametrize("top", [True, False], ids=["on the first line", "in the middle"])
def test_tables_without_rules(top: bool) -> None:
    """A label of several lines is put together, wherever its figures stand beside it."""
    labels = [
        ["1.属于国家秘密"],
        ["2.其他法律行政", "法规禁止公开"],
        ["3.危及三安全一", "稳定"],
        ["4.保护第三方合", "法权益"],
    ]

    def page(canvas) -> None:
        y = 100.0
        for lines in labels:
            for number, line in enumerate(lines):
                write(canvas, 120, y + 14 * number, line, 9)
            row_of_figures(canvas, y if top else y + 7 * (len(lines) - 1))
            y += 14 * len(lines) + 6

    outline = read_pdf(pdf(page))
    assert cells(outline) == [["".join(lines), *FIGURES] for lines in labels]
    assert outline.lossy
    assert not next(iter(outline.tables())).ruled


def test_figures_whose_label_is_in_doubt_are_kept_as_text() -> None:
    """One label beside two rows of figures: none of the figures is given to it."""

    def page(canvas) -> None:
        for y in (100, 120, 140, 160):
            row_of_figures(canvas, y)
        for number, line in enumerate(("1.属于国家", "秘密或者其", "他法律行政", "法规禁止的")):
            write(canvas, 120, 100 + 20 * number, line, 9)

    assert not any(cell == "1" for row in cells(read_pdf(pdf(page))) for cell in row)


def test_the_words_of_a_web_page_behind_the_report_stand_aside() -> None:
    def page(canvas) -> None:
        write(canvas, 100, 100, "六、其他需要报告的事项")
        write(canvas, 100, 130, "本年度没有其他需要报告的事项。")
        write(canvas, 100, 160, "【打印本页】 【关闭窗口】")
        write(canvas, 100, 190, "网站地图 | 联系我们")

    outline = read_pdf(pdf(page))
    assert texts(outline) == ["六、其他需要报告的事项", "本年度没有其他需要报告的事项。"]
    assert len(outline.aside) == 2


def test_a_long_title_and_a_long_heading_are_one_paragraph_each() -> None:
    def page(canvas) -> None:
        for number, line in enumerate(("某某市某某县某某镇人民政府2023年政府信", "息公开工作年度报告")):
            write(canvas, 100 + 100 * number, 100 + 36 * number, line, 22)
        write(canvas, 100, 200, "本年度我单位严格执行政府信息公开条例的规定，主动公开", 14)
        write(canvas, 100, 222, "各类信息，没有其他情况需要说明。", 14)
        write(canvas, 128, 244, "四、因政府信息公开工作被申请行政复议、提起行政", 14)
        write(canvas, 100, 266, "诉讼情况", 14)
        write(canvas, 128, 288, "没有发生行政复议和行政诉讼。", 14)

    found = texts(read_pdf(pdf(page)))
    assert found[0] == "某某市某某县某某镇人民政府2023年政府信息公开工作年度报告"
    assert found[2] == "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"
