"""examples/repository the whole way, in a git repository of its own: hook, baseline, fixes, outputs, CI, batch."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
import yaml

from disclosure_lint import config, lint
from disclosure_lint.config import for_folder
from tests.cli.run import ROOT, Done, run
from tests.generator.repository import FAULTS, reports
from tests.test_integration import TEMPLATE, step, temporary
from tests.test_pre_commit import LOCAL, git, hooks

__all__ = ["temporary"]  # a fixture

HOME = ROOT / "examples" / "repository"
SCHEMA = Path(os.environ.get("SARIF_SCHEMA", ROOT.parent / "shared" / "schemas" / "sarif-2.1.0.schema.json"))
DAY = ("--as-of", "2026-04-30")
BASELINE = ("--baseline", "baseline.json")
#: What the baseline knows: file, rule, and what stands at the place.
KNOWN = {
    ("年报/2020/澄汀市水务局.md", "D403"): "2021年2月5日",
    ("年报/2023/澄汀市教育局.html", "T202"): "15",
    ("年报/2023/澄汀市教育局.html", "T203"): "15",
    ("年报/2023/澄汀市柘堰县桐陂镇人民政府.md", "S104"): "五、存在的问题和下步打算",
    ("年报/2024/澄汀市民政局.html", "N301"): "28",
}
DRAFT = Path("年报/2025/澄汀市水务局.yaml")
ACCEPTED = Path("年报/2024/澄汀市卫生健康委员会.yaml")
MISSTATED = Path("年报/2024/澄汀市民政局.html")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone, as it were, with everything committed and the working directory in it."""
    folder = tmp_path / "仓库"
    shutil.copytree(HOME, folder)
    assert git(folder, "init", "--quiet").returncode == 0
    commit(folder)
    monkeypatch.chdir(folder)
    config.forget()
    return folder


def commit(folder: Path) -> subprocess.CompletedProcess[str]:
    assert git(folder, "add", "--all").returncode == 0
    return git(folder, "commit", "--quiet", "--message", "x")


def check(*arguments: str) -> Done:
    config.forget()
    return run("check", "年报", *DAY, *arguments)


def found(done: Done) -> dict[tuple[str, str], dict[str, Any]]:
    return {(each["path"], each["code"]): each for each in done.json["findings"]}


def changed(path: Path, old: str, new: str, count: int = 1) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, count).encode())


def test_the_reports_are_those_that_the_script_writes() -> None:
    written = {filed.path: filed for filed in reports()}
    there = {path.relative_to(HOME / "年报").as_posix(): path for path in (HOME / "年报").rglob("*.*")}
    assert len(written) == 30
    assert set(written) == set(there)
    packed = (".xlsx", ".docx", ".pdf")  # their bytes depend on the libraries that wrote them
    assert [
        name for name, each in written.items() if not name.endswith(packed) and each.raw != there[name].read_bytes()
    ] == []
    suffixes = {path.suffix for path in there.values()}
    assert suffixes == {".yaml", ".json", ".md", ".txt", ".html", ".docx", ".xlsx", ".pdf"}
    assert sum(path.stat().st_size for path in HOME.rglob("*") if path.is_file()) < 1_500_000


def test_old_findings_pass(repository: Path) -> None:
    assert check().status == 1
    done = check(*BASELINE, "-f", "json")
    summary = done.json["summary"]
    assert (done.status, summary["files"], summary["baselined"], summary["suppressed"]) == (0, 30, len(KNOWN), 3)
    assert done.json["findings"] == []
    # What is known or accepted is exactly what was put in, each in its own file.
    told = {(each["path"], each["code"]): each for each in check("-f", "json").json["findings"]}
    assert set(told) == set(KNOWN)
    faulty = {f"年报/{year}/" for year, _ in FAULTS}
    assert all(any(path.startswith(each) for each in faulty) for path, _ in told)


def test_a_new_finding_is_caught_beside_the_old_one(repository: Path) -> None:
    # Lines above, and another fault: the old finding stays known, and the new one alone is told.
    changed(MISSTATED, "<main>", "<main>\n\n\n")
    changed(MISSTATED, "</article>", "<p>附件：工作要点（机密★5年）。</p>\n</article>")
    done = check(*BASELINE, "-f", "json")
    assert done.status == 1
    assert set(found(done)) == {(MISSTATED.as_posix(), "C501")}
    assert done.json["summary"]["baselined"] == len(KNOWN)


def test_what_was_mended_is_told_and_does_not_fail(repository: Path) -> None:
    heading = Path("年报/2023/澄汀市柘堰县桐陂镇人民政府.md")
    changed(heading, "五、存在的问题和下步打算", "五、存在的主要问题及改进情况")
    done = check(*BASELINE, "-f", "json")
    assert (done.status, done.json["summary"]["stale"]) == (0, 1)


