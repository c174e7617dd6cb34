"""What the suppressions of the configuration were good for in a run of many files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint import findings as made
from disclosure_lint import judge, ruleset
from disclosure_lint.outline import Place
from disclosure_lint.profiles import profiles
from disclosure_lint.suppress import codes_of, is_of_no_use, is_past
from disclosure_lint.suppress.configured import is_wide, shown, where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.findings import Finding
    from disclosure_lint.result import Options, Result
    from disclosure_lint.settings import Settings
    from disclosure_lint.suppress.configured import ConfiguredSuppression


class Ledger:
    """Notes, file by file, which suppressions were used; tells at the end what is wrong with the others (X004).

    One that is for several files is judged only where the run walked the whole
    folder of its configuration: in a run over some files, another may need it.
    """

    def __init__(self, asked: Settings, paths: Iterable[Path] = ()) -> None:
        self.asked = asked
        self.walked = [Path(os.path.abspath(each)) for each in paths if each.is_dir()]  # noqa: PTH100
        self.states: dict[ConfiguredSuppression, str] = {}
        self.options: dict[ConfiguredSuppression, Options] = {}

    def note(self, result: Result) -> None:
        """Note which suppressions a file used, which it had no use for, and which it could not decide about."""
        config, options = self.asked.of(Path(result.path))
        if not config.suppressions or result.profile is None:
            return
        path = Path(os.path.abspath(result.path))  # noqa: PTH100
        used = {each.where for each in result.suppressed}
        judged = judge.judged(result, options)
        for each in config.suppressions:
            if each.covers(path):
                self.options[each] = options
                state = self._state(each, used, judged, result)
                old = self.states.get(each, "idle")
                self.states[each] = state if old == "idle" else old

    def _state(self, each: ConfiguredSuppression, used: set[str], judged: frozenset[str], result: Result) -> str:
        if is_past(each.until, self.options[each].as_of):
            return "expired"
        if where(each) in used:
            return "used"
        profile = profiles()[str(result.profile)]
        return "idle" if is_of_no_use(codes_of([each.rule]), judged, profile) else "open"

    def findings(self) -> Iterator[Finding]:
        """Yield X004 for each suppression that has expired or was of no use, at its line of the configuration."""
        for each, state in self.states.items():
            if state == "expired" or (state == "idle" and self._is_whole(each)):
                options = self.options[each]
                severity = dict(options.severities).get("X004", "")
                if severity == "off" or (options.codes is not None and "X004" not in options.codes):
                    continue
                variant = "configured" if state == "idle" else "configured-expired"
                yield _finding(each, variant, options, severity)

    def _is_whole(self, each: ConfiguredSuppression) -> bool:
        return not is_wide(each) or any(each.file.parent.is_relative_to(walked) for walked in self.walked)


def _finding(each: ConfiguredSuppression, variant: str, options: Options, severity: str) -> Finding:
    from disclosure_lint.records import replace

    file = shown(each.file)
    values: dict[str, Any] = {"rule": each.rule, "file": file, "line": each.line or "?", "until": each.until}
    values |= {"owner": each.owner or "—", "reason": each.reason}
    rule = ruleset.rules()["X004"]
    rule = replace(rule, severity=severity) if severity else rule
    place = Place(each.line, 1) if each.line else None
    return made.tool_finding(rule, variant, values, file, place, options.language or "zh")
