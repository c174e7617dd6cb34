"""What `check` does about findings that are known or accepted: baseline and suppressions, read and written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from disclosure_lint.selection import ConfigError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from disclosure_lint.baseline import Baseline
    from disclosure_lint.engine import Result
    from disclosure_lint.formatters import Run
    from disclosure_lint.runner import Settings
    from disclosure_lint.suppress.ledger import Ledger


class Accepted:
    """Takes the results of a run one by one, and at its end writes what is to be written; raises ConfigError."""

    def __init__(self, asked: Settings, paths: Sequence[str], given: dict[str, Any]) -> None:
        _check_usage(given)
        self.asked, self.given = asked, given
        self.paths = [Path(each) for each in paths if each != "-"]
        target = given["write_baseline"]
        self.known = _baseline(Path(given["baseline"])) if given["baseline"] else None
        self.old = _baseline(Path(target)) if target and Path(target).exists() else None
        self.ledger: Ledger | None = None
        self.stale = 0
        self.judged: dict[str, frozenset[str]] = {}

    def note(self, result: Result) -> None:
        """Take a result: what the baseline knows of it counts no more."""
        config, options = self.asked.of(Path(result.path))
        if config.suppressions:
            if self.ledger is None:
                from disclosure_lint.suppress.ledger import Ledger

                self.ledger = Ledger(self.asked, self.paths)
            self.ledger.note(result)
        if self.known is None and self.old is None:
            return
        from disclosure_lint.judge import judged

        codes = judged(result, options)
        if self.known is not None:
            self.known.apply(result, options.fail_on)
            self.stale += self.known.stale(result, codes)
        if self.old is not None:
            self.judged[self.old.name(result.path)] = codes

    def finish(self, run: Run) -> None:
        """Tell what is wrong with suppressions, and write suppressions and baseline."""
        from disclosure_lint.engine import verdict

        for result, finding in self.ledger.findings() if self.ledger is not None else ():
            result.findings.append(finding)
            result.verdict = verdict(result, self.asked.of(Path(result.path))[1].fail_on)
        if self.given["write_suppressions"]:
            self._write_suppressions(run)
        if self.given["write_baseline"]:
            self._write_baseline(run, Path(self.given["write_baseline"]))
        elif self.known is not None:
            run.stale = self.stale

    def _write_suppressions(self, run: Run) -> None:
        from disclosure_lint.suppress.configured import shown
        from disclosure_lint.suppress.writing import Acceptance, accept

        how = Acceptance(self.given["reason"], self.given["owner"], self.given["until"])
        written = accept(run.results, self.asked, how)
        for path, number in written.items():
            _say(f"已把 {number} 项抑制写入 {shown(path)} · {number} suppressions written")
        if not written:
            _say("没有需要写入的抑制 · no findings to suppress")

    def _write_baseline(self, run: Run, path: Path) -> None:
        from disclosure_lint.baseline import Baseline, render
        from disclosure_lint.suppress.writing import write

        made = Baseline(path.parent)
        for result in run.results:
            made.add_all(result)
        if self.old is not None:
            made.keep(self.old, self.judged)
        write(path, render(made).encode("utf-8", "backslashreplace"))
        for result in run.results:
            made.apply(result, self.asked.of(Path(result.path))[1].fail_on)
        _say(f"基线 {path} 已写入，共 {len(made)} 项 · baseline written, {len(made)} findings")


def _baseline(path: Path) -> Baseline:
    from disclosure_lint import baseline

    return baseline.read(path)


def _say(sentence: str) -> None:
    click.echo(f"disclosure-lint: {sentence}", err=True)


def _check_usage(given: dict[str, Any]) -> None:
    """Raise ConfigError for options that do not go together."""
    if not given["write_suppressions"]:
        alone = next((each for each in ("reason", "owner", "until") if given[each] is not None), None)
        if alone:
            raise _usage(f"--{alone} 要与 --write-suppressions 一起用", f"--{alone} goes with --write-suppressions")
        return
    if not (given["reason"] or "").strip():
        raise _usage("写抑制要说明理由：请加 --reason 理由", "suppressions need a reason: add --reason TEXT")
    from disclosure_lint.suppress.directives import is_day

    until = given["until"]
    if until is not None and not is_day(until):
        raise _usage(f"--until 应写作 2027-01-31 的样式，现为 {until}", f"--until should be a date, not {until}")


def _usage(chinese: str, english: str) -> ConfigError:
    return ConfigError({"zh": f"{chinese} · {english}", "en": english})
