"""What docs/configuration says is so: its examples are run, its table names every key, in both languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import yaml

from disclosure_lint import config
from disclosure_lint.records import fields
from tests.cli.run import GOOD, ROOT, run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TEXTS = {name: (ROOT / "docs" / f"configuration{name}.md").read_text(encoding="utf-8") for name in ("", ".zh-CN")}
_BLOCK = re.compile(r"^```\w+ file=(\S+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@pytest.fixture(params=sorted(TEXTS))
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Path]:
    """A folder with every file that one of the two texts shows, and a report beside each configuration."""
    config.forget()
    for name, text in _BLOCK.findall(TEXTS[request.param]):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        (path.parent / "report.yaml").write_bytes(GOOD.read_bytes())
    yield tmp_path
    config.forget()


def test_every_example_is_valid(folder: Path) -> None:
    files = [*folder.rglob(config.NAME), *folder.rglob("pyproject.toml")]
    assert len(files) == 5
    for path in files:
        done = run("check", "--show-config", path.parent)
        assert (done.status, done.err) == (0, "")


def test_both_forms_say_the_same(folder: Path) -> None:
    one, other = config.for_folder(folder), config.for_folder(folder / "toml")
    assert other.path == folder / "toml" / "pyproject.toml"
    for key in ("fail_on", "lang", "ignore", "severity", "deadlines"):
        assert getattr(one, key) == getattr(other, key) != fields(config.Config)[key]
    assert [each.pattern for each in one.exclude] == [each.pattern for each in other.exclude]


def test_what_extends_is_laid_over(folder: Path) -> None:
    found = config.for_folder(folder / "extends")
    assert found.severity == {"T207": "warning", "T208": "error"}
    assert found.ignore == ("S118", "S104")


def test_the_pack_and_the_profile_of_the_office_judge(folder: Path) -> None:
    draft = yaml.safe_load(GOOD.read_text(encoding="utf-8"))
    del draft["profile"]
    draft["published_on"] = "2026-01-21"
    text = yaml.safe_dump(draft, allow_unicode=True, sort_keys=False)
    (folder / "office" / "report.yaml").write_text(text, encoding="utf-8")
    found = run("check", "-f", "json", folder / "office" / "report.yaml").json
    assert found["reports"][0]["profile"] == "lj-2021"
    assert {each["code"] for each in found["findings"]} == {"LJ101", "D403"}


@pytest.mark.parametrize("name", TEXTS)
def test_the_table_names_every_key(name: str) -> None:
    keys = re.findall(r"^\| `([\w-]+)` \|", TEXTS[name], re.MULTILINE)
    schema = run("schema", "config").json["properties"]
    assert sorted(keys) == sorted(set(schema) - {"$schema"})
    assert all(f"`{limit}`" in TEXTS[name] for limit in schema["limits"]["properties"])


def test_both_languages_show_the_same_files() -> None:
    english, chinese = ([name for name, _ in _BLOCK.findall(TEXTS[each])] for each in ("", ".zh-CN"))
    assert english == chinese
