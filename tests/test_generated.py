"""Generated reports: a clean one raises nothing, one with a fault raises its rule at its place.

`GENERATED_REPORTS=20` tries twenty times as many as the default.
"""

from __future__ import annotations

import pytest

from tests.generator.faults import FAULTS, Fault
from tests.generator.model import clean
from tests.generator.render import DOCUMENTS, RENDERERS
from tests.generator.run import EFFORT, findings, shown

STYLES = tuple(RENDERERS)


@pytest.mark.parametrize("style", STYLES)
def test_clean_reports_raise_no_error_and_no_warning(style: str) -> None:
    """Whatever the body, the year and the style."""
    for seed in range(3 * EFFORT):
        found = findings(clean(seed), style, seed)
        assert not shown([each for each in found if each.severity != "info"]), f"{style}, seed {seed}"


def styles_for(fault: Fault, count: int) -> list[str]:
    """Return some of the styles that a fault can be in, others for other faults."""
    fit = [style for style in (DOCUMENTS if fault.printed else STYLES) if style not in fault.without]
    start = FAULTS.index(fault) * 5
    return [fit[(start + number * 3) % len(fit)] for number in range(min(count, len(fit)))]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: f"{fault.code}-{fault.name}")
def test_every_fault_is_found_at_its_place(fault: Fault) -> None:
    """Under its rule, at its pointer, with the right figure, and without telling a secret."""
    for seed, style in enumerate(styles_for(fault, 2 * EFFORT) * max(1, EFFORT // 6)):
        script, expected = fault.inject(seed)
        found = findings(script, style, seed)
        said = [each for each in found if each.code == fault.code]
        assert any(expected.at(each.pointer) and expected.fragment in each.message for each in said), (
            f"{style}, seed {seed}: {expected} not in {shown(found)}"
        )
        if expected.secret:
            assert expected.secret not in repr(found)
