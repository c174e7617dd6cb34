"""Waivers: findings that the office accepts across a batch, each with a reason, an owner and, if wanted, an end."""

from __future__ import annotations

import datetime
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from disclosure_lint import ruleset
from disclosure_lint.batch.matching import normal
from disclosure_lint.records import NamedTuple
from disclosure_lint.selection import ConfigError, expand, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from disclosure_lint.batch.roster import Roster
    from disclosure_lint.ruleset import Text

_KEYS = ("rule", "unit", "path", "pointer", "reason", "owner", "until")
_NEEDED = {"rule": "规则", "reason": "理由", "owner": "责任人"}


class Waiver(NamedTuple):
    """One waiver. `number` is its position in the file, `codes` the rules it is about, `unit` an id of the roster."""

    number: int
    codes: frozenset[str]
    reason: str
    owner: str
    until: str | None = None
    unit: str | None = None
    path: str | None = None
    pointer: str | None = None

    def covers(self, code: str, unit: str | None, path: str, pointer: str) -> bool:
        """Tell whether a finding is what the waiver is about; a path may be a pattern with * and ?."""
        if code not in self.codes or (self.unit is not None and self.unit != unit):
            return False
        if self.path is not None and not (fnmatchcase(path, self.path) or path.endswith(f"/{self.path}")):
            return False
        return self.pointer is None or pointer == self.pointer or pointer.startswith(f"{self.pointer}/")

    def told(self) -> dict[str, Any]:
        """Return what outputs say of a waived finding."""
        return {"reason": self.reason, "owner": self.owner, "until": self.until, "number": self.number}


class _WaiverError(Exception):
    """What is wrong with a waiver, in Chinese and English."""


def read_waivers(path: Path, roster: Roster | None) -> list[Waiver]:
    """Return the waivers of a file; raises ConfigError with the number of the one that cannot be used.

    Without a roster, as before anything is judged, the names of units are not looked at.
    """
    from disclosure_lint.readers.drafts import read_yaml
    from disclosure_lint.readers.errors import ReadError

    try:
        text = path.read_bytes().decode("utf-8-sig")
        lines = [each for each in text.splitlines() if each.strip() and not each.lstrip().startswith("#")]
        if not lines:
            return []
        content = read_yaml(f"waivers:\n{text}" if lines[0].startswith("-") else text).data
    except (OSError, UnicodeDecodeError, ReadError) as error:
        raise ConfigError({"zh": "读不出豁免清单", "en": "cannot read the waivers"}, path) from error
    listed = content.get("waivers")
    if not isinstance(listed, list):
        raise ConfigError({"zh": "豁免清单应是一个列表", "en": "the waivers should be a list"}, path)
    made = []
    for number, entry in enumerate(listed, 1):
        try:
            made.append(_waiver(number, entry, roster))
        except _WaiverError as wrong:
            chinese, english = wrong.args
            message = {"zh": f"第 {number} 条：{chinese}", "en": f"waiver {number}: {english}"}
            raise ConfigError(message, path) from None
    return made


def _waiver(number: int, entry: Any, roster: Roster | None) -> Waiver:
    _check(entry)
    try:
        codes = frozenset(expand([entry["rule"]], ruleset.rules()))
    except ConfigError as error:
        raise _WaiverError(error.message["zh"], error.message["en"]) from None
    unit = _unit(str(entry["unit"]), roster) if entry.get("unit") and roster else None
    if entry.get("unit") and roster and unit is None:
        raise _WaiverError(f"名单里没有单位“{entry['unit']}”", f"no unit is called “{entry['unit']}”")
    more = (entry.get(key) for key in ("path", "pointer"))
    return Waiver(number, codes, entry["reason"], entry["owner"], entry.get("until"), unit, *more)


def _check(entry: Any) -> None:
    """Raise _WaiverError for an entry that lacks what it needs."""
    if not isinstance(entry, dict):
        raise _WaiverError("应由“键: 值”组成", "it should be made of keys and values")
    for key in entry:
        if key not in _KEYS:
            message = unknown("键", "key", str(key), _KEYS)
            raise _WaiverError(message["zh"], message["en"])
    for key, title in _NEEDED.items():
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise _WaiverError(f"没有写明{title}（{key}）", f"it states no {key}")
    if not entry.get("unit") and not entry.get("path"):
        raise _WaiverError("没有写明单位（unit）或文件（path）", "it names neither a unit nor a path")
    if entry.get("until") is not None and not _is_day(entry["until"]):
        raise _WaiverError("截止日期（until）应写作 2026-12-31 的样式", "until should be an ISO date")


def _is_day(text: Any) -> bool:
    try:
        return bool(datetime.date.fromisoformat(text))
    except (TypeError, ValueError):
        return False


def _unit(name: str, roster: Roster) -> str | None:
    if roster.get(name):
        return name
    return next((each.id for each in roster.units if normal(name) in map(normal, (each.name, *each.aliases))), None)


def expired(waivers: list[Waiver], as_of: str) -> Iterator[Waiver]:
    """Yield the waivers that hold no longer on a day."""
    return (each for each in waivers if each.until is not None and each.until < as_of)


def remarks(waivers: list[Waiver], used: set[int], as_of: str) -> Iterator[Text]:
    """Yield a sentence for each waiver that has run out or that nothing needed."""
    ended = {each.number for each in expired(waivers, as_of)}
    for each in waivers:
        rules = "、".join(sorted(each.codes)[:3])
        if each.number in ended:
            yield {
                "zh": f"第 {each.number} 条豁免（{rules}）已于 {each.until} 到期，没有使用",
                "en": f"waiver {each.number} ({rules}) ended on {each.until} and was not used",
            }
        elif each.number not in used:
            yield {
                "zh": f"第 {each.number} 条豁免（{rules}）没有用上，可以删去",
                "en": f"waiver {each.number} ({rules}) covers nothing and can be removed",
            }
