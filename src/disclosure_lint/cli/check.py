"""`disclosure-lint check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.config import Config
    from disclosure_lint.discover import Input
    from disclosure_lint.engine import Options, Result

_LEVELS = click.Choice(["error", "warning", "info"])
_FORMATS = ("text", "json")
#: Fewer files than this are not worth starting processes for.
_WORTH_PROCESSES = 24


def fail(message: str) -> NoReturn:
    """End with one sentence and status 2: the job could not be done."""
    click.echo(f"disclosure-lint: {message}", err=True)
    raise SystemExit(2)


class _Ordered(click.Command):
    """A command that remembers in which order -f and -o were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if not ctx.resilient_parsing:
            order = self.make_parser(ctx).parse_args(args=list(args))[2]
            ctx.meta["order"] = [each.name for each in order if each.name in ("formats", "outputs")]
        return super().parse_args(ctx, args)


@click.command(cls=_Ordered)
@click.argument("paths", nargs=-1)
@click.option("--profile", help="按哪种格式检查（见 profiles）· The form to judge by.")
@click.option("--select", multiple=True, help="只用这些规则：代码、前缀或名称 · Only these rules.")
@click.option("--ignore", multiple=True, help="不用这些规则 · Not these rules.")
@click.option("--fail-on", type=_LEVELS, help="从哪一级起算不合格（默认 error）· The level that fails.")
@click.option("--exit-zero", is_flag=True, help="有发现也返回 0 · Exit 0 whatever is found.")
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(_FORMATS), help="输出格式 · Output format.")
@click.option("-o", "--output", "outputs", multiple=True, help="写入文件 · Write to a file.")
@click.option("--as-of", metavar="YYYY-MM-DD", help="以哪一天为今天 · The day to judge by.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言 · Language of messages.")
@click.option("--jobs", type=click.IntRange(min=1), help="并行进程数 · Processes.")
@click.option("--statistics", is_flag=True, help="按规则统计 · Counts per rule.")
@click.option("--strict", is_flag=True, help="无法判定也算不合格 · Undetermined fails.")
@click.option("--unrecognised", type=click.Choice(["error", "skip"]), help="认不出的文件怎么办 · Files that are no report.")
@click.option("--stdin-filename", help="从标准输入读取时的文件名 · Name for what comes from stdin.")
@click.option("-v", "--verbose", is_flag=True, help="列出无法判定的规则 · List what was not assessed.")
def check(paths: tuple[str, ...], **given: Any) -> None:
    """检查报告；文件夹会整个检查，“-”表示标准输入 · Check reports, folders, or - for stdin."""
    from disclosure_lint import runner
    from disclosure_lint.formatters import Run

    targets = _targets(paths, given["stdin_filename"])
    options = runner.Settings(given)
    try:
        results = _results(targets, options, given)
        run = Run(options.language, options.fail_on, statistics=given["statistics"], verbose=given["verbose"])
        kept = [run.add(result) for result in results if not options.skips(result)]
        run.skipped = options.skipped
    except runner.UsageError as error:
        fail(str(error))
    except FileNotFoundError as error:
        fail(f"没有这个文件或文件夹：{error} · no such path")
    _write(run, given["formats"] or ("text",), given["outputs"])
    failed = any(each.verdict == "fail" or (given["strict"] and each.verdict == "undetermined") for each in kept)
    raise SystemExit(1 if failed and not given["exit_zero"] else 0)


def _targets(paths: tuple[str, ...], stdin_filename: str | None) -> tuple[str, ...]:
    if not paths and stdin_filename is None:
        fail("请给出要检查的文件或文件夹 · name a file or folder to check")
    return paths or ("-",)


def _results(targets: tuple[str, ...], settings: Any, given: dict[str, Any]) -> Iterator[Result]:
    """Judge every input, in order, on every core where there are many."""
    from disclosure_lint.discover import inputs

    if targets == ("-",):
        yield settings.judge_bytes(given["stdin_filename"] or "stdin.yaml", sys.stdin.buffer.read())
        return
    files = list(inputs(Path(each) for each in targets))
    yield from settings.judge_all(files, given["jobs"])


def _write(run: Any, formats: tuple[str, ...], outputs: tuple[str, ...]) -> None:
    """Write each format to the `-o` that follows it, the rest to the console."""
    from disclosure_lint.formatters import render

    for index, name in enumerate(formats):
        target = _output_of(index, outputs)
        text = render(name, run, colour=target is None and _colour())
        if target is None:
            click.echo(text, nl=False, color=True)
        else:
            try:
                Path(target).write_text(text, encoding="utf-8", newline="\n")
            except OSError as error:
                fail(f"写不了 {target}：{error.strerror} · cannot write")


def _output_of(index: int, outputs: tuple[str, ...]) -> str | None:
    """Return the file of the n-th format: an -o belongs to the -f before it."""
    order: list[str] = click.get_current_context().meta["order"]
    if "formats" not in order:
        return outputs[0] if outputs else None
    formats = [position for position, name in enumerate(order) if name == "formats"]
    following = formats[index] + 1
    if following < len(order) and order[following] == "outputs":
        return outputs[order[:following].count("outputs")]
    return None


def _colour() -> bool:
    import os

    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
