"""Suppressions in the configuration: by rule, file, pointer and fingerprint."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint.catalogue import current
from disclosure_lint.config.globs import Glob
from disclosure_lint.masking import mask_text
from disclosure_lint.records import NamedTuple
from disclosure_lint.suppress import codes_of, is_past

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.catalogue import Catalogue
    from disclosure_lint.config import Config
    from disclosure_lint.findings import Finding
    from disclosure_lint.result import Options, Result

_WILD = "*?["


class ConfiguredSuppression(NamedTuple):
    """An entry of `suppressions`; what it does not name, it does not ask for.

    `rule` is a code, a beginning of codes, a name or a pack, `path` a pattern relative
    to the folder of `file` ("" for every report), `pointer` a JSON Pointer with * and
    **, `until` the last day (ISO). `line` is that in `file`.
    """

    rule: str
    path: str
    pointer: str | None
    fingerprint: str | None
    reason: str
    owner: str | None
    until: str | None
    file: Path
    line: int | None

    def covers(self, path: Path) -> bool:
        """Tell whether a file is one of those that `path` means."""
        return not self.path or Glob(str(self.file.parent), self.path).matches(path)


def where(suppression: ConfiguredSuppression) -> str:
    """Return the file and the line of a suppression, as messages name them."""
    name = shown(suppression.file)
    return f"{name}:{suppression.line}" if suppression.line else name


def is_wide(suppression: ConfiguredSuppression) -> bool:
    """Tell whether a suppression may be meant for several files."""
    return "/" not in suppression.path.rstrip("/") or any(sign in suppression.path for sign in _WILD)


def takes(suppression: ConfiguredSuppression, finding: Finding) -> bool:
    """Tell whether a finding of a file that a suppression is for is suppressed."""
    if finding.code not in _codes(suppression.rule, current()):
        return False
    if suppression.fingerprint not in (None, finding.fingerprint):
        return False
    pointer = suppression.pointer
    return pointer is None or _fits(finding.pointer.split("/"), pointer.split("/"))


@cache
def _codes(selector: str, _: Catalogue) -> frozenset[str]:
    return codes_of([selector])


def _fits(parts: Sequence[str], wanted: Sequence[str]) -> bool:
    """Tell whether a pointer fits a pattern of parts, in which `**` stands for any number of them."""
    states = _skipped({0}, wanted)
    for part in parts:
        stay = {at for at in states if at < len(wanted) and wanted[at] == "**"}
        moved = {at + 1 for at in states - stay if at < len(wanted) and wanted[at] in ("*", part)}
        states = _skipped(stay | moved, wanted)
        if not states:
            return False
    return len(wanted) in states


def _skipped(states: set[int], wanted: Sequence[str]) -> set[int]:
    """Add what is reached by letting `**` stand for nothing."""
    reached = set(states)
    for at in sorted(states):
        following = at
        while following < len(wanted) and wanted[following] == "**":
            following += 1
            reached.add(following)
    return reached


def name_of(path: str | Path, folder: Path) -> str:
    """Return the POSIX path of a file relative to a folder, whichever way the file was named."""
    whole = os.path.abspath(path)  # noqa: PTH100 - no links resolved
    with suppress(ValueError):  # another drive of Windows has no relative path
        whole = os.path.relpath(whole, folder)
    return whole.replace(os.sep, "/")


def shown(path: str | Path) -> str:
    """Return a path as users see it: relative to the working folder where it lies below that."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else str(path)


def apply(result: Result, config: Config, options: Options) -> None:
    """Move the findings that the configuration suppresses to the suppressed."""
    from disclosure_lint.findings import Suppressed
    from disclosure_lint.result import verdict

    path = Path(os.path.abspath(result.path))  # noqa: PTH100 - as the configuration is found
    active = [each for each in config.suppressions if not is_past(each.until, options.as_of) and each.covers(path)]
    kept = []
    for finding in result.findings:
        by = next((each for each in active if takes(each, finding)), None)
        if by is None:
            kept.append(finding)
        else:
            owner = by.owner and mask_text(by.owner)
            result.suppressed.append(Suppressed(finding, mask_text(by.reason), owner, by.until, where(by)))
    if len(kept) < len(result.findings):
        result.findings = kept
        result.verdict = verdict(result, options.fail_on)
