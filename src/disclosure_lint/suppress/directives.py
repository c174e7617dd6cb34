"""What a comment orders: `disclosure-lint: ignore T203 [owner=…, until=2027-01-31] -- why`.

The same in Chinese: `disclosure-lint：忽略 T203 [负责人=…，到期=2027-01-31] 理由：…`.
"""

from __future__ import annotations

import datetime
import re

from disclosure_lint.patterns import pattern
from disclosure_lint.records import NamedTuple

#: Words → what they order, the longer ones first.
ACTIONS = {
    "ignore-file": "file",
    "忽略本文件": "file",
    "忽略全文": "file",
    "ignore": "next",
    "忽略": "next",
    "disable": "from",
    "停用": "from",
    "enable": "to",
    "启用": "to",
}
_OPTIONS = {"owner": "owner", "负责人": "owner", "until": "until", "到期": "until", "有效期至": "until"}
_START = pattern(r"\s*+disclosure-lint[:：]\s*+", re.IGNORECASE)
_REASON = pattern(r"(?:--+|—+|–+)\s*(?:(?:理由|原因|reason)\s*[:：]\s*)?|(?:理由|原因)\s*[:：]\s*")
_BETWEEN = pattern(r"[,，、;；\s]+")
_DAY = pattern(r"\d{4}-\d{2}-\d{2}")
#: No directive is as long; what is longer is text.
_LONGEST = 1000


class Directive(NamedTuple):
    """An order: `action` (next, file, from, to), which rules, why, who answers for it, until when (ISO date).

    `fault` is a variant of X004 that says why it cannot be followed, with `cause`, else "".
    """

    action: str
    selectors: tuple[str, ...] = ()
    reason: str = ""
    owner: str | None = None
    until: str | None = None
    fault: str = ""
    cause: str = ""


class _UnclearError(Exception):
    """Names the part of a directive that is not understood."""


def is_directive(comment: str) -> bool:
    """Tell whether the text of a comment is addressed to this program."""
    return _START.match(comment) is not None


def parse(comment: str) -> Directive | None:
    """Return what the text of a comment orders, None where it orders nothing."""
    start = _START.match(comment)
    if start is None:
        return None
    # What a console would obey or not show is a blank here.
    rest = "".join(each if each.isprintable() else " " for each in comment[start.end() :]).strip()
    word = next((word for word in ACTIONS if _begins(rest, word)), "")
    if not word or len(rest) > _LONGEST:
        return Directive("", fault="malformed", cause=(rest.split() or ["…"])[0])
    action = ACTIONS[word]
    try:
        head, options, reason = _parts(rest[len(word) :])
    except _UnclearError as error:
        return Directive(action, fault="malformed", cause=str(error))
    directive = Directive(action, tuple(filter(None, _BETWEEN.split(head))), " ".join(reason.split()), **options)
    if not directive.selectors and action != "to":
        return directive._replace(fault="malformed", cause=word)
    if not directive.reason and action != "to":
        return directive._replace(fault="no-reason", cause=", ".join(directive.selectors))
    return directive


def _begins(text: str, word: str) -> bool:
    if not text.lower().startswith(word):
        return False
    following = text[len(word) : len(word) + 1]
    return not (following.isascii() and (following.isalnum() or following == "-")) or not word.isascii()


def _parts(text: str) -> tuple[str, dict[str, str], str]:
    """Split into selectors, options and reason."""
    found = _REASON.search(text)
    at = text.find("[")
    if at < 0 or (found is not None and found.start() < at):
        return (text[: found.start()], {}, text[found.end() :]) if found else (text, {}, "")
    inside, closed, after = text[at + 1 :].partition("]")
    if not closed:
        raise _UnclearError(text[at:])
    found = _REASON.match(after.lstrip())
    if found is None and after.strip():
        raise _UnclearError(after.strip())
    return text[:at], _options(inside), after.lstrip()[found.end() :] if found else ""


def _options(text: str) -> dict[str, str]:
    options: dict[str, str] = {}
    for each in filter(None, (part.strip() for part in re.split("[,，;；]", text))):
        name, _, value = each.partition("=") if "=" in each else each.partition("：")
        key, value = _OPTIONS.get(name.strip().lower(), ""), value.strip()
        if not key or not value or (key == "until" and not is_day(value)):
            raise _UnclearError(each)
        options[key] = value
    return options


def is_day(text: str) -> bool:
    """Tell whether a text is a date such as 2027-01-31."""
    try:
        return _DAY.fullmatch(text) is not None and bool(datetime.date.fromisoformat(text))
    except ValueError:
        return False
