"""The command line. This package imports only click; commands load when called."""

from __future__ import annotations

import atexit
import contextlib
import gc
import importlib
import os
import sys
from typing import NoReturn

import click

#: command → module and function.
COMMANDS = {
    "check": ("disclosure_lint.cli.check", "check"),
    "batch": ("disclosure_lint.cli.batch", "batch"),
    "verify": ("disclosure_lint.cli.verify", "verify"),
    "explain": ("disclosure_lint.cli.catalogue", "explain"),
    "rules": ("disclosure_lint.cli.catalogue", "rules"),
    "profiles": ("disclosure_lint.cli.catalogue", "profiles"),
    "schema": ("disclosure_lint.cli.catalogue", "schema"),
    "language-server": ("disclosure_lint.cli.language_server", "language_server"),
    "completion": ("disclosure_lint.cli.completion", "completion"),
}
#: Other names of commands, as people know them from other tools.
_ALSO = {"lsp": "language-server"}
_SHORT = {
    "check": "检查报告 · Check reports",
    "batch": "检查许多单位的报告 · Check the reports of many bodies",
    "verify": "核验批量检查的回执 · Verify the receipts of a batch",
    "explain": "解释一条规则 · Explain a rule",
    "rules": "列出全部规则 · List the rules",
    "profiles": "列出支持的格式 · List the forms of years and countries",
    "schema": "输出 JSON Schema · Print a JSON Schema",
    "language-server": "供编辑器边写边查 · Findings while you write, for editors",
    "completion": "输出命令补全脚本 · Print the completion script of a shell",
}


class _Lazy(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, _: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        known = COMMANDS.get(_ALSO.get(name, name))
        if known is None:
            return None
        module, attribute = known
        found: click.Command = getattr(importlib.import_module(module), attribute)
        return found

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_SHORT.items()))


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="disclosure-lint", prog_name="disclosure-lint")
def cli() -> None:
    """政府信息公开工作年度报告检查工具 · Check annual information-disclosure reports.

    \b
    disclosure-lint check 报告.html          检查一份报告
    disclosure-lint check 报送目录/          检查一个文件夹
    disclosure-lint explain T203            解释一条规则

    Exit status: 0 clean, 1 findings, 2 the job could not be done.
    """  # noqa: D301 - the \b is click's: no wrapping here


def main() -> None:
    """Run the command line on a console of any encoding."""
    gc.set_threshold(100_000)  # what start-up makes, stays: looking through it again and again costs a tenth of a run
    for stream in (sys.stdout, sys.stderr):
        # A console that cannot show a character shows a question mark, never a traceback.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    status: object = 0
    try:
        cli(prog_name="disclosure-lint")
    except SystemExit as end:
        status = end.code
    _leave(status)


def _leave(status: object) -> NoReturn:
    """End the process without taking down what is loaded, which costs a twentieth of a small run."""
    atexit._run_exitfuncs()  # noqa: SLF001 - the public way to run them is the slow end
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError, ValueError):  # nobody reads on (head), or the stream is closed
            stream.flush()
    os._exit(status if isinstance(status, int) else int(status is not None))
