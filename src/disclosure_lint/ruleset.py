"""Rules: entries of the rule packs in `rules/`, as data."""

from __future__ import annotations

import importlib
import inspect
import json
from functools import cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from disclosure_lint import catalogue, checks, resources
from disclosure_lint.records import Record, field, replace

if TYPE_CHECKING:
    from disclosure_lint.checks import Check
    from disclosure_lint.profiles import Profile

SEVERITIES = ("info", "warning", "error")
Text = dict[str, str]


class Rule(Record, frozen=True, slots=False, eq=False, repr=False):
    """One rule, the only one of its code. Texts are by language (zh, en); `pack` is the file that holds it.

    `absence` says that findings are of what the report does not say.
    `fix` says that findings may carry a fix: its `safety` (safe, unsafe, or mixed) and `description`.
    `status` is stable, preview (runs where it is asked for) or deprecated (the
    same; `replaced_by` may be the code of another rule); `aliases` are codes and
    names that it had before.
    `across` is what else a rule of single reports asks where other reports are known: a check across reports and
    its parameters. `needs` tells what other reports a rule needs: last-year (`check --previous` is enough) or batch.
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
    status: str = "stable"
    replaced_by: str | None = None
    aliases: tuple[str, ...] = ()
    profiles: tuple[str, ...] = ()
    parameters: dict[str, Any] = field(default_factory=dict)
    variants: dict[str, Text] = field(default_factory=dict)
    notes: dict[str, Text] = field(default_factory=dict)
    fix: dict[str, Any] | None = None
    absence: bool = False
    bad: Any = None
    good: Any = None
    across: dict[str, Any] = field(default_factory=dict)
    needs: str = ""

    @property
    def group(self) -> str:
        """Return the name of its pack, by which its rules are selected together."""
        return PurePath(self.pack).stem

    def applies_to(self, profile: Profile) -> bool:
        """Tell whether the rule is one of a profile's."""
        named = not self.profiles or not profile.lineage.isdisjoint(self.profiles)
        return named and self.code not in profile.raw.get("without", ())

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
        settings = profile.raw.get("rules", {}).get(self.code, {})
        deadlines = profile.raw.get("deadlines") if "deadlines" in self.parameters else None
        if not settings and not deadlines:
            return self
        given = {**self.parameters, **settings.get("with", {})}
        if deadlines:
            given["deadlines"] = {**given["deadlines"], **deadlines}
        severity = settings.get("severity", self.severity)
        if year:
            severity = settings.get("years", {}).get(str(year), severity)
        return replace(self, severity=severity, parameters=given)


def rules() -> dict[str, Rule]:
    """Return every rule in force by its code, in the order of the codes."""
    return catalogue.current().rules


@cache
def built_in() -> dict[str, Rule]:
    """Return the tool's own rules by their codes, in the order of the codes."""
    found: dict[str, Rule] = {}
    for name in resources.names("rules/"):
        content = resources.data(name)
        if isinstance(content, dict) and isinstance(content.get("rules"), list):
            for entry in content["rules"]:
                rule = made(entry, f"{name}.yaml")
                if rule.code in found:
                    raise ValueError(f"{rule.code}: {found[rule.code].pack}, {rule.pack}")
                found[rule.code] = rule
    return dict(sorted(found.items()))


def made(entry: dict[str, Any], pack: str) -> Rule:
    """Return the rule that an entry of a pack describes."""
    fields = {key: value for key, value in entry.items() if key != "with"}
    for name in ("profiles", "aliases"):
        fields[name] = tuple(fields.get(name, ()))
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
        across = rule.check.startswith("across.")
        inspect.signature(function(rule.check)[0]).bind(*[None] * (2 if across else 1), **rule.parameters)
    except TypeError as error:
        raise TypeError(f"{rule.pack}: {rule.code}: {error}") from None


def digest() -> str:
    """Return the hash of every rule, profile and schema in force."""
    import hashlib

    added = catalogue.current().added
    content = {**resources.everything(), "": added} if added else resources.everything()
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


@cache
def reasons() -> dict[str, Text]:
    """Return the words for why something could not be judged, by name."""
    return resources.data("rules/reasons")["reasons"]  # type: ignore[no-any-return]
