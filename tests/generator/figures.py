"""Figures that balance: the three tables of a report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from random import Random

    from tests.generator.bodies import Body

PARTIES = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "public_welfare_organization",
    "legal_service_institution",
    "other",
)
COLUMNS = (*PARTIES, "total")
OUTCOMES = ("upheld", "corrected", "other", "pending")
GROUPS: dict[str, tuple[str, ...]] = {
    "denied": (
        "state_secret",
        "prohibited_by_law",
        "security_and_stability",
        "third_party_rights",
        "internal_affairs",
        "process_information",
        "enforcement_file",
        "administrative_query",
    ),
    "unavailable": ("not_held", "requires_creation", "unclear_after_correction"),
    "not_processed": (
        "petition_or_complaint",
        "repeated",
        "public_publication",
        "excessive",
        "confirmation_or_reissue",
    ),
}
#: The sub-rows of （六）其他处理 by profile.
OTHER_HANDLING = {"cn-2021": ("uncorrected_overdue", "unpaid_overdue", "other"), "cn-2019": ("undivided",)}
BLOCKS = ("administrative_review", "litigation_direct", "litigation_after_review")


def result_rows(profile: str) -> tuple[str, ...]:
    """Return the rows of 三 before （七）, in printed order, as paths under /results."""
    groups = {**GROUPS, "other_handling": OTHER_HANDLING[profile]}
    inner = (f"{group}/{row}" for group, rows in groups.items() for row in rows)
    return ("granted", "partially_granted", *inner)


def request_rows(profile: str) -> tuple[str, ...]:
    """Return every row of table 3, in printed order, as paths under /tables/requests."""
    results = (f"results/{row}" for row in (*result_rows(profile), "total"))
    return ("new_received", "carried_over", *results, "carried_forward")


def tables(rng: Random, body: Body, profile: str) -> dict[str, Any]:
    """Return the three tables, every identity kept."""
    scale = rng.choice((0, 0, 3, 12, 60)) if body.level == "below" else rng.choice((0, 4, 25, 120, 900))
    proactive = proactive_2021 if profile == "cn-2021" else proactive_2019
    return {
        "proactive_disclosure": proactive(rng, body),
        "requests": requests(rng, profile, scale),
        "disputes": {block: dispute(rng, rng.choice((0, 0, max(1, scale // 12)))) for block in BLOCKS},
    }


def requests(rng: Random, profile: str, scale: int) -> dict[str, Any]:
    """Return table 3, about `scale` applications in the year."""
    rows = {path: dict.fromkeys(PARTIES, 0) for path in request_rows(profile)}
    likely = rng.sample(result_rows(profile), k=rng.randint(2, 9))
    for party, share in zip(PARTIES, (1.0, 0.2, 0.02, 0.02, 0.03, 0.05), strict=True):
        for row in likely:
            rows[f"results/{row}"][party] = rng.randint(0, max(0, round(scale * share / 3)))
        done = sum(rows[f"results/{row}"][party] for row in likely)
        rows["results/total"][party] = done
        forward = rng.randint(0, max(0, round(scale * share / 10)))
        over = rng.randint(0, min(done + forward, max(0, round(scale * share / 10))))
        rows["carried_forward"][party] = forward
        rows["carried_over"][party] = over
        rows["new_received"][party] = done + forward - over
    table: dict[str, Any] = {}
    for path, parts in rows.items():
        put(table, path, {**parts, "total": sum(parts.values())})
    return table


def put(tree: dict[str, Any], path: str, value: dict[str, int]) -> None:
    """Put a value into nested mappings at a path of keys joined by "/"."""
    *above, last = path.split("/")
    for key in above:
        tree = tree.setdefault(key, {})
    tree[last] = value


def at(tree: Any, path: str) -> Any:
    """Return the value at a path of keys joined by "/"."""
    for key in path.strip("/").split("/"):
        tree = tree[int(key)] if isinstance(tree, list) else tree[key]
    return tree


def dispute(rng: Random, scale: int) -> dict[str, int]:
    """Return one block of table 4."""
    row = {outcome: rng.randint(0, scale) if rng.random() < 0.6 else 0 for outcome in OUTCOMES}
    return {**row, "total": sum(row.values())}


def _some(rng: Random, top: int) -> int:
    return 0 if rng.random() < 0.25 else rng.randint(1, top)


def _decisions(rng: Random, body: Body) -> int:
    return _some(rng, 90) if body.level == "below" else _some(rng, 9000)


def _amount(rng: Random) -> float | int:
    return 0 if rng.random() < 0.4 else round(rng.uniform(0.5, 9000), rng.choice((0, 1, 2, 4)))


def _stock(rng: Random, top: int) -> dict[str, int]:
    issued, repealed = _some(rng, top), _some(rng, max(1, top // 2))
    return {"issued": issued, "repealed": repealed, "in_force": issued + rng.randint(0, top * 4)}


def proactive_2021(rng: Random, body: Body) -> dict[str, Any]:
    """Return table 2 of the 2021 form; the amount is in 万元."""
    none = {"issued": 0, "repealed": 0, "in_force": 0}
    amount = _amount(rng)
    return {
        "regulations": _stock(rng, 5) if body.makes_rules else none,
        "normative_documents": _stock(rng, 60 if body.kind == "government" else 9),
        "licensing": {"decisions": _decisions(rng, body)},
        "penalties": {"decisions": _decisions(rng, body)},
        "coercion": {"decisions": _decisions(rng, body)},
        "administrative_fees": {"amount": int(amount) if amount == int(amount) else amount},
    }


def proactive_2019(rng: Random, body: Body) -> dict[str, Any]:
    """Return table 2 of the 2019 form; 本年增/减 may be negative."""
    none = {"newly_made": 0, "newly_disclosed": 0, "total_disclosed": 0}

    def newly(top: int) -> dict[str, int]:
        made = _some(rng, top)
        return {"newly_made": made, "newly_disclosed": made, "total_disclosed": made + rng.randint(0, top * 5)}

    def items() -> dict[str, int]:
        return {
            "last_year_items": rng.randint(3, 300),
            "change": rng.randint(-3, 9),
            "decisions": _decisions(rng, body),
        }

    fees = {"last_year_items": rng.randint(3, 12), "change": rng.randint(-2, 2)}
    return {
        "regulations": newly(4) if body.makes_rules else none,
        "normative_documents": newly(30 if body.kind == "government" else 8),
        **{row: items() for row in ("licensing", "other_external_services", "penalties", "coercion")},
        "administrative_fees": fees,
        "central_procurement": {"projects": _some(rng, 40), "amount": rng.choice((0, 35, 112.5, 98.26, 1306.4))},
    }
