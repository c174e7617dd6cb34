"""Checks across reports: they take a batch and one of its submissions in place of a report.

Otherwise they are checks like the others: pure generators, chosen by a rule's
name ("across.verb"), with the parameters that the rule gives. A `Related` of
theirs may stand in another report.
"""

from disclosure_lint.checks.across import by_component, continuity, copies, restated, rollup, versions

__all__ = ["by_component", "continuity", "copies", "restated", "rollup", "versions"]
