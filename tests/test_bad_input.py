"""What is no report, or broken, or hostile: always a finding, never a crash, and the other files are still judged."""

from __future__ import annotations

import io
import json
import os
import time
import zipfile
from pathlib import Path
from random import Random
from typing import Any

import pytest

from disclosure_lint import checks, lint, ruleset
from disclosure_lint.config import forget
from disclosure_lint.readers import SUFFIXES
from tests.cli.run import FAULTY, GOOD, process, run
from tests.generator.model import clean
from tests.generator.render.printed import report as printed
from tests.generator.render.word import styled

CLEAN = GOOD.read_text(encoding="utf-8")
DEEP = 100_000
TEXTS = [".yaml", ".json", ".md", ".txt", ".html"]


def docx() -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        file.writestr("word/document.xml", "<w:document/>")
    return held.getvalue()


BINARIES = {
    "png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 8,
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nstream\n" + bytes(range(256)) * 8,
    "zip": b"PK\x05\x06" + b"\0" * 18,
    "docx": docx(),
    "doc": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
    "exe": b"MZ\x90\0" + bytes(range(256)) * 16,
    "noise": bytes((number * 7919 + 13) % 256 for number in range(4096)),
}


def judged(raw: bytes, name: str) -> Any:
    """Judge bytes; whatever they are, some finding of the tool, or at least an error, must come out, in time."""
    start = time.process_time()
    result = lint(raw, name=name, language="zh")
    assert time.process_time() - start < 20
    assert result.verdict == "fail"
    assert result.findings
    assert not {each.code for each in result.findings} & {"X003"}, [each.message for each in result.findings]
    return result


def codes(raw: bytes, name: str) -> set[str]:
    return {each.code for each in judged(raw, name).findings}


@pytest.mark.parametrize("suffix", TEXTS)
@pytest.mark.parametrize(
    "raw", [b"", b" \n\t \r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\0" * 64, "　　\n".encode()], ids=repr
)
def test_nothing_inside(raw: bytes, suffix: str) -> None:
    assert codes(raw, f"a{suffix}") == {"X001"}


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
@pytest.mark.parametrize("kind", sorted(BINARIES))
def test_binaries(kind: str, suffix: str) -> None:
    found = judged(BINARIES[kind], f"a{suffix}").findings
    assert {each.code for each in found} <= {"X001", "X005"}


@pytest.mark.parametrize("suffix", [".docx", ".pdf", ".xlsx", ".wps", ".doc"])
def test_damaged_files_and_formats_without_a_reader(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"年报{suffix}"
    path.write_bytes(docx() if suffix in (".docx", ".xlsx") else BINARIES["pdf" if suffix == ".pdf" else "doc"])
    for asked in (path, tmp_path):
        done = run("check", asked, "-f", "json")
        assert done.status == 1
        assert [each["code"] in ("X001", "X005") for each in done.json["findings"]] == [True]


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [
        (CLEAN[:700].encode() + b'\n"', "a.yaml", {"X002"}),
        (b"profile: cn-2021\nsections: {overview: [", "a.yaml", {"X002"}),
        (b'{"profile": "cn-2021", "sections": {"overview"', "a.json", {"X002"}),
        (b"profile: cn-2021\n\ttables: {}\n", "a.yaml", {"X002"}),
        (b"- one\n- two\n", "a.yaml", {"X006"}),
        (b"[1, 2]", "a.json", {"X006"}),
        (b"profile: cn-2021\nsections: {}\ntables: !!python/object/apply:os.system [ls]\n", "a.yaml", None),
        (b"name: ci\non: push\n", "a.yaml", {"X006"}),
        (b"<html><body><p>404 Not Found</p></body></html>", "a.html", {"X006"}),
        (b"<?xml version='1.0'?><report/>", "a.xml", {"X006"}),
        (b"profile: [cn-2021]\nsections: 5\ntables: [1, {2: 3}]\nyear: {}\npreface: {a: b}\n", "a.yaml", None),
        (
            b'{"profile": "cn-2021", "sections": [1], "tables": {"requests": 3}, "title": [], "year": "x"}',
            "a.json",
            None,
        ),
    ],
)
def test_broken_text(raw: bytes, name: str, expected: set[str] | None) -> None:
    found = codes(raw, name)
    assert expected is None or found == expected


