"""Word documents: the text that their readers see, and what they do not see."""

from __future__ import annotations

import io

import pytest

from disclosure_lint import lint
from disclosure_lint.outline import Outline, Paragraph, Table
from disclosure_lint.readers import load
from disclosure_lint.readers.docx import read_docx
from disclosure_lint.readers.docx_numerals import numeral
from tests.generator.render.word import OFFICE, STYLES, W, document, packed, paragraph, run


def texts(raw: bytes) -> list[str]:
    return [each.text for each in read_docx(raw).paragraphs()]


def one(inner: str, **parts: str) -> str:
    """Return the text of the only paragraph of a document."""
    (text,) = texts(document(paragraph(inner), **parts))
    return text


def styles(inner: str) -> str:
    return f'<w:styles xmlns:w="{W}">{inner}</w:styles>'


def numbering(inner: str) -> str:
    return f'<w:numbering xmlns:w="{W}">{inner}</w:numbering>'


def level(ilvl: int, form: str, text: str, more: str = "") -> str:
    return f'<w:lvl w:ilvl="{ilvl}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def abstract(number: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{"".join(levels)}</w:abstractNum>'


def num(number: int, shared: int, more: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{shared}"/>{more}</w:num>'


def item(text: str, number: int, depth: int = 0) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')


def field(instruction: str, result: str) -> str:
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{instruction}</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{result}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("inner", "text"),
    [
        (run("一、总") + run("体") + run("情况"), "一、总体情况"),
        ("<w:proofErr/>" + run("收到") + '<w:bookmarkStart w:id="1"/>' + run("3件"), "收到3件"),
        ("<w:r><w:t>一</w:t><w:tab/><w:t>概述</w:t></w:r>", "一 概述"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>B</w:t><w:softHyphen/></w:r>", "A-B"),
        (f'<w:hyperlink r:id="x">{run("网站")}</w:hyperlink>{run("见")}', "网站见"),
        (f'<w:smartTag w:element="date">{run("2025年")}</w:smartTag>', "2025年"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{run('12')}</w:sdtContent></w:sdt>{run('件')}", "12件"),
        (f'<w:fldSimple w:instr="DATE">{run("2026年1月5日")}</w:fldSimple>', "2026年1月5日"),
        (field("DATE \\@ yyyy", run("2026年")), "2026年"),
        (run("共") + field("=SUM(A1)", run("7") + field("PAGE", run("2"))) + run("件"), "共72件"),
        (field(" IF ", run("甲")) + run("乙"), "甲乙"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + run("是"), "☑是"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F001"/></w:r>' + run("是"), "是"),
        ("<w:r><w:ruby><w:rt><w:r><w:t>gong</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>公</w:t></w:r></w:rubyBase></w:ruby></w:r>", "公"),
        (f"<w:ins w:author='x'>{run('新')}</w:ins><w:del w:author='x'><w:r><w:delText>旧</w:delText></w:r></w:del>{run('收')}", "新收"),
        (f"<w:moveFrom>{run('甲')}</w:moveFrom><w:moveTo>{run('甲')}</w:moveTo>{run('乙')}", "甲乙"),
        (f"<w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>{run('新')}</w:ins>", "新"),
        (run("密", "<w:vanish/>") + run("公开"), "公开"),
        ("<w:r><w:t>\n  收到 3件\n  </w:t></w:r>", "收到 3件"),
        (run("公开", '<w:vanish w:val="0"/>'), "公开"),
        ("<m:oMath><m:r><m:t>3+4</m:t></m:r></m:oMath>", "3+4"),
        (f"<mc:AlternateContent><mc:Choice>{run('新')}</mc:Choice><mc:Fallback>{run('旧')}</mc:Fallback></mc:AlternateContent>", "新"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + "<w:r><w:t/></w:r>" + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("文"), "文"),
    ],
)  # fmt: skip
def test_the_text_of_a_paragraph(inner: str, text: str) -> None:
    assert one(inner) == text


def test_a_line_break_parts_text_and_joins_a_heading() -> None:
    assert texts(document(paragraph(run("临江市\n年度报告")))) == ["临江市", "年度报告"]
    heading = paragraph(run("二、主动公开\n政府信息情况"), '<w:outlineLvl w:val="0"/>')
    assert texts(document(heading)) == ["二、主动公开政府信息情况"]


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    gone = "<w:rPr><w:del w:author='x'/></w:rPr>"
    assert texts(document(paragraph(run("全年收到"), gone) + paragraph(run("申请3件。")))) == ["全年收到申请3件。"]
    assert texts(document(paragraph(run("全年"), gone))) == ["全年"]


def test_headings_by_style_and_by_outline_level() -> None:
    raw = document(
        paragraph(run("总体情况"), '<w:pStyle w:val="1"/>')
        + paragraph(run("主动公开"), '<w:outlineLvl w:val="1"/>')
        + paragraph(run("正文"), '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
        + paragraph(run("居中"), '<w:jc w:val="center"/>'),
        styles=STYLES,
    )
    found = list(read_docx(raw).paragraphs())
    assert [each.level for each in found] == [1, 2, None, None]
    assert [each.bold for each in found] == [True, False, True, False]
    assert [each.centred for each in found] == [False, False, False, True]


def test_the_second_level_of_a_chinese_heading_style() -> None:
    named = styles('<w:style w:type="paragraph" w:styleId="x"><w:name w:val="标题 2"/></w:style>')
    (found,) = read_docx(document(paragraph(run("主动公开"), '<w:pStyle w:val="x"/>'), styles=named)).paragraphs()
    assert found.level == 2


@pytest.mark.parametrize(
    ("form", "pattern", "shown"),
    [
        ("chineseCounting", "%1、", "一、甲 二、乙 三、丙"),
        ("chineseCountingThousand", "（%1）", "（一）甲 （二）乙 （三）丙"),
        ("japaneseCounting", "第%1章", "第一章甲 第二章乙 第三章丙"),
        ("ideographTraditional", "%1、", "甲、甲 乙、乙 丙、丙"),
        ("decimal", "%1.", "1.\u00a0甲 2.\u00a0乙 3.\u00a0丙"),
        ("decimalEnclosedCircle", "%1", "①甲 ②乙 ③丙"),
        ("decimalFullWidth", "%1．", "１．甲 ２．乙 ３．丙"),
        ("upperRoman", "%1、", "I、甲 II、乙 III、丙"),
        ("lowerLetter", "%1）", "a）甲 b）乙 c）丙"),
        ("chineseLegalSimplified", "%1、", "壹、甲 贰、乙 叁、丙"),
        ("none", "", "甲 乙 丙"),
        ("bullet", "\uf06c", "甲 乙 丙"),
    ],
)
def test_numbers_that_word_draws(form: str, pattern: str, shown: str) -> None:
    raw = document(
        "".join(item(text, 7) for text in "甲乙丙"),
        numbering=numbering(abstract(0, level(0, form, pattern)) + num(7, 0)),
    )
    assert texts(raw) == [each.replace("\u00a0", " ") for each in shown.split(" ")]
    assert all(each.listed == (form in ("none", "bullet")) for each in read_docx(raw).paragraphs())


@pytest.mark.parametrize(
    ("form", "shown"),
    [
        ("chineseCounting", "10十 11十一 20二十 21二十一 99九十九 100一〇〇"),
        ("chineseCountingThousand", "10十 12十二 100一百 101一百零一 110一百一十 1001一千零一"),
        ("japaneseCounting", "10十 11十一 20二十 111百十一"),
        ("chineseLegalSimplified", "10壹拾 21贰拾壹"),
        ("ideographTraditional", "1甲 10癸"),
        ("upperRoman", "4IV 9IX 49XLIX"),
        ("lowerLetter", "1a 26z 27aa"),
        ("decimalEnclosedCircle", "1① 20⑳ 21㉑"),
    ],
)
def test_numerals(form: str, shown: str) -> None:
    for each in shown.split(" "):
        digits = "".join(char for char in each if char in "0123456789")
        assert numeral(int(digits), form) == each[len(digits) :]
    assert numeral(7, "decimalZero") == "07"
    assert numeral(3, "no such form") == "3"


def test_levels_restart_below_a_higher_one_and_lists_begin_anew() -> None:
    levels = (
        level(0, "chineseCounting", "%1、")
        + level(1, "chineseCounting", "（%2）")
        + level(2, "decimal", "%1.%3", "<w:isLgl/>")
    )
    begin = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbering(abstract(0, levels) + num(1, 0) + num(2, 0) + num(3, 0, begin))
    order = [
        ("甲", 1, 0),
        ("乙", 1, 1),
        ("丙", 1, 1),
        ("丁", 1, 2),
        ("戊", 2, 0),
        ("己", 2, 1),
        ("庚", 3, 0),
        ("辛", 1, 0),
    ]
    raw = document("".join(item(text, number, depth) for text, number, depth in order), numbering=lists)
    assert texts(raw) == ["一、甲", "（一）乙", "（二）丙", "1.1 丁", "二、戊", "（一）己", "一、庚", "二、辛"]


def test_a_level_overridden_in_one_list() -> None:
    change = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1）")}</w:lvlOverride>'
    lists = numbering(abstract(0, level(0, "chineseCounting", "%1、")) + num(1, 0) + num(2, 0, change))
    assert texts(document(item("甲", 1) + item("乙", 2), numbering=lists)) == ["一、甲", "2）乙"]


def test_numbers_that_come_with_a_style() -> None:
    named = styles(
        '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="4"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:name w:val="heading 2"/><w:basedOn w:val="1"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    lists = numbering(
        abstract(0, level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>'), level(1, "chineseCounting", "（%2）"))
        + num(4, 0)
    )
    body = "".join(
        paragraph(run(text), f'<w:pStyle w:val="{style}"/>') for text, style in (("甲", "1"), ("乙", "2"), ("丙", "1"))
    )
    body += paragraph(run("丁"), '<w:pStyle w:val="1"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    assert texts(document(body, styles=named, numbering=lists)) == ["一、甲", "（一）乙", "二、丙", "丁"]


def test_a_list_that_stands_behind_a_numbering_style() -> None:
    named = styles(
        '<w:style w:type="numbering" w:styleId="n"><w:name w:val="n"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    linked = '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="n"/></w:abstractNum>'
    lists = numbering(
        abstract(0, '<w:styleLink w:val="n"/>', level(0, "chineseCounting", "%1、")) + linked + num(1, 0) + num(2, 1)
    )
    assert texts(document(item("甲", 2) + item("乙", 1), styles=named, numbering=lists)) == ["一、甲", "二、乙"]


def test_a_drawn_chapter_number_counts_as_printed() -> None:
    """A chapter whose number a list draws is numbered for S103."""
    names = ("总体情况", "主动公开政府信息情况", "收到和处理政府信息公开申请情况")
    lists = numbering(abstract(0, level(0, "chineseCounting", "%1、")) + num(1, 0))
    title = paragraph(run("临江市水务局2025年政府信息公开工作年度报告"))
    raw = document(title + "".join(item(name, 1) + paragraph(run("情况良好。")) for name in names), numbering=lists)
    result = lint(raw, name="a.docx")
    assert result.report.get("/sections/requests/heading") == "三、收到和处理政府信息公开申请情况"
    assert "S103" not in {each.code for each in result.findings}


def box(kind: str, inner: str) -> str:
    if kind == "wps":
        return f"<w:drawing><wps:wsp><wps:txbx><w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></w:drawing>"
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict>"


def test_text_boxes_are_read_once() -> None:
    inner = paragraph(run("年度报告"))
    both = f"<mc:AlternateContent><mc:Choice Requires='wps'>{box('wps', inner)}</mc:Choice><mc:Fallback>{box('vml', inner)}</mc:Fallback></mc:AlternateContent>"
    assert texts(document(paragraph(f"<w:r>{both}</w:r>" + run("临江市")))) == ["临江市", "年度报告"]
    assert texts(document(paragraph(f"<w:r>{box('vml', inner)}</w:r>"))) == ["年度报告"]


def test_notes_stand_behind_the_paragraph_that_refers_to_them() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:type="separator" w:id="0">{paragraph(run("线"))}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph(run("含上年结转。"))}</w:footnote></w:footnotes>'
    )
    body = paragraph(run("收到3件。") + '<w:r><w:footnoteReference w:id="2"/></w:r>') + paragraph(run("办结3件。"))
    assert texts(document(body, footnotes=notes)) == ["收到3件。", "含上年结转。", "办结3件。"]


def test_headers_and_footers_stand_aside_and_are_judged() -> None:
    head = f'<w:hdr xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml">{paragraph(run("年度报告"))}{paragraph(run("机密"))}'
    head += paragraph('<w:r><w:pict><v:shape><v:textpath string="内部资料"/></v:shape></w:pict></w:r>') + "</w:hdr>"
    foot = f'<w:ftr xmlns:w="{W}">{paragraph(run("— ") + field("PAGE", run("1")) + run(" —"))}{paragraph(run("第1页 共3页"))}</w:ftr>'
    outline = read_docx(document(paragraph(run("年度报告")), header1=head, footer1=foot))
    assert [each.text for each in outline.aside] == ["机密", "内部资料"]
    assert [each.text for each in outline.paragraphs()] == ["年度报告"]
    title = paragraph(run("临江市水务局2025年政府信息公开工作年度报告"))
    assert {"C502", "C503"} <= {each.code for each in lint(document(title, header1=head), name="a.docx").findings}


def test_pages_are_those_that_word_stored() -> None:
    broken = "<w:r><w:lastRenderedPageBreak/><w:t>乙</w:t></w:r>"
    outline = read_docx(document(paragraph(run("甲")) + paragraph(broken) + paragraph(run("丙"))))
    assert [(each.place.page, each.place.paragraph) for each in outline.paragraphs()] == [(1, 1), (2, 2), (2, 3)]
    assert [each.place.page for each in read_docx(document(paragraph(run("甲")))).paragraphs()] == [None]


def test_blank_paragraphs_are_not_counted() -> None:
    outline = read_docx(document(paragraph("") + paragraph(run("甲")) + paragraph(run("　")) + paragraph(run("乙"))))
    assert [(each.text, each.place.paragraph) for each in outline.paragraphs()] == [("甲", 1), ("乙", 2)]


def hidden(body: str, **parts: str) -> dict[str, tuple[int, str]]:
    return {each.kind: (each.count, each.text) for each in read_docx(document(body, **parts)).hidden}


def test_what_is_not_shown_is_recorded() -> None:
    change = f"<w:ins>{run('新')}</w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    body = paragraph(change + run("一", "<w:vanish/>") + run("二", "<w:vanish/>")) + paragraph(change)
    assert hidden(body) == {"insertion": (2, "新"), "deletion": (2, "旧"), "hidden-text": (1, "一二")}


def test_white_and_tiny_text_is_recorded_and_kept() -> None:
    white, tiny = run("白字", '<w:color w:val="FFFFFF"/>'), run("小字", '<w:sz w:val="2"/>')
    assert hidden(paragraph(white + tiny)) == {"white-text": (1, "白字"), "tiny-text": (1, "小字")}
    assert one(white + tiny) == "白字小字"


WHITE = '<w:color w:val="FFFFFF"/>'
BLUE = '<w:shd w:val="clear" w:fill="1F4E79"/>'
LIGHT = paragraph(run("白字", WHITE))


@pytest.mark.parametrize(
    "body",
    [
        paragraph(run("白字", WHITE + BLUE)),
        paragraph(run("白字", WHITE + '<w:highlight w:val="blue"/>')),
        paragraph(run("白字", WHITE + '<w:highlight w:val="blue"/><w:shd w:val="clear" w:fill="FFFFFF"/>')),
        paragraph(run("白字", WHITE + '<w:shd w:val="clear" w:fill="auto"/>'), BLUE),
        paragraph(run("白字", WHITE), BLUE),
        paragraph(run(" ", WHITE) + run("　", '<w:sz w:val="2"/>')),
        f"<w:tbl><w:tr><w:tc><w:tcPr>{BLUE}</w:tcPr>{LIGHT}</w:tc><w:tc>{paragraph(run('黑'))}</w:tc></w:tr></w:tbl>",
        paragraph(f"<w:r>{box('wps', LIGHT)}</w:r>"),
    ],
)
def test_white_text_on_a_ground_is_seen(body: str) -> None:
    assert hidden(body) == {}


def test_comments_are_recorded_where_they_are() -> None:
    comments = f'<w:comments xmlns:w="{W}"><w:comment w:id="1" w:author="李四">{paragraph(run("数字请核实"))}</w:comment></w:comments>'
    body = paragraph(run("甲")) + paragraph(run("乙") + '<w:r><w:commentReference w:id="1"/></w:r>')
    (found,) = read_docx(document(body, comments=comments)).hidden
    assert (found.kind, found.text, found.place.paragraph) == ("comment", "数字请核实", 2)


def test_an_embedded_document_is_named_and_may_hold_a_table() -> None:
    body = paragraph('<w:r><w:object><o:OLEObject ProgID="Excel.Sheet.12" r:id="z"/></w:object></w:r>')
    assert hidden(body) == {"embedded": (1, "Excel.Sheet.12")}


@pytest.mark.parametrize(("size", "count"), [("3600000", 1), ("90000", 0)])
def test_pictures_are_counted_and_icons_are_not(size: str, count: int) -> None:
    inner = f'<wp:inline><wp:extent cx="{size}" cy="{size}"/><a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic></wp:inline>'
    assert read_docx(document(paragraph(f"<w:r><w:drawing>{inner}</w:drawing></w:r>"))).pictures == count


def core(author: str) -> bytes:
    properties = (
        f'<p:coreProperties xmlns:p="urn:x" xmlns:dc="urn:y"><dc:creator>{author}</dc:creator></p:coreProperties>'
    )
    title = paragraph(run("临江市水务局2025年政府信息公开工作年度报告"))
    main = f'<w:document xmlns:w="{W}"><w:body>{title}</w:body></w:document>'
    return packed({"word/document.xml": main, "docProps/core.xml": properties})


@pytest.mark.parametrize(
    ("author", "told"),
    [
        ("张小明", "张**"), ("欧阳明", "欧**"), ("John Smith", "J*********"), ("Microsoft Office User", ""), ("python-docx", ""),
        ("Administrator", ""), ("微软用户", ""), ("lenovo", ""), ("政府办", ""), ("WPS", ""), ("文秘科", ""), ("临江市水务局", ""), ("", ""),
        ("Windows User", ""), ("Thinkpad Office", ""),
    ],
)  # fmt: skip
def test_only_the_name_of_a_person_is_told_and_masked(author: str, told: str) -> None:
    found = [each for each in lint(core(author), name="a.docx").findings if each.code == "C511"]
    assert [each.severity for each in found] == (["info"] if told else [])
    assert not told or (told in found[0].message and author not in repr(found[0]))


def test_the_names_of_several_people_are_told_together() -> None:
    raw = core("张小明</dc:creator><p:lastModifiedBy>李华</p:lastModifiedBy><dc:creator>")
    (found,) = [each for each in lint(raw, name="a.docx").findings if each.code == "C511"]
    assert "张**、李*" in found.message


def test_hidden_content_is_told_with_its_paragraph() -> None:
    body = paragraph(run("临江市水务局2025年政府信息公开工作年度报告")) + paragraph(
        run("全年收到申请3件。") + "<w:del><w:r><w:delText>申请人电话13800138000</w:delText></w:r></w:del>"
    )
    (found,) = [each for each in lint(document(body), name="a.docx").findings if each.code == "C511"]
    assert (found.severity, found.place.paragraph) == ("warning", 2)
    assert "13800138000" not in repr(found)


def test_made_by_python_docx() -> None:
    docx = pytest.importorskip("docx")
    made = docx.Document()
    made.add_heading("一、总体情况", level=1)
    made.add_paragraph("收到申请3件。")
    grid = made.add_table(rows=2, cols=3)
    grid.cell(0, 0).merge(grid.cell(1, 0)).text = "甲"
    grid.cell(0, 1).merge(grid.cell(0, 2)).text = "乙"
    grid.cell(1, 2).text = "3"
    out = io.BytesIO()
    made.save(out)
    outline = read_docx(out.getvalue())
    assert [(each.text, each.level) for each in outline.paragraphs()] == [("一、总体情况", 1), ("收到申请3件。", None)]
    (table,) = outline.tables()
    assert [(each.text, each.row, each.column, each.rowspan, each.colspan) for each in table.cells if each.text] == [
        ("甲", 0, 0, 2, 1),
        ("乙", 0, 1, 1, 2),
        ("3", 1, 2, 1, 1),
    ]


def test_relations_name_the_parts() -> None:
    """Some programs call the main part otherwise; strict files and UTF-16 are allowed."""
    relation = f'<Relationship Id="r" Type="{OFFICE}/officeDocument" Target="/word/document2.xml"/>'
    relations = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
    main = f'<?xml version="1.0" encoding="UTF-16"?><w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{paragraph(run("甲"))}</w:body></w:document>'
    raw = packed({"_rels/.rels": relations, "word/document2.xml": main.encode("utf-16")})
    assert texts(raw) == ["甲"]
    assert isinstance(load("report.doc", raw).outline, Outline)


def test_blocks_keep_their_order() -> None:
    row = "<w:tr>" + "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in ("甲", "乙")) + "</w:tr>"
    body = (
        paragraph(run("一"))
        + f"<w:sdt><w:sdtContent><w:tbl>{row}</w:tbl></w:sdtContent></w:sdt>"
        + paragraph(run("二"))
    )
    kinds = [type(each) for each in read_docx(document(body)).blocks]
    assert kinds == [Paragraph, Table, Paragraph]


def test_a_table_of_contents_is_no_chapter() -> None:
    names = [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
    ]
    title = paragraph(run("临江市水务局2025年政府信息公开工作年度报告"))
    entries = [
        run(name) + "<w:r><w:tab/></w:r>" + field("PAGEREF _Toc1", run(str(number)))
        for number, name in enumerate(names, 1)
    ]
    contents = "".join(paragraph(f"<w:hyperlink>{entry}</w:hyperlink>") for entry in entries)
    body = "".join(paragraph(run(name), '<w:outlineLvl w:val="0"/>') + paragraph(run("情况良好。")) for name in names)
    raw = document(title + f"<w:sdt><w:sdtPr/><w:sdtContent>{contents}</w:sdtContent></w:sdt>" + body)
    sections = lint(raw, name="a.docx").report.get("/sections")
    assert [section["heading"] for section in sections.values()] == names
    assert all(section["text"] == ["情况良好。"] for section in sections.values())


def test_damaged_text_is_told_at_its_paragraph() -> None:
    body = paragraph(run("临江市水务局2025年政府信息公开工作年度报告")) + paragraph(
        run("全年收到政府信息公开申请3件，均按时答复。".encode().decode("gbk", "replace"))
    )
    (found,) = [each for each in lint(document(body), name="a.docx").findings if each.code == "W601"]
    assert found.place.paragraph == 2


def test_white_text_above_a_picture_is_seen() -> None:
    picture = (
        '<w:r><w:drawing><wp:anchor behindDoc="1"><wp:extent cx="9000000" cy="900000"/></wp:anchor></w:drawing></w:r>'
    )
    assert hidden(paragraph(picture) + paragraph(run("年度报告", WHITE))) == {}


def test_changes_in_a_header_are_recorded() -> None:
    head = f'<w:hdr xmlns:w="{W}">{paragraph("<w:del><w:r><w:delText>草稿</w:delText></w:r></w:del>")}</w:hdr>'
    assert hidden(paragraph(run("甲")), header1=head) == {"deletion": (1, "草稿")}


def test_of_two_versions_of_a_passage_the_first_is_read() -> None:
    new, old = paragraph(run("新")), paragraph(run("旧"))
    both = f"<mc:AlternateContent><mc:Choice>{new}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    assert texts(document(paragraph(run("甲")) + both + "<mc:AlternateContent/>" + paragraph(run("乙")))) == [
        "甲",
        "新",
        "乙",
    ]


def test_a_document_that_only_word_unfolds_is_named() -> None:
    outline = read_docx(document(paragraph(run("甲")) + '<w:altChunk r:id="x"/>'))
    assert [(each.kind, each.text) for each in outline.hidden] == [("embedded", "")]
    assert outline.pictures == 1


@pytest.mark.parametrize(
    ("lines", "text"),
    [(("一、总体", "情况"), "一、总体情况"), (("Section", "One"), "Section One"), (("一", "A"), "一 A")],
)
def test_a_heading_over_two_lines_is_one(lines: tuple[str, str], text: str) -> None:
    body = paragraph("<w:r><w:t>" + "</w:t><w:br/><w:t>".join(lines) + "</w:t></w:r>", '<w:outlineLvl w:val="0"/>')
    assert texts(document(body)) == [text]
