"""Faults of the prose in itself, and sweeping claims (N304–N310)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.generator.claims import percent
from tests.generator.faults.base import Expected, fault
from tests.generator.faults.narrative import requests, say

if TYPE_CHECKING:
    from random import Random

    from tests.generator.model import Manuscript


@fault("N304")
def text_out_of_balance(script: Manuscript, rng: Random) -> Expected:
    """Close fewer than came in, by the text alone."""
    new, over, done, forward = rng.randint(40, 90), rng.randint(2, 9), rng.randint(11, 30), rng.randint(1, 5)
    return say(
        script, rng,
        f"新收政府信息公开申请{new}件，上年结转{over}件，办结{done}件，结转下年度{forward}件。",
        f"全年新收申请{new}件、上年结转{over}件；办结{done}件、结转下年度继续办理{forward}件。",
        f"新收政府信息公开申请{new}件，上年度结转申请{over}件。办结{done}件，结转下一年度继续办理{forward}件。",
        f"共收办政府信息公开申请{new}件，办结{done}件，转下年度办理{forward}件。",
        f"新收{new}件政府信息公开申请，上年结转{over}件，答复{done}件，另有{forward}件顺延至下年度答复。",
        f"新收申请数量{new}件，上年结转申请数量{over}件，办结申请{done}件，结转下年度申请{forward}件。",
        fragment="相差",
    )  # fmt: skip


@fault("N305")
def parts_exceed_total(script: Manuscript, rng: Random) -> Expected:
    """Let parts add up to more than their total."""
    one, two, three = (rng.randint(20, 300) for _ in range(3))
    total = one + two + three - rng.randint(1, 15)
    return say(
        script, rng,
        f"主动公开政府信息{total}条，其中门户网站{one}条、政务微信{two}条、政务微博{three}条。",
        f"全年共公开信息{total}条，其中：机构类{one}条，法规类{two}条，动态类{three}条。",
        f"制作解读材料{total}篇（文字{one}篇、图解{two}篇、视频{three}篇）。",
        f"发布各类信息共{total}条。其中，政务动态{one}条，通知公告{two}条，民生信息{three}条。",
        f"共收到公众意见{total}条，其中网上{one}条，来信{two}条，来电{three}条。",
        f"编发信息{total}条，包括专报{one}条、简报{two}条、动态{three}条。",
        fragment="多出",
    )  # fmt: skip


@fault("N306")
def share_misstated(script: Manuscript, rng: Random) -> Expected:
    """Get a share wrong."""
    one, two = rng.randint(20, 300), rng.randint(20, 300)
    total = one + two
    right = percent(one, total, 1)
    wrong = f"{float(right) / 2:.1f}"
    return say(
        script, rng,
        f"主动公开政府信息{total}条，其中门户网站{one}条，占{wrong}%。",
        f"全年发布信息{total}条，其中网站{one}条（占{wrong}%）。",
        f"制作解读{total}篇，其中图解{one}篇，占比{wrong}%。",
        f"公开信息{total}条，其中动态类{one}条，占比为{wrong}%，其余为公告类。",
        f"收到意见{total}条，其中网上提交{one}条，占总数的{wrong}%。",
        f"发布信息{total}条，其中微信{one}条、占{wrong}%，微博{two}条。",
        fragment=f"{right}%",
    )  # fmt: skip


@fault("N306")
def growth_misstated(script: Manuscript, rng: Random) -> Expected:
    """Get a growth wrong."""
    last = rng.randint(100, 300)
    now = last + rng.randint(20, 90)
    right = percent(now - last, last, 1)
    wrong = f"{float(right) + 10:.1f}"
    return say(
        script, rng,
        f"主动公开政府信息{now}条，比上年增加{now - last}条，增长{wrong}%。",
        f"全年发布信息{now}条，较上年增加{now - last}条，同比增长{wrong}%。",
        f"发布解读{now}篇，上年为{last}篇，同比增长{wrong}%。",
        f"公开信息{now}条，较去年的{last}条增长{wrong}%。",
        f"编发信息{now}条，比去年增加{now - last}条，增幅{wrong}%。",
        f"网站发布信息{now}条，去年同期{last}条，同比上升{wrong}%。",
        fragment=f"{right}%",
    )  # fmt: skip


@fault("N307")
def requests_denied(script: Manuscript, rng: Random) -> Expected | None:
    """Say that nothing came in, though something did."""
    if not requests(script)["new_received"]["total"]:
        return None
    return say(
        script, rng,
        "{year}年未收到政府信息公开申请。",
        "本年度没有收到公民、法人和其他组织的政府信息公开申请。",
        "全年收到政府信息公开申请0件。",
        "{year}年，{ours}未收到任何政府信息公开申请。",
        "全年无政府信息公开申请。",
        "本年度未接到依申请公开申请。",
        fragment=requests(script)["new_received"]["total"],
    )  # fmt: skip


@fault("N307")
def disputes_denied(script: Manuscript, rng: Random) -> Expected | None:
    """Say that there were no cases, though there were."""
    if not any(row["total"] for row in script.data["tables"]["disputes"].values()):
        return None
    return say(
        script, rng,
        "{year}年未发生因政府信息公开引起的行政复议和行政诉讼。",
        "本年度无政府信息公开行政复议、行政诉讼案件。",
        "因政府信息公开被申请行政复议0件、提起行政诉讼0件。",
        "全年没有发生涉及政府信息公开的行政复议、行政诉讼。",
        "{ours}未因政府信息公开被申请行政复议、被提起行政诉讼。",
        "政府信息公开行政复议、行政诉讼均为零。",
        fragment="表中却有",
    )  # fmt: skip


@fault("N308")
def all_closed(script: Manuscript, rng: Random) -> Expected | None:
    """Say that all requests were closed, though some are carried forward."""
    if not requests(script)["carried_forward"]["total"]:
        return None
    received = requests(script)["new_received"]["total"]
    return say(
        script, rng,
        f"全年收到政府信息公开申请{received}件，已全部办结。",
        "所有申请均已办理完成。",
        "政府信息公开申请答复率100%。",
        "依申请公开办结率达到100%。",
        "收到的政府信息公开申请均已办结。",
        f"新收政府信息公开申请{received}件，均已答复。",
        fragment=requests(script)["carried_forward"]["total"],
    )  # fmt: skip


@fault("N309")
def direct_suit(script: Manuscript, rng: Random) -> Expected | None:
    """Have suits without review in a year in which refusals go to review first."""
    if script.data["year"] < 2024:
        return None
    row, more_cases = script.data["tables"]["disputes"]["litigation_direct"], rng.randint(1, 3)
    row["upheld"] += more_cases
    row["total"] += more_cases
    return Expected(("/tables/disputes/litigation_direct/total",), str(row["total"]))


@fault("N310")
def odd_fee(script: Manuscript, rng: Random) -> Expected:
    """Take a fee that the tariff cannot give."""
    fee = rng.randint(10, 90) * 10 + rng.randint(1, 9)
    return say(
        script, rng,
        f"{{year}}年，{{ours}}依法收取信息处理费{fee}元。",
        f"全年收取政府信息公开信息处理费共计{fee}元。",
        f"本年度按规定收取信息处理费{fee}元，已全额上缴国库。",
        f"信息处理费收取情况：全年实际收取信息处理费{fee}元。",
        f"对1件申请收取信息处理费{fee}元。",
        f"全年信息处理费收入{fee}元。",
        fragment=fee,
        at="other_matters",
    )  # fmt: skip
