"""The public interface in Python: the guides' examples run as printed, and what they name exists."""

from __future__ import annotations

import doctest
import re
import shutil
from typing import TYPE_CHECKING

import pytest

import disclosure_lint
from disclosure_lint import Finding, Options, Report, Result, lint
from disclosure_lint.records import fields
from tests.cli.run import FAULTY, GOOD, ROOT

if TYPE_CHECKING:
    from pathlib import Path

GUIDES = ["api.md", "api.zh-CN.md"]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_examples_are_true(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy2(GOOD, tmp_path / "report.yaml")
    shutil.copy2(FAULTY, tmp_path)
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    code = "\n".join(re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL))
    told: list[str] = []
    found = doctest.DocTestParser().get_doctest(code, {}, guide, None, None)
    assert len(found.examples) >= 7
    failed, _ = doctest.DocTestRunner(verbose=False).run(found, out=told.append)
    assert not failed, "".join(told)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_field_is_named(guide: str) -> None:
    text = (ROOT / "docs" / guide).read_text(encoding="utf-8")
    names = {field for kind in (Result, Finding) for field in fields(kind)}
    # For the command line alone: no call of lint() sets them.
    internal = {"hashed", "facsimile", "shown", "fail_on", "as_of", "baselined", "fixed", "diff", "unwritten"}
    for name in (*names, *Options._fields, *disclosure_lint.__all__):
        assert f"`{name}`" in text or name in internal or name == "__version__", name


def test_public_names_are_there() -> None:
    assert [getattr(disclosure_lint, name).__name__ for name in ("Finding", "Options", "Report", "Result")] == [
        each.__name__ for each in (Finding, Options, Report, Result)
    ]
    with pytest.raises(AttributeError):
        _ = disclosure_lint.nothing


def test_wrong_options_raise() -> None:
    with pytest.raises(TypeError):
        lint(GOOD, profil="cn-2021")
    with pytest.raises(KeyError, match="cn-1999"):
        lint(GOOD.read_bytes(), profile="cn-1999")
