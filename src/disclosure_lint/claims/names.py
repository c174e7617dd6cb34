"""How a report names its own body, and which areas are that body's own."""

from __future__ import annotations

from disclosure_lint.extract import agencies

_GOVERNING = frozenset({"government", "township", "development_zone"})
_SHORT = (
    ("人民政府", "政府"),
    ("办公厅", "办"),
    ("办公室", "办"),
    ("管理委员会", "管委会"),
    ("委员会", "委"),
    ("街道办事处", "街道"),
)


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
    rest, level = name[len(place) :], place[-1:]
    found = dict.fromkeys(_variants(name) + (_variants(rest) + _variants(level + rest) if rest else []), "self")
    if place:
        government = [level + "政府", level + "人民政府", place + "人民政府", place + "政府"]
        for each in government:
            found.setdefault(each, "self" if kind in _GOVERNING else "area")
    found = {each: value for each, value in found.items() if len(each) > 1 and each not in _COMMON}
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


def _variants(name: str) -> list[str]:
    """Return a name and its usual short forms."""
    found = [name]
    for long, short in _SHORT:
        found += [each.replace(long, short) for each in list(found) if long in each]
    return found


def own_area(word: str, agency: str | None, kind: str | None) -> bool:
    """Tell whether 全市, 我县 is what the report's tables cover: only for the government of that level."""
    if not agency or kind not in _GOVERNING:
        return False
    name = agencies.plain(agency)
    place = agencies.place_of(name) or name
    last = "道" if "街道" in name else place[-1]
    return word.endswith(last) or (kind == "development_zone" and word.endswith("区"))
