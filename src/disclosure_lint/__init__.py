"""disclosure-lint: checks annual government-information-disclosure reports.

    >>> from disclosure_lint import lint
    >>> result = lint("report.yaml")
    >>> [(finding.code, finding.message) for finding in result.findings]

`lint` judges one report, `read` only reads it. Everything else is in the
modules that hold it; importing this package costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import os

    from disclosure_lint.findings import Finding
    from disclosure_lint.report import Report
    from disclosure_lint.result import Options, Result

__version__ = "0.1.0"
__all__ = ["Finding", "Options", "Report", "Result", "__version__", "lint", "read"]


def lint(source: str | os.PathLike[str] | bytes, *, name: str = "report.yaml", **options: Any) -> Result:
    """Judge a report: a path, or its bytes with a `name` whose suffix tells the format.

    `options` are the fields of `disclosure_lint.Options`. What is wrong with
    the file itself is a finding (X rules); only a wrong option raises
    (TypeError, KeyError for an unknown profile).
    """
    from pathlib import Path

    from disclosure_lint.engine import lint_bytes, lint_file
    from disclosure_lint.result import Options

    chosen = Options(**options)
    if chosen.profile:
        from disclosure_lint.catalogue import using

        with using(chosen.sources) as found:
            found.profiles[chosen.profile]
    if isinstance(source, bytes):
        return lint_bytes(name, source, chosen)
    return lint_file(Path(source), chosen)


def read(source: str | os.PathLike[str] | bytes, *, name: str = "report.yaml", profile: str | None = None) -> Report:
    """Read a report without judging it; raise `disclosure_lint.readers.ReadError` where that fails."""
    from pathlib import Path

    from disclosure_lint.engine import read_report
    from disclosure_lint.result import Options

    raw, shown = (source, name) if isinstance(source, bytes) else (Path(source).read_bytes(), str(source))
    return read_report(shown, raw, Options(profile=profile))


def __getattr__(name: str) -> Any:
    """Give the public types without importing them at start."""
    homes = {"Options": "result", "Result": "result", "Finding": "findings", "Report": "report"}
    if name in homes:
        import importlib

        return getattr(importlib.import_module(f"disclosure_lint.{homes[name]}"), name)
    raise AttributeError(name)
