"""How the tests ask the product: the one place that knows its interface."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING, Any

from disclosure_lint import lint, read
from tests.generator.model import comparable
from tests.generator.render import RENDERERS

if TYPE_CHECKING:
    from disclosure_lint.findings import Finding
    from tests.generator.model import Manuscript

#: How many times the default number of reports to try.
EFFORT = int(os.environ.get("GENERATED_REPORTS", "1"))


def rendered(script: Manuscript, style: str, seed: int) -> tuple[bytes, str]:
    """Return a manuscript in a style, and a file name."""
    suffix, render = RENDERERS[style]
    return render(script, Random(seed)), f"{style}-{seed}{suffix}"


def findings(script: Manuscript, style: str, seed: int) -> list[Finding]:
    """Return what the product finds in a manuscript printed in a style."""
    raw, name = rendered(script, style, seed)
    return lint(raw, name=name, language="zh").findings


def read_back(script: Manuscript, style: str, seed: int) -> dict[str, Any]:
    """Return what the product reads from a manuscript printed in a style, reduced for comparison."""
    raw, name = rendered(script, style, seed)
    return comparable(read(raw, name=name).data)


def shown(found: list[Finding]) -> list[str]:
    """Return findings in a few words, for messages of tests."""
    return [f"{each.severity} {each.code} {each.pointer}: {each.message}" for each in found]
