"""The letters' own templates, in the manner of Chinese official documents: A4, 仿宋 three, margins of GB/T 9704."""

from __future__ import annotations

import zipfile
from html import escape
from io import BytesIO

_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"

#: Kind of a paragraph and its text; "table" is the table of findings.
_Form = tuple[tuple[str, str], ...]
_TEXTS: dict[str, dict[str, _Form]] = {
    "zh": {
        "correction": (
            ("title", "关于整改{{年度}}年度\n政府信息公开工作年度报告的通知"),
            ("salutation", "{{单位}}："),
            ("body", "根据《中华人民共和国政府信息公开条例》第四十七条的规定，我们检查了你单位报送的《{{报告}}》，发现{{数量}}处问题，其中应当改正的{{错误数}}处，需要核实的{{警告数}}处。现将有关事项通知如下。"),
            ("heading", "一、发现的问题"),
            ("table", ""),
            ("heading", "二、整改要求"),
            ("body", "请逐条对照修改。“应改正”的，改正报告；“请核实”的，确有错误的改正，没有错误的作出说明。"),
            ("closing", "请{{整改期限}}，将改正后的报告和有关说明报送我们；报告已经公布的，同时更新公布的内容。"),
            ("closing", "联系方式：{{联系方式}}"),
            ("sign", "{{印发机关}}"),
            ("date", "{{日期}}"),
        ),
        "reminder": (
            ("title", "关于催报{{年度}}年度\n政府信息公开工作年度报告的通知"),
            ("salutation", "{{单位}}："),
            ("body", "根据《中华人民共和国政府信息公开条例》第四十九条、第五十条的规定，你单位应当编制并公布{{年度}}年度政府信息公开工作年度报告。截至{{日期}}，我们没有收到你单位的报告。"),
            ("closing", "请{{整改期限}}报送，并按规定向社会公布。已经报送的，请告知报送的时间和方式，以便核对。"),
            ("closing", "联系方式：{{联系方式}}"),
            ("sign", "{{印发机关}}"),
            ("date", "{{日期}}"),
        ),
    },
    "en": {
        "correction": (
            ("title", "Annual disclosure report {{year}}: request for correction"),
            ("salutation", "{{unit}}"),
            ("body", "We checked the report “{{report}}”. Findings: {{count}}, of which must be corrected: {{errors}}; please verify: {{warnings}}."),
            ("heading", "1. Findings"),
            ("table", ""),
            ("heading", "2. What to do"),
            ("body", "Please correct what must be corrected. What you are asked to verify is to be corrected or explained."),
            ("closing", "Please submit the corrected report {{correct_by}}, and update it where it has been published."),
            ("closing", "Contact: {{contact}}"),
            ("sign", "{{issuer}}"),
            ("date", "{{date}}"),
        ),
        "reminder": (
            ("title", "Annual disclosure report {{year}}: reminder"),
            ("salutation", "{{unit}}"),
            ("body", "The annual disclosure report {{year}} of your organisation has not reached us as of {{date}}."),
            ("closing", "Please submit it {{correct_by}} and publish it as the law requires. If you have submitted it, please tell us when and how."),
            ("closing", "Contact: {{contact}}"),
            ("sign", "{{issuer}}"),
            ("date", "{{date}}"),
        ),
    },
}  # fmt: skip
_HEADS = {
    "zh": (("序号", "位　　置", "问　　题", "依　　据"), ("{{序号}}", ("{{位置}}",), ("{{级别}}：{{说明}}", "原文：{{原文}}", "建议：{{建议}}"), ("{{依据}}",))),
    "en": (("No.", "Place", "Finding", "Basis"), ("{{number}}", ("{{place}}",), ("{{level}}: {{message}}", "Text: {{excerpt}}", "Suggestion: {{suggestion}}"), ("{{basis}}",))),
}  # fmt: skip
#: Widths of the table's columns in twentieths of a point: 156 mm in all.
_WIDTHS = (640, 1900, 3900, 2404)
_FONTS = {
    "title": ("方正小标宋简体", "宋体"), "salutation": ("仿宋_GB2312", "仿宋"), "body": ("仿宋_GB2312", "仿宋"), "closing": ("仿宋_GB2312", "仿宋"),
    "heading": ("黑体", "黑体"), "sign": ("仿宋_GB2312", "仿宋"), "date": ("仿宋_GB2312", "仿宋"), "cell": ("仿宋_GB2312", "仿宋"), "head": ("黑体", "黑体"),
}  # fmt: skip
#: Half points: 二号 for the title, 三号 for the text, 五号 for the table.
_SIZES = {"title": 44, "cell": 21, "head": 21}
_LINES = {
    "title": '<w:spacing w:before="240" w:after="480" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>',
    "salutation": '<w:spacing w:line="580" w:lineRule="exact"/>',
    "body": '<w:spacing w:line="580" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>',
    # What closes a letter is kept with the signature, which must not stand on a page alone.
    "closing": '<w:keepNext/><w:spacing w:line="580" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>',
    "heading": '<w:keepNext/><w:spacing w:before="60" w:line="580" w:lineRule="exact"/><w:ind w:firstLineChars="200" w:firstLine="640"/>',
    "sign": '<w:keepNext/><w:spacing w:before="1160" w:line="580" w:lineRule="exact"/><w:ind w:rightChars="200" w:right="640"/><w:jc w:val="right"/>',
    "date": '<w:spacing w:line="580" w:lineRule="exact"/><w:ind w:rightChars="400" w:right="1280"/><w:jc w:val="right"/>',
    "cell": '<w:spacing w:line="300" w:lineRule="exact"/>',
    "head": '<w:spacing w:line="320" w:lineRule="exact"/><w:jc w:val="center"/>',
    "number": '<w:spacing w:line="300" w:lineRule="exact"/><w:jc w:val="center"/>',
}


