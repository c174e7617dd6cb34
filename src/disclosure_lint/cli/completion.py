"""`completion`: what a shell needs to complete commands, options, rules and profiles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem, get_completion_class

if TYPE_CHECKING:
    from disclosure_lint.catalogue import Catalogue

#: What click names the variable by which a shell asks for completions.
VARIABLE = "_DISCLOSURE_LINT_COMPLETE"
SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=click.Choice(SHELLS))
def completion(shell: str) -> None:
    """输出命令补全脚本 · Print the completion script of a shell.

    \b
    bash:  eval "$(disclosure-lint completion bash)"      写入 ~/.bashrc · in ~/.bashrc
    zsh:   eval "$(disclosure-lint completion zsh)"       写入 ~/.zshrc · in ~/.zshrc, after compinit
    fish:  disclosure-lint completion fish > ~/.config/fish/completions/disclosure-lint.fish
    """  # noqa: D301 - the \b is click's
    from disclosure_lint.cli import cli

    made = get_completion_class(shell)
    assert made is not None  # noqa: S101 - the shells are those that click knows
    click.echo(made(cli, {}, "disclosure-lint", VARIABLE).source())


def _in_force(context: click.Context) -> Catalogue:
    """Return the rules and profiles of the configuration that is named or near; the tool's own where it is broken."""
    from disclosure_lint import catalogue
    from disclosure_lint.config import Config, ConfigError, for_folder, load

    named = context.params.get("config")
    try:
        return catalogue.of((load(Path(named).absolute()) if named else for_folder(Path.cwd())).sources)
    except ConfigError:
        return catalogue.of(Config().sources)


def rule_selectors(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete a code or a name of a rule in force; its summary is shown where the shell can."""
    language = context.params.get("lang") or "zh"
    start = typed.casefold()
    return [
        CompletionItem(word, help=rule.summary.get(language) or rule.summary.get("zh", ""))
        for rule in _in_force(context).rules.values()
        for word in (rule.code, rule.name)
        if (typed and word.casefold().startswith(start)) or (word == rule.code and not typed)
    ]


def profile_names(context: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the name of a profile in force."""
    known = _in_force(context).profiles
    return [CompletionItem(name, help=each.name["zh"]) for name, each in known.items() if name.startswith(typed)]


def schema_names(context: click.Context, parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    """Complete the name of a schema: a profile, or one of the tool's own."""
    own = ("config", "findings", "catalogue", "rule-pack", "profile")
    return profile_names(context, parameter, typed) + [CompletionItem(name) for name in own if name.startswith(typed)]
