"""Suppressions in the configuration: what they match, when they are told (X004), and how they are written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from disclosure_lint import config, lint
from disclosure_lint.readers.drafts import read_yaml
from disclosure_lint.suppress.configured import ConfiguredSuppression
from disclosure_lint.suppress.writing import added
from tests.cli.run import GOOD, Done, run

CLEAN = GOOD.read_text(encoding="utf-8")
WRONG = CLEAN.replace("total: 18}", "total: 19}", 1)
POINTER = "/tables/requests/new_received/total"
NAME = ".disclosure-lint.yaml"


@pytest.fixture(autouse=True)
def afresh(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Configuration files are written over and over here."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()


def check(*arguments: str) -> Done:
    config.forget()
    return run("check", *arguments, *([] if "--as-of" in arguments else ["--as-of", "2026-03-01"]))


def configure(folder: Path, *entries: dict[str, str], more: str = "") -> None:
    text = yaml.safe_dump({"suppressions": [{"reason": "属实", **each} for each in entries]}, allow_unicode=True)
    (folder / NAME).write_text(more + text, encoding="utf-8")


def codes(done: Done) -> set[str]:
    return {each["code"] for each in done.json["findings"]}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """A folder with a faulty draft, one in a folder below, and a clean one."""
    folder = tmp_path / "报送"
    (folder / "下级").mkdir(parents=True)
    for name, text in (("a.yaml", WRONG), ("下级/b.yaml", WRONG), ("c.yaml", CLEAN)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("entry", "left"),
    [
        ({"rule": "T20"}, {"T201", "T203"} - {"T201", "T203"}),
        ({"rule": "applicant-total"}, {"T201"}),
        ({"rule": "T20", "path": "a.yaml"}, set()),
        ({"rule": "T20", "path": "./a.yaml"}, set()),
        ({"rule": "T20", "path": "*.yaml"}, set()),
        ({"rule": "T20", "path": "**"}, set()),
        ({"rule": "T20", "path": "**/a.yaml"}, set()),
        ({"rule": "T20", "pointer": POINTER}, set()),
        ({"rule": "T20", "pointer": "/tables/*/new_received/*"}, set()),
        ({"rule": "T20", "pointer": "/tables/**"}, set()),
        ({"rule": "T20", "pointer": "/**/total"}, set()),
        ({"rule": "T20", "until": "2026-03-01"}, set()),
        ({"rule": "T20", "path": "b.yaml"}, {"T201", "T203"}),
        ({"rule": "T20", "path": "下级/"}, {"T201", "T203"}),
        ({"rule": "T20", "path": "*/a.yaml"}, {"T201", "T203"}),
        ({"rule": "T20", "pointer": "/tables/requests"}, {"T201", "T203", "X004"}),
        ({"rule": "T20", "pointer": "/tables/*/total"}, {"T201", "T203", "X004"}),
        ({"rule": "T20", "fingerprint": "0" * 32}, {"T201", "T203", "X004"}),
        ({"rule": "T20", "until": "2026-02-28"}, {"T201", "T203", "X004"}),
        ({"rule": "N301"}, {"T201", "T203", "X004"}),
        ({"rule": "X"}, {"T201", "T203"}),
    ],
)
def test_what_an_entry_matches(reports: Path, entry: dict[str, str], left: set[str]) -> None:
    configure(reports, entry)
    done = check("报送" if "X004" in left else "报送/a.yaml", "-f", "json")
    assert codes(done) == left
    assert done.status == (1 if "T201" in left else 0)
    assert done.json["summary"]["suppressed"] == 2 - len(left & {"T201", "T203"})


def test_the_path_is_relative_to_the_configuration_however_the_file_is_named(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(reports, {"rule": "T20", "path": "下级/b.yaml"})
    for named in ("报送/下级/b.yaml", "./报送/下级/../下级/b.yaml", str(reports / "下级" / "b.yaml")):
        assert check(named).status == 0
    monkeypatch.chdir(reports / "下级")
    assert check("b.yaml").status == 0
    assert check("../a.yaml").status == 1


def test_a_fingerprint_is_exact(reports: Path) -> None:
    found = lint(WRONG.encode(), name="a.yaml").findings
    entries = [{"rule": each.code, "fingerprint": each.fingerprint} for each in found]
    configure(reports, *entries)
    assert codes(check("报送", "-f", "json")) == set()
    configure(reports, entries[0])
    assert codes(check("报送", "-f", "json")) == {found[1].code}


def test_one_that_no_file_needed_is_told_at_its_line(reports: Path) -> None:
    configure(reports, {"rule": "T201"}, {"rule": "T203", "path": "c.yaml"}, {"rule": "N301", "owner": "王处"})
    done = check("报送", "-f", "json")
    told = [each for each in done.json["findings"] if each["code"] == "X004"]
    lines = (reports / NAME).read_text(encoding="utf-8").split("\n")
    assert [each["path"] for each in told] == [str(Path("报送", NAME))] * 2
    assert ["N301" in each["message"] for each in told].count(True) == 1
    for each in told:
        assert lines[each["place"]["line"] - 1].startswith("- ")
        assert f"第 {each['place']['line']} 行" in each["message"]
    assert done.json["summary"]["files"] == 3
    assert check("报送", "--ignore", "T2", "--ignore", "N").status == 0
    assert "X004" not in codes(check("报送", "--ignore", "X004", "-f", "json"))
    assert check("报送", "--select", "X004", "--fail-on", "warning").status == 0


def test_unused_is_only_said_of_what_was_looked_at(reports: Path) -> None:
    """Not of a file that was not in the run, of a rule that did not run, or of other files' patterns."""
    configure(reports, {"rule": "T20", "path": "下级/b.yaml"}, {"rule": "T20", "path": "a*.yaml"})
    assert codes(check("报送/c.yaml", "-f", "json")) == set()
    assert codes(check("报送", "-f", "json")) == set()
    (reports / "a.yaml").write_text(CLEAN, encoding="utf-8")
    assert codes(check("报送/c.yaml", "报送/a.yaml", "-f", "json")) == set()
    assert codes(check("报送", "-f", "json")) == {"X004"}
    assert codes(check("报送", "--select", "T203", "--select", "X", "-f", "json")) == set()
    configure(reports, {"rule": "D403", "path": "c.yaml"})
    undated = CLEAN.replace("published_on: 2026-01-19\n", "").replace("signed_on: 2026-01-16\n", "")
    (reports / "c.yaml").write_text(undated, encoding="utf-8")
    assert "X004" not in codes(check("报送", "-f", "json"))
    (reports / "c.yaml").write_text("year: [", encoding="utf-8")
    assert "X004" not in codes(check("报送", "-f", "json"))


