"""Where the formats of a run go: to the console or into files, whole or result by result."""

from __future__ import annotations

import os
import sys
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Self

import click

from disclosure_lint.formatters import STREAMED, formatter, pieces
from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result


class Target(NamedTuple):
    """A format and the file that it goes to; None is the console."""

    name: str
    file: str | None


class UnwritableError(Exception):
    """A file cannot be written, or -f and -o do not fit together; the message is one sentence."""


def targets(order: Sequence[str], formats: Sequence[str], outputs: Sequence[str]) -> list[Target]:
    """Return where each format goes: an -o belongs to the -f before it, a single -o to a single -f.

    `order` names the options as they were given. Raises UnwritableError for an
    -o that belongs to no -f, and for two formats in one file.
    """
    if len(outputs) == 1 and len(formats) <= 1:
        found = [Target(formats[0] if formats else "text", outputs[0])]
    else:
        found = list(_paired(order, iter(formats), iter(outputs))) or [Target("text", None)]
    named = [Path(each.file).absolute() for each in found if each.file not in (None, "-")]
    if len(set(named)) < len(named):
        raise UnwritableError("两种格式不能写入同一个文件 · two formats cannot go to one file")
    return [Target(each.name, None if each.file == "-" else each.file) for each in found]


def _paired(order: Sequence[str], formats: Iterator[str], outputs: Iterator[str]) -> Iterator[Target]:
    waiting: str | None = None
    for option in order:
        if option == "formats":
            if waiting is not None:
                yield Target(waiting, None)
            waiting = next(formats)
        elif waiting is None:
            raise UnwritableError(
                f"-o {next(outputs)} 前面要有它的 -f，如 -f json -o 文件 · an -o belongs to the -f before it"
            )
        else:
            yield Target(waiting, next(outputs))
            waiting = None
    if waiting is not None:
        yield Target(waiting, None)


class Output:
    """Takes the results of a run. On leaving it without an error, every file is whole; otherwise none is changed."""

    def __init__(self, wanted: list[Target], run: Run, *, beside: bool = False) -> None:
        self.beside = beside  # standard output holds something else, so the console is standard error
        self.wanted = wanted
        self.run = run
        # Two formats on one console come one after the other, so neither can be printed as it comes.
        mixed = sum(each.file is None for each in wanted) > 1
        self.streamed = [each for each in wanted if each.name in STREAMED and not (mixed and each.file is None)]
        run.keep = len(self.streamed) < len(wanted)
        self.files = ExitStack()
        self.streams: dict[Target, IO[str]] = {}

    def __enter__(self) -> Self:
        """Open every file, so that one that cannot be written is told before the work is done."""
        with ExitStack() as opened:
            for each in self.wanted:
                if each.file is not None:
                    self.streams[each] = opened.enter_context(_Whole(Path(each.file)))
            self.files = opened.pop_all()
        for each in self.streamed:
            self._put(each, formatter(each.name).begin(self.run, self._colour(each)))
        return self

    def add(self, result: Result) -> None:
        """Count a result, and print it where its format is printed result by result."""
        if not result.recognised and not result.findings:
            self.run.skip(result.path)
            return
        self.run.add(result)
        for each in self.streamed:
            self._put(each, formatter(each.name).each(result, self.run, self._colour(each)))

    def __exit__(self, kind: type[BaseException] | None, *others: object) -> None:
        """Write what is left, and put the files in their places."""
        try:
            if kind is None:
                self._finish()
        except BaseException:
            self.files.__exit__(*sys.exc_info())
            raise
        self.files.__exit__(kind, *others)  # type: ignore[arg-type]

    def _finish(self) -> None:
        for each in self.wanted:
            colour = self._colour(each)
            if each in self.streamed:
                self._put(each, formatter(each.name).end(self.run, colour))
            else:
                self._put(each, pieces(each.name, self.run, colour=colour))

    def _colour(self, target: Target) -> bool:
        return not self.beside and _colour(target)

    def _put(self, target: Target, texts: Iterable[str]) -> None:
        text = "".join(texts)
        if target.file is None:
            click.echo(text, nl=False, color=True, err=self.beside)
            return
        try:
            self.streams[target].write(text)
        except OSError as error:
            raise _unwritable(Path(target.file), error) from None


class _Whole:
    """A file that appears when it is whole: it is written beside its place and then moved there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        # A pipe or a device is written as it is; a link stays a link to what is replaced.
        self.direct = path.exists() and not path.is_file()
        real = Path(os.path.realpath(path))
        self.real = path if self.direct else real
        self.written = path if self.direct else real.with_name(f".{real.name}.{os.getpid()}.tmp")

    def __enter__(self) -> IO[str]:
        try:
            if self.path.is_dir():
                raise IsADirectoryError(21, "是文件夹 · a folder")
            if self.real.exists() and not os.access(self.real, os.W_OK):
                raise PermissionError(13, os.strerror(13))
            self.stream = self.written.open("w", encoding="utf-8", newline="\n", errors="replace")
        except FileNotFoundError:
            message = f"写不了 {self.path}：没有“{self.path.parent}”这个文件夹 · cannot write, no such folder"
            raise UnwritableError(message) from None
        except OSError as error:
            raise _unwritable(self.path, error) from None
        return self.stream

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            self.stream.close()
            if kind is None and not self.direct:
                if self.real.exists():
                    self.written.chmod(self.real.stat().st_mode & 0o777)
                self.written.replace(self.real)
        except OSError as error:
            if kind is None:
                raise _unwritable(self.path, error) from None
        finally:
            if not self.direct:
                with suppress(OSError):
                    self.written.unlink(missing_ok=True)


def _unwritable(path: Path, error: OSError) -> UnwritableError:
    return UnwritableError(f"写不了 {path}：{error.strerror} · cannot write")


def _colour(target: Target) -> bool:
    shown = target.file is None and sys.stdout.isatty()
    return shown and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
