"""`disclosure-lint language-server`."""

from __future__ import annotations

from typing import Any

import click

from disclosure_lint.cli.check import fail
from disclosure_lint.cli.completion import profile_names, rule_selectors


@click.command("language-server")
@click.option("--lang", type=click.Choice(["zh", "en"]), help="消息语言 · Language of messages.")
@click.option("--profile", shell_complete=profile_names, help="按哪种格式检查（见 profiles）· The form to judge by.")
@click.option("--select", multiple=True, shell_complete=rule_selectors, help="只用这些规则 · Only these rules.")
@click.option("--ignore", multiple=True, shell_complete=rule_selectors, help="不用这些规则 · Not these rules.")
@click.option("--config", metavar="FILE", help="用这个配置文件 · This configuration for every file.")
@click.option("--no-config", is_flag=True, help="不用任何配置文件 · No configuration.")
@click.option("--preview", is_flag=True, help="也用试行的规则 · Rules in preview as well.")
@click.option("--no-plugins", is_flag=True, help="不用已安装的插件 · No installed plugins.")
@click.option("--stdio", is_flag=True, help="经标准输入输出通信（总是如此）· Over the standard streams (always).")
def language_server(**given: Any) -> None:
    """供编辑器边写边查，由编辑器启动 · Findings while you write; editors start it."""
    try:
        import pygls.lsp.server  # noqa: F401
    except ImportError:
        fail("需要先装 pygls · pygls is needed: pip install 'disclosure-lint[editor]'")
    from disclosure_lint.config import ConfigError
    from disclosure_lint.editor.server import server
    from disclosure_lint.settings import settings

    if given["config"] and given["no_config"]:
        fail("--config 和 --no-config 不能同时使用 · --config and --no-config exclude each other")
    try:
        settings(given).common()
    except ConfigError as error:
        fail(error.text(given["lang"] or "zh"))
    server(given).start_io()
