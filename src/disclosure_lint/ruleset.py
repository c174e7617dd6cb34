"""Rules: entries of the rule packs in `rules/`, as data."""

from __future__ import annotations

import importlib
import inspect
import json
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from disclosure_lint import checks, resources

if TYPE_CHECKING:
    from disclosure_lint.checks import Check
    from disclosure_lint.profiles import Profile

SEVERITIES = ("info", "warning", "error")
Text = dict[str, str]


@dataclass(frozen=True, eq=False, repr=False)
class Rule:
    """One rule, the only one of its code. Texts are by language (zh, en); `pack` is the file that holds it.

    `fix` says that findings may carry a fix: its `safety` (safe, unsafe, or mixed) and `description`.
    """

    code: str
    name: str
    severity: str
    pack: str
    summary: Text
    why: Text
    basis: list[dict[str, Any]]
    check: str
    message: Text
    since: str = "0.1.0"
    profiles: tuple[str, ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)
    variants: dict[str, Text] = field(default_factory=dict)
    notes: dict[str, Text] = field(default_factory=dict)
    fix: dict[str, Any] | None = None
    bad: Any = None
    good: Any = None

    def applies_to(self, profile: Profile) -> bool:
        """Tell whether the rule is one of a profile's."""
        return not self.profiles or profile.id in self.profiles

    def basis_for(self, year: int | None) -> list[dict[str, Any]]:
        """Return the bases in force for the report of a year, which is due in the next.

        A basis without dates is always in force.
        """
        if year is None:
            return self.basis
        due = f"{year + 1:04d}-03-31"
        inside = [each for each in self.basis if str(each.get("from", "")) <= due <= str(each.get("until", "9999"))]
        return inside or self.basis

    def configured(self, profile: Profile, year: int | None) -> Rule:
        """Return the rule as its profile sets it: severity, by year, and parameters."""
        settings = profile.raw.get("rules", {}).get(self.code)
        if not settings:
            return self
        years = {int(key): value for key, value in settings.get("years", {}).items()}
        severity = (
            years.get(year, settings.get("severity", self.severity))
            if year
            else settings.get("severity", self.severity)
        )
        return replace(self, severity=severity, parameters={**self.parameters, **settings.get("with", {})})


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code, in the order of the codes."""
    found: dict[str, Rule] = {}
    for name in resources.names("rules/"):
        content = resources.data(name)
        if isinstance(content, dict) and isinstance(content.get("rules"), list):
            for entry in content["rules"]:
                rule = _rule(entry, f"{name}.yaml")
                if rule.code in found:
                    raise ValueError(f"{rule.code}: {found[rule.code].pack}, {rule.pack}")
                found[rule.code] = rule
    return dict(sorted(found.items()))


def _rule(entry: dict[str, Any], pack: str) -> Rule:
    fields = {key: value for key, value in entry.items() if key != "with"}
    fields["profiles"] = tuple(fields.get("profiles", ()))
    return Rule(**fields, pack=pack, parameters=entry.get("with", {}))


@cache
def function(name: str) -> tuple[Check, frozenset[str]]:
    """Return a check by its name ("module.verb") and the names of its parameters."""
    if name not in checks.REGISTRY:
        importlib.import_module(f"disclosure_lint.checks.{name.partition('.')[0]}")
    found = checks.REGISTRY[name]
    code = found.__code__
    return found, frozenset(code.co_varnames[: code.co_argcount + code.co_kwonlyargcount])


def bind(rule: Rule) -> None:
    """Raise TypeError, with pack and code, where `with` does not fit the check's parameters."""
    try:
        inspect.signature(function(rule.check)[0]).bind(None, **rule.parameters)
    except TypeError as error:
        raise TypeError(f"{rule.pack}: {rule.code}: {error}") from None


@cache
def digest() -> str:
    """Return the hash of every rule, profile and schema in force."""
    import hashlib

    text = json.dumps(resources.everything(), sort_keys=True, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


@cache
def reasons() -> dict[str, Text]:
    """Return the words for why something could not be judged, by name."""
    return resources.data("rules/reasons")["reasons"]  # type: ignore[no-any-return]
