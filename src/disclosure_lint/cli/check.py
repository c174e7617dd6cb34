"""`disclosure-lint check`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.engine import Result
    from disclosure_lint.runner import Settings

_LEVELS = click.Choice(["error", "warning", "info"])
_FORMATS = ("text", "json")


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
@click.option("--unrecognised", type=click.Choice(["error", "skip"]), help="认不出的文件 · Files that are no report.")
@click.option("--stdin-filename", help="从标准输入读取时的文件名 · Name for what comes from stdin.")
@click.option("--convert", is_flag=True, help="用 LibreOffice 转换 .doc .wps .rtf .odt · Convert them by LibreOffice.")
@click.option("-v", "--verbose", is_flag=True, help="列出无法判定的规则 · List what was not assessed.")
def check(paths: tuple[str, ...], **given: Any) -> None:
    """检查报告；文件夹会整个检查，“-”表示标准输入 · Check reports, folders, or - for stdin."""
    from disclosure_lint import runner
    from disclosure_lint.config import ConfigError
    from disclosure_lint.formatters import Run

    if not paths and given["stdin_filename"] is None:
        fail("请给出要检查的文件或文件夹 · name a file or folder to check")
    _check_day(given["as_of"])
    run = Run(given["lang"] or "zh", statistics=given["statistics"], verbose=given["verbose"])
    try:
        for result in _results(paths or ("-",), runner.settings(given), given):
            if result.recognised or result.findings:
                run.add(result)
            else:
                run.skipped += 1
    except ConfigError as error:
        fail(error.text(given["lang"] or "zh"))
    except FileNotFoundError as error:
        fail(f"没有这个文件或文件夹：{error} · no such file or folder")
    _write(run, given["formats"] or ("text",), given["outputs"])
    failing = {"fail", "undetermined"} if given["strict"] else {"fail"}
    failed = any(each.verdict in failing for each in run.results)
    raise SystemExit(1 if failed and not given["exit_zero"] else 0)


def _check_day(day: str | None) -> None:
    import datetime

    try:
        datetime.date.fromisoformat(day or "2000-01-01")
    except ValueError:
        fail(f"--as-of 应写作 2026-01-31 的样式，现为 {day} · not a date")


def _results(paths: tuple[str, ...], asked: Settings, given: dict[str, Any]) -> Iterator[Result]:
    from disclosure_lint import runner
    from disclosure_lint.discover import inputs

    if paths == ("-",):
        yield runner.judge_bytes(given["stdin_filename"] or "stdin", sys.stdin.buffer.read(), asked)
    else:
        yield from runner.judge(inputs(Path(each) for each in paths), asked, given["jobs"])


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
