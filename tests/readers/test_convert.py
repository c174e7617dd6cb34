"""DOC, WPS, RTF and ODT: read through LibreOffice where it may run, else told what to do."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from random import Random
from typing import ClassVar

import pytest

from disclosure_lint import lint
from disclosure_lint.readers import conversion
from disclosure_lint.readers.sniffing import sniff
from tests.cli.run import run
from tests.generator.model import clean, comparable
from tests.generator.render.word import typed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "WordDocument".encode("utf-16-le") + b"\0" * 600
KINDS = ("doc", "rtf", "odt")
installed = pytest.mark.skipif(conversion.find_program() is None, reason="LibreOffice is not installed")


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return one report in each format, as LibreOffice saves it."""
    folder = tmp_path_factory.mktemp("converted")
    (folder / "report.docx").write_bytes(typed(clean(5), Random(5)))
    command = [str(conversion.find_program()), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    for kind in KINDS:
        subprocess.run(
            [*command, "--convert-to", kind, "--outdir", folder, folder / "report.docx"],
            check=True,
            capture_output=True,
        )
    return {kind: (folder / f"report.{kind}").read_bytes() for kind in KINDS}


def told(raw: bytes, name: str, **options: bool) -> tuple[str, str]:
    (finding,) = lint(raw, name=name, language="en", **options).findings
    return finding.code, finding.message


def test_kinds_by_content() -> None:
    assert sniff(OLE) == "doc"
    assert sniff(b"{\\rtf1 x}") == "rtf"
    assert sniff(b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text") == "odt"
    assert sniff(b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet") == "ods"


@pytest.mark.parametrize(("raw", "name"), [(OLE, "a.doc"), (OLE, "a.wps"), (b"{\\rtf1 x}", "a.rtf")])
def test_without_the_option_it_says_what_to_do(raw: bytes, name: str) -> None:
    code, message = told(raw, name)
    assert code == "X005"
    assert "save it as .docx" in message
    assert "--convert" in message


def test_without_libreoffice_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(conversion, "find_program", lambda: None)
    code, message = told(OLE, "a.doc", convert=True)
    assert (code, "none was found" in message) == ("X005", True)


@installed
@pytest.mark.parametrize("kind", KINDS)
def test_a_converted_report_has_the_same_data(documents: dict[str, bytes], kind: str) -> None:
    result = lint(documents[kind], name=f"年报.{'wps' if kind == 'doc' else kind}", convert=True)
    expected = lint(typed(clean(5), Random(5)), name="a.docx")
    assert result.report is not None
    assert expected.report is not None
    assert comparable(result.report.data) == comparable(expected.report.data)
    assert result.format == kind
    assert result.findings == []


@installed
def test_the_path_is_that_of_the_original(documents: dict[str, bytes], tmp_path: Path) -> None:
    path = tmp_path / "年报.doc"
    path.write_bytes(documents["doc"])
    done = run("check", path, "-f", "json", "--convert")
    (report,) = done.json["reports"]
    assert (report["path"], report["format"], report["year"]) == (str(path), "doc", clean(5).data["year"])
    assert [each["code"] for each in run("check", path, "-f", "json").json["findings"]] == ["X005"]


@installed
def test_conversions_side_by_side_leave_nothing(
    documents: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda kind: conversion.to_docx(documents[kind], kind, allowed=True), KINDS))
    assert [sniff(each) for each in made] == ["docx"] * 3
    assert list(tmp_path.iterdir()) == []


@installed
def test_what_libreoffice_cannot_read() -> None:
    code, _ = told(
        b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text" + b"\0" * 99,
        "a.odt",
        convert=True,
    )
    assert code in ("X001", "X005")


class Ear(BaseHTTPRequestHandler):
    """Hears whatever is asked."""

    heard: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.heard.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_GET  # noqa: N815 - named by the standard library

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


@installed
def test_links_in_a_document_are_not_followed(tmp_path: Path) -> None:
    """Neither to the network nor to files of the user."""
    secret = tmp_path / "secret.txt"
    secret.write_text("GEHEIM", encoding="utf-8")
    with ThreadingHTTPServer(("127.0.0.1", 0), Ear) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        made = conversion.to_docx(
            linked(f"http://127.0.0.1:{server.server_port}/x.png", secret.as_uri()), "odt", allowed=True
        )
        server.shutdown()
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        body = file.read("word/document.xml")
    assert "甲".encode() in body
    assert b"GEHEIM" not in body
    assert Ear.heard == []


def linked(picture: str, section: str) -> bytes:
    """Return a document with a picture and a section that stand elsewhere."""
    names = "urn:oasis:names:tc:opendocument:xmlns"
    content = (
        f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:text="{names}:text:1.0" xmlns:draw="{names}:drawing:1.0" '
        f'xmlns:svg="{names}:svg-compatible:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2"><office:body><office:text>'
        f'<text:p>甲<draw:frame svg:width="2cm" svg:height="2cm"><draw:image xlink:href="{picture}" xlink:type="simple" xlink:show="embed" '
        f'xlink:actuate="onLoad"/></draw:frame></text:p><text:section text:name="S"><text:section-source xlink:href="{section}" '
        'text:filter-name="Text"/><text:p>乙</text:p></text:section></office:text></office:body></office:document-content>'
    )
    entries = "".join(
        f'<manifest:file-entry manifest:full-path="{path}" manifest:media-type="{kind}"/>'
        for path, kind in (("/", "application/vnd.oasis.opendocument.text"), ("content.xml", "text/xml"))
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        out.writestr("content.xml", content)
        out.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{names}:manifest:1.0">{entries}</manifest:manifest>',
        )
    return file.getvalue()


@installed
@pytest.mark.parametrize("seed", range(3))
def test_mutated_files(documents: dict[str, bytes], seed: int) -> None:
    rng = Random(seed)
    data = bytearray(documents[KINDS[seed]])
    for _ in range(20):
        data[rng.randrange(len(data))] = rng.randrange(256)
    assert all(each.code != "X003" for each in lint(bytes(data), name="a.doc", convert=True).findings)


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the program")
def test_a_conversion_that_never_ends_is_ended(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With all that it started."""
    child = tmp_path / "child"
    program = tmp_path / "soffice"
    program.write_text(f"#!/bin/sh\nsleep 60 &\necho $! > {child}\nwait\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(conversion, "find_program", lambda: str(program))
    monkeypatch.setattr(conversion, "SECONDS", 1)
    code, message = told(OLE, "a.doc", convert=True)
    assert (code, "> 1 s" in message) == ("X005", True)
    assert is_gone(int(child.read_text()))


def is_gone(process: int) -> bool:
    for _ in range(50):
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        if (
            Path(f"/proc/{process}/stat").exists()
            and Path(f"/proc/{process}/stat").read_text().split(") ")[1][0] == "Z"
        ):
            return True
        time.sleep(0.1)
    return False


def test_nothing_is_imported_for_other_files() -> None:
    script = (
        "import sys; from disclosure_lint import lint; lint(b'x: 1', name='a.yaml'); print('subprocess' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, encoding="utf-8")
    assert done.stdout.strip() == "False"
