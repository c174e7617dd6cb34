"""OFD: text and lines through matrices and boundaries, templates, hidden content, broken and hostile files."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from random import Random

import pytest

from disclosure_lint import lint, read
from disclosure_lint.readers import ofd, ofd_page, ooxml
from disclosure_lint.readers.errors import ReadError
from disclosure_lint.readers.limits import Limits
from disclosure_lint.readers.ofd import read_ofd
from disclosure_lint.readers.ofd_page import _deltas
from disclosure_lint.readers.ofd_shapes import straight
from tests.generator.model import clean
from tests.generator.render.ofd import HEAD, SPACE, packed, report


def text(words: str, x: float = 30, y: float = 30, about: str = "", code: str = "", inner: str = "") -> str:
    """Return a text of 5 mm type whose base line begins at x, y (mm)."""
    step = f'DeltaX="g {len(words) - 1} 5"' if len(words) > 1 and not code else code
    return (
        f'<ofd:TextObject ID="9" Boundary="{x} {y - 5} 150 6" Font="3" Size="5" {about}>{inner}'
        f'<ofd:TextCode X="0" Y="5" {step}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def path(data: str, box: str = "0 0 210 297", about: str = "", inner: str = "") -> str:
    return f'<ofd:PathObject ID="8" Boundary="{box}" {about}>{inner}<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>'


def grid(xs: list[float], ys: list[float]) -> str:
    return "".join(
        path(f"M {a} {b} L {c} {d}")
        for a, b, c, d in [*((xs[0], y, xs[-1], y) for y in ys), *((x, ys[0], x, ys[-1]) for x in xs)]
    )


def texts(raw: bytes) -> list[str]:
    return [each.text for each in read_ofd(raw).paragraphs()]


USUAL = Limits()


def told(raw: bytes, name: str = "a.ofd", limits: Limits = USUAL) -> tuple[str, str]:
    (finding,) = lint(raw, name=name, language="en", limits=limits).findings
    return finding.code, finding.message


def test_text_stands_where_it_is_put() -> None:
    (paragraph,) = read_ofd(packed([text("临江市水务局")])).paragraphs()
    left, top, right, bottom = paragraph.place.box or (0, 0, 0, 0)
    assert (paragraph.text, paragraph.place.page) == ("临江市水务局", 1)
    assert (left, right) == (85.0, 170.1)
    assert top < 30 * 72 / 25.4 < bottom


def test_a_matrix_moves_text() -> None:
    scaled = (
        '<ofd:TextObject Boundary="30 25 150 6" Size="14.17" CTM="0.3528 0 0 0.3528 0 0">'
        '<ofd:TextCode X="0" Y="14.17" DeltaX="g 5 14.17">临江市水务局</ofd:TextCode></ofd:TextObject>'
    )
    boxes = [next(read_ofd(packed([each])).paragraphs()).place.box for each in (scaled, text("临江市水务局"))]
    assert boxes[0] == pytest.approx(boxes[1], abs=0.3)


def test_distances() -> None:
    assert _deltas("g 3 4.5 2 g 2 1", 99) == [4.5, 4.5, 4.5, 2.0, 1.0, 1.0]
    assert _deltas("g 999999999 1", 4) == [1.0] * 4
    assert _deltas("g x 1 2 g", 9) == [2.0]


def test_latin_words_keep_together_and_gaps_part() -> None:
    code = 'DeltaX="2.5 3.9 2.5 2.5 2.4 2.5 2.5 2.5"'
    assert texts(packed([text("91MA0A2K3", code=code)])) == ["91MA0A2K3"]
    assert texts(packed([text("甲乙", code='DeltaX="15"')]))[0].split() == ["甲", "乙"]


def test_lines_of_paths() -> None:
    assert list(straight("M 0 0 L 10 0 L 10 5 C")) == [((0, 0), (10, 0)), ((10, 0), (10, 5)), ((10, 5), (0, 0))]
    assert list(straight("S 1 1 M 1 1 Q 2 2 3 3 L 4 3 B 1 1 2 2 3 3 L 9 9 A 1 1 0 0 1 5 5 L 5 6")) == [
        ((3, 3), (4, 3)),
        ((3, 3), (9, 9)),
        ((5, 5), (5, 6)),
    ]
    assert list(straight("M L x 1 L 2")) == []


@pytest.mark.parametrize("turned", [False, True])
def test_ruled_tables(turned: bool) -> None:
    lines = grid([20, 60, 100], [50, 60, 70])
    if turned:  # a scaled drawing, moved by its boundary
        lines = "".join(
            path(f"M {a} {b} L {c} {d}", "20 50 80 20", 'CTM="2 0 0 2 0 0"')
            for a, b, c, d in [(0, y, 40, y) for y in (0, 5, 10)] + [(x, 0, x, 10) for x in (0, 20, 40)]
        )
    words = [text(each, x, y) for each, x, y in (("规章", 22, 57), ("12", 62, 57), ("许可", 22, 67), ("3", 62, 67))]
    (table,) = read_ofd(packed([lines + "".join(words)])).tables()
    assert [[cell.text for cell in row] for row in table.rows()] == [["规章", "12"], ["许可", "3"]]
    assert table.rows()[0][0].place.page == 1
    assert table.rows()[0][0].place.box == pytest.approx((56.7, 141.7, 170.1, 170.1), abs=0.2)


def test_templates_lie_below_pages() -> None:
    made = packed([text("临江市水务局"), text("二〇二五年")], text("内部资料", 30, 280))
    assert [each.text for each in read_ofd(made).aside] == ["内部资料"]


def test_what_nobody_sees_is_recorded() -> None:
    white = '<ofd:FillColor Value="255 255 255"/>'
    note = '<ofd:Annot ID="1" Type="Highlight" Creator="某"><ofd:Remark>数据待核</ofd:Remark></ofd:Annot>'
    stamp = '<ofd:Annot ID="2" Type="Stamp"/>'
    parts = {
        "Doc_0/Annots/Annotations.xml": f'{HEAD}<ofd:Annotations {SPACE}><ofd:Page PageID="0"><ofd:FileLoc>Page_0/A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>',
        "Doc_0/Annots/Page_0/A.xml": f"{HEAD}<ofd:PageAnnot {SPACE}>{note}{stamp}</ofd:PageAnnot>",
        "Doc_0/Attachs/Attachments.xml": f'{HEAD}<ofd:Attachments {SPACE}><ofd:Attachment ID="1" Name="底稿.docx"/></ofd:Attachments>',
    }
    about = "<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations><ofd:Attachments>/Doc_0/Attachs/Attachments.xml</ofd:Attachments>"
    unseen = (
        text("隐藏", 30, 50, 'Visible="false"') + text("透明", 30, 60, 'Alpha="0"') + text("白字", 30, 70, inner=white)
    )
    made = read_ofd(packed([text("临江市水务局") + unseen], document=about, **parts))
    assert next(made.paragraphs()).text == "临江市水务局"
    assert {each.kind: each.text for each in made.hidden} == {
        "hidden-text": "隐藏透明",
        "white-text": "白字",
        "annotation": "数据待核",
        "embedded": "底稿.docx",
    }


def test_white_text_on_dark_ground_is_seen() -> None:
    ground = path("M 0 0 L 210 0 L 210 40 L 0 40 C", about='Fill="true"', inner='<ofd:FillColor Value="200 0 0"/>')
    made = packed([ground + text("白字", inner='<ofd:FillColor Value="255 255 255"/>')])
    assert read_ofd(made).hidden == []


def test_pages_that_are_pictures() -> None:
    picture = '<ofd:ImageObject ID="7" Boundary="0 0 210 297" ResourceID="6"/>'
    code, message = told(packed([picture, picture]))
    assert (code, "1-2" in message) == ("X001", True)
    assert read_ofd(packed([text("临江市水务局") * 3, picture])).unread_pages == [2]


def test_an_ofd_is_known_by_its_content() -> None:
    raw = report(clean(1), Random(1))
    assert lint(raw, name="a.pdf").format == "ofd"
    assert read(raw, name="a.zip").data["year"] == clean(1).data["year"]


def test_what_is_broken_is_said() -> None:
    raw = report(clean(1), Random(1))
    assert told(raw[: len(raw) // 2])[0] == "X001"
    assert told(packed([]))[0] == "X001"
    assert told(packed([text("甲")], **{"Doc_0/Document.xml": "<ofd:Document"}))[0] == "X001"
    entity = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><ofd:Document {SPACE}/>'
    assert told(packed([text("甲")], **{"Doc_0/Document.xml": entity}))[0] == "X001"
    assert told(packed([text("甲")], **{"Encryptions.xml": "<x/>"})) == (
        "X001",
        "the file is protected by a password and was not checked; remove the password first",
    )


def test_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    many = packed([text("甲乙丙丁")] * 12)
    for module, name, limit in (
        (ofd, "CHARACTERS", 20),
        (ofd_page, "CHARACTERS", 2),
    ):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, limit)
            assert told(many)[0] == "X007", name
    for limits in (Limits(pages=10), Limits(seconds=-1)):
        assert told(many, limits=limits)[0] == "X007", limits
    with monkeypatch.context() as patch:
        patch.setattr(ofd_page, "LINES", 5)
        assert told(packed([grid([1, 20, 30], [1, 20, 30]) + text("甲")]))[0] == "X007"
    monkeypatch.setattr(ooxml, "NODES", 30)
    assert told(many)[0] == "X007"


def test_parts_that_name_one_another_for_ever() -> None:
    block = "<ofd:PageBlock>" * 200 + text("临江市水务局") + "</ofd:PageBlock>" * 200
    assert told(packed([block]))[0] in ("X001", "X006", "X007")


@pytest.mark.parametrize("seed", range(60))
def test_mutated_files(seed: int) -> None:
    """Bytes of the file, or of a part, changed by chance end in findings."""
    rng = Random(seed)
    raw = report(clean(seed % 4), Random(seed))
    if seed % 3 == 0:
        mutated = noise(raw, rng)
    else:
        out = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
            chosen = rng.choice(old.namelist())
            for name in old.namelist():
                new.writestr(name, noise(old.read(name), rng) if name == chosen else old.read(name))
        mutated = out.getvalue()
    assert all(each.code != "X003" for each in lint(mutated, name="a.ofd").findings)
    with suppress(ReadError):
        read_ofd(mutated)


def noise(raw: bytes, rng: Random) -> bytes:
    data = bytearray(raw)
    for _ in range(rng.randint(1, 12)):
        data[rng.randrange(len(data))] = rng.choice((rng.randrange(256), rng.choice(b"<>0123456789\"'. -eg")))
    return bytes(data)