@pytest.mark.parametrize("share", [0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
@pytest.mark.parametrize("suffix", [".html", ".md", ".txt"])
def test_documents_cut_off(share: float, suffix: str) -> None:
    raw = GOOD.with_suffix(suffix).read_bytes()
    judged(raw[: int(len(raw) * share)], f"a{suffix}") if share < 0.6 else lint(
        raw[: int(len(raw) * share)], name=f"a{suffix}"
    )


@pytest.mark.parametrize("suffix", [".html", ".yaml", ".json", ".txt"])
def test_a_page_under_another_name_is_read_as_a_page(suffix: str) -> None:
    result = lint(GOOD.with_suffix(".html").read_bytes(), name=f"a{suffix}")
    assert result.format == "html"
    assert result.title == "临江市园林绿化局2025年政府信息公开工作年度报告"


@pytest.mark.parametrize("suffix", TEXTS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "gb18030"])
def test_encodings_of_a_clean_report(encoding: str, suffix: str) -> None:
    good = GOOD.with_suffix(suffix)
    text = good.read_text(encoding="utf-8") if good.exists() else json.dumps(lint(GOOD).report.data, ensure_ascii=False)
    result = lint(text.encode(encoding), name=f"a{suffix}")
    assert [(each.code, each.message) for each in result.findings] == []


def test_bytes_that_are_no_utf8_are_said() -> None:
    raw = FAULTY.read_bytes().replace("监督保障".encode(), b"\xff\xfe\xfd\xfc")
    assert judged(raw, "a.html").title
    broken = GOOD.with_suffix(".md").read_bytes().replace("公园".encode(), b"\xe5\x85\xff")
    assert lint(broken, name="a.md").report is not None


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        (b"a: " + b"[" * DEEP + b"]" * DEEP, "a.yaml"),
        (b"".join(b" " * depth + b"a:\n" for depth in range(3000)), "a.yaml"),
        (b"tables:\n " + b"- " * DEEP, "a.yaml"),
        (b"[" * DEEP + b"]" * DEEP, "a.json"),
        (b'{"a":' * DEEP + b"1" + b"}" * DEEP, "a.json"),
        (b"<div>" * DEEP + "年报".encode(), "a.html"),
        (b"<table><tr><td>" * DEEP, "a.html"),
        (b"> " * DEEP + b"x", "a.md"),
        (b"* " * DEEP + b"x", "a.md"),
        (b"[" * DEEP, "a.md"),
        (("（" * DEEP).encode(), "a.txt"),
        (("《" * DEEP).encode(), "a.md"),
        (
            b"\n".join(b"a%d: &a%d [%s]" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9) or b"x") for n in range(1, 40)),
            "a.yaml",
        ),
        (b"a: &a [*a]\nsections: *a\n", "a.yaml"),
        (
            b"x: &a0 [y,y,y,y,y,y,y,y,y]\n"
            + b"".join(b"x%d: &a%d [%s]\n" % (n, n, b",".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12)),
            "a.yaml",
        ),
        (b'{"sections": ' + b"9" * 100_000 + b"}", "a.json"),
        (b"sections: " + b"9" * 100_000 + b"\n", "a.yaml"),
    ],
    ids=lambda each: each if isinstance(each, str) else each[:12].decode("utf-8", "replace"),
)
def test_hostile_nesting(raw: bytes, name: str) -> None:
    judged(raw, name)


@pytest.mark.parametrize("suffix", [".html", ".md"])
def test_a_table_of_very_many_cells(suffix: str) -> None:
    text = GOOD.with_suffix(suffix).read_text(encoding="utf-8")
    if suffix == ".html":
        text = text.replace("</main>", "<table>" + ("<tr>" + "<td>1</td>" * 100 + "</tr>") * 1100 + "</table></main>")
    else:
        text += "\n" + ("| 1 " * 100 + "|\n") + ("|---" * 100 + "|\n") + ("| 1 " * 100 + "|\n") * 1100
    start = time.process_time()
    result = lint(text.encode(), name=f"a{suffix}")
    assert time.process_time() - start < 30
    assert "X003" not in {each.code for each in result.findings}
    if any(each.code == "X007" for each in result.findings):
        assert result.verdict == "fail"
    else:
        assert result.title


def test_spans_that_promise_too_much() -> None:
    text = GOOD.with_suffix(".html").read_text(encoding="utf-8")
    hostile = text.replace("<tr><th", '<tr><td colspan="99999999" rowspan="99999999">x</td></tr><tr><th', 1)
    start = time.process_time()
    found = {each.code for each in lint(hostile.encode(), name="a.html").findings}
    assert time.process_time() - start < 20
    assert "X003" not in found


@pytest.mark.parametrize("suffix", [".yaml", ".md", ".txt", ".html"])
def test_a_nul_byte_inside(suffix: str) -> None:
    text = GOOD.with_suffix(suffix).read_text(encoding="utf-8")
    result = lint(text.replace("绿地", "绿\0地").encode(), name=f"a{suffix}")
    assert result.title
    assert "X003" not in {each.code for each in result.findings}


@pytest.fixture
def beside(tmp_path: Path) -> Path:
    """A folder that also holds one clean report."""
    (tmp_path / "z-good.yaml").write_text(CLEAN, encoding="utf-8")
    return tmp_path


def verdicts(folder: Path) -> dict[str, str]:
    done = run("check", folder, "-f", "json")
    return {Path(each["path"]).name: each["verdict"] for each in done.json["reports"]}


def test_sizes_over_the_limit(beside: Path) -> None:
    (beside / ".disclosure-lint.yaml").write_text("limits: {megabytes: 0.05}\n", encoding="utf-8")
    (beside / "a.md").write_text("# 报告\n" + "文" * 60_000, encoding="utf-8")
    with (beside / "huge.yaml").open("wb") as file:
        file.truncate(100_000_000)
    done = run("check", beside, "-f", "json")
    assert done.status == 1
    assert [each["code"] for each in done.json["findings"]] == ["X007", "X007"]
    assert verdicts(beside)["z-good.yaml"] == "pass"


