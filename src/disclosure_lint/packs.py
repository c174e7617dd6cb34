"""Rule packs that an office or a plugin brings along: read, and checked before anything is judged by them."""

from __future__ import annotations

import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from disclosure_lint import ruleset
from disclosure_lint.config.source import check_shape, read, stop
from disclosure_lint.records import replace
from disclosure_lint.report import join
from disclosure_lint.selection import unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from disclosure_lint.catalogue import Catalogue, Sources
    from disclosure_lint.profiles import Profile
    from disclosure_lint.readers.drafts import Draft
    from disclosure_lint.ruleset import Rule, Text

#: Checks that are no functions: what they find is found elsewhere.
_OWNED = ("schema", "tool")
#: Parameters of checks that hold regular expressions.
_PATTERNS = ("pattern", "patterns", "words")
_KINDS: dict[str, tuple[type, ...]] = {
    "str": (str,), "int": (int,), "float": (int, float), "bool": (bool,),
    "list": (list,), "Sequence": (list,), "tuple": (list,), "dict": (dict,), "Mapping": (dict,),
}  # fmt: skip


def add(catalogue: Catalogue, sources: Sources) -> Catalogue:
    """Return a catalogue with the profiles and rules of some files; raises ConfigError."""
    from disclosure_lint import variants

    found = variants.with_profiles(catalogue, sources.profiles)
    found = with_packs(found, map(Path, sources.packs))
    variants.check_settings(found, sources.profiles)
    return found


def with_packs(catalogue: Catalogue, paths: Iterable[Path]) -> Catalogue:
    """Return a catalogue with the rules of some packs; raises ConfigError for what is wrong in one."""
    rules, added = dict(catalogue.rules), dict(catalogue.added)
    for path in paths:
        draft = read(path)
        check_shape(draft, "rule-pack", path)
        for index, entry in enumerate(draft.data.get("rules", ())):
            rule = ruleset.made(entry, str(path))
            for pointer, message in _mistakes(rule, rules, catalogue.profiles):
                stop(message, path, draft, f"/rules/{index}{pointer}")
            rules[rule.code] = rule
        added[f"pack {len(added)}"] = draft.data
        _check_successors(draft, path, rules)
    return replace(catalogue, rules=dict(sorted(rules.items())), added=added)


def _mistakes(rule: Rule, rules: dict[str, Rule], profiles: dict[str, Profile]) -> Iterator[tuple[str, Text]]:
    """Yield what is wrong with a rule, with the pointer below its entry."""
    for pointer, word in (("/code", rule.code), ("/name", rule.name)):
        yield from ((pointer, message) for message in _taken(word, rules))
    for index, alias in enumerate(rule.aliases):
        yield from ((f"/aliases/{index}", message) for message in _taken(alias, rules))
        if alias in (rule.code, rule.name):
            words = {"zh": f"“{alias}”就是这条规则现在的名字", "en": f"“{alias}” is what this rule is called now"}
            yield f"/aliases/{index}", words
    for index, profile in enumerate(rule.profiles):
        if profile not in profiles:
            yield f"/profiles/{index}", unknown("格式版本", "profile", profile, profiles)
    if not _exists(rule.check):
        yield "/check", unknown("检查", "check", rule.check, _known_checks())
    else:
        yield from parameter_mistakes(rule.check, rule.parameters, whole=True)


def _taken(word: str, rules: dict[str, Rule]) -> Iterator[Text]:
    for other in rules.values():
        if word in (other.code, other.name, *other.aliases):
            named = f"{other.code} {other.name} ({other.pack})"
            yield {
                "zh": f"“{word}”已是另一条规则的代码、名称或旧名：{named}",
                "en": f"“{word}” is already a code, name or alias of another rule: {named}",
            }


def _check_successors(draft: Draft, path: Path, rules: dict[str, Rule]) -> None:
    for index, entry in enumerate(draft.data.get("rules", ())):
        successor = entry.get("replaced_by", entry["code"])
        if successor not in rules:
            stop(unknown("规则", "rule", successor, rules), path, draft, f"/rules/{index}/replaced_by")


def _exists(check: str) -> bool:
    if check in _OWNED:
        return False
    try:
        ruleset.function(check)
    except (KeyError, ImportError):
        return False
    return True


def _known_checks() -> list[str]:
    """Return the names of all checks: every module of them is imported, to say what was meant."""
    import importlib
    import pkgutil

    from disclosure_lint import checks

    for module in pkgutil.iter_modules(checks.__path__):
        importlib.import_module(f"{checks.__name__}.{module.name}")
    return list(checks.REGISTRY)


def parameter_mistakes(check: str, given: dict[str, Any], *, whole: bool) -> Iterator[tuple[str, Text]]:
    """Yield what is wrong with the parameters of a check; `whole`: none that it needs may lack."""
    _, *declared = inspect.signature(ruleset.function(check)[0]).parameters.values()
    known = {each.name: each for each in declared if each.kind is not each.VAR_KEYWORD}
    if len(known) == len(declared):
        for name in given:
            if name not in known:
                yield join("/with", name), unknown("参数", "parameter", name, known)
    for name, parameter in known.items():
        if (
            whole
            and name not in given
            and parameter.default is parameter.empty
            and parameter.kind is not parameter.VAR_POSITIONAL
        ):
            yield (
                "/check",
                {"zh": f"检查 {check} 缺少参数“{name}”", "en": f"the check {check} lacks its parameter “{name}”"},
            )
        if name in given and not _fits(given[name], parameter):
            yield (
                join("/with", name),
                {
                    "zh": f"参数“{name}”的类型不对，应为 {parameter.annotation}",
                    "en": f"the parameter “{name}” has the wrong type, it should be {parameter.annotation}",
                },
            )
    for name in _PATTERNS:
        value = given.get(name)
        if not (name == "words" and isinstance(value, list)):  # those are words
            yield from _pattern_mistakes(join("/with", name), value)


def _fits(value: Any, parameter: inspect.Parameter) -> bool:
    """Tell whether a value has the outermost type of an annotation, as far as that is one of JSON."""
    kinds = _KINDS.get(str(parameter.annotation).partition("[")[0])
    return kinds is None or (isinstance(value, kinds) and (bool in kinds or not isinstance(value, bool)))


def _pattern_mistakes(pointer: str, value: Any) -> Iterator[tuple[str, Text]]:
    if isinstance(value, str):
        message = pattern_mistake(value)
        if message is not None:
            yield pointer, message
    elif isinstance(value, (list, dict)):
        for key, member in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _pattern_mistakes(join(pointer, key), member)


def pattern_mistake(pattern: str) -> Text | None:
    """Return what is wrong with a regular expression, by language, or None."""
    try:
        re.compile(pattern)
    except (re.error, RecursionError, OverflowError) as error:
        return {
            "zh": f"正则表达式“{pattern}”无效（{error}）",
            "en": f"the regular expression “{pattern}” is invalid ({error})",
        }
    from disclosure_lint.backtracking import may_explode

    if may_explode(pattern):
        return {
            "zh": f"正则表达式“{pattern}”可能永远算不完：重复的部分对同样的字有不止一种匹配方式，如 (a+)+",
            "en": f"the regular expression “{pattern}” may take time without end: what is repeated matches the same"
            " characters in more than one way, as (a+)+ does",
        }
    return None
