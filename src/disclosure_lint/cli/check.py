"""`disclosure-lint check`."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from disclosure_lint.cli.completion import profile_names, rule_selectors
from disclosure_lint.formatters import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.formatters import Run
    from disclosure_lint.result import Result
    from disclosure_lint.review.files import Annotating
    from disclosure_lint.settings import Settings

#: Completed by shells; whether it exists and can be read is asked later.
_PATH = click.Path(readable=False)
_LEVELS = click.Choice(["error", "warning", "info"])


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
@click.argument("paths", nargs=-1, type=_PATH)
@click.option("--profile", shell_complete=profile_names, help="按哪种格式检查（见 profiles）· The form to judge by.")
@click.option(
    "--select", multiple=True, shell_complete=rule_selectors, help="只用这些规则（T,N301）· Only these rules."
)
@click.option("--ignore", multiple=True, shell_complete=rule_selectors, help="不用这些规则 · Not these rules.")
@click.option("--fail-on", type=_LEVELS, help="从哪一级起算不合格（默认 error）· The level that fails.")
@click.option("--exit-zero", is_flag=True, help="有发现也返回 0 · Exit 0 whatever is found.")
@click.option("-f", "--format", "formats", multiple=True, type=click.Choice(FORMATS), help="输出格式 · Output format.")
@click.option("-o", "--output", "outputs", multiple=True, type=_PATH, help="写入文件 · Write to a file.")
@click.option("--as-of", metavar="YYYY-MM-DD", help="以哪一天为今天 · The day to judge by.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言 · Language of messages.")
@click.option("--jobs", type=click.IntRange(min=1), help="并行进程数 · Processes.")
@click.option("--statistics", is_flag=True, help="按规则、按报告统计 · Counts per rule and per report.")
@click.option("--strict", is_flag=True, help="无法判定也算不合格 · Undetermined fails.")
@click.option("--unrecognised", type=click.Choice(["error", "skip"]), help="认不出的文件 · Files that are no report.")
@click.option("--stdin-filename", help="从标准输入读取时的文件名 · Name for what comes from stdin.")
@click.option("--convert", is_flag=True, help="用 LibreOffice 转换 .doc .wps .rtf .odt · Convert them by LibreOffice.")
@click.option("--baseline", metavar="FILE", help="基线内的问题不计 · Findings in this baseline do not count.")
@click.option("--write-baseline", metavar="FILE", help="把现有问题写成基线 · Write the findings as a baseline.")
@click.option("--write-suppressions", is_flag=True, help="把现有问题写成配置中的抑制 · Suppress the findings.")
@click.option("--reason", metavar="TEXT", help="抑制的理由 · Why they are suppressed.")
@click.option("--owner", metavar="WHO", help="抑制的负责人 · Who answers for that.")
@click.option("--until", metavar="YYYY-MM-DD", help="抑制到哪一天为止 · The last day of that.")
@click.option("--fix", is_flag=True, help="修正可以放心修正的问题，直接改文件 · Write safe fixes into the files.")
@click.option("--diff", is_flag=True, help="只显示会怎样修正，不改文件 · Show the fixes and write nothing.")
@click.option("--unsafe-fixes", is_flag=True, help="也作须由人核对的修正 · Fixes that need a look as well.")
@click.option(
    "--annotate", metavar="COPY", help="写一份带批注的 Word 副本 · A copy in Word with the findings as comments."
)
@click.option("--config", metavar="FILE", help="用这个配置文件 · This configuration for every file.")
@click.option("--no-config", is_flag=True, help="不用任何配置文件 · No configuration.")
@click.option("--show-config", is_flag=True, help="列出对这些文件生效的配置 · Print the configuration in force.")
@click.option("--preview", is_flag=True, help="也用试行的规则 · Rules in preview as well.")
@click.option("--no-plugins", is_flag=True, help="不用已安装的插件 · No installed plugins.")
@click.option(
    "--previous",
    "last_year",
    metavar="LASTYEAR",
    help="上年报告，用于与本年对照 · Last year's reports, to compare with.",
)
@click.option("-v", "--verbose", is_flag=True, help="列出无法判定的规则 · List what was not assessed.")
def check(paths: tuple[str, ...], **given: Any) -> None:
    """检查报告；文件夹会整个检查，“-”表示标准输入 · Check reports, folders, or - for stdin."""
    _refuse(paths, given)
    if given["show_config"]:
        _show_config(paths, given)
        return
    with _one_sentence(given["lang"] or "zh"):
        run, asked, unwritten = _checked(paths or ("-",), given)
    tell(asked, given["lang"] or "zh")
    if unwritten:
        raise SystemExit(2)
    failing = ("fail", "undetermined") if given["strict"] else ("fail",)
    failed = any(run.verdicts[verdict] for verdict in failing)
    raise SystemExit(1 if failed and not given["exit_zero"] else 0)


def _checked(paths: tuple[str, ...], given: dict[str, Any]) -> tuple[Run, Settings, bool]:
    """Judge and print; return what the run adds up to, and whether a file that was to be written was not."""
    from contextlib import ExitStack

    from disclosure_lint import catalogue
    from disclosure_lint.cli.accepted import Accepted
    from disclosure_lint.cli.output import Output, targets
    from disclosure_lint.formatters import Run
    from disclosure_lint.settings import settings

    run = Run(
        given["lang"] or "zh",
        stated=given["lang"] is not None,
        statistics=given["statistics"],
        verbose=given["verbose"],
    )
    asked, unwritten = settings(given), False
    accepted = Accepted(asked, [each for each in paths if each != "-"], given)
    annotating = _annotating(given)
    beside = given["diff"] or (given["fix"] and paths == ("-",))
    wanted = targets(click.get_current_context().meta["order"], given["formats"], given["outputs"])
    with ExitStack() as stack, Output(wanted, run, beside=beside) as output:
        for result in accepted.stream(_results(paths, asked, given)):
            click.echo(result.diff, nl=False)
            output.add(result)
            unwritten = _unwritten(result) or unwritten
            if annotating is not None:
                unwritten = _annotated(*annotating.take(result, given["lang"])) or unwritten
        run.stale = accepted.finish()
        stack.enter_context(catalogue.using(*asked.sources()))  # what is written at the end speaks of every rule
    return run, asked, unwritten


@contextmanager
def _one_sentence(language: str) -> Iterator[None]:
    """End with status 2 and a sentence where the job cannot be done."""
    from disclosure_lint.cli.output import UnwritableError
    from disclosure_lint.config import ConfigError

    try:
        yield
    except ConfigError as error:
        fail(error.text(language))
    except UnwritableError as error:
        fail(str(error))
    except FileNotFoundError as error:
        fail(f"没有这个文件或文件夹：{error} · no such file or folder")


def tell(asked: Settings, language: str) -> None:
    """Say on the error stream what is amiss with configurations and plugins, and stops nothing."""
    for notice in asked.notices():
        click.echo(f"disclosure-lint: {notice[language]}", err=True)


def _show_config(paths: tuple[str, ...], given: dict[str, Any]) -> None:
    from disclosure_lint.config import ConfigError, showing
    from disclosure_lint.settings import settings

    try:
        asked = settings(given)
        for path in paths or (given["stdin_filename"],):
            if path != given["stdin_filename"] and path != "-" and not Path(path).exists():
                fail(f"没有这个文件或文件夹：{path} · no such file or folder")
            click.echo(showing.text(Path(path), asked.of(Path(path))[0]), nl=False)
    except ConfigError as error:
        fail(error.text(given["lang"] or "zh"))
    tell(asked, given["lang"] or "zh")


def _refuse(paths: tuple[str, ...], given: dict[str, Any]) -> None:
    """End with a sentence where options do not go together or name nothing."""
    if not paths and given["stdin_filename"] is None:
        fail("请给出要检查的文件或文件夹 · name a file or folder to check")
    if given["unsafe_fixes"] and not (given["fix"] or given["diff"]):
        fail("--unsafe-fixes 要与 --fix 或 --diff 同用 · use --unsafe-fixes with --fix or --diff")
    check_day(given["as_of"])
    if given["config"] and given["no_config"]:
        fail("--config 和 --no-config 不能同时使用 · --config and --no-config exclude each other")
    if given["last_year"] and not Path(given["last_year"]).exists():
        fail(f"没有这个文件或文件夹：{given['last_year']} · no such file or folder")


def check_day(day: str | None, option: str = "--as-of") -> None:
    """End with status 2 where the day that an option gives is no date."""
    import datetime

    try:
        datetime.date.fromisoformat(day or "2000-01-01")
    except ValueError:
        fail(f"{option} 应写作 2026-01-31 的样式，现为 {day} · not a date")


def _results(paths: tuple[str, ...], asked: Settings, given: dict[str, Any]) -> Iterator[Result]:
    from disclosure_lint import runner
    from disclosure_lint.discover import inputs

    name = given["stdin_filename"] or "stdin"
    excluded = paths == ("-",) and asked.of(Path(name))[0].excludes(Path(name))
    if excluded:
        if asked.fixing is not None and not asked.fixing.diff:
            sys.stdout.buffer.write(sys.stdin.buffer.read())
            sys.stdout.buffer.flush()
    elif paths == ("-",) and asked.fixing is not None:
        mended = runner.fix_bytes(name, sys.stdin.buffer.read(), asked)
        if not asked.fixing.diff:
            sys.stdout.buffer.write(mended.raw)
            sys.stdout.buffer.flush()
        yield mended.result
    elif paths == ("-",):
        yield runner.judge_bytes(name, sys.stdin.buffer.read(), asked)
    else:
        yield from runner.judge(inputs((Path(each) for each in paths), asked.config_of), asked, given["jobs"])


def _unwritten(result: Result) -> bool:
    """Say of a file that it could not be fixed, and why."""
    if result.unwritten:
        click.echo(f"disclosure-lint: {result.path} 未能修正 · not fixed: {result.unwritten}", err=True)
    return bool(result.unwritten)


def _annotating(given: dict[str, Any]) -> Annotating | None:
    if not given["annotate"]:
        return None
    from disclosure_lint.review.files import Annotating

    return Annotating(given["annotate"])


def _annotated(sentence: str, failed: bool) -> bool:  # noqa: FBT001
    """Say what became of a copy with comments, and tell whether it failed."""
    if sentence:
        click.echo(f"disclosure-lint: {sentence}", err=True)
    return failed
