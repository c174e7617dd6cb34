"""Rules of the invented city of Linjiang: an example of a plugin for disclosure-lint.

`PACKS` names the rule packs; importing this module registers the checks that they use.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

PACKS = [Path(__file__).with_name("linjiang.yaml")]


@check("linjiang.contact")
def contact_stated(report: Report, *, wanted: list[str]) -> Iterator[Problem | NotAssessed]:
    """The report states each of the wanted ways to reach the office (keys of `contact`)."""
    if not report.has("/preface") and not report.has("/sections"):
        yield NotAssessed("", "table-missing", {"table": "正文"})
        return
    for key in wanted:
        if not report.get(f"/contact/{key}"):
            yield Problem(f"/contact/{key}", {"key": key})