@pytest.fixture
def guarded(repository: Path) -> Path:
    """The repository with its hook installed: the entry and the files of the hook that is published, its own arguments."""
    (own,) = yaml.safe_load(Path(".pre-commit-config.yaml").read_text(encoding="utf-8"))["repos"]
    (wanted,) = own["hooks"]
    published = hooks()[wanted["id"]]
    entry = published["entry"].replace("disclosure-lint", "disclosure_lint", 1)
    entry = " ".join([entry, *wanted["args"]])
    settings = LOCAL.format(python=Path(sys.executable).as_posix(), entry=entry, files=published["files"])
    Path(".pre-commit-config.yaml").write_text(settings, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "pre_commit", "install"], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout
    assert commit(repository).returncode == 0
    return repository


def test_the_hook_holds_a_bad_report_back(guarded: Path) -> None:
    head = git(guarded, "rev-parse", "HEAD").stdout
    good = DRAFT.read_bytes()
    draft = yaml.safe_load(good)
    total = draft["tables"]["requests"]["new_received"]["total"]
    changed(DRAFT, f"total: {total}\n", f"total: {total + 1}\n")
    held = commit(guarded)
    assert held.returncode == 1
    assert "T203" in held.stdout + held.stderr
    assert git(guarded, "rev-parse", "HEAD").stdout == head
    DRAFT.write_bytes(good.replace("监督".encode(), "监督和".encode(), 1))
    passed = commit(guarded)
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert git(guarded, "rev-parse", "HEAD").stdout != head


def test_an_old_report_may_be_touched(guarded: Path) -> None:
    changed(MISSTATED, "</article>", "<!-- 已归档 -->\n</article>")
    done = commit(guarded)
    assert done.returncode == 0, done.stdout + done.stderr


def test_suppressions_say_why_and_end(repository: Path) -> None:
    told = check(*BASELINE, "-v").out
    assert "已发函请其更正" in told
    assert "经市政府办公室同意延期公布" in told
    config.forget()
    late = run("check", "年报", "--as-of", "2028-01-01", *BASELINE, "-f", "json")
    assert late.status == 1
    assert {"T202", "T203", "D403", "X004"} <= {code for _, code in found(late)}


def test_a_suppression_of_no_use_is_told(repository: Path) -> None:
    draft = yaml.safe_load(ACCEPTED.read_text(encoding="utf-8"))
    stated = draft["tables"]["requests"]["results"]["granted"]["total"]
    changed(ACCEPTED, f"total: {stated}\n", f"total: {stated - 1}\n")
    done = check(*BASELINE, "-f", "json")
    assert [code for path, code in found(done) if path == ACCEPTED.as_posix()] == ["X004"]


@pytest.fixture
def sarif(repository: Path) -> Any:
    assert check(*BASELINE, "-f", "sarif", "-o", "out.sarif").status == 0
    return json.loads(Path("out.sarif").read_text(encoding="utf-8"))


def test_sarif_points_at_the_right_text(sarif: Any) -> None:
    (only,) = sarif["runs"]
    seen = {}
    for result in only["results"]:
        (location,) = result["locations"]
        name = unquote(location["physicalLocation"]["artifactLocation"]["uri"])
        region = location["physicalLocation"].get("region")
        if name.endswith((".pdf", ".docx", ".xlsx")):
            assert region is None
            continue
        lines = Path(name).read_bytes().decode().split("\n")
        assert region["startLine"] == region["endLine"]
        text = lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]
        seen[name, result["ruleId"]] = text
        for other in result.get("relatedLocations", []):
            at = other["physicalLocation"].get("region")
            assert at is None or 1 <= at["startLine"] <= len(lines)
    known = {key: text for key, text in seen.items() if key[0] != ACCEPTED.as_posix()}
    assert set(known) == set(KNOWN)
    for key, text in known.items():
        assert KNOWN[key] in re.sub(r"<[^>]*>", "", text), key
    assert {result["baselineState"] for result in only["results"]} == {"unchanged", "new"}
    assert sum("suppressions" in result for result in only["results"]) == 3


@pytest.mark.skipif(not SCHEMA.exists(), reason="the official schema is not at hand: SARIF_SCHEMA names it")
def test_sarif_is_valid(sarif: Any) -> None:
    jsonschema.Draft7Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(sarif)


def test_the_page_has_every_report(repository: Path) -> None:
    assert check("-f", "html", "-o", "结果.html").status == 1
    page = Path("结果.html").read_text(encoding="utf-8")
    assert all(path.name in page for path in Path("年报").rglob("*.*"))
    assert re.findall(r"(?:src|href)=[\"']https?:", page) == []


