"""Charts of the summary page as inline SVG. Every figure that a shape shows also stands beside it as a number."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from typing import TYPE_CHECKING

from disclosure_lint.batch.outputs.words import SIGNS
from disclosure_lint.formatters.html_text import NOTHING, Html, lines, tag, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from disclosure_lint.batch.outputs.overview import RuleCount
    from disclosure_lint.formatters.html_words import Words

#: The order in which states stand in a bar.
ORDER = ("pass", "fail", "undetermined", "missing", "excused", "unclear")
#: Labels of what stands this far right are written to its left.
_NEAR = 0.75
_WIDE, _HIGH, _LEFT, _RIGHT, _TOP, _BOTTOM = 960, 300, 52, 24, 34, 40


def bar(counts: Mapping[str, int], words: Words, *, widest: int | None = None, label: str = "") -> Html:
    """Return a bar of states side by side; `widest` is the number that the whole width stands for."""
    total = widest or sum(counts[name] for name in ORDER) or 1
    parts, start = [], 0.0
    for name in ORDER:
        if counts[name]:
            width = counts[name] * 1000 / total
            title = tag("title", text(f"{words[name]} {counts[name]}"))
            parts.append(
                tag("rect", title, x=f"{start:.1f}", y="0", width=f"{width:.1f}", height="20", class_=f"s-{name}")
            )
            start += width
    told = words["comma"].join(f"{words[name]} {counts[name]}" for name in ORDER if counts[name])
    return tag(
        "svg",
        *parts,
        class_="bar",
        viewBox="0 0 1000 20",
        preserveAspectRatio="none",
        role="img",
        aria_label=f"{label} {told}".strip(),
    )


def legend(counts: Mapping[str, int], words: Words) -> Html:
    """Return what the shades of a bar mean, with the numbers."""
    items = [
        tag(
            "li", tag("i", class_=f"s-{name}"), text(f"{SIGNS[name]} {words[name]} "), tag("b", text(str(counts[name])))
        )
        for name in ORDER
        if counts[name]
    ]
    return tag("ul", *items, class_="legend")


def rule_bars(rules: Iterable[RuleCount], summaries: Mapping[str, str], words: Words) -> Html:
    """Return a bar per rule, as long as the number of reports that have it."""
    shown = list(rules)
    most = max((each.reports for each in shown), default=1)
    rows = []
    for each in shown:
        width = f"{each.reports * 1000 / most:.1f}"
        rect = tag("rect", x="0", y="0", width=width, height="20", class_=f"l-{each.severity}")
        drawn = tag("svg", rect, class_="bar", viewBox="0 0 1000 20", preserveAspectRatio="none", aria_hidden="true")
        name = tag("a", text(f"{SIGNS[each.severity]} {each.code}"), href=f"#rule-{each.code}")
        figure = f"{words['reports'].format(count=each.reports)}{words['in'].format(text=str(each.findings))}"
        rows.append(
            tag(
                "tr",
                tag("th", name, text(" " + summaries.get(each.code, "")), scope="row", class_=each.severity),
                tag("td", drawn, class_="drawn"),
                tag("td", text(figure), class_="figure"),
            )
        )
    return tag("table", tag("tbody", lines(rows)), class_="bars")


def curve(days: Counter[str], due: int, deadlines: Iterable[tuple[date, str]], words: Words) -> Html:
    """Return submissions by day, added up, with the deadlines; `due` is how many there should be."""
    known = sorted((date.fromisoformat(day), count) for day, count in days.items() if _is_day(day))
    if not known:
        return NOTHING
    limits = list(deadlines)
    inside, early = _recent(known, [day for day, _ in limits])
    first = min([inside[0][0] if inside else limits[0][0], *(day for day, _ in limits)]) - timedelta(days=5)
    last = max([inside[-1][0] if inside else limits[-1][0], *(day for day, _ in limits)]) + timedelta(days=5)
    sums = list(accumulate((count for _, count in inside), initial=early))
    scale = _Scale(first, last, max(due, sums[-1]))
    points = [(scale.x(first), scale.y(early))]
    for (day, _), total in zip(inside, sums[1:], strict=True):
        points += [(scale.x(day), points[-1][1]), (scale.x(day), scale.y(total))]
    points.append((scale.x(last), points[-1][1]))
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    shade = f"{path} L{points[-1][0]:.1f} {scale.y(0):.1f} L{points[0][0]:.1f} {scale.y(0):.1f} Z"
    parts = [
        *_axes(scale, due, words),
        tag("path", d=shade, class_="shade"),
        tag("path", d=path, class_="line"),
        *_limits(scale, limits, inside, early, words),
    ]
    told = words["progress-label"].format(day=inside[-1][0] if inside else first, count=sums[-1])
    return tag("svg", lines(parts), class_="curve", viewBox=f"0 0 {_WIDE} {_HIGH}", role="img", aria_label=told)


class _Scale:
    def __init__(self, first: date, last: date, most: int) -> None:
        self.first, self.last, self.most = first, last, max(most, 1)
        self.days = max((last - first).days, 1)

    def x(self, day: date) -> float:
        return _LEFT + (_WIDE - _LEFT - _RIGHT) * (day - self.first).days / self.days

    def y(self, count: int) -> float:
        return _HIGH - _BOTTOM - (_HIGH - _BOTTOM - _TOP) * count / self.most


def _is_day(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _recent(known: list[tuple[date, int]], limits: list[date]) -> tuple[list[tuple[date, int]], int]:
    """Return the days within half a year of the deadlines, and how many reports are dated earlier.

    A report dated years off is a mistake of its own and must not press all others together; a later one is put on
    the last day that is shown.
    """
    centre = min(limits) if limits else known[len(known) // 2][0]
    end = max(limits) if limits else centre
    low, high = centre - timedelta(days=60), end + timedelta(days=120)
    early = sum(count for day, count in known if day < low)
    inside: Counter[date] = Counter()
    for day, count in known:
        if day >= low:
            inside[min(day, high)] += count
    return sorted(inside.items()), early


def _axes(scale: _Scale, due: int, words: Words) -> list[Html]:
    parts = []
    right = f"{_WIDE - _RIGHT}"
    for part in range(5):
        count = round(scale.most * part / 4)
        y = f"{scale.y(count):.1f}"
        parts.append(tag("line", x1=f"{_LEFT}", x2=right, y1=y, y2=y, class_="grid"))
        parts.append(tag("text", text(str(count)), x=f"{_LEFT - 8}", y=y, class_="tick end count"))
    if due:
        y = f"{scale.y(due):.1f}"
        parts.append(tag("line", x1=f"{_LEFT}", x2=right, y1=y, y2=y, class_="due"))
        place = {"x": f"{_LEFT + 8}", "y": f"{scale.y(due) + 16:.1f}"}
        parts.append(tag("text", text(f"{words['due']} {due}"), **place, class_="tick"))
    for number in range(7):
        day = scale.first + timedelta(days=round(scale.days * number / 6))
        x = f"{scale.x(day):.1f}"
        parts.append(tag("text", text(f"{day.month}-{day.day:02d}"), x=x, y=f"{_HIGH - 14}", class_="tick middle"))
    return parts


def _limits(
    scale: _Scale, limits: list[tuple[date, str]], inside: list[tuple[date, int]], early: int, words: Words
) -> list[Html]:
    parts = []
    for day, name in limits:
        count = early + sum(number for each, number in inside if each <= day)
        x, y = scale.x(day), scale.y(count)
        parts.append(tag("line", x1=f"{x:.1f}", x2=f"{x:.1f}", y1=f"{_TOP}", y2=f"{_HIGH - _BOTTOM}", class_="limit"))
        parts.append(tag("circle", cx=f"{x:.1f}", cy=f"{y:.1f}", r="4", class_="point"))
        label = words["deadline"].format(day=f"{day.month}-{day.day:02d}") + (f" {name}" if name else "")
        shown = words["progress-label"].format(day=f"{day.month}-{day.day:02d}", count=count)
        side, shift = ("end", -8) if x > _WIDE * _NEAR else ("", 8)
        low = min(y + 18, _HIGH - _BOTTOM - 6)
        parts.append(tag("text", text(label), x=f"{x + shift:.1f}", y=f"{_TOP - 14}", class_=f"tick strong {side}"))
        parts.append(tag("text", text(shown), x=f"{x + shift:.1f}", y=f"{low:.1f}", class_=f"tick {side}"))
    return parts
