"""The unit of work: a few files, judged and made ready for the store. It runs in any process, here or elsewhere."""

from __future__ import annotations

import hashlib
import os
from functools import cache
from typing import TYPE_CHECKING

from disclosure_lint import __version__, catalogue, ruleset
from disclosure_lint.batch.marks import marks_of
from disclosure_lint.batch.recording import submission_of
from disclosure_lint.batch.rows import Key, Prepared, Same, prepare
from disclosure_lint.engine import lint_file, out_of_time
from disclosure_lint.findings import tool_finding
from disclosure_lint.judge import crash
from disclosure_lint.readers.limits import OutOfTimeError, timed
from disclosure_lint.records import NamedTuple
from disclosure_lint.result import Options, Result, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from disclosure_lint.catalogue import Sources
    from disclosure_lint.config import Config
    from disclosure_lint.settings import Settings
    from disclosure_lint.suppress.configured import ConfiguredSuppression

#: Seconds that a file may take on top where LibreOffice converts it.
_CONVERSION = 60
_MEGABYTE = 1_000_000


class Item(NamedTuple):
    """A file to judge. `known` is what the store has of it: (sha256, ruleset, options) each."""

    path: Path
    named: bool = False
    source: str = "batch"
    known: tuple[tuple[str, str, str], ...] = ()

    @property
    def shown(self) -> str:
        """The path as text that every output can hold."""
        return shown(self.path)


Judged = Prepared | Same


def shown(path: Path) -> str:
    """Return a path as text that every output can hold: bytes that are no UTF-8 are written as their numbers."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def judge_items(items: Iterable[Item], asked: Settings) -> Iterator[Judged]:
    """Judge files one after the other; raises ConfigError for a configuration that cannot be used."""
    for each in items:
        yield judge_item(each, asked)


def judge_item(item: Item, asked: Settings) -> Judged:
    """Judge a file, unless the store has it under the same hash, rules and options."""
    config, options = asked.of(item.path)
    hashes = [options_hash(options, config.suppressions, dated=dated) for dated in (False, True)]
    key = Key(item.shown, _hash(item.path, options), ruleset_hash(options.sources), hashes[0], item.source)
    mtime = _mtime(item.path)
    for each in hashes if key.sha256 else ():
        if (key.sha256, key.ruleset, each) in item.known:
            return Same(key._replace(options=each), mtime)
    try:
        result = accepted(_result(item, options), config, options)
        unrecognised(result, item, asked)
        made = submission_of(result)
        made.mtime, made.size, made.marks = mtime, _size(item.path), marks_of(made)
        # What was hashed may have been written to since: the bytes that were judged count.
        dated = _is_dated(result, config.suppressions)
        return prepare(key._replace(sha256=result.sha256, options=hashes[dated]), made)
    except Exception as error:  # noqa: BLE001 - one bad file must not cost the next; it becomes a finding
        return given_up(item, asked, "X003", "", **crash("batch", error))


def _result(item: Item, options: Options) -> Result:
    try:
        with timed(seconds_of(options)):
            return lint_file(item.path, options, item.shown)
    except OutOfTimeError:
        return out_of_time(item.shown, options)


def unrecognised(result: Result, item: Item, asked: Settings) -> None:
    """Leave out what is no report, where the configuration says so: by default in folders, as `check` does."""
    config, options = asked.of(item.path)
    unknown = any(finding.code == "X006" for finding in result.findings)
    skip = config.unrecognised == "skip" or (config.unrecognised is None and not item.named)
    if unknown and skip:
        result.recognised, result.findings, result.verdict = False, [], "pass"
    elif unknown:
        result.recognised = True
        result.verdict = verdict(result, options.fail_on)


def given_up(item: Item, asked: Settings, code: str, variant: str, **values: str) -> Prepared:
    """Return what is kept of a file whose process died (X003) or was ended (X007): it is judged again next time."""
    config, options = asked.of(item.path)
    rule = catalogue.of(options.sources).rules[code]
    finding = tool_finding(rule, variant, values, item.shown, None, options.language or "zh")
    made = submission_of(Result(item.shown, findings=[finding]))
    made.mtime, made.size = _mtime(item.path), _size(item.path)
    return prepare(
        Key(item.shown, "", ruleset_hash(options.sources), options_hash(options, config.suppressions), item.source),
        made,
    )


def seconds_of(options: Options) -> float:
    """Return how long a file may take."""
    return options.limits.seconds + (_CONVERSION if options.convert else 0)


def accepted(result: Result, config: Config, options: Options) -> Result:
    """Move what the configuration suppresses to the suppressed."""
    if config.suppressions and result.findings:
        from disclosure_lint.suppress import configured

        configured.apply(result, config, options)
    return result


def _is_dated(result: Result, configured: Iterable[ConfiguredSuppression]) -> bool:
    """Tell whether a result may be another one tomorrow, because a suppression ends."""
    ends = [each.until for each in result.suppressed] + [each.until for each in configured]
    return any(ends) or any(each.code == "X004" for each in result.findings)


@cache
def ruleset_hash(sources: Sources) -> str:
    """Return the hash of the rules that a configuration puts in force."""
    with catalogue.using(sources):
        return ruleset.digest()


@cache
def options_hash(options: Options, configured: tuple[ConfiguredSuppression, ...] = (), *, dated: bool = False) -> str:
    """Return the hash of everything but file and rules that a result depends on; `dated` adds the day."""
    if not (dated or _day_matters(options.sources)):
        options = options._replace(as_of=None)
    codes = sorted(options.codes) if options.codes is not None else None
    text = repr((__version__, options._replace(codes=None), codes, configured))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


@cache
def _day_matters(sources: Sources) -> bool:
    """Tell whether any check asks what day it is; without one, a result holds on every day."""
    checks = {rule.check for rule in catalogue.of(sources).rules.values() if "." in rule.check}
    return any("as_of" in ruleset.function(name)[1] for name in checks)


def _hash(path: Path, options: Options) -> str:
    """Return the hash of a file, "" where it cannot be read or is too large to be."""
    try:
        if path.stat().st_size > options.limits.megabytes * _MEGABYTE:
            return ""
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _mtime(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