def test_expired_ones_are_told_once_with_owner_and_day(reports: Path) -> None:
    configure(reports, {"rule": "T20", "until": "2026-02-28", "owner": "王处"})
    told = [each for each in check("报送", "-f", "json").json["findings"] if each["code"] == "X004"]
    assert len(told) == 1
    assert "2026-02-28" in told[0]["message"]
    assert "王处" in told[0]["message"]
    assert codes(check("报送", "--as-of", "2026-02-28", "-f", "json")) == set()


def test_many_processes_tell_the_same(reports: Path) -> None:
    for number in range(60):
        (reports / f"{number:02}.yaml").write_text(WRONG if number % 3 else CLEAN, encoding="utf-8")
    configure(reports, {"rule": "T203"}, {"rule": "N301"}, {"rule": "T201", "path": "1*.yaml"})
    one, two = (check("报送", "-f", "json", "--jobs", jobs).out for jobs in ("1", "2"))
    assert one == two
    assert '"X004"' in one


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"rule": "T299"}, "T299"),
        ({"rule": "T203", "reason": ""}, "reason"),
        ({"rule": "T203", "until": "明年"}, "until"),
        ({"rule": "T203", "until": "2026-02-30"}, "until"),
        ({"rule": "T203", "untill": "2027-01-01"}, "untill"),
    ],
)
def test_a_bad_entry_is_a_bad_configuration(reports: Path, entry: dict[str, str], said: str) -> None:
    configure(reports, entry)
    done = check("报送")
    assert done.status == 2
    assert said in done.err
    assert "Traceback" not in done.err


def accept(*arguments: str) -> Done:
    return check("报送", "--write-suppressions", "--reason", "与上级系统一致：“已函请” # 更正", *arguments)


def test_written_suppressions_work(reports: Path) -> None:
    done = accept("--owner", "王处", "--until", "2027-01-31")
    assert done.status == 0
    assert "4 项抑制写入 .disclosure-lint.yaml" in done.err
    assert "已抑制 4 项" in done.out
    again = check("报送", "-f", "json")
    assert (again.status, again.json["summary"]["suppressed"], codes(again)) == (0, 4, set())
    data = yaml.safe_load(Path(NAME).read_text(encoding="utf-8"))["suppressions"]
    assert [each["path"] for each in data] == ["报送/a.yaml"] * 2 + ["报送/下级/b.yaml"] * 2
    assert {each["reason"] for each in data} == {"与上级系统一致：“已函请” # 更正"}
    assert {each["owner"] for each in data} == {"王处"}
    assert check("报送", "--as-of", "2027-02-01").status == 1
    assert "没有需要写入" in accept().err


def test_they_go_into_the_nearest_configuration(reports: Path) -> None:
    (reports / NAME).write_text("lang: zh\n", encoding="utf-8")
    (reports / "下级" / NAME).write_text("", encoding="utf-8")
    accept()
    assert "下级" not in (reports / NAME).read_text(encoding="utf-8")
    assert 'path: "b.yaml"' in (reports / "下级" / NAME).read_text(encoding="utf-8")
    assert not Path(NAME).exists()
    assert check("报送").status == 0


