"""What a configuration may say, in YAML and in pyproject.toml, and how it says what is wrong."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint import config
from disclosure_lint.config.globs import Glob, mistake
from tests.cli.run import GOOD, ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = """\
# yaml-language-server: $schema=../schemas/config.schema.json
extends: base.yaml
profile: cn-2021
profiles: [local.yaml]
packs: pack.yaml
plugins: false
preview: true
include: ["reports/**/*.docx", "*.yaml"]
exclude: [drafts/]
select: [T, dates, applicant-total]
ignore: S118
severity: {T207: error, wording: "off"}
per-file-ignores:
  "2008/**": [D403, narrative]
  old-*.html: C506
suppressions:
  - rule: T203
    path: 2024/*.docx
    pointer: /tables/requests/**/total
    reason: 总计按原件
    owner: 办公室
    until: 2026-12-31
fail-on: warning
lang: zh
agency-kind: township
unrecognised: skip
deadlines: {township: 01-31}
limits: {megabytes: 30, unpacked_megabytes: 200, entries: 2000, pages: 300, cells: 100000, seconds: 60}
"""
TOML = """\
[project]
name = "reports"

[tool.disclosure-lint]
extends = "base.yaml"
profile = "cn-2021"
profiles = ["local.yaml"]
packs = "pack.yaml"
plugins = false
preview = true
include = ["reports/**/*.docx", "*.yaml"]
exclude = ["drafts/"]
select = ["T", "dates", "applicant-total"]
ignore = "S118"
severity = {T207 = "error", wording = "off"}
fail-on = "warning"
lang = "zh"
agency-kind = "township"
unrecognised = "skip"

[tool.disclosure-lint.per-file-ignores]
"2008/**" = ["D403", "narrative"]
"old-*.html" = "C506"

[[tool.disclosure-lint.suppressions]]
rule = "T203"
path = "2024/*.docx"
pointer = "/tables/requests/**/total"
reason = "总计按原件"
owner = "办公室"
until = 2026-12-31

[tool.disclosure-lint.deadlines]
township = "01-31"

