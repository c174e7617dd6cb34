"""What the rules of a run are for, once for each, at the end of the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.explanation import example_text
from disclosure_lint.formatters.html_text import NOTHING, Html, lines, tag, text
from disclosure_lint.formatters.wording import basis
from disclosure_lint.masking import mask_text
from disclosure_lint.ruleset import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from disclosure_lint.formatters.html_words import Words
    from disclosure_lint.ruleset import Rule

#: So many lines of an example are shown.
_LONGEST = 60


def explanations(codes: Iterable[str], language: str, words: Words) -> Html:
    """Return the explanations of rules, folded."""
    known = [rules()[code] for code in sorted(codes) if code in rules()]
    if not known:
        return NOTHING
    told = lines(_rule(each, language, words) for each in known)
    return tag(
        "section",
        tag("h2", text(words["rules"]), id="rules-title"),
        told,
        class_="rules",
        aria_labelledby="rules-title",
    )


def _rule(rule: Rule, language: str, words: Words) -> Html:
    summary = tag(
        "summary", tag("b", text(rule.code)), text(f" {rule.summary[language]} "), tag("code", text(rule.name))
    )
    content = [
        tag("h3", text(words["why"])),
        tag("p", text(rule.why[language].strip())),
        tag("h3", text(words["basis"])),
        tag("ul", *(tag("li", text(_cited(each, language, words))) for each in rule.basis)),
    ]
    for name, example in (("bad", rule.bad), ("good", rule.good)):
        if example is not None:
            content += [tag("h3", text(words[name])), _example(example, words)]
    return tag("details", summary, *content, id=f"rule-{rule.code}", class_="rule")


def _cited(entry: dict[str, Any], language: str, words: Words) -> str:
    dates = [
        words[key].format(entry[name]) for name, key in (("from", "from"), ("until", "until-date")) if name in entry
    ]
    return basis(entry, language == "zh") + (f" ({', '.join(dates)})" if dates else "")


def _example(example: Any, words: Words) -> Html:
    shown, _ = example_text(example)
    if not shown:
        return tag("p", text(words["complete"]))
    kept = mask_text(shown).split("\n")
    return tag("pre", tag("code", text("\n".join([*kept[:_LONGEST], *(["…"] if len(kept) > _LONGEST else [])]))))