def form(kind: str, language: str) -> bytes:
    """Return the template of a kind (correction or reminder) as a Word file."""
    content = "".join(
        _table(language) if name == "table" else _paragraph(name, text) for name, text in _TEXTS[language][kind]
    )
    page = (
        '<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1588" w:header="851" w:footer="1304" w:gutter="0"/></w:sectPr>'
    )
    return _packed(f"<w:body>{content}{page}</w:body>", language)


def _paragraph(kind: str, text: str, style: str = "") -> str:
    lines = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:p><w:pPr>{_LINES[style or kind]}</w:pPr><w:r>{_look(kind)}{lines}</w:r></w:p>"


def _look(kind: str) -> str:
    """Return the fonts of a run: Word takes the second where the first is not installed (see fontTable.xml)."""
    name, bold = _FONTS[kind][0], "<w:b/>" if kind == "title" else ""
    size = _SIZES.get(kind, 32)
    return f'<w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{name}"/>{bold}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'


def _table(language: str) -> str:
    heads, (number, *cells) = _HEADS[language]
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in _WIDTHS)
    first = _row([_paragraph("head", each) for each in heads], head=True)
    second = _row(
        [
            _paragraph("cell", str(number), "number"),
            *("".join(_paragraph("cell", each) for each in texts) for texts in cells),
        ]
    )
    margins = '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="80" w:type="dxa"/><w:bottom w:w="40" w:type="dxa"/><w:right w:w="80" w:type="dxa"/></w:tblCellMar>'
    about = f'<w:tblPr><w:tblW w:w="{sum(_WIDTHS)}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/>{margins}</w:tblPr>'
    return f"<w:tbl>{about}<w:tblGrid>{grid}</w:tblGrid>{first}{second}</w:tbl>"


def _row(cells: list[str], *, head: bool = False) -> str:
    about = "<w:trPr><w:cantSplit/>" + ("<w:tblHeader/>" if head else "") + "</w:trPr>"
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{cell}</w:tc>'
        for width, cell in zip(_WIDTHS, cells, strict=True)
    )
    return f"<w:tr>{about}{drawn}</w:tr>"


def _packed(body: str, language: str) -> bytes:
    lang = {"zh": "zh-CN", "en": "en-GB"}[language]
    footer = (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">— </w:t></w:r>'
        '<w:fldSimple w:instr=" PAGE "><w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t>1</w:t></w:r></w:fldSimple>'
        '<w:r><w:rPr><w:sz w:val="28"/></w:rPr><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    )
    styles = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:cs="Times New Roman"/>'
        f'<w:sz w:val="32"/><w:lang w:val="{lang}" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    )
    names = sorted({each for pair in _FONTS.values() for each in [pair] if pair[0] != pair[1]})
    fonts = "".join(
        f'<w:font w:name="{first}"><w:altName w:val="{second}"/><w:charset w:val="86"/></w:font>'
        for first, second in names
    )
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="{_WORD}.footer+xml"/><Override PartName="/word/fontTable.xml" ContentType="{_WORD}.fontTable+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="{_RELATIONS}/footer" Target="footer1.xml"/><Relationship Id="rId3" Type="{_RELATIONS}/fontTable" Target="fontTable.xml"/></Relationships>',
        "word/document.xml": _root("document", body),
        "word/styles.xml": _root("styles", styles),
        "word/footer1.xml": _root("ftr", footer),
        "word/fontTable.xml": _root("fonts", fonts),
    }  # fmt: skip
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(
                zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)),
                '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' + text,
            )
    return made.getvalue()


def _root(name: str, content: str) -> str:
    return f'<w:{name} xmlns:w="{_NAMESPACE}" xmlns:r="{_RELATIONS}">{content}</w:{name}>'