[tool.disclosure-lint.limits]
megabytes = 30
unpacked_megabytes = 200
entries = 2000
pages = 300
cells = 100000
seconds = 60
"""


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    config.forget()
    yield
    config.forget()


def beside(folder: Path) -> None:
    (folder / "base.yaml").write_text("ignore: W601\nlang: en\nlimits: {pages: 9}\n", encoding="utf-8")
    (folder / "local.yaml").write_text("id: local\nextends: cn-2021\nname: {zh: 本地, en: local}\n", encoding="utf-8")
    (folder / "pack.yaml").write_text("rules: []\n", encoding="utf-8")


def error(folder: Path, text: str, name: str = config.NAME) -> str:
    (folder / name).write_text(text, encoding="utf-8")
    config.forget()
    with pytest.raises(config.ConfigError) as caught:
        config.for_folder(folder)
    assert caught.value.text("zh").partition(": ")[0] == str(caught.value).partition(": ")[0]
    return str(caught.value).removeprefix(f"{folder}/")


def test_yaml_and_pyproject_say_the_same(tmp_path: Path) -> None:
    found = []
    for name, text in ((config.NAME, FULL), ("pyproject.toml", TOML)):
        folder = tmp_path / name[:4]
        folder.mkdir()
        beside(folder)
        (folder / name).write_text(text, encoding="utf-8")
        found.append(config.for_folder(folder))
    one, other = (
        {
            key: str(value).replace(str(each.path.parent), "")
            for key, value in vars(each).items()
            if key not in ("path", "origins", "suppressions")
        }
        for each in found
        if each.path
    )
    assert one == other
    first, second = (each.suppressions[0] for each in found)
    assert first[:7] == second[:7]
    assert (first.line, second.line) == (17, 25)
    assert found[0].origins["severity/T207"].endswith(":12")
    assert found[1].origins["severity/T207"].endswith(":15")
    assert found[1].limits["cells"] == 100000
    assert found[1].ignore == ("W601", "S118")
    assert all(getattr(found[0], key) not in (None, (), {}) for key in vars(found[0]))


def test_the_full_example_fits_the_published_schema(tmp_path: Path) -> None:
    pytest.importorskip("check_jsonschema")
    schema = tmp_path / "config.schema.json"
    schema.write_text(run("schema", "config").out, encoding="utf-8")
    path = tmp_path / config.NAME
    for text, status in ((FULL, 0), (FULL + "limit: 3\n", 1), (FULL.replace("reason:", "because:"), 1)):
        path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), str(path)]
        assert subprocess.run(command, capture_output=True, check=False).returncode == status
    keys = set(yaml.safe_load(FULL))
    assert keys == set(run("schema", "config").json["properties"]) - {"$schema"}


def test_pyproject_without_the_table_is_none_of_ours(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[project]\ndescription = 'uses disclosure-lint'\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    assert config.find(tmp_path) is None


def test_the_file_of_its_own_goes_before_pyproject(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.disclosure-lint]\nlang = 'en'\n", encoding="utf-8")
    assert config.for_folder(tmp_path).lang == "en"
    (tmp_path / config.NAME).write_text("lang: zh\n", encoding="utf-8")
    config.forget()
    assert config.for_folder(tmp_path).lang == "zh"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[tool.disclosure-lint]\nlang = 'en'\nignor = 'T201'\n", "3: there is no key “ignor”; did you mean “ignore”?"),
        ("[tool.disclosure-lint]\nselect = ['T9']\n", "2: there is no rule “T9”"),
        ("[tool.disclosure-lint.severity]\n\nT201 = 'fatal'\n", "3: “severity.T201” should be one of"),
        ("[tool.disclosure-lint.limits]\npages = '9'\n", "2: “limits.pages” (Pages) cannot be “9”"),
        ("[tool.disclosure-lint]\nlang = \n", "2: this is not valid TOML (Invalid value)"),
        ("[tool]\ndisclosure-lint = 3\n", " there is no group of settings [tool.disclosure-lint] in it"),
        (
            "[[tool.disclosure-lint.suppressions]]\nrule = 'T9'\nreason = 'x'\n",
            "2: there is no rule “T9”",
        ),
    ],
)
def test_mistakes_in_pyproject(tmp_path: Path, text: str, message: str) -> None:
    assert error(tmp_path, text, "pyproject.toml").startswith(f"pyproject.toml:{message}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("suppressions:\n- rule: T203\n", "2: “suppressions.0” lacks “reason”"),
        ("suppressions:\n- rule: T203\n  reason: ' '\n", "3: “suppressions.0.reason” (Reason) cannot be “ ”"),
        (
            "suppressions:\n- {rule: applicant-totals, reason: x}\n",
            "2: there is no rule “applicant-totals”; did you mean “applicant-total”?",
        ),
        (
            "suppressions:\n- {rule: T203, reason: x, until: 2026-02-30}\n",
            "2: “suppressions.0.until” (Holds until) cannot",
        ),
        (
            "suppressions:\n- {rule: T203, reason: x, pointer: tables}\n",
            "2: “suppressions.0.pointer” (Which place) cannot",
        ),
        ("suppressions:\n- {rule: T203, reason: x, path: ../x}\n", "2: the glob “../x” must be relative"),
        ("lang: en\nexclude: ['a[b']\n", "2: the glob “a[b” has a “[” without its “]”"),
        ("include:\n- x\n- /abs\n", "3: the glob “/abs” must be relative"),
        ("exclude: 'a[z-a]'\n", "1: the glob “a[z-a]” has a range of characters that is none"),
        ("exclude: ''\n", "1: the glob “” is empty"),
        ("per-file-ignores:\n  'a\\b': T\n", "2: the glob “a\\b” must separate folders by “/”"),
        ("per-file-ignores:\n  a: [T, T2O3]\n", "2: there is no rule “T2O3”; did you mean “T2"),
        ("per-file-ignores: {a: 3}\n", "1: “per-file-ignores.a” (Rules) cannot be “3”"),
        ('select: "T\\e[31m\\nx"\n', "1: there is no rule “T [31m x”"),
        ("extends: nowhere.yaml\n", "1: there is no file “nowhere.yaml”"),
        ("lang: zh\npacks: [nowhere.yaml]\n", "2: there is no file “nowhere.yaml”"),
        ("profiles: nowhere.yaml\n", "1: there is no file “nowhere.yaml”"),
        ("plugins: 3\n", "1: “plugins” (Use installed rule plugins) cannot be “3”"),
        ("limits: {pages: 0}\n", "1: “limits.pages” (Pages) cannot be “0”"),
        ("- a\n", "1: this should be a group of keys and values"),
        ("a: [\n", "2: "),
    ],
)
def test_mistakes_in_yaml(tmp_path: Path, text: str, message: str) -> None:
    assert error(tmp_path, text).startswith(f"{config.NAME}:{message}")


def test_a_circle_names_its_chain(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("lang: zh\nextends: [b.yaml]\n", encoding="utf-8")
    (tmp_path / "b.yaml").write_text("extends: a.yaml\n", encoding="utf-8")
    message = "b.yaml:1: these configurations extend each other in a circle: a.yaml → b.yaml → a.yaml"
    assert error(tmp_path, "extends: a.yaml\n") == message
    assert error(tmp_path, f"extends: {config.NAME}\n").endswith(f": {config.NAME} → {config.NAME}")


def test_a_mistake_in_what_is_extended_is_told_there(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("lang: zh\nselect: [T2O3]\n", encoding="utf-8")
    assert error(tmp_path, "extends: a.yaml\n").startswith("a.yaml:2: there is no rule “T2O3”")


def test_what_extends_goes_over_what_is_extended(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(
        "lang: en\nselect: [T]\nignore: [T201]\nexclude: [x]\nseverity: {T: info}\n", encoding="utf-8"
    )
    (tmp_path / "b.yaml").write_text("lang: zh\nfail-on: info\n", encoding="utf-8")
    (tmp_path / "deep").mkdir()
    text = "extends: [../a.yaml, ../b.yaml]\nselect: [D, T]\nignore: [D403]\nexclude: [y]\nseverity: {T203: error}\n"
    (tmp_path / "deep" / config.NAME).write_text(text, encoding="utf-8")
    found = config.for_folder(tmp_path / "deep")
    assert (found.lang, found.fail_on, found.select, found.ignore) == ("zh", "info", ("D", "T"), ("T201", "D403"))
    assert found.severity == {"T": "info", "T203": "error"}
    assert found.exclude == (Glob(str(tmp_path), "x"), Glob(str(tmp_path / "deep"), "y"))
    assert found.origins["lang"] == f"{tmp_path / 'b.yaml'}:1"


@pytest.mark.parametrize(
    ("glob", "yes", "no"),
    [
        ("*.yaml", ["a.yaml", "x/y/a.yaml"], ["a.yml", "a.yaml.txt"]),
        ("drafts", ["drafts", "drafts/a", "x/drafts/y/a"], ["drafts2/a"]),
        ("drafts/", ["drafts/a", "x/drafts/a"], ["drafts"]),
        ("./x/*.md", ["x/a.md"], ["y/x/a.md", "x/y/a.md"]),
        ("x/**/*.md", ["x/a.md", "x/y/z/a.md"], ["a.md", "y/x/a.md"]),
        ("x/**", ["x/a", "x/y/a"], ["x"]),
        ("**/x", ["x", "a/b/x", "a/x/b"], ["ax"]),
        ("20[12]?.txt", ["2019.txt", "x/2024.txt"], ["2030.txt"]),
        ("[!a]*", ["b"], ["a"]),
        ("a+b (1).md", ["a+b (1).md"], ["aab (1).md"]),
        ("年报/*年*.docx", ["年报/2025年度报告.docx"], ["年报/2025.docx"]),
        ("[[]x].md", ["[x].md"], ["x.md"]),
    ],
)
def test_globs(tmp_path: Path, glob: str, yes: list[str], no: list[str]) -> None:
    assert mistake(glob) is None
    told = {each: Glob(str(tmp_path), glob).matches(tmp_path / each) for each in (*yes, *no)}
    assert told == {**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}


VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-2, 3000),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(
            [
                "",
                "T203",
                "T",
                "dates",
                "cn-2021",
                "error",
                "base.yaml",
                "*.md",
                "[",
                "../x",
                "/a/**",
                "01-31",
                "2026-12-31",
            ]
        ),
        st.text(max_size=5),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(["T203", "rule", "reason", "path", "pointer", "pages", "township", "*.md", "~/", ""]),
            inner,
            max_size=3,
        ),
    ),
    max_leaves=6,
)


@settings(max_examples=150)
@given(st.dictionaries(st.sampled_from(sorted(yaml.safe_load(FULL))), VALUES, max_size=4))
def test_whatever_stands_there_is_read_or_told_in_a_sentence(data: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        beside(folder)
        path = folder / config.NAME
        path.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
        config.forget()
        try:
            config.for_folder(folder)
        except config.ConfigError as error:
            assert str(error).startswith(f"{folder}/")
            assert "\n" not in str(error)


# What a run makes of it.


def checked(*arguments: str | Path) -> list[str]:
    return [each["path"] for each in run("check", "-f", "json", *arguments).json["reports"]]


def place(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(GOOD.read_bytes())


def test_exclude_counts_for_folders_and_for_named_files(tmp_path: Path) -> None:
    place(tmp_path, "a.yaml", "drafts/b.yaml", "x/old-c.yaml")
    (tmp_path / config.NAME).write_text("exclude: [drafts, 'x/old-*']\n", encoding="utf-8")
    (tmp_path / "drafts" / config.NAME).write_text("not: read\n", encoding="utf-8")
    kept = [str(tmp_path / "a.yaml")]
    assert checked(tmp_path) == kept
    assert checked(tmp_path / "a.yaml", tmp_path / "x" / "old-c.yaml") == kept
    done = run("check", "--stdin-filename", str(tmp_path / "x" / "old-c.yaml"), "-f", "json", "-", stdin=b"a: [")
    assert done.status == 0
    assert done.json["reports"] == []


def test_include_narrows_and_widens_what_a_folder_gives(tmp_path: Path) -> None:
    place(tmp_path, "a.yaml", "b.json.yaml", "c.report", "x/d.report", "~$e.report")
    (tmp_path / config.NAME).write_text("include: ['*.report']\n", encoding="utf-8")
    assert [each.removeprefix(f"{tmp_path}/") for each in checked(tmp_path)] == ["c.report", "x/d.report"]
    assert checked(tmp_path / "a.yaml") == [str(tmp_path / "a.yaml")]


def test_per_file_ignores(tmp_path: Path) -> None:
    text = GOOD.read_text(encoding="utf-8").replace("published_on: 2026-01-19", "published_on: 2026-02-19")
    for name in ("a.yaml", "old/b.yaml"):
        place(tmp_path, name)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / config.NAME).write_text("per-file-ignores: {'old/**': [published-late, D402]}\n", encoding="utf-8")
    for more in ((), ("--select", "D")):
        found = run("check", "-f", "json", *more, tmp_path).json["findings"]
        assert {each["path"] for each in found if each["code"] == "D403"} == {str(tmp_path / "a.yaml")}


def test_one_file_for_all_or_none(tmp_path: Path) -> None:
    place(tmp_path, "a.yaml")
    (tmp_path / config.NAME).write_text("ignore: [T2O3]\n", encoding="utf-8")
    assert run("check", tmp_path).status == 2
    assert run("check", "--no-config", tmp_path).status == 0
    other = tmp_path / "other.yaml"
    other.write_text("exclude: [a.yaml]\n", encoding="utf-8")
    assert checked("--config", other, tmp_path / "a.yaml") == []
    assert run("check", "--config", other, "--no-config", tmp_path).status == 2
    (tmp_path / "pyproject.toml").write_text("tool = 3\n", encoding="utf-8")
    for name in ("nowhere.yaml", "pyproject.toml", "."):
        done = run("check", "--config", tmp_path / name, tmp_path)
        assert (done.status, done.err.count("\n")) == (2, 1)


def test_show_config_tells_where_each_value_comes_from(tmp_path: Path) -> None:
    place(tmp_path, "a.yaml")
    beside(tmp_path)
    path = tmp_path / config.NAME
    path.write_text(FULL, encoding="utf-8")
    out = run("check", "--show-config", "--select", "T203", tmp_path / "a.yaml").out
    shown = yaml.safe_load(out)
    stated = yaml.safe_load(FULL)
    assert shown["severity"] == stated["severity"]
    assert shown["suppressions"] == [{**each, "until": str(each["until"])} for each in stated["suppressions"]]
    assert shown["per-file-ignores"] == {"2008/**": ["D403", "narrative"], "old-*.html": ["C506"]}
    assert shown["ignore"] == ["W601", "S118"]
    assert shown["select"] == ["T203"]
    lines = {line.partition("  # ")[0].strip(): line.partition("  # ")[2] for line in out.splitlines()}
    assert lines["lang: zh"] == f"{path}:24"
    assert lines["- W601"] == f"{tmp_path / 'base.yaml'}:1"
    assert lines[f"- {tmp_path / 'pack.yaml'}"] == f"{path}:5"
    assert lines["- T203"] == "命令行 · command line"


def test_the_configuration_of_the_examples_is_shown() -> None:
    out = run("check", "--show-config", ROOT / "examples").out
    assert f"{ROOT / 'examples' / config.NAME}:9" in out
