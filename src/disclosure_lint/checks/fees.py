"""Figures that stand alone: suits without review, and the 信息处理费."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_lint.checks import NotAssessed, Problem, Related, check
from disclosure_lint.checks.figures import figure, plain
from disclosure_lint.checks.narrative import absent
from disclosure_lint.checks.not_read import not_read
from disclosure_lint.claims.reader import read_claims
from disclosure_lint.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from disclosure_lint.report import Report

_WAN = 10_000
_PARTIAL = pattern(r"部分(?:缴|支付|交)|退(?:还|回|费)|减免|分期|利息|不足额|少缴|未足额|邮寄费|复印费|工本费")
_NONE = pattern(
    r"(?:未|没有|没|无|未曾|从未)(?:向[^，。]{0,8})?(?:发生|收取|产生|涉及|出现|存在|收缴|收到)?(?:过)?(?:任何)?(?:与)?(?:政府)?(?:信息)?(?:公开)?(?:的)?(?:收取|收费|信息处理费|处理费|费用)"
    r"|(?:信息)?处理费(?:收取)?(?:情况)?(?:为|是|：|，|收取|共|共计|金额|总额|合计)*(?:0|零)(?:元|万元|。|，|；|$)"
)
_EXPLAINED = pattern(r"(?:未|不|没有)(?:按[^，。]{0,10})?(?:缴|交|支付|付)|逾期|收费通知|缴费通知|放弃")


@check("fees.direct_suits")
def direct_suits(report: Report, *, row: str, since: int) -> Iterator[Problem | NotAssessed]:
    """From the reports of a year on, suits without review are unusual and named."""
    if report.year is None:
        yield NotAssessed("/year", "year-unknown")
    elif report.year >= since:
        found = figure(report, (f"{row}/total",))
        if found is None:
            gone = not isinstance(report.get("/tables/disputes"), dict)
            yield absent(report, "/tables/disputes") if gone else NotAssessed(f"{row}/total", "cell-missing")
        elif found.value:
            yield Problem(f"{row}/total", {"value": plain(found.value), "since": since})


@check("fees.step")
def fee_steps(report: Report, *, step: int) -> Iterator[Problem | NotAssessed]:
    """Sums of 信息处理费 are multiples of the step of the tariff, in yuan."""
    yield from not_read(report)
    for claim in read_claims(report).claims:
        if claim.key != "processing_fee" or claim.form != "number" or not claim.quantity.exact:
            continue
        amount = round(claim.quantity.value * (_WAN if claim.quantity.unit == "万元" else 1), 2)
        if amount % step and not _PARTIAL.search(str(report.get(claim.pointer))):
            yield Problem(claim.pointer, {"amount": plain(amount), "step": step}, claim.span, confidence="likely")


@check("fees.unpaid")
def unpaid_fee(report: Report, *, row: str, section: str) -> Iterator[Problem | NotAssessed]:
    """Where requests were closed for an unpaid fee, the text does not say that there were no fees."""
    said = _no_fee(report, section)
    if said is None:
        return
    if not isinstance(report.get("/tables/requests"), dict):
        yield absent(report, "/tables/requests")
        return
    found = figure(report, (f"{row}/total",))
    if found and found.value:
        related = (Related(f"{row}/total", {"value": plain(found.value)}, "cell"),)
        yield Problem(said[0], {"value": plain(found.value)}, said[1], related=related, confidence="likely")


def _no_fee(report: Report, section: str) -> tuple[str, tuple[int, int]] | None:
    """Return where the text says that there was no fee; nothing where it speaks of a fee that was not paid."""
    texts = [each for each in report.texts() if not each.pointer.endswith("/heading")]
    fees = [each for each in texts if "费" in each.text and ("处理费" in each.text or each.pointer.startswith(section))]
    if any(_EXPLAINED.search(each.text) for each in fees):
        return None
    for each in fees:
        match = _NONE.search(each.text)
        if match:
            return each.pointer, match.span()
    return None