@pytest.mark.parametrize(
    ("limits", "name"),
    [
        ("seconds: 0.001", "slow.yaml"),
        ("cells: 20", "wide.html"),
        ("entries: 2", "parts.docx"),
        ("pages: 1", "long.pdf"),
    ],
)
def test_every_limit_can_be_configured(beside: Path, limits: str, name: str) -> None:
    (beside / "z-good.yaml").unlink()
    (beside / name).write_bytes(_made(name))
    assert "X007" not in codes_in(beside)
    forget()  # as a new process would
    (beside / ".disclosure-lint.yaml").write_text(f"limits: {{{limits}}}\n", encoding="utf-8")
    done = run("check", beside, "-f", "json")
    assert done.status == 1
    assert codes_in(beside) == ["X007"]
    assert f"limits.{limits.partition(':')[0]}" in done.json["findings"][0]["message"]


def codes_in(folder: Path) -> list[str]:
    return [each["code"] for each in run("check", folder, "-f", "json").json["findings"]]


def _made(name: str) -> bytes:
    """Return a clean report in the format of a name."""
    report = clean(3, profile="cn-2021")
    if name.endswith(".docx"):
        return styled(report, Random(1))
    if name.endswith(".pdf"):
        return printed(report, Random(1))
    return GOOD.with_suffix("." + name.rpartition(".")[2]).read_bytes()


def test_a_sparse_file_of_100_megabytes(beside: Path) -> None:
    with (beside / "huge.html").open("wb") as file:
        file.truncate(100_000_000)
    start = time.process_time()
    assert verdicts(beside) == {"huge.html": "fail", "z-good.yaml": "pass"}
    assert time.process_time() - start < 5


def test_a_folder_with_the_name_of_a_file(beside: Path) -> None:
    (beside / "a.yaml").mkdir()
    (beside / "a.yaml" / "inside.yaml").write_text(CLEAN, encoding="utf-8")
    assert verdicts(beside) == {"inside.yaml": "pass", "z-good.yaml": "pass"}


def test_a_file_whose_reading_is_denied(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (beside / "a.yaml").write_text(CLEAN, encoding="utf-8")
    opened = Path.open

    def denied(path: Path, *how: Any, **more: Any) -> Any:
        if path.name == "a.yaml":
            raise PermissionError(13, "denied")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", denied)
    done = run("check", beside, "-f", "json", "--jobs", "1")
    assert [each["code"] for each in done.json["findings"]] == ["X001"]
    assert len(done.json["reports"]) == 2


def linked(link: Path, target: str) -> None:
    try:
        link.symlink_to(target)
    except OSError:
        pytest.skip("no symbolic links here")


def test_links_that_lead_nowhere_or_in_circles(beside: Path) -> None:
    linked(beside / "broken.yaml", "nowhere.yaml")
    linked(beside / "circle.yaml", "circle.yaml")
    linked(beside / "folder", ".")
    assert verdicts(beside) == {"broken.yaml": "fail", "circle.yaml": "fail", "z-good.yaml": "pass"}
    done = process("check", beside / "circle.yaml", beside / "z-good.yaml", PYTHONIOENCODING="utf-8")
    assert done.status in (1, 2)
    assert "Traceback" not in done.err


def test_a_pipe_is_not_waited_for(beside: Path) -> None:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    os.mkfifo(beside / "a.yaml")
    assert verdicts(beside) == {"z-good.yaml": "pass"}


def test_a_check_that_crashes_is_a_finding_and_the_others_run(monkeypatch: pytest.MonkeyPatch) -> None:
    before = {each.code for each in lint(FAULTY).findings}
    name = ruleset.rules()["T204"].check

    def crash(report: Any, **_: Any) -> Any:
        raise ValueError(report.data["title"])

    ruleset.function(name)
    monkeypatch.setitem(checks.REGISTRY, name, crash)
    ruleset.function.cache_clear()
    try:
        result = lint(FAULTY)
    finally:
        monkeypatch.undo()
        ruleset.function.cache_clear()
    users = {code for code, rule in ruleset.rules().items() if rule.check == name}
    told = [each for each in result.findings if each.code == "X003"]
    assert {each.code for each in result.findings} - {"X003"} == before - users
    assert any("T204" in each.message and "ValueError" in each.message for each in told)
    assert not any("临江" in each.message + each.excerpt for each in told)
    assert "T204" in {each.code for each in result.not_assessed}
    assert result.verdict == "fail"


def test_a_page_saved_under_another_name_is_called_by_its_kind() -> None:
    page = b"<html><body><h1>503 Service temporarily unavailable</h1></body></html>"
    (finding,) = lint(page, name="年报.pdf").findings
    assert finding.code == "X006"
    assert ".pdf" in finding.message
    assert "网页" in finding.message