def test_a_folder_elsewhere_gets_its_own(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "别处").mkdir()
    monkeypatch.chdir(tmp_path / "别处")
    assert check("../报送", "--write-suppressions", "--reason", "属实").status == 0
    assert (reports / NAME).exists()
    assert not Path(NAME).exists()
    assert check("../报送").status == 0


@pytest.mark.parametrize(
    "text",
    [
        "# 说明\nlang: zh  # 语言\n",
        "lang: zh",
        "\ufefflang: zh\r\nseverity:\r\n  T208: off\r\n",
        "suppressions: []  # 还没有\nlang: zh\n",
        "suppressions:\n- {rule: W601, reason: 旧}  # 一\n# 二\nlang: zh\n",
        "suppressions:\n    - rule: W601\n      reason: |\n        旧的\n        理由\n\n# 二\nlang: zh\n",
        "suppressions:\n  - rule: W601\n    reason: 旧",
        "\n\n# 只有注释\n",
    ],
)
def test_the_rest_of_the_file_stays_byte_for_byte(reports: Path, text: str) -> None:
    Path(NAME).write_bytes(text.encode())
    assert accept().status == 0
    new = Path(NAME).read_bytes().decode()
    kept = iter(new.splitlines())
    for line in text.replace("[]", "").splitlines():
        assert line in kept, line
    assert ("\r\n" in new) == ("\r\n" in text)
    assert new.count("\r\n") in (0, new.count("\n"))
    assert check("报送").status == 0
    assert new.startswith("\ufeff") == text.startswith("\ufeff")


@pytest.mark.parametrize("text", ["{lang: zh}\n", "suppressions: [{rule: W601, reason: 旧}]\n", "lang: zh\n...\n"])
def test_what_cannot_be_added_to_is_left_alone(reports: Path, text: str) -> None:
    Path(NAME).write_text(text, encoding="utf-8")
    done = accept()
    assert done.status == 2
    assert NAME in done.err
    assert Path(NAME).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--write-suppressions",), "--reason"),
        (("--write-suppressions", "--reason", "  "), "--reason"),
        (("--write-suppressions", "--reason", "属实", "--until", "明年"), "明年"),
        (("--reason", "属实"), "--write-suppressions"),
        (("--owner", "王处"), "--write-suppressions"),
    ],
)
def test_bad_usage_is_2(reports: Path, arguments: tuple[str, ...], said: str) -> None:
    done = check("报送", *arguments)
    assert done.status == 2
    assert said in done.err
    assert not Path(NAME).exists()


def test_what_was_not_read_is_not_written(reports: Path) -> None:
    (reports / "d.yaml").write_text("year: [", encoding="utf-8")
    assert accept().status == 1
    assert "X002" not in Path(NAME).read_text(encoding="utf-8")


@given(
    st.lists(
        st.fixed_dictionaries(
            {"rule": st.just("T203"), "path": st.text(st.characters(exclude_categories=["Cs"]), min_size=1)},
            optional={"reason": st.text(st.characters(exclude_categories=["Cs"])), "until": st.just("2027-01-31")},
        ),
        min_size=1,
        max_size=3,
    ),
    st.sampled_from(["", "lang: zh\n", "suppressions:\n- rule: a\n  reason: b\nlang: zh\n"]),
)
def test_whatever_is_written_is_read_back(entries: list[dict[str, Any]], text: str) -> None:
    data = read_yaml(added(text, entries)).data
    assert data["suppressions"][-len(entries) :] == entries
    assert data.get("lang") == ("zh" if "lang" in text else None)


@pytest.mark.parametrize(
    ("pattern", "name", "fits"),
    [
        ("**/*.html", "a.html", True),
        ("**/*.html", "甲/乙/a.html", True),
        ("甲/*.html", "甲/乙/a.html", False),
        ("甲/**", "甲/乙/a.html", True),
        ("甲/", "甲/乙/a.html", True),
        ("甲/", "甲乙/a.html", False),
        ("a.html", "甲/乙/a.html", True),
        ("甲", "甲/a.html", True),
        ("乙/a.html", "甲/乙/a.html", False),
        ("", "甲/a.html", True),
        ("甲/**/b/**/a.html", "甲/x/y/b/a.html", True),
        ("a[1].yaml", "a1.yaml", True),
        ("**/" * 40 + "b", "/".join("a" * 60), False),
    ],
)
def test_patterns_of_paths(pattern: str, name: str, fits: bool) -> None:
    folder = Path.cwd()
    entry = ConfiguredSuppression("T203", pattern, None, None, "属实", None, None, folder / NAME, 1)
    assert entry.covers(folder / name) == fits
