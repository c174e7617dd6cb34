"""How a report names its own body, and which areas are that body's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.extract import agencies
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

_SHORT = pattern(r"(?:^|(?<=[年，,。；;：:、\s省市县区州旗镇乡]))([\u4e00-\u9fff]{2,4}[局委办厅])(?=[^长党属])")
_SHORTEST = 4
_LEAST = 3
_LEVELS = "省市县区州旗镇乡"
#: 区局 is what the body of a district calls itself; 市委 is the Party's.
_OFFICES = "局厅"
_GOVERNING = frozenset({"government", "township", "development_zone"})
#: What every government is called: no name, and part of 政府信息.
_COMMON = frozenset({"政府", "人民政府"})


def names_of(agency: str | None, kind: str | None) -> dict[str, str]:
    """Return further words of the lexicon for a report: its body's names, longest first, as self or area.

    For an office of a government the government itself is an area: its figures
    may be those of the whole.
    """
    if not agency:
        return {}
    name = agencies.plain(agency)
    place = agencies.place_of(name)
    rest, whose = name[len(place) :], "self" if kind in _GOVERNING else "area"
    level = "街道" if place.endswith("街道") else place[-1:]
    own = place[len(agencies.place_of(place[:-1])) :]
    called = [name, *(start + rest for start in ("", level, own) if rest)]
    found = {short: "self" for each in called for short in agencies.short_names(each)}
    if level and name[-1] in _OFFICES:
        found[level + name[-1]] = "self"
    if place:
        areas = (place, own, level, *(start + body for start in (level, own, place) for body in ("政府", "人民政府")))
        found = {**dict.fromkeys(areas, whose), **found}
    found = {each: value for each, value in found.items() if len(each) > 1 and each not in _COMMON}
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


def abbreviations(agency: str | None, texts: Iterable[str]) -> dict[str, str]:
    """Return the short forms of the body's name that a report uses: 城改局, 区城改局 for 城区改造更新局."""
    name = agencies.plain(agency or "")
    place = agencies.place_of(name)
    # 城区改造更新局 of a district: a mark of a level may be a part of the name proper.
    rests = [rest for at in range(len(place) + 1) if len(rest := name[at:]) >= _SHORTEST and _begins(name, at)]
    if not rests:
        return {}
    used = {short for text in texts for short in _SHORT.findall(text)}
    used |= {short[1:] for short in used if short[0] in _LEVELS and len(short) > _LEAST}
    found = [
        short for short in used for rest in rests if short[0] == rest[0] and short != rest and _in_order(short, rest)
    ]
    return {f"{level}{short}": "self" for short in found for level in (place, *_levels(place), "")}


def _begins(name: str, at: int) -> bool:
    return at == 0 or name[at - 1] in _LEVELS


def _levels(place: str) -> list[str]:
    return [each for each in dict.fromkeys(place) if each in _LEVELS]


def _in_order(short: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in short)


def own_area(word: str, agency: str | None, kind: str | None) -> bool:
    """Tell whether 全市, 我县 is what the report's tables cover: only for the government of that level."""
    if not agency or kind not in _GOVERNING:
        return False
    name = agencies.plain(agency)
    place = agencies.place_of(name) or name
    last = "道" if "街道" in name else place[-1]
    return word.endswith(last) or (kind == "development_zone" and word.endswith("区"))
