"""`explain`, `rules`, `profiles`, `schema`: what the tool knows, for people and programs."""

from __future__ import annotations

import json
from typing import Any

import click

from disclosure_lint.cli.check import fail
from disclosure_lint.cli.completion import rule_selectors, schema_names

_LANGUAGE = click.option("--lang", type=click.Choice(["zh", "en"]), default="zh", help="语言 · Language.")
_FORMAT = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", help="输出格式 · Format."
)


@click.command()
@click.argument("rule", shell_complete=rule_selectors)
@_LANGUAGE
def explain(rule: str, lang: str) -> None:
    """解释一条规则：代码（T203）或名称（applicant-total）· Explain a rule by code or name."""
    from disclosure_lint import explanation
    from disclosure_lint.config import ConfigError, expand
    from disclosure_lint.ruleset import rules

    try:
        codes = expand([rule], rules())
    except ConfigError as error:
        fail(error.text(lang))
    for code in sorted(codes):
        click.echo(explanation.page(rules()[code], lang))


@click.command()
@_FORMAT
@_LANGUAGE
def rules(form: str, lang: str) -> None:
    """列出全部规则 · List the rules."""
    from disclosure_lint import explanation, ruleset

    found = ruleset.rules().values()
    if form == "json":
        content = {"ruleset": ruleset.digest(), "rules": [explanation.catalogue(each) for each in found]}
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
        return
    for each in found:
        click.echo(f"{each.code}  {each.severity:<8}{each.name:<26}{each.summary[lang]}")


@click.command()
@_FORMAT
@_LANGUAGE
def profiles(form: str, lang: str) -> None:
    """列出支持的格式 · List the forms of years and countries."""
    from disclosure_lint.profiles import profiles as known

    entries = [_profile(each, lang) for each in known().values()]
    if form == "json":
        click.echo(json.dumps(entries, ensure_ascii=False, indent=2))
        return
    for entry in entries:
        first, last = entry["years"]
        click.echo(f"{entry['id']:<9}{first}–{last or '':<6}{entry['name']}  {entry['document']}")


def _profile(profile: Any, language: str) -> dict[str, Any]:
    return {
        "id": profile.id,
        "years": list(profile.years),
        "name": profile.name[language],
        "document": profile.document,
        "schema": profile.schema,
    }


@click.command()
@click.argument("name", shell_complete=schema_names)
def schema(name: str) -> None:
    """输出 JSON Schema：草稿（如 cn-2021）、config、findings · Print the JSON Schema of drafts and others."""
    from disclosure_lint.config import unknown_profile
    from disclosure_lint.profiles import profiles as known
    from disclosure_lint.schema import load_schema

    if name in ("config", "findings", "rule-pack", "profile"):
        source = name
    elif name in known():
        source = f"profiles/{name}"
    else:
        fail(unknown_profile(name).text("zh"))
    click.echo(json.dumps(load_schema(source), ensure_ascii=False, indent=2))
