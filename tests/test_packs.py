"""Rule packs and profiles of an office's own: in force where a configuration names them, and checked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from disclosure_lint import catalogue, config, lint, ruleset
from disclosure_lint.catalogue import Sources
from disclosure_lint.result import Options
from disclosure_lint.selection import ConfigError, chosen, notices
from tests.cli.run import FAULTY, GOOD, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WORDS = "{zh: 中文, en: English}"
RULE = f"""\
rules:
  - code: GZ101
    name: open-day
    severity: warning
    profiles: [cn-2021]
    summary: {WORDS}
    why: {WORDS}
    basis: [{{document: 本市规定}}]
    check: topics.stated
    with: {{section: other_matters, words: 政务公开日}}
    message: {{zh: 没有写政务公开日, en: the open day is not stated}}
"""
PROFILE = """\
id: cn-gz
extends: cn-2021
years: [2021, null]
name: {zh: 本省2021年版, en: "our province, 2021"}
deadlines: {department: 01-15}
sections:
  overview: {statute: [全年工作综述]}
tables:
  proactive_disclosure:
    aliases: {licensing: [许可类决定]}
    extensions: [本省特有事项]
rules:
  T207: {severity: error}
"""


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    config.forget()
    yield
    config.forget()


def office(folder: Path, settings: str = "packs: pack.yaml\n", pack: str = RULE, profile: str | None = None) -> Path:
    """Return a folder with a correct report, and the files of an office."""
    folder.mkdir(exist_ok=True)
    (folder / config.NAME).write_text(settings, encoding="utf-8")
    (folder / "pack.yaml").write_text(pack, encoding="utf-8")
    if profile is not None:
        (folder / "profile.yaml").write_text(profile, encoding="utf-8")
    (folder / "report.yaml").write_bytes(GOOD.read_bytes())
    return folder


def found(*arguments: str | Path) -> list[tuple[str, str]]:
    content = run("check", "-f", "json", *arguments).json
    return [(each["path"], each["code"]) for each in content["findings"]]


def test_a_pack_judges_the_reports_of_its_configuration(tmp_path: Path) -> None:
    one, other = office(tmp_path / "one"), office(tmp_path / "other", "")
    assert found(tmp_path) == [(str(one / "report.yaml"), "GZ101")]
    assert found("--select", "pack", one) == found("--select", "open-day", one) == [(str(one / "report.yaml"), "GZ101")]
    assert found("--ignore", "GZ", one) == []
    text = run("check", "--lang", "zh", one).out
    assert "没有写政务公开日" in text
    assert "本市规定" in text
    assert found(other / "report.yaml") == []


def test_what_a_pack_finds_can_be_suppressed(tmp_path: Path) -> None:
    one = office(tmp_path / "one", "packs: pack.yaml\nsuppressions: [{rule: open-day, reason: x}]\n")
    office(tmp_path / "other")
    content = run("check", "-f", "json", "--jobs", "1", tmp_path).json
    assert [each["path"] for each in content["findings"]] == [str(tmp_path / "other" / "report.yaml")]
    assert content["summary"]["suppressed"] == 1
    assert found(one) == []


def test_two_offices_may_use_one_code(tmp_path: Path) -> None:
    one = office(tmp_path / "one")
    other = office(tmp_path / "other", pack=RULE.replace("政务公开日", "开放日").replace("没有写", "未写明"))
    told = run("check", "-f", "json", tmp_path).json["findings"]
    assert [(each["path"], each["message"]) for each in told] == [
        (str(one / "report.yaml"), "没有写政务公开日"),
        (str(other / "report.yaml"), "未写明开放日"),
    ]


def test_processes_have_the_packs_of_each_file(tmp_path: Path) -> None:
    for name in ("one", "other"):
        folder = office(tmp_path / name, "packs: pack.yaml\n" if name == "one" else "")
        for number in range(20):
            (folder / f"{number}.yaml").write_bytes(GOOD.read_bytes())
    told = found("--jobs", "2", tmp_path)
    assert len(told) == 21
    assert {code for _, code in told} == {"GZ101"}
    assert all(path.startswith(str(tmp_path / "one")) for path, _ in told)
    assert told == found("--jobs", "1", tmp_path)


def test_the_hash_tells_what_judged(tmp_path: Path) -> None:
    def digest(folder: Path) -> str:
        return str(run("check", "-f", "json", folder).json["tool"]["ruleset"])

    plain = digest(office(tmp_path / "plain", ""))
    packed = digest(office(tmp_path / "packed"))
    same = digest(office(tmp_path / "same"))
    changed = digest(office(tmp_path / "changed", pack=RULE.replace("warning", "info")))
    profiled = digest(office(tmp_path / "profiled", "profiles: profile.yaml\n", profile=PROFILE))
    assert packed == same
    assert len({plain, packed, changed, profiled, digest(tmp_path)}) == 5


def test_the_library_takes_packs(tmp_path: Path) -> None:
    pack = str(office(tmp_path) / "pack.yaml")
    assert [each.code for each in lint(GOOD, sources=Sources((pack,))).findings] == ["GZ101"]
    assert lint(GOOD).findings == []
    assert "GZ101" not in ruleset.rules()
    with catalogue.using(Sources((pack,))):
        assert "GZ101" in ruleset.rules()


def test_rules_and_explain_know_the_packs_of_the_working_directory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(office(tmp_path))
    assert "GZ101" in run("rules").out
    assert "本市规定" in run("explain", "open-day").out
    (tmp_path / "pack.yaml").write_text("rules: 3\n", encoding="utf-8")
    config.forget()
    done = run("explain", "T203")
    assert (done.status, done.err.count("\n")) == (0, 1)
    assert "pack.yaml:1" in done.err


def told(folder: Path, **files: str) -> str:
    done = run("check", "--lang", "en", office(folder, **files))
    assert done.status == 2
    assert done.err.count("\n") == 1
    return done.err.removeprefix(f"disclosure-lint: {folder}/").rstrip()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("GZ101", "T203", "pack.yaml:2: “T203” is already a code, name or alias of another rule: T203 applicant-total (rules/cn/totals.yaml)"),
        ("open-day", "applicant-total", "pack.yaml:3: “applicant-total” is already a code, name or alias of another rule"),
        ("    check:", "    aliases: [OLD1, T203]\n    check:", "pack.yaml:9: “rules.0.aliases.0” (rules.0.aliases.0) cannot"),
        ("    check:", "    aliases: [T203]\n    check:", "pack.yaml:9: “T203” is already a code, name or alias of another"),
        ("    check:", "    aliases: [GZ101]\n    check:", "pack.yaml:9: “GZ101” is what this rule is called now"),
        ("    check:", "    replaced_by: T2O3\n    check:", "pack.yaml:9: there is no rule “T2O3”; did you mean “T2"),
        ("cn-2021", "cn-2012", "pack.yaml:5: there is no profile “cn-2012”; did you mean “cn-20"),
        ("topics.stated", "topic.stated", "pack.yaml:9: there is no check “topic.stated”; did you mean “topics.stated”?"),
        ("topics.stated", "schema", "pack.yaml:9: there is no check “schema”"),
        ("words:", "wrods:", "pack.yaml:10: there is no parameter “wrods”; did you mean “words”?"),
        (", words: 政务公开日", "", "pack.yaml:9: the check topics.stated lacks its parameter “words”"),
        ("words: 政务公开日", "words: [政务公开日]", "pack.yaml:10: the parameter “words” has the wrong type, it should be str"),
        ("words: 政务公开日", 'words: "(政务"', "pack.yaml:10: the regular expression “(政务” is invalid"),
        ("words: 政务公开日", 'words: "(政+)+公开日"', "pack.yaml:10: the regular expression “(政+)+公开日” may"),
        ("severity", "severty", "pack.yaml:2: “rules.0” lacks “severity”"),
        ("    check:", "    chek: x\n    check:", "pack.yaml:9: there is no key “chek”; did you mean “check”?"),
        ("warning", "warn", "pack.yaml:4: “rules.0.severity” should be one of error, warning, info, it is “warn”"),
        ("    name: open-day\n", "    name: open-day\n    name: b\n", "pack.yaml:4: "),
        ("rules:", "rules: [", "pack.yaml:"),
    ],
)  # fmt: skip
def test_mistakes_in_a_pack(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert RULE.count(old)
    assert told(tmp_path, pack=RULE.replace(old, new)).startswith(message)


def test_two_rules_of_one_code_in_a_pack(tmp_path: Path) -> None:
    twice = RULE + RULE.removeprefix("rules:\n")
    message = (
        f"pack.yaml:12: “GZ101” is already a code, name or alias of another rule: GZ101 open-day ({tmp_path}/pack.yaml)"
    )
    assert told(tmp_path, pack=twice) == message


# Profiles.


def profiled(folder: Path, draft: dict[str, Any], settings: str = "profiles: profile.yaml\n") -> Any:
    office(folder, settings, profile=PROFILE)
    data = {**yaml.safe_load(GOOD.read_text(encoding="utf-8")), **draft}
    text = yaml.safe_dump(
        {key: value for key, value in data.items() if value is not None}, allow_unicode=True, sort_keys=False
    )
    (folder / "report.yaml").write_text(text, encoding="utf-8")
    return run("check", "-f", "json", folder / "report.yaml").json


def test_a_variant_is_what_its_years_choose(tmp_path: Path) -> None:
    (report,) = profiled(tmp_path, {"profile": None})["reports"]
    assert report["profile"] == "cn-gz"
    (report,) = profiled(tmp_path, {"profile": "cn-2021"})["reports"]
    assert report["profile"] == "cn-2021"
    (report,) = profiled(tmp_path, {"profile": "cn-gz"})["reports"]
    assert report["profile"] == "cn-gz"


def test_a_variant_without_years_is_used_where_it_is_named(tmp_path: Path) -> None:
    office(tmp_path, "profiles: profile.yaml\n", profile=PROFILE.replace("years: [2021, null]\n", ""))
    draft = yaml.safe_load(GOOD.read_text(encoding="utf-8"))
    del draft["profile"]
    path = tmp_path / "report.yaml"
    path.write_text(yaml.safe_dump(draft, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for options, profile in (((), "cn-2021"), (("--profile", "cn-gz"), "cn-gz")):
        assert run("check", "-f", "json", *options, path).json["reports"][0]["profile"] == profile


def test_a_variant_has_the_rules_of_its_base_and_its_own_deadline(tmp_path: Path) -> None:
    late = {"published_on": "2026-01-19", "profile": "cn-gz"}
    assert [each["code"] for each in profiled(tmp_path, late)["findings"]] == ["D403"]
    settings = "profiles: profile.yaml\ndeadlines: {department: 01-31}\n"
    config.forget()
    assert profiled(tmp_path, late, settings)["findings"] == []


def test_a_variant_names_rows_and_chapters_its_own_way(tmp_path: Path) -> None:
    office(tmp_path, "profiles: profile.yaml\n", profile=PROFILE)
    text = GOOD.with_suffix(".md").read_text(encoding="utf-8")
    assert "总体情况" in text
    assert "行政许可" in text
    text = text.replace("一、总体情况", "一、全年工作综述").replace("| 行政许可 |", "| 许可类决定 |")
    (tmp_path / "report.md").write_text(text, encoding="utf-8")
    theirs = run("check", "-f", "json", tmp_path / "report.md").json
    (tmp_path / config.NAME).unlink()
    config.forget()
    ours = run("check", "-f", "json", tmp_path / "report.md").json
    assert theirs["reports"][0]["profile"] == "cn-gz"
    assert {"S104", "S109"} <= {each["code"] for each in ours["findings"]}
    assert [each["code"] for each in theirs["findings"]] == ["D403"]


def test_a_variant_changes_nothing_for_a_faulty_report_but_what_it_says(tmp_path: Path) -> None:
    office(
        tmp_path,
        "profiles: profile.yaml\n",
        profile="id: same\nextends: cn-2021\nyears: [2021, null]\nname: {zh: 同, en: same}\n",
    )
    path = tmp_path / "report.html"
    path.write_bytes(FAULTY.read_bytes())
    theirs, ours = (run("check", "-f", "json", *more, path).json for more in ((), ("--no-config",)))
    assert theirs["reports"][0]["profile"] == "same"
    assert [each["fingerprint"] for each in theirs["findings"]] == [each["fingerprint"] for each in ours["findings"]]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("cn-2021", "cn-2012", "profile.yaml:2: there is no profile “cn-2012”; did you mean “cn-20"),
        ("extends: cn-2021\n", "", "profile.yaml:1: it lacks “schema”"),
        ("id: cn-gz", "id: cn-2019", "profile.yaml:1: there is a profile “cn-2019” already"),
        ("deadlines", "deadline", "profile.yaml:5: there is no key “deadline”; did you mean “deadlines”?"),
        ("01-15", "02-30", "profile.yaml:5: “deadlines.department”"),
        ("overview:", "overveiw:", "profile.yaml:7: there is no chapter “overveiw”; did you mean “overview”?"),
        ("{statute: [全年工作综述]}", "{match: '(综述'}", "profile.yaml:7: the regular expression “(综述” is invalid"),
        ("proactive_disclosure", "proactive", "profile.yaml:9: there is no table “proactive”"),
        ("{licensing:", "{licences:", "profile.yaml:10: there is no row “licences”"),
        ("extensions: [本省特有事项]", "rows: []", "profile.yaml:11: a profile of one's own cannot change “rows” of a table"),
        ("T207:", "T999:", "profile.yaml:13: there is no rule “T999”"),
        ("{severity: error}", "{with: {relation: x}}", "profile.yaml:13: there is no parameter “relation”; did you mean “relations”?"),
        ("years: [2021, null]", "years: [2021]", "profile.yaml:3: “years” (Reporting years) cannot be “…”"),
    ],
)  # fmt: skip
def test_mistakes_in_a_profile(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert PROFILE.count(old)
    settings = "profiles: profile.yaml\n"
    assert told(tmp_path, settings=settings, profile=PROFILE.replace(old, new)).startswith(message)


# The life of a rule.

LIVES = RULE + "".join(
    RULE.removeprefix("rules:\n")
    .replace("GZ101", code)
    .replace("open-day", name)
    .replace("    check:", f"    {line}\n    check:")
    for code, name, line in (
        ("GZ102", "on-trial", "status: preview"),
        ("GZ103", "no-longer", "status: deprecated\n    replaced_by: GZ101"),
        ("GZ104", "renamed", "aliases: [GZ199, former-name]"),
    )
)


@pytest.mark.parametrize(
    ("options", "codes"),
    [
        ((), {"GZ101", "GZ104"}),
        (("--preview",), {"GZ101", "GZ102", "GZ104"}),
        (("--select", "GZ"), {"GZ101", "GZ104"}),
        (("--select", "GZ102"), {"GZ102"}),
        (("--select", "on-trial"), set()),
        (("--select", "GZ", "--preview"), {"GZ101", "GZ102", "GZ104"}),
        (("--select", "GZ103"), {"GZ103"}),
        (("--select", "no-longer"), {"GZ103"}),
        (("--select", "GZ199"), {"GZ104"}),
        (("--select", "former-name"), {"GZ104"}),
        (("--ignore", "GZ199"), {"GZ101"}),
    ],
)
def test_what_runs(tmp_path: Path, options: tuple[str, ...], codes: set[str]) -> None:
    folder = office(tmp_path, pack=LIVES)
    assert {code for _, code in found(*options, folder)} == codes


def test_old_names_and_deprecated_rules_are_told_once(tmp_path: Path) -> None:
    settings = """\
