"""`disclosure-lint batch`: the reports of many bodies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from disclosure_lint.cli.check import check_day, fail

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.batch.batch import Batch
    from disclosure_lint.batch.outputs import Options
    from disclosure_lint.batch.run import Done, Order

_FILE = click.Path(path_type=Path)
_LEVELS = click.Choice(["error", "warning", "info"])
_ENGINES = click.Choice(["processes", "dask"])
#: The files of which names are printed; the rest is in findings.csv.
_NAMED = 50


@click.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("-o", "--output", "folder", required=True, type=_FILE, help="写入哪个文件夹 · The folder to write to.")
@click.option("--roster", type=_FILE, help="应报送单位名单（CSV、XLSX）· The bodies that must submit.")
@click.option("--previous", type=_FILE, help="上年的报告：文件夹或上年的输出 · Last year's reports or output.")
@click.option("--year", type=click.IntRange(1900, 2999), help="报告年度（默认取多数）· The reporting year.")
@click.option("--jobs", type=click.IntRange(min=1), help="进程数（默认全部核心）· Processes.")
@click.option(
    "--engine", type=click.Choice(["processes", "dask"]), default="processes", help="在哪里运行 · Where it runs."
)
@click.option("--scheduler", metavar="tcp://HOST:PORT", help="Dask 调度器的地址 · Address of Dask's scheduler.")
@click.option("--waivers", type=_FILE, help="豁免清单（YAML）· Findings that are accepted.")
@click.option("--key-file", type=_FILE, help="给回执签名的密钥文件 · The key that signs the receipts.")
@click.option("--as-of", metavar="YYYY-MM-DD", help="以哪一天为今天 · The day to judge by.")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言 · Language of messages.")
@click.option("--profile", help="按哪种格式检查（见 profiles）· The form to judge by.")
@click.option("--select", multiple=True, help="只用这些规则（T,N301）· Only these rules.")
@click.option("--ignore", multiple=True, help="不用这些规则 · Not these rules.")
@click.option("--fail-on", type=_LEVELS, help="从哪一级起算不合格（默认 error）· The level that fails.")
@click.option("--convert", is_flag=True, help="用 LibreOffice 转换 .doc .wps .rtf .odt · Convert them by LibreOffice.")
@click.option("--letters/--no-letters", default=True, help="写整改、催报通知 · Write letters to the units.")
@click.option("--letter-template", type=_FILE, help="整改通知的 Word 模板 · Word template of the notices.")
@click.option("--reminder-template", type=_FILE, help="催报通知的 Word 模板 · Word template of the reminders.")
@click.option(
    "--correct-by", metavar="YYYY-MM-DD", help="整改期限（默认收到后10个工作日内）· When corrections are due."
)
@click.option("--issuer", help="印发机关 · Who issues the letters.")
@click.option("--contact", help="通知上的联系人、电话 · Contact that the letters name.")
@click.option("--xlsx/--no-xlsx", default=True, help="写 summary.xlsx · Write summary.xlsx.")
@click.option("--parquet", is_flag=True, help="另写 Parquet 文件 · Write Parquet files too.")
@click.option("--no-progress", is_flag=True, help="不显示进度 · No progress.")
@click.option("--fresh", is_flag=True, help="全部重新检查 · Judge everything anew.")
def batch(paths: tuple[str, ...], **given: Any) -> None:
    """检查许多单位的报告；中断后再运行会接着做 · Check the reports of many bodies; run again to go on."""
    from disclosure_lint.batch import outputs
    from disclosure_lint.batch.run import run

    check_day(given["as_of"])
    if given["engine"] == "dask" and not given["scheduler"]:
        fail("--engine dask 需要 --scheduler tcp://… · give the address of the scheduler")
    language = given["lang"] or "zh"
    with _sentences(language, given["folder"]):
        options = _outputs(given, language)  # says what is wrong with a template before any file is read
        done = run(_order(paths, given))
        remarks = tuple(each[language] for each in done.remarks)
        written = outputs.write(done.batch, given["folder"], options._replace(remarks=remarks))
        for line in _told(done, language):
            click.echo(line)
        for line in written:
            click.echo(line)
        failed = any(_failing(done.batch)) or _missing_fails(done.batch, given["fail_on"])
        done.close()
    raise SystemExit(1 if failed else 0)


def _outputs(given: dict[str, Any], language: str) -> Options:
    """Return what is to be written; ends where a template or a day cannot be used."""
    import importlib.util

    from disclosure_lint.batch.outputs import Options, letters
    from disclosure_lint.batch.pool import processes

    if given["parquet"] and importlib.util.find_spec("duckdb") is None:
        fail("--parquet 需要安装 disclosure-lint[parquet] · install disclosure-lint[parquet]")
    request = None
    if given["letters"]:
        check_day(given["correct_by"], "--correct-by")
        texts = (given["correct_by"], given["issuer"], given["contact"])
        request = letters.Request(given["letter_template"], given["reminder_template"], *texts)
        letters.templates(request, language)
    jobs = processes(given["jobs"])
    return Options(language, workbook=given["xlsx"], parquet=given["parquet"], letters=request, jobs=jobs)


def _order(paths: tuple[str, ...], given: dict[str, Any]) -> Order:
    import datetime

    from disclosure_lint.batch.run import Order
    from disclosure_lint.settings import settings

    today = datetime.datetime.now(tz=datetime.UTC).astimezone().date().isoformat()
    key = given["key_file"].read_bytes() if given["key_file"] else None
    names = ("folder", "roster", "previous", "year", "jobs", "engine", "scheduler", "waivers", "fresh")
    return Order(
        paths=tuple(Path(each) for each in paths),
        settings=settings({**given, "as_of": given["as_of"] or today, "formats": ("json",)}),
        as_of=given["as_of"] or today,
        language=given["lang"] or "zh",
        key=key,
        quiet=given["no_progress"],
        **{name: given[name] for name in names},
    )


class _sentences:  # noqa: N801 - used as a word
    """Ends with one sentence and status 2 where the job could not be done."""

    def __init__(self, language: str, folder: Path) -> None:
        self.language, self.folder = language, folder

    def __enter__(self) -> None:
        pass

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        import sqlite3

        from disclosure_lint.batch.store import StoreError
        from disclosure_lint.config import ConfigError

        if isinstance(error, ConfigError):
            fail(error.text(self.language))
        elif isinstance(error, FileNotFoundError):
            fail(f"没有这个文件或文件夹：{error.filename or error} · no such file or folder")
        elif isinstance(error, (StoreError, sqlite3.Error)):
            fail(f"批量检查库用不了：{error} · the store cannot be used")
        elif isinstance(error, OSError):
            fail(f"读写不了 {error.filename or self.folder}：{error.strerror or error} · cannot read or write")
        elif isinstance(error, KeyboardInterrupt):
            fail("已中断；检查完的都已保存，再运行一次会接着做 · interrupted; run again to go on")


def _failing(batch: Batch) -> Iterator[tuple[Any, ...]]:
    """Yield path, unit and verdict of the reports that count and fail."""
    return batch.rows(
        "path, unit, verdict",
        "recognised AND verdict = 'fail' AND role IN ('current', 'version', 'unmatched')",
    )


def _missing_fails(batch: Batch, fail_on: str | None) -> bool:
    from disclosure_lint.ruleset import SEVERITIES

    levels = SEVERITIES[SEVERITIES.index(fail_on or "error") :]
    return any(each.state == "open" and each.content["severity"] in levels for each in batch.findings(None))


def _told(done: Done, language: str) -> Iterator[str]:
    """Yield what the console shows: failing names, remarks, counts."""
    from disclosure_lint.batch.counts import counts

    words = _WORDS[language]
    total = 0
    for total, (path, unit, _) in enumerate(_failing(done.batch), 1):
        if total <= _NAMED:
            found = done.batch.roster.get(unit)
            yield f"{words['fail']} {path}" + (f"  {found.name}" if found else "")
    if total > _NAMED:
        yield words["more"].format(total - _NAMED)
    about_units = (each for each in done.batch.findings(None) if each.state == "open")
    missing = [each.content["message"] for each in about_units if each.content["code"] == "B705"]
    yield from missing[:_NAMED]
    if len(missing) > _NAMED:
        yield words["more"].format(len(missing) - _NAMED)
    yield from (each[language] for each in done.remarks)
    numbers = counts(done.batch)
    if numbers["other_years"]:
        yield words["other-years"].format(**numbers)
    yield words["counts"].format(**numbers, judged=done.judged, unchanged=done.unchanged)


_WORDS = {
    "zh": {
        "fail": "需修改",
        "more": "……另有 {} 个，见 findings.csv",
        "other-years": "另有 {other_years} 份不是 {year} 年度的报告，也作了检查，见 submissions.csv",
        "counts": "{year} 年度：已报送 {submitted}，未报送 {missing}，迟报 {late}，重复 {duplicate}，"
        "认不出单位 {unmatched}，读不出 {unread}，不合格 {failing}，豁免 {waived}，不是报告 {skipped}；"
        "本次检查 {judged} 个文件，{unchanged} 个没有变化",
    },
    "en": {
        "fail": "fail",
        "more": "… and {} more, see findings.csv",
        "other-years": "{other_years} reports of other years than {year} were judged too, see submissions.csv",
        "counts": "{year}: {submitted} submitted, {missing} missing, {late} late, {duplicate} duplicate, "
        "{unmatched} unmatched, {unread} unreadable, {failing} failing, {waived} waived, {skipped} no reports; "
        "{judged} files judged now, {unchanged} unchanged",
    },
}
