"""Start-up stays cheap: what a run does not need is not imported."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = {"lxml", "jsonschema", "jsonschema_rs", "markdown_it", "opencc", "html.parser", "concurrent.futures.process"}
DRAFT = Path(__file__).parent.parent / "examples" / "good" / "garden-bureau.yaml"
SCRIPT = """
import sys
from disclosure_lint.cli import cli
try:
    cli(sys.argv[1:], prog_name="disclosure-lint")
except SystemExit as stop:
    status = stop.code
print(" ".join(["modules:", *sys.modules]))
sys.exit(status)
"""


def imported(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, encoding="utf-8", check=True, env=None
    )
    return set(done.stdout.rpartition("modules:")[2].split())


def test_help_imports_only_click() -> None:
    modules = imported("--help")
    assert not modules & (HEAVY | {"yaml"})
    assert {name for name in modules if name.startswith("disclosure_lint")} == {
        "disclosure_lint",
        "disclosure_lint.cli",
    }


def test_a_valid_draft_needs_no_reader_of_documents() -> None:
    modules = imported("check", str(DRAFT))
    assert not modules & HEAVY
    assert not {name for name in modules if name.startswith("disclosure_lint.readers.html")}
    assert not modules & {"disclosure_lint.suppress.inline", "disclosure_lint.baseline"}
    assert not modules & {"disclosure_lint.extract.document", "disclosure_lint.repair.mending", "difflib"}


@pytest.mark.parametrize("suffix", ["md", "txt"])
def test_a_document_needs_no_json_schema_library(suffix: str) -> None:
    assert "jsonschema" not in imported("check", str(DRAFT.with_suffix(f".{suffix}")))
