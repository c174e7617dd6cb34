"""`explain`, `rules`, `profiles`, `schema`: what the tool knows, for people and programs."""

from __future__ import annotations

import json
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from disclosure_lint.cli.check import fail
from disclosure_lint.cli.completion import rule_selectors, schema_names

if TYPE_CHECKING:
    from collections.abc import Iterator

_LANGUAGE = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="语言 · Language.")
_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 · Format."
)


@contextmanager
def in_force(language: str) -> Iterator[None]:
    """Put in force the rules and profiles that the configuration of the working directory names, and plugins."""
    from disclosure_lint import catalogue
    from disclosure_lint.config import Config, ConfigError, for_folder

    try:
        sources = for_folder(Path.cwd()).sources
        catalogue.of(sources)
    except ConfigError as error:  # what the tool itself knows is told all the same
        click.echo(f"disclosure-lint: {error.text(language)}", err=True)
        sources = Config().sources
    with catalogue.using(sources) as found:
        for notice in found.notices:
            click.echo(f"disclosure-lint: {notice[language]}", err=True)
        yield


@click.command()
@click.argument("rule", shell_complete=rule_selectors)
@_LANGUAGE
def explain(rule: str, lang: str) -> None:
    """解释一条规则：代码（T203）或名称（applicant-total）· Explain a rule by code or name."""
    from disclosure_lint import explanation
    from disclosure_lint.config import ConfigError, expand
    from disclosure_lint.ruleset import rules
    from disclosure_lint.selection import notices

    with in_force(lang):
        try:
            codes = expand([rule], rules())
        except ConfigError as error:
            fail(error.text(lang))
        for notice in notices([rule], rules()):
            click.echo(f"disclosure-lint: {notice[lang]}", err=True)
        for code in sorted(codes):
            click.echo(explanation.page(rules()[code], lang))


@click.command()
@_FORMAT
@_LANGUAGE
def rules(form: str, lang: str) -> None:
    """列出全部规则 · List the rules."""
    from disclosure_lint import explanation, ruleset

    with in_force(lang):
        found = ruleset.rules().values()
        content = {"ruleset": ruleset.digest(), "rules": [explanation.catalogue(each) for each in found]}
    if form == "json":
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for each in found:
        status = "" if each.status == "stable" else f"[{each.status}] "
        click.echo(f"{each.code}  {each.severity:<8}{each.name:<26}{status}{each.summary[lang]}")


@click.command()
@_FORMAT
@_LANGUAGE
def profiles(form: str, lang: str) -> None:
    """列出支持的格式 · List the forms of years and countries."""
    from disclosure_lint.profiles import profiles as known

    with in_force(lang):
        entries = [_profile(each, lang) for each in known().values()]
    if form == "json":
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    for entry in entries:
        first, last = entry["years"]
        click.echo(f"{entry['id']:<9}{first}–{last or '':<6}{entry['name']}  {entry['document']}")


def _profile(profile: Any, language: str) -> dict[str, Any]:
    from disclosure_lint.formatters import wording

    return {
        "id": profile.id,
        "years": list(profile.years),
        "name": profile.name[language],
        "document": profile.document
        if language == "zh"
        else wording.basis({"document": profile.document}, chinese=False),
        "schema": profile.schema,
    }


@click.command()
@click.argument("name", shell_complete=schema_names)
def schema(name: str) -> None:
    """输出 JSON Schema：草稿（如 cn-2021）、config、findings、catalogue · Print a JSON Schema."""
    from disclosure_lint.config import unknown_profile
    from disclosure_lint.profiles import profiles as known
    from disclosure_lint.schema import load_schema

    if name in ("config", "findings", "catalogue", "rule-pack", "profile"):
        source = name
    else:
        with in_force("zh"):
            if name not in known():
                fail(unknown_profile(name).text("zh"))
            source = known()[name].schema
    click.echo(json.dumps(load_schema(source), ensure_ascii=False, indent=2))
