"""A run over many files, on every core where it is worth it."""

from __future__ import annotations

import os
from collections import deque
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint import catalogue
from disclosure_lint.engine import lint_bytes, lint_file, out_of_time
from disclosure_lint.readers.limits import OutOfTimeError, timed
from disclosure_lint.result import verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from concurrent.futures import Future, ProcessPoolExecutor

    from disclosure_lint.config import Config
    from disclosure_lint.discover import Input
    from disclosure_lint.fixing.files import Fixing
    from disclosure_lint.fixing.mending import Mended
    from disclosure_lint.result import Options, Result
    from disclosure_lint.settings import Settings

#: Files that go to a process at a time; fewer files than one chunk stay in this process.
CHUNK = 25
#: So many reports of one run keep the picture of their text, some 100 kB each.
PICTURES = 500
#: Seconds that a file may take on top where LibreOffice converts it.
_CONVERSION = 60


def judge_bytes(name: str, raw: bytes, asked: Settings) -> Result:
    """Judge what came from standard input under a name."""
    config, options = asked.of(Path(name))
    return _accepted(_in_time(name, options, lambda: lint_bytes(name, raw, options)), config, options)


def _in_time(name: str, options: Options, lint: Callable[[], Result]) -> Result:
    """Judge a file; one that takes too long is told as such, and the run goes on."""
    try:
        with timed(options.limits.seconds + (_CONVERSION if options.convert else 0)):
            return lint()
    except OutOfTimeError:
        return out_of_time(name, options)


def fix_bytes(name: str, raw: bytes, asked: Settings) -> Mended:
    """Judge what came from standard input and fix it; give it back as it is then."""
    from disclosure_lint.fixing.files import Fixing, fix_bytes

    config, options = asked.of(Path(name))

    def judge(each: bytes) -> Result:
        return _again(name, each, config, options)

    return fix_bytes(name, raw, judge(raw), judge, asked.fixing or Fixing())


def judge(files: Iterable[Input], asked: Settings, jobs: int | None) -> Iterator[Result]:
    """Judge files in order, on as many cores as are worth it.

    Files that are no report are left out where the configuration says so: by
    default those of folders, not those that were named. `None` stands for one
    that was left out. Only the first `PICTURES` keep their facsimile, so that memory stays small.
    """
    for number, result in enumerate(_judged(files, asked, jobs)):
        if number >= PICTURES:
            result.facsimile = None
        yield result


def _judged(files: Iterable[Input], asked: Settings, jobs: int | None) -> Iterator[Result]:
    if asked.previous:
        _read_last_year(asked)
    source = _known(files, asked)
    first = list(islice(source, CHUNK))
    more = list(islice(source, 1))
    if not more or jobs == 1:
        for chunk in _chunks([*first, *more], source):
            yield from judge_chunk(chunk, asked)
        return
    yield from _in_processes(_chunks([*first, *more], source), asked, jobs)


def _known(files: Iterable[Input], asked: Settings) -> Iterator[Input]:
    """Read each file's configuration in this process: what is wrong with it is told before its chunk begins."""
    for each in files:
        asked.of(each.path)
        yield each
    if not asked.cached:  # nothing to judge: what is wrong on the command line is told all the same
        asked.of(Path())


def _read_last_year(asked: Settings) -> None:
    """Read last year's reports before there are processes, so that these have them already."""
    from disclosure_lint.batch.last_year import last_year

    last_year(asked.previous or "", asked.common().limits, convert=asked.convert)


def _chunks(head: list[Input], rest: Iterator[Input]) -> Iterator[list[Input]]:
    from itertools import chain

    everything = chain(head, rest)
    while chunk := list(islice(everything, CHUNK)):
        yield chunk


def judge_chunk(chunk: list[Input], asked: Settings) -> list[Result]:
    """Judge some files: the unit of work that processes are given."""
    results = []
    for each in chunk:
        config, options = asked.of(each.path)
        result = _in_time(str(each.path), options, lambda: lint_file(each.path, options))  # noqa: B023
        result = _accepted(result, config, options)
        if asked.fixing is not None:
            result = _fixed(each.path, result, (config, options), asked.fixing)
        result.without_report()
        unknown = any(finding.code == "X006" for finding in result.findings)
        skip = config.unrecognised == "skip" or (config.unrecognised is None and not each.named)
        if unknown and skip:
            result.recognised, result.findings = False, []
        elif options.codes is not None and unknown:
            result.verdict = verdict(result, options.fail_on)
        results.append(result)
    return results


def _accepted(result: Result, config: Config, options: Options) -> Result:
    """Move what the configuration suppresses to the suppressed."""
    if config.suppressions and result.findings:
        from disclosure_lint.suppress import configured

        with catalogue.using(options.sources):
            configured.apply(result, config, options)
    return result


def _fixed(path: Path, result: Result, by: tuple[Config, Options], fixing: Fixing) -> Result:
    from disclosure_lint.fixing.files import fix_file

    return fix_file(path, result, lambda raw: _again(str(path), raw, *by), fixing)


def _again(name: str, raw: bytes, config: Config, options: Options) -> Result:
    return _accepted(_in_time(name, options, lambda: lint_bytes(name, raw, options)), config, options)


def _in_processes(chunks: Iterator[list[Input]], asked: Settings, jobs: int | None) -> Iterator[Result]:
    """Judge chunks in processes, in order; few are under way at once, so memory stays flat."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    workers = jobs or os.cpu_count() or 1
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn" if os.name == "nt" else "fork")) as pool:
        waiting: deque[tuple[list[Input], Future[list[Result]]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, pool.submit(judge_chunk, chunk, asked)))
            if len(waiting) >= workers * 3:
                yield from _done(*waiting.popleft(), asked, pool)
        while waiting:
            yield from _done(*waiting.popleft(), asked, pool)


def _done(chunk: list[Input], future: Future[list[Result]], asked: Settings, pool: ProcessPoolExecutor) -> list[Result]:
    """Return the results of a chunk; where its process died, judge the rest of it here."""
    from concurrent.futures.process import BrokenProcessPool

    try:
        return future.result()
    except BrokenProcessPool:
        pool.shutdown(wait=False, cancel_futures=True)
        return judge_chunk(chunk, asked)