packs: pack.yaml
ignore: [GZ199]
severity: {no-longer: info}
suppressions:
- {rule: former-name, reason: x}
"""
    for number in range(3):
        (office(tmp_path, settings, LIVES) / f"{number}.yaml").write_bytes(GOOD.read_bytes())
    done = run("check", "--lang", "en", tmp_path)
    assert done.err.splitlines() == [
        "disclosure-lint: the rule “GZ199” is now GZ104 renamed; please write that",
        "disclosure-lint: the rule GZ103 no-longer is deprecated; use GZ101",
        "disclosure-lint: the rule “former-name” is now GZ104 renamed; please write that",
    ]
    assert "GZ103 no-longer 已停用，请改用 GZ101" in run("check", "--lang", "zh", tmp_path).err


def test_what_is_selected_by_an_old_name_is_told(tmp_path: Path) -> None:
    folder = office(tmp_path, pack=LIVES)
    assert "is now GZ104" in run("check", "--lang", "en", "--select", "former-name", folder).err
    assert "GZ103 no-longer is deprecated" in run("check", "--lang", "en", "--select", "no-longer", folder).err
    assert not run("check", "--select", "GZ", folder).err


def test_the_status_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(office(tmp_path, pack=LIVES))
    lines = {line.split()[0]: line for line in run("rules").out.splitlines()}
    assert "[preview]" in lines["GZ102"]
    assert "[deprecated]" in lines["GZ103"]
    assert "[" not in lines["GZ101"]
    listed = {each["code"]: each for each in run("rules", "--format", "json").json["rules"]}
    assert (listed["GZ103"]["status"], listed["GZ103"]["replaced_by"]) == ("deprecated", "GZ101")
    assert (listed["T203"]["status"], listed["GZ104"]["aliases"]) == ("stable", ["GZ199", "former-name"])
    assert "deprecated: use GZ101" in run("explain", "GZ103", "--lang", "en").out
    assert "试行" in run("explain", "GZ102").out
    done = run("explain", "GZ199", "--lang", "en")
    assert "formerly: GZ199, former-name" in done.out
    assert "is now GZ104" in done.err


def test_by_default_previews_do_not_run_in_the_library(tmp_path: Path) -> None:
    pack = str(office(tmp_path, pack=LIVES) / "pack.yaml")
    assert [each.code for each in lint(GOOD, sources=Sources((pack,))).findings] == ["GZ101", "GZ104"]
    assert Options().codes is None


def test_selection_speaks_of_rules_not_of_files() -> None:
    rules = ruleset.rules()
    assert chosen((), rules) == {code for code, rule in rules.items() if rule.status == "stable"}
    assert list(notices(["T203", "T", "totals", "all"], rules)) == []
    with pytest.raises(ConfigError):
        chosen(["T9"], rules)
