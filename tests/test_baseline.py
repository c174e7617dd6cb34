"""The baseline: what was there does not count, what is new does, wherever it stands and however files are named."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint import baseline, config, lint
from disclosure_lint.findings import Finding, fingerprint
from disclosure_lint.result import Result
from tests.cli.run import FAULTY, GOOD, Done, run

CLEAN = GOOD.read_text(encoding="utf-8")
WRONG = CLEAN.replace("total: 18}", "total: 19}", 1)
PAGE = FAULTY.read_text(encoding="utf-8")
SECRET = "110105199003072831"


@pytest.fixture(autouse=True)
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with two faulty reports in a folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "报送"
    folder.mkdir()
    (folder / "a.yaml").write_text(WRONG, encoding="utf-8")
    (folder / "b.html").write_text(PAGE, encoding="utf-8")
    return folder


def check(*arguments: str | Path) -> Done:
    config.forget()
    return run("check", *arguments, "--as-of", "2026-03-01")


def counts(done: Done) -> tuple[int, int]:
    """Return how many findings count and how many are known."""
    summary = done.json["summary"]
    return len(done.json["findings"]), summary["baselined"]


def test_what_is_known_does_not_count(reports: Path) -> None:
    before = len(check("报送", "-f", "json").json["findings"])
    done = check("报送", "--write-baseline", "base.json")
    assert done.status == 0
    assert f"共 {before} 项" in done.err
    assert f"基线内 {before} 项" in done.out
    known = check("报送", "--baseline", "base.json", "-f", "json")
    assert known.status == 0
    assert counts(known) == (0, before)
    assert known.json["summary"]["stale"] == 0
    assert {each["verdict"] for each in known.json["reports"]} == {"pass"}
    assert "stale" not in check("报送", "-f", "json").json["summary"]


def test_what_is_new_counts(reports: Path) -> None:
    check("报送", "--write-baseline", "base.json")
    (reports / "a.yaml").write_text(WRONG.replace("total: 3}", "total: 4}", 1), encoding="utf-8")
    done = check("报送", "--baseline", "base.json", "-f", "json")
    assert done.status == 1
    assert {each["path"] for each in done.json["findings"]} == {str(Path("报送", "a.yaml"))}
    assert [each["verdict"] for each in done.json["reports"]] == ["fail", "pass"]
    (reports / "c.yaml").write_text(WRONG, encoding="utf-8")
    assert check("报送/c.yaml", "--baseline", "base.json").status == 1


@pytest.mark.parametrize(
    "named", ["报送/a.yaml", "./报送/a.yaml", "报送/../报送/./a.yaml", "报送//a.yaml", "ABSOLUTE", "报送", ".", "BELOW"]
)
def test_files_may_be_named_in_any_way(reports: Path, monkeypatch: pytest.MonkeyPatch, named: str) -> None:
    for written in ("报送", reports, "./报送/"):
        check(written, "--write-baseline", "base.json")
        path = {"ABSOLUTE": str(reports / "a.yaml"), "BELOW": "a.yaml"}.get(named, named)
        with monkeypatch.context() as context:
            if named == "BELOW":
                context.chdir(reports)
            base = "../base.json" if named == "BELOW" else "base.json"
            assert check(path, "--baseline", base).status == 0
        Path("base.json").unlink()


@pytest.mark.parametrize("change", ["报送\\a.yaml", "./报送/a.yaml", "ABSOLUTE", "报送/../报送/a.yaml"])
def test_paths_in_a_baseline_may_be_written_in_any_way(reports: Path, change: str) -> None:
    check("报送", "--write-baseline", "base.json")
    path = str(reports / "a.yaml") if change == "ABSOLUTE" else change
    content = json.loads(Path("base.json").read_text(encoding="utf-8"))
    assert {each["path"] for each in content["entries"]} == {"报送/a.yaml", "报送/b.html"}
    for entry in content["entries"]:
        entry["path"] = path if entry["path"].endswith("a.yaml") else entry["path"]
    Path("base.json").write_text("\ufeff" + json.dumps(content), encoding="utf-8")
    assert check("报送", "--baseline", "base.json").status == 0


def test_a_baseline_elsewhere_knows_the_same(tmp_path: Path) -> None:
    (tmp_path / "基线").mkdir()
    check("报送", "--write-baseline", "基线/base.json")
    assert '"../报送/a.yaml"' in Path("基线/base.json").read_text(encoding="utf-8")
    assert check("报送", "--baseline", "基线/base.json").status == 0


def test_it_is_sorted_and_equal_for_equal_findings(reports: Path) -> None:
    check("报送", "--write-baseline", "one.json")
    check("报送/b.html", "报送/a.yaml", "--write-baseline", "two.json", "--jobs", "2")
    one = Path("one.json").read_text(encoding="utf-8")
    assert one == Path("two.json").read_text(encoding="utf-8")
    entries = [(each["path"], each["code"], each["fingerprint"]) for each in json.loads(one)["entries"]]
    assert entries == sorted(entries)
    check("报送", "--write-baseline", "one.json")
    assert one == Path("one.json").read_text(encoding="utf-8")


def test_no_language_is_needed_to_know_a_finding() -> None:
    check("报送", "--write-baseline", "base.json", "--lang", "zh")
    assert check("报送", "--baseline", "base.json", "--lang", "en").status == 0


def result_of(*marks: str, path: str = "a.yaml") -> Result:
    found = [Finding(path, "T203", "x", "error", each, fingerprint=each) for each in marks]
    return Result(path, profile="cn-2021", findings=found)


def test_of_three_where_two_were_known_one_is_new(tmp_path: Path) -> None:
    known = baseline.Baseline(tmp_path)
    known.add_all(result_of("a", "a", "b"))
    assert len(known) == 3
    result = result_of("a", "b", "a", "c", "a")
    known.apply(result, "error")
    assert [each.fingerprint for each in result.findings] == ["c", "a"]
    assert result.verdict == "fail"
    fewer = result_of("a")
    known.apply(fewer, "error")
    assert (fewer.findings, fewer.verdict) == ([], "pass")
    assert known.stale(fewer, frozenset({"T203"})) == 2
    assert known.stale(fewer, frozenset()) == 0
    other = result_of("a", path="b.yaml")
    known.apply(other, "error")
    assert len(other.findings) == 1


def test_the_same_fault_in_two_paragraphs_is_counted() -> None:
    """Fingerprints have no list indexes: two equal paragraphs are told apart by their number alone."""
    assert fingerprint("C506", "/preface/0", "x") == fingerprint("C506", "/preface/7", "x")
    assert fingerprint("C506", "/preface/0", "x") != fingerprint("C506", "/sections/overview/text/0", "x")
    assert fingerprint("T203", "/tables/requests/a/total", "3") != fingerprint("T203", "/tables/requests/b/total", "3")
    text = f"- 申请人身份证号{SECRET}。\n"
    at = CLEAN.index("preface:\n") + len("preface:\n")
    path = Path("报送", "a.yaml")
    path.write_text(CLEAN[:at] + text * 2 + CLEAN[at:], encoding="utf-8")
    check(path, "--write-baseline", "base.json")
    assert SECRET not in Path("base.json").read_text(encoding="utf-8")
    path.write_text(CLEAN[:at] + text * 3 + CLEAN[at:], encoding="utf-8")
    new = check(path, "--baseline", "base.json", "-f", "json")
    once = lint((CLEAN[:at] + text + CLEAN[at:]).encode(), name="a.yaml").findings
    assert sorted(each["code"] for each in new.json["findings"]) == sorted(each.code for each in once)


def test_what_is_gone_is_told_and_does_not_fail(reports: Path) -> None:
    check("报送", "--write-baseline", "base.json")
    (reports / "a.yaml").write_text(CLEAN, encoding="utf-8")
    done = check("报送", "--baseline", "base.json", "--strict")
    assert "基线中有 2 项已不存在" in done.out
    assert check("报送", "--baseline", "base.json", "-f", "json").json["summary"]["stale"] == 2
    assert check("报送/a.yaml", "--baseline", "base.json", "--strict").status == 0
    other = check("报送/b.html", "--baseline", "base.json", "-f", "json")
    assert other.json["summary"]["stale"] == 0
    chosen = check("报送", "--baseline", "base.json", "--select", "T203", "-f", "json")
    assert chosen.json["summary"]["stale"] == 1
    assert "2 of the baseline are gone" in check("报送", "--baseline", "base.json", "--lang", "en").out


def entries() -> set[tuple[str, str]]:
    return {(each["path"], each["code"]) for each in json.loads(Path("base.json").read_text("utf-8"))["entries"]}


def test_writing_again_updates_what_was_looked_at(reports: Path) -> None:
    check("报送", "--write-baseline", "base.json")
    page = {each for each in entries() if each[0] == "报送/b.html"}
    (reports / "a.yaml").write_text(CLEAN, encoding="utf-8")
    check("报送/a.yaml", "--write-baseline", "base.json")
    assert entries() == page
    (reports / "a.yaml").write_text(WRONG, encoding="utf-8")
    check("报送", "--select", "T203", "--write-baseline", "base.json")
    assert entries() == page | {("报送/a.yaml", "T203")}
    (reports / "b.html").write_text("<html></html>", encoding="utf-8")
    check("报送", "--write-baseline", "base.json", "--unrecognised", "error")
    assert page <= entries()
    (reports / "b.html").unlink()
    check("报送", "--write-baseline", "base.json")
    assert {each[0] for each in entries()} == {"报送/a.yaml"}


def test_reading_one_baseline_and_writing_another(reports: Path) -> None:
    check("报送", "--write-baseline", "base.json")
    old = entries()
    (reports / "a.yaml").write_text(WRONG.replace("total: 3}", "total: 4}", 1), encoding="utf-8")
    done = check("报送", "--baseline", "base.json", "--write-baseline", "base.json")
    assert done.status == 0
    assert old < entries()


def test_what_could_not_be_read_is_never_known(reports: Path) -> None:
    (reports / "a.yaml").write_text("year: [", encoding="utf-8")
    assert check("报送", "--write-baseline", "base.json").status == 1
    assert "X002" not in Path("base.json").read_text(encoding="utf-8")
    assert check("报送", "--baseline", "base.json").status == 1


def test_suppressed_findings_are_not_in_it(reports: Path) -> None:
    (reports / "a.yaml").write_text("# disclosure-lint: ignore-file T203 -- 属实\n" + WRONG, encoding="utf-8")
    check("报送/a.yaml", "--write-baseline", "base.json")
    assert entries() == {("报送/a.yaml", "T201")}
    assert check("报送/a.yaml", "--baseline", "base.json").status == 0


HEAD = b'{"schema_version": "1", "tool": {"name": "disclosure-lint"}, "entries": '


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b"{",
        b"\xff\xfe\x00",
        b"[" * 100_000,
        b'{"schema_version": "2", "tool": {"name": "disclosure-lint"}, "entries": []}',
        b'{"schema_version": "1", "tool": {"name": "ruff"}, "entries": []}',
        b'{"schema_version": "1", "tool": "disclosure-lint", "entries": []}',
        b'{"schema_version": "1", "tool": {"name": "disclosure-lint"}, "entries": 3}',
        b'{"schema_version": "1", "tool": {"name": "disclosure-lint"}, "entries": [{"path": "a"}]}',
        HEAD + b'[{"path": "a", "code": "T203", "fingerprint": "x", "count": true, "message": ""}]}',
        HEAD + b'[{"path": "a", "code": "T203", "fingerprint": "x", "count": 0, "message": ""}]}',
        HEAD + b'[{"path": "a", "code": "T203", "fingerprint": 3, "count": 1, "message": ""}]}',
    ],
)
def test_what_is_no_baseline_is_2_and_left_alone(content: bytes) -> None:
    Path("base.json").write_bytes(content)
    for option in ("--baseline", "--write-baseline"):
        done = check("报送", option, "base.json")
        assert done.status == 2
        assert "base.json" in done.err
        assert len(done.err.splitlines()) == 1
        assert Path("base.json").read_bytes() == content


def test_a_baseline_that_is_missing_or_cannot_be_written_is_2() -> None:
    assert "没有这个基线文件" in check("报送", "--baseline", "没有.json").err
    assert check("报送", "--baseline", "没有.json").status == 2
    assert check("报送", "--baseline", "报送").status == 2
    assert check("报送", "--write-baseline", "没有/此夹/base.json").status == 2


def test_a_chapter_that_is_too_long_stays_known_when_it_grows() -> None:
    line = next(each for each in CLEAN.split("\n") if FIRST in each)
    margin = line[: line.index("（一）")]
    more = [f"{margin}公园{number}的养护工作全年有序开展，群众反映良好。" for number in range(60)]
    marks = [
        [each.fingerprint for each in lint(text.encode(), name="a.yaml").findings if each.code == "W607"]
        for text in (CLEAN.replace(line, "\n".join([*more[:50], line])), CLEAN.replace(line, "\n".join([*more, line])))
    ]
    assert len(marks[0]) == 1
    assert marks[0] == marks[1]


@pytest.mark.parametrize("raw", [WRONG, PAGE], ids=["yaml", "html"])
def test_line_ends_make_no_difference(raw: str) -> None:
    name = "a.html" if raw is PAGE else "a.yaml"
    marks = [
        sorted(each.fingerprint for each in lint(raw.replace("\n", end).encode(), name=name).findings)
        for end in ("\n", "\r\n", "\r")
    ]
    assert marks[0] == marks[1] == marks[2]


WORDS = st.lists(
    st.sampled_from(["本局", "公园", "绿地", "养护", "服务", "群众", "坚持", "工作", "机制", "平台"]),
    min_size=3,
    max_size=12,
).map(lambda words: "".join(words) + "。")
STATED = {name: (GOOD.with_suffix(f".{name}").read_text(encoding="utf-8")) for name in ("md", "txt")}
FAULTS = [("合计", "合计"), ("| 18 |", "| 19 |"), ("已经", "己经"), ("2026-01-19", "2026-02-19")]
FIRST = "（一）主动公开情况。"


def faulty(name: str) -> str:
    text = {"yaml": WRONG, "html": PAGE}.get(name) or STATED[name]
    for old, new in FAULTS:
        text = text.replace(old, new, 1)
    line = next(each for each in text.split("\n") if FIRST in each)
    return (
        text.replace(line, line.replace(FIRST, f"{FIRST}申请人身份证号{SECRET}，共收到申请99件。"))
        if FIRST in text
        else text
    )


def above(name: str, text: str, added: list[str]) -> str:
    """Put paragraphs before the first of the overview."""
    line = next(each for each in text.split("\n") if FIRST in each)
    margin = line[: line.index("（一）")]
    gap = "\n\n" if name in ("md", "txt") else "\n"
    end = "</p>" if name == "html" else ""
    return text.replace(line, gap.join([*(f"{margin}{each}{end}" for each in added), line]))


def known_marks(text: str, name: str) -> list[Any]:
    found = lint(text.encode(), name=f"a.{name}", as_of="2026-03-01").findings
    return sorted((each.code, each.fingerprint) for each in found)


@pytest.mark.parametrize("name", ["yaml", "html", "md", "txt"])
@settings(max_examples=15)
@given(added=st.lists(WORDS, min_size=1, max_size=4, unique=True))
def test_paragraphs_above_make_no_known_finding_new(name: str, added: list[str]) -> None:
    text = faulty(name)
    if FIRST not in text:
        text = text.replace("总体情况</h2>", f"总体情况</h2>\n<p>{FIRST}</p>")
    before = known_marks(text, name)
    assert before
    after = known_marks(above(name, text, added), name)
    assert [each for each in before if each not in after] == []
    assert len([each for each in after if each in before]) == len(before)
