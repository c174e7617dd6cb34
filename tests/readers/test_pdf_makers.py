"""PDFs as LibreOffice and Chromium make them of generated reports."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from disclosure_lint import read
from tests.generator.model import clean, comparable
from tests.generator.run import read_back, rendered

SEEDS = (200, 201)
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
LIBREOFFICE = shutil.which("soffice")


def page(seed: int) -> bytes:
    return rendered(clean(seed), "html-word", seed)[0]


def data_of(raw: bytes) -> dict:
    return comparable(read(raw, name="report.pdf").data)


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize("seed", SEEDS)
def test_what_chromium_prints(seed: int, tmp_path) -> None:
    source, printed = tmp_path / "report.html", tmp_path / "report.pdf"
    source.write_bytes(page(seed))
    options = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run(
        [CHROMIUM, *options, f"--print-to-pdf={printed}", source.as_uri()], capture_output=True, timeout=120, check=True
    )
    assert data_of(printed.read_bytes()) == read_back(clean(seed), "yaml", seed)


@pytest.mark.skipif(LIBREOFFICE is None, reason="LibreOffice is not installed")
def test_what_libreoffice_exports(tmp_path) -> None:
    for seed in SEEDS:
        (tmp_path / f"{seed}.html").write_bytes(page(seed))
    office = [LIBREOFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    steps = (("--infilter=HTML (StarWriter)", "docx:MS Word 2007 XML", "html"), ("", "pdf", "docx"))
    for infilter, target, suffix in steps:
        sources = [str(tmp_path / f"{seed}.{suffix}") for seed in SEEDS]
        command = [
            *office,
            *([infilter] if infilter else []),
            "--convert-to",
            target,
            "--outdir",
            str(tmp_path),
            *sources,
        ]
        subprocess.run(command, capture_output=True, timeout=180, check=True)
    for seed in SEEDS:
        assert data_of((tmp_path / f"{seed}.pdf").read_bytes()) == read_back(clean(seed), "yaml", seed)
