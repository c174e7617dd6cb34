"""Which rules a user means: by code, beginning of codes, name or pack."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from disclosure_lint.faults import close
from disclosure_lint.masking import mask_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
        sentence = mask_text(self.message[language])
        return ": ".join([":".join(where), sentence] if where else [sentence])

    def __str__(self) -> str:
        return self.text("en")


def expand(selectors: Iterable[str], rules: Mapping[str, Rule]) -> set[str]:
    """Return the codes of the rules that selectors name.

    A selector is a code (T203), the beginning of codes (T, T2), a name
    (applicant-total), the name of a pack (totals) or "all".
    Raises ConfigError for one that names nothing.
    """
    return {code for selector in selectors for code in _named(selector, rules)}


def _named(selector: str, rules: Mapping[str, Rule]) -> set[str]:
    wanted = selector.strip()
    if wanted.lower() == "all":
        return set(rules)
    found = {
        code
        for code, rule in rules.items()
        if wanted and (code.startswith(wanted.upper()) or wanted.lower() in (rule.name, Path(rule.pack).stem))
    }
    if not found:
        known = [*rules, *(rule.name for rule in rules.values()), *(Path(rule.pack).stem for rule in rules.values())]
        raise ConfigError(unknown("规则", "rule", selector, known))
    return found


def unknown(chinese: str, english: str, word: str, known: Iterable[str]) -> Text:
    """Return "there is no such …", with what was probably meant, by language."""
    near = close(word, known)
    return {
        "zh": f"没有“{word}”这个{chinese}" + (f"，是否应为“{near}”？" if near else ""),
        "en": f"there is no {english} “{word}”" + (f"; did you mean “{near}”?" if near else ""),
    }
