"""Which profile a report is judged by: asked for, stated, or of its reporting year."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.patterns import pattern
from disclosure_lint.profiles import Profile, for_year, profiles
from disclosure_lint.readers.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable

_REPORT = r"(?:年度?工作报告|年度?报告|年报|报告)"
#: A report says what it is: 本报告…统计期限, 编制本报告, 现公布…年度报告, 现将…公开工作报告如下.
_SAYS = pattern(
    rf"本(?:年度|年)?(?:报告|年报)[^。；]{{0,60}}(?:统计|数据|编制|组成|构成|根据|依据|包括|部分)"
    rf"|(?:编制|撰写|形成|制作|制定)[^。；]{{0,16}}本(?:年度|年)?{_REPORT}"
    rf"|(?:公布|发布|公开|编制|撰写|制定)[^。；]{{0,50}}(?:信息|政务)公开[^。；]{{0,14}}{_REPORT}"
    rf"|现[将就][^。；]{{0,40}}(?:公开|政务)[^。；]{{0,40}}(?:如下|公布|公开)"
)
_ABOUT = pattern(r"(?:信息|政务|校务)公开")
#: Who tells others to report, or how to: notices, rules, guides and model texts.
_ORDERS = pattern(
    r"^第[一二三四五六七八九十]+条[\s　]"
    r"|各(?:单位|部门|科室|股室|乡镇|镇街|县|区|市)[^。，；]{0,24}(?:应当?|要|须|请|务必|认真)"
    r"|(?:^|[。；，])请各|(?:通知|办法|规定|制度|方案|细则|范文|模板)$"
)
_FIRST = 12
#: A year that begins a sentence or a sub-heading's text is the one that is told of.
_TOLD = pattern(
    r"(?:(?:截[止至]到?|^|[。；;！!）)])\s*+|(?<=\s))(20[0-2][0-9])\s*+年(?:度|来|以来|年?底|12\s*月|[，,]|[我本全在])"
)


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


def says_it_is(texts: Iterable[str]) -> bool:
    """Tell whether the first paragraphs of a document without a title say that it is an annual report."""
    first = [text.strip() for text in texts if text.strip()][:_FIRST]
    if not any(_ABOUT.search(text) for text in first) or any(_ORDERS.search(text) for text in first):
        return False
    return any(_SAYS.search(text) for text in first)


def year_told_of(texts: Iterable[str]) -> int | None:
    """Return the year that most sentences begin with: 2023年，我局……; None where none does."""
    found = [int(year) for text in texts for year in _TOLD.findall(text)]
    return max(found, key=lambda year: (found.count(year), year), default=None)
