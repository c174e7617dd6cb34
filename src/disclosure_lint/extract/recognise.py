"""Which profile a report is judged by: asked for, stated, or of its reporting year."""

from __future__ import annotations

from typing import Any

from disclosure_lint.profiles import Profile, for_year, profiles
from disclosure_lint.readers.errors import ReadError


def choose_profile(forced: Profile | None, stated: Any, year: Any) -> Profile:
    """Return the profile; raise ReadError X006 where nothing tells which."""
    if forced is not None:
        return forced
    if isinstance(stated, str) and stated in profiles():
        return profiles()[stated]
    if isinstance(year, bool) or not isinstance(year, int):
        raise ReadError("X006", "year")
    found = for_year(year)
    if found is None:
        known = "、".join(each.name["zh"] for each in profiles().values())
        raise ReadError("X006", "year-outside", {"year": year, "known": known})
    return found
