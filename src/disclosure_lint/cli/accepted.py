"""What `check` does about findings that are known or accepted: baseline and suppressions, read and written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from disclosure_lint.selection import ConfigError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from disclosure_lint.baseline import Baseline
    from disclosure_lint.config import Config
    from disclosure_lint.result import Options, Result
    from disclosure_lint.settings import Settings
    from disclosure_lint.suppress.ledger import Ledger
    from disclosure_lint.suppress.writing import Writing


class Accepted:
    """Takes the results of a run one by one, and at its end writes what is to be written; raises ConfigError."""

    def __init__(self, asked: Settings, paths: Sequence[str], given: dict[str, Any]) -> None:
        _check_usage(given)
        self.asked, self.given = asked, given
        self.paths = [Path(each) for each in paths if each != "-"]
        target = given["write_baseline"]
        self.known = _baseline(Path(given["baseline"])) if given["baseline"] else None
        self.old = _baseline(Path(target)) if target and Path(target).exists() else None
        self.made = _empty(Path(target)) if target else None
        self.written = _writing(given) if given["write_suppressions"] else None
        self.ledger: Ledger | None = None
        self.stale = 0
        self.judged: dict[str, frozenset[str]] = {}

    def stream(self, results: Iterable[Result]) -> Iterator[Result]:
        """Yield results with what is known or accepted taken out; the last also has what is wrong with suppressions."""
        from disclosure_lint.result import verdict

        held: Result | None = None
        for result in results:
            self._note(result)
            if not result.recognised and not result.findings:
                yield result
                continue
            if held is not None:
                yield held
            held = result
        if held is not None:
            wrong = list(self.ledger.findings()) if self.ledger is not None else []
            if wrong:
                held.findings += wrong
                held.verdict = verdict(held, self.asked.of(Path(held.path))[1].fail_on)
            yield held

    def _note(self, result: Result) -> None:
        from disclosure_lint.catalogue import using

        config, options = self.asked.of(Path(result.path))
        with using(options.sources):
            self._take(result, config, options)

    def _take(self, result: Result, config: Config, options: Options) -> None:
        if config.suppressions:
            if self.ledger is None:
                from disclosure_lint.suppress.ledger import Ledger

                self.ledger = Ledger(self.asked, self.paths)
            self.ledger.note(result)
        if self.known is not None or self.made is not None:
            self._compare(result, options)
        if self.written is not None:
            self.written.take(result, self.asked)

    def _compare(self, result: Result, options: Options) -> None:
        from disclosure_lint.judge import judged

        codes = judged(result, options)
        if self.known is not None:
            self.known.apply(result, options.fail_on)
            self.stale += self.known.stale(result, codes)
        if self.made is not None:
            self.made.add_all(result)
            self.judged[self.made.name(result.path)] = codes
            self.made.apply(result, options.fail_on)

    def finish(self) -> int | None:
        """Write what is to be written; return how many findings of the baseline are gone, None without one."""
        if self.written is not None:
            numbers = self.written.write()
            for path, number in numbers.items():
                _say(f"已把 {number} 项抑制写入 {path} · {number} suppressions written")
            if not numbers:
                _say("没有需要写入的抑制 · no findings to suppress")
        if self.made is None:
            return None if self.known is None else self.stale
        self._write_baseline(self.made, Path(self.given["write_baseline"]))
        return None

    def _write_baseline(self, made: Baseline, path: Path) -> None:
        from disclosure_lint.baseline import render
        from disclosure_lint.suppress.writing import write

        if self.old is not None:
            made.keep(self.old, self.judged)
        write(path, render(made).encode("utf-8", "backslashreplace"))
        _say(f"基线 {path} 已写入，共 {len(made)} 项 · baseline written, {len(made)} findings")


def _baseline(path: Path) -> Baseline:
    from disclosure_lint import baseline

    return baseline.read(path)


def _empty(path: Path) -> Baseline:
    from disclosure_lint import baseline

    return baseline.Baseline(path.parent)


def _writing(given: dict[str, Any]) -> Writing:
    from disclosure_lint.suppress.writing import Acceptance, Writing

    return Writing(Acceptance(given["reason"], given["owner"], given["until"]))


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
