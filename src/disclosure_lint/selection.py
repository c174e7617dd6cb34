"""Which rules a user means: by code, beginning of codes, name or pack."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from disclosure_lint.faults import close
from disclosure_lint.masking import mask_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from disclosure_lint.ruleset import Rule, Text


class ConfigError(Exception):
    """A configuration or an option that cannot be used; `message` is one sentence by language.

    `path` and `line` are None for what was given on the command line.
    """

    def __init__(self, message: Text, path: Path | None = None, line: int | None = None) -> None:
        super().__init__(message, path, line)
        self.message = message
        self.path = path
        self.line = line

    def text(self, language: str = "zh") -> str:
        """Return "file:line: sentence"."""
        where = [str(part) for part in (self.path, self.line) if part is not None]
        sentence = mask_text("".join(_plain(character) for character in self.message[language]))
        return ": ".join([":".join(where), sentence] if where else [sentence])

    def __str__(self) -> str:
        return self.text("en")


def _plain(character: str) -> str:
    """Return a character as it may go to a console, on one line."""
    return " " if unicodedata.category(character) in ("Cc", "Zl", "Zp") else character


def expand(selectors: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    """Return the codes of the rules that selectors name.

    A selector is a code (T203), the beginning of codes (T, T2), a name
    (applicant-total), a code or name that a rule had before, the name of a
    pack (totals) or "all". Raises ConfigError for one that names nothing.
    """
    return {code for selector in selectors for code in _named(selector, rules)}


def chosen(select: Iterable[str], rules: Mapping[str, Rule], *, preview: bool = False) -> set[str]:
    """Return the codes of the rules to use: those selected, or every one where nothing is.

    A rule in preview needs `preview` or its own code among the selectors, and
    a deprecated one its own code or name: nothing wider takes either in.
    """
    wanted = list(select) or ["all"]
    exact = {code for selector in wanted for code, rule in rules.items() if _is_exact(selector, rule)}
    allowed = {"stable", "preview"} if preview else {"stable"}
    return {code for code in expand(wanted, rules) if code in exact or rules[code].status in allowed}


def _is_exact(selector: str, rule: Rule) -> bool:
    wanted = selector.strip()
    if wanted.upper() == rule.code:
        return True
    return rule.status != "preview" and (wanted.lower() == rule.name or _is_alias(wanted, rule))


def _is_alias(wanted: str, rule: Rule) -> bool:
    return wanted.upper() in rule.aliases or wanted.lower() in rule.aliases


def _named(selector: str, rules: Mapping[str, Rule]) -> set[str]:
    wanted = selector.strip()
    if wanted.lower() == "all":
        return set(rules)
    upper, lower = wanted.upper(), wanted.lower()
    found = {
        code
        for code, rule in rules.items()
        if wanted and (code.startswith(upper) or lower in (rule.name, rule.group.lower()) or _is_alias(wanted, rule))
    }
    if not found:
        known = [*rules, *(rule.name for rule in rules.values()), *(rule.group for rule in rules.values())]
        raise ConfigError(unknown("规则", "rule", selector, known))
    return found


def notices(selectors: Iterable[str], rules: Mapping[str, Rule]) -> Iterator[Text]:
    """Yield a sentence for each selector that is an old code or name, or names a deprecated rule."""
    for selector in selectors:
        wanted = selector.strip()
        for code, rule in rules.items():
            if _is_alias(wanted, rule):
                yield {
                    "zh": f"规则“{wanted}”已改为 {code} {rule.name}，请改写",
                    "en": f"the rule “{wanted}” is now {code} {rule.name}; please write that",
                }
            elif rule.status == "deprecated" and (wanted.upper() == code or wanted.lower() == rule.name):
                instead = rule.replaced_by
                yield {
                    "zh": f"规则 {code} {rule.name} 已停用" + (f"，请改用 {instead}" if instead else ""),
                    "en": f"the rule {code} {rule.name} is deprecated" + (f"; use {instead}" if instead else ""),
                }


def unknown(chinese: str, english: str, word: str, known: Iterable[str]) -> Text:
    """Return "there is no such …", with what was probably meant, by language."""
    near = close(word, known)
    return {
        "zh": f"没有“{word}”这个{chinese}" + (f"，是否应为“{near}”？" if near else ""),
        "en": f"there is no {english} “{word}”" + (f"; did you mean “{near}”?" if near else ""),
    }
