"""What the name of a body tells: its kind, its level, and whether two names mean one body."""

from __future__ import annotations

from functools import cache
from typing import Any

from disclosure_lint import resources
from disclosure_lint.patterns import pattern

#: An office inside a university counts as the university; an academy of sciences is none.
_SCHOOL = pattern(r"(?:大学|(?<!科)学院|学校)$")
_OFFICE_OF_SCHOOL = pattern(
    r"(?:大学|(?<!科)学院)(?:信息公开|党委|党政|党委院长|党委校长|院长|校长|学校|学院|行政|综合)?(?:工作)?办公室$"
)
_BRACKETS = pattern(r"[（(〔\[][^（）()〔〕\[\]]{0,20}[）)〕\]]")
_NOT_NAME = pattern(r"[，。；：、！？,;:!?《》“”\"0-9]")
_SHORTEST_TAIL = 3


@cache
def _table() -> dict[str, Any]:
    """Return the words about names of bodies (rules/cn/agencies.yaml)."""
    table: dict[str, Any] = resources.data("rules/cn/agencies")
    return table


def plain(name: str) -> str:
    """Return a name without spaces and without bracketed additions such as （本级）."""
    squeezed = "".join(name.split())
    return _BRACKETS.sub("", squeezed) if any(each in squeezed for each in "（(〔[") else squeezed


@cache
def kind_of(name: str) -> str | None:
    """Return the kind of a body as its name tells it, None where it does not.

    One of central, government, government_office, department, development_zone,
    township, school, hospital, enterprise, public_institution. An office inside
    a department counts as the department.
    """
    name = plain(name)
    if not name or _NOT_NAME.search(name) or name in _table()["self"]:
        return None
    if _OFFICE_OF_SCHOOL.search(name):
        return "school"
    if _is_central(name):
        return "central"
    kind, length = None, 0
    for each, endings in _table()["endings"].items():
        for ending in endings:
            if len(ending) > length and name.endswith(ending) and _fits(name, ending, each):
                kind, length = each, len(ending)
    if kind in ("government", "government_office", "department") and level_of(name) == "township":
        return "township"
    return kind or ("township" if level_of(name) == "township" else None)


def _is_central(name: str) -> bool:
    central = _table()["central"]
    if name in central["names"] or name.removeprefix("中华人民共和国") in central["names"]:
        return True
    if _SCHOOL.search(name):
        return False
    return (
        name.startswith(tuple(central["begins"])) and name.endswith(tuple(central["ends"])) and level_of(name) is None
    )


def _fits(name: str, ending: str, kind: str) -> bool:
    """Tell whether something that can name a body stands before an ending."""
    stem = name[: -len(ending)]
    return len(stem) > 1 if kind == "government" else bool(stem)


def _without_neutral(name: str) -> str:
    """Blank out words that hold a mark of a level and name no place."""
    for word in _table()["neutral"]:
        # 市民服务中心 is for citizens, 市政工程 of a town; 青川市民政局, 青川市政府 are of a city.
        if word in name:
            name = pattern(rf"{word}(?!政[局厅部]|[府务协法])").sub("□" * len(word), name)
    return name


@cache
def level_of(name: str) -> str | None:
    """Return the level of the place a body serves: province, city, county, township or None.

    A 市 counts as a city: names do not tell county-level cities apart, except
    behind another 市. Districts of the four municipalities are counties.
    """
    name = _without_neutral(plain(name))
    if _is_township(name):
        return "township"
    levels = _table()["levels"]
    words = levels["county"]["not_after"]  # of a mark: 开发区 is no county, 方城县 is one
    marks = ["".join(f"(?<!{word})" for word in words.get(mark, ())) + mark for mark in levels["county"]["marks"]]
    if pattern(f".(?:{'|'.join(marks)})").search(name):
        return "county"
    for level in ("city", "province"):
        hits = pattern(".(?:" + "|".join(levels[level]["marks"]) + ")").findall(name)
        if level == "city" and hits:
            return _city_level(name, len(hits))
        if hits:
            return level
    return None


def _city_level(name: str, marks: int) -> str:
    if name.startswith(tuple(_table()["municipalities"])):
        return "province"
    return "county" if marks > 1 else "city"


def _is_township(name: str) -> bool:
    level = _table()["levels"]["township"]
    behind = "|".join(level["before"])
    if pattern(rf".(?:{'|'.join(level['marks'])})(?:{behind})").search(name):
        return True
    return name.endswith(tuple(level["marks"])) and len(name) > 1


def looks_like_body(text: str) -> bool:
    """Tell whether a short line can be nothing but the name of a body."""
    name = plain(text)
    return 3 <= len(name) <= 32 and not _NOT_NAME.search(name) and kind_of(name) is not None


def same_body(first: str, second: str) -> bool | None:
    """Tell whether two names mean one body, or publish for one another; None if unclear.

    A name without its place (洪泽区人民政府 for 淮安市洪泽区人民政府) is the same, and
    so is a government's office for its government. Abbreviations and the words
    本局, 我市 are unclear: they are not to be held against a report.
    """
    if "(" in first + second or "（" in first + second:
        told = {same_body(one, other) for one in _names(first) for other in _names(second)}
        return True if True in told else None if None in told else False
    one, other = core(first), core(second)
    if not one or not other or first.strip() in _table()["self"] or second.strip() in _table()["self"]:
        return None
    shorter, longer = sorted((one, other), key=len)
    if longer.endswith(shorter) and len(shorter) >= _SHORTEST_TAIL:
        return True
    if _abbreviates(shorter, longer) or _serves(first, second) or _serves(second, first):
        return None
    return None if kind_of(first) is None or kind_of(second) is None else False


def _names(name: str) -> list[str]:
    """Return the names of a body with a second plate: 水务局（河长制办公室）."""
    return [each for each in pattern("[()（）]").split(name) if each] or [""]


def short_names(name: str) -> list[str]:
    """Return a name with its usual short forms: 发展和改革委员会, 发改委, 发展改革委."""
    found = [name]
    for long, short in _table()["short"].items():
        found += [each.replace(long, short) for each in list(found) if long in each]
    return list(dict.fromkeys([*found, *(each.replace("和", "") for each in found)]))


def short_form(name: str) -> str:
    """Return a name in its shortest formal form."""
    short = plain(name)
    for long, form in _table()["short"].items():
        short = short.replace(long, form)
    return short


def core(name: str) -> str:
    """Return a name in its shortest formal form, an office reduced to its body."""
    core = short_form(name)
    for body in ("政府办", "局办", "委办", "厅办", "管委会办", "街道办", "镇办", "乡办"):
        if core.endswith(body):
            core = core.removesuffix("办")
    return core


def _abbreviates(shorter: str, longer: str) -> bool:
    """Tell whether the characters of the shorter name occur in order in the longer one."""
    letters = iter(longer)
    return all(letter in letters for letter in shorter)


def _serves(body: str, government: str) -> bool:
    """Tell whether a body may report for a government: one of its departments."""
    if kind_of(government) not in ("government", "government_office", "township", "development_zone"):
        return False
    if kind_of(body) not in ("department", "public_institution", "government_office"):
        return False
    one, other = place_of(body), place_of(government)
    return not one or not other or one.endswith(other) or other.endswith(one)


def place_of(name: str) -> str:
    """Return the part of a name that names its place: up to the last mark of a level."""
    name = _without_neutral(plain(name))
    levels = _table()["levels"].values()
    marks = "|".join(mark for level in levels for mark in level["marks"])
    found = pattern(rf".+(?:{marks})").match(name)
    return found.group() if found else ""