def test_fixes_mend_what_they_should_and_nothing_else(repository: Path) -> None:
    changed(DRAFT, f"signed_on: '2026-01-{signed_day(DRAFT)}'", f"signed_on: 2026年1月{signed_day(DRAFT)}日")
    changed(Path("年报/2025/澄汀市民政局.md"), "。", "。。")
    total = yaml.safe_load(DRAFT.read_text(encoding="utf-8"))["tables"]["requests"]["new_received"]["total"]
    changed(DRAFT, f"total: {total}\n", f"total: {total + 1}\n")  # a figure: evidence, never changed
    before = {path: path.read_bytes() for path in Path("年报").rglob("*.*")}
    done = check(*BASELINE, "--fix", "-f", "json", "-o", "left.json")
    assert done.status == 1
    left = json.loads(Path("left.json").read_text(encoding="utf-8"))
    assert {each["path"] for each in left["findings"]} == {DRAFT.as_posix()}
    assert {each["code"] for each in left["findings"]} >= {"T203"}
    after = {path: path.read_bytes() for path in Path("年报").rglob("*.*")}
    assert {path.name for path in after if after[path] != before[path]} == {"澄汀市水务局.yaml", "澄汀市民政局.md"}
    lines = git(repository, "-c", "core.quotepath=off", "diff", "--unified=0").stdout.splitlines()
    # The text is as it was committed again; the date has its form; the figure is still the wrong one.
    gone = [line[1:].strip() for line in lines if re.match(r"-[^-]", line)]
    assert len(gone) == 2
    assert any("total" in line for line in gone)
    assert check(*BASELINE, "--fix").status == 1
    assert after == {path: path.read_bytes() for path in Path("年报").rglob("*.*")}


def signed_day(path: Path) -> int:
    return int(yaml.safe_load(path.read_text(encoding="utf-8"))["signed_on"][-2:])


def test_the_action_runs_as_the_workflow_asks(repository: Path, temporary: Path) -> None:
    workflow = yaml.safe_load(Path(".github/workflows/reports.yml").read_text(encoding="utf-8"))
    inputs = workflow["jobs"]["check"]["steps"][1]["with"]
    status, log, outputs = step(1, temporary, repository, **inputs)
    assert (status, outputs["status"]) == (0, "0"), log
    assert json.loads(Path(outputs["sarif"]).read_text(encoding="utf-8"))["version"] == "2.1.0"


def test_the_gitlab_file_names_what_exists(repository: Path) -> None:
    job = yaml.safe_load(Path(".gitlab-ci.yml").read_text(encoding="utf-8"))
    variables = job["disclosure-lint"]["variables"]
    assert set(variables) <= set(TEMPLATE["disclosure-lint"]["variables"])
    options = [*variables["DISCLOSURE_LINT_ARGS"].split(), *variables["DISCLOSURE_LINT_PATHS"].split()]
    assert run("check", *DAY, *options).status == 0


def test_the_configuration_is_used(repository: Path) -> None:
    settings = for_folder(repository)
    assert settings.fail_on == "warning"
    town = next(path for path in Path("年报/2025").iterdir() if "桐陂镇" in path.name)
    assert lint(town, as_of="2026-04-30").verdict == "undetermined"  # no law sets a day for townships
    assert run("check", *DAY, town).status == 0
    drafts = repository / "草稿"
    drafts.mkdir()
    shutil.copy2(MISSTATED, drafts)
    assert run("check", *DAY, ".", *BASELINE, "-f", "json").json["summary"]["files"] == 30


def batch(*arguments: str) -> Done:
    config.forget()
    return run("batch", "年报/2025", "-o", "结果", "--roster", "名单.csv", "--previous", "年报/2024", *DAY, *arguments)


def rows() -> list[dict[str, str]]:
    with Path("结果/findings.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_office_learns_who_is_missing_and_nothing_else(repository: Path) -> None:
    done = batch()
    assert done.status == 1
    assert "已报送 9，未报送 1" in done.out
    assert [each["单位名称"] for each in rows()] == ["澄汀市审计局"]


def test_a_year_that_does_not_begin_where_the_last_one_ended_is_found(repository: Path) -> None:
    draft = yaml.safe_load(DRAFT.read_text(encoding="utf-8"))
    table = draft["tables"]["requests"]
    for row, more in (("carried_over", 1), ("new_received", -1)):  # the report by itself still adds up
        for column in ("natural_person", "total"):
            table[row][column] += more
    DRAFT.write_text(yaml.safe_dump(draft, allow_unicode=True, sort_keys=False), encoding="utf-8")
    done = check("--ignore", "N", *BASELINE, "-f", "json")
    assert done.status == 0
    batch("--lang", "zh")
    told = [each for each in rows() if "水务局" in each["文件"]]
    assert {each["代码"] for each in told} >= {"B701"}
    assert all("年报/2025" in each["文件"] for each in told)
