"""Rules in SARIF: what a viewer shows beside a finding."""

from __future__ import annotations

from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from disclosure_lint.formatters.wording import basis
from disclosure_lint.masking import mask_text

if TYPE_CHECKING:
    from disclosure_lint.ruleset import Rule

#: Levels of SARIF by severity.
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
#: The descriptor of what could not be judged.
NOT_ASSESSED = "not-assessed"
_PROBLEM = {"error": "error", "warning": "warning", "info": "recommendation"}
Object = dict[str, Any]


def descriptor(rule: Rule | None, code: str, language: str) -> Object:
    """Return the descriptor of a rule; of one that is not in the catalogue only its code."""
    if rule is None:
        return {"id": code}
    from disclosure_lint.explanation import page

    made: Object = {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary[language]},
        "fullDescription": {"text": rule.why[language]},
        "help": {"text": _plain(rule, language), "markdown": mask_text(page(rule, language))},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [PurePosixPath(rule.pack).stem, *rule.profiles],
            "precision": "high",
            "problem.severity": _PROBLEM[rule.severity],
        },
    }
    home = documentation()
    if home is not None:
        made["helpUri"] = f"{home}/rules/{'' if language == 'zh' else 'en/'}{rule.code}.md"
    return made


def notification() -> Object:
    """Return the descriptor of notifications about what could not be judged."""
    text = "规则未能判断，既不是通过也不是不通过 · a rule could not be judged; this is neither a pass nor a failure"
    return {"id": NOT_ASSESSED, "shortDescription": {"text": text}, "defaultConfiguration": {"level": "note"}}


@cache
def documentation() -> str | None:
    """Return the address of docs/ that the installed package names as its documentation, None where it names none."""
    from importlib.metadata import PackageNotFoundError, metadata

    try:
        urls = metadata("disclosure-lint").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    named = dict(each.split(", ", 1) for each in urls if ", " in each)
    return named["Documentation"].rstrip("/") if "Documentation" in named else None


def _plain(rule: Rule, language: str) -> str:
    bases = [basis(each, language == "zh") for each in rule.basis]
    return "\n\n".join([rule.summary[language], rule.why[language], "\n".join(bases)]).strip()
