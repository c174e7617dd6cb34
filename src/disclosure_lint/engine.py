"""One report through all stages: read, extract, schema, rules, findings."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from disclosure_lint import findings as made
from disclosure_lint import judge, ruleset
from disclosure_lint.catalogue import using
from disclosure_lint.masking import mask_text
from disclosure_lint.profiles import newest, profiles
from disclosure_lint.readers import PACKED, SUFFIXES, Loaded, ReadError, load
from disclosure_lint.readers.limits import applied
from disclosure_lint.report import Report
from disclosure_lint.result import Options, Result, verdict
from disclosure_lint.suppress import COMMENTED, is_marked

if TYPE_CHECKING:
    from pathlib import Path

    from disclosure_lint.facsimile import Facsimile
    from disclosure_lint.findings import Finding
    from disclosure_lint.outline import Place

_MEGABYTE = 1_000_000
#: What a file is that has the name of another kind.
_KINDS = {"html": {"zh": "网页", "en": "a web page"}, "text": {"zh": "纯文本", "en": "plain text"}}
_LAST_YEAR = 9999


def lint_file(path: Path, options: Options, shown: str | None = None) -> Result:
    """Judge a file. Whatever is wrong with the file itself is a finding."""
    name = shown or str(path)
    try:
        with path.open("rb", buffering=0) as file:
            size = os.fstat(file.fileno()).st_size
            if size > options.limits.megabytes * _MEGABYTE:
                raise _too_large(size, options)
            raw = file.read()
        return lint_bytes(name, raw, options)
    except ReadError as error:
        return _unread(Result(name), error, options)
    except PermissionError:
        return _unread(Result(name), ReadError("X001", "permission"), options)
    except OSError as error:
        return _unread(Result(name), ReadError("X001", "unreadable", {"cause": error.strerror or "?"}), options)


def lint_bytes(name: str, raw: bytes, options: Options) -> Result:
    """Judge the bytes of a file that has a name; raises ConfigError for `sources` that cannot be used."""
    with using(options.sources):
        return _lint(name, raw, options)


def _lint(name: str, raw: bytes, options: Options) -> Result:
    result = Result(name, SUFFIXES.get("." + name.rpartition(".")[2].lower(), ""), _digest(raw, options))
    result.as_of = options.as_of
    loaded = None
    try:
        if len(raw) > options.limits.megabytes * _MEGABYTE:
            raise _too_large(len(raw), options)
        with applied(options.limits):
            loaded = load(name, raw, convert=options.convert)
        result.format = loaded.format
        report = _report(name, loaded, options)
        report.sha256, report.text = result.sha256, loaded.text
    except ReadError as error:
        _unread(result, _told_apart(error, name, loaded), options)
        if error.code == "X006" and loaded is not None and loaded.outline is not None and loaded.outline.damage:
            report = Report(name, loaded.format, newest(), {}, outline=loaded.outline, text=loaded.text)
            result.findings += judge.damage(report, options)
        return result
    except (RecursionError, MemoryError):
        return _unread(result, ReadError("X007", "too-deep"), options)
    except Exception as error:  # noqa: BLE001 - one bad file must not cost the next; it becomes a finding
        return _unread(result, ReadError("X003", "crash", judge.crash("reader", error)), options)
    _judge(result, report, loaded, options)
    if options.facsimile:
        result.facsimile = _facsimile(report, options)
    return result


def out_of_time(name: str, options: Options) -> Result:
    """Return the result for a file that took longer than it may."""
    return _unread(Result(name), options.limits.over("seconds", "too-slow"), options)


def _digest(raw: bytes, options: Options) -> str:
    if not options.hashed:
        return ""
    import hashlib

    return hashlib.sha256(raw).hexdigest()


def _told_apart(error: ReadError, name: str, loaded: Loaded | None) -> ReadError:
    """Say of what is no report that it is not even the kind of file that its name says."""
    suffix = name.rpartition(".")[2].lower()
    named = SUFFIXES.get(f".{suffix}", "")
    if (
        error.code != "X006"
        or error.reason
        or loaded is None
        or named not in (*PACKED, "xml")
        or loaded.format == named
    ):
        return error
    return ReadError("X006", "disguised", {"suffix": suffix, "kind": _KINDS.get(loaded.format, loaded.format)})


def read_report(name: str, raw: bytes, options: Options) -> Report:
    """Return the report in the bytes of a file, unjudged; raise ReadError where there is none."""
    with using(options.sources):
        return _report(name, load(name, raw, convert=options.convert), options)


def _too_large(size: int, options: Options) -> ReadError:
    return options.limits.over("megabytes", "too-large", size=f"{size / _MEGABYTE:.4g}")


def _report(name: str, loaded: Loaded, options: Options) -> Report:
    forced = profiles()[options.profile] if options.profile else None
    if loaded.draft is not None:
        from disclosure_lint.extract.draft import report_of

        report = report_of(loaded.draft, name, loaded.format, forced)
    else:
        from disclosure_lint.extract.document import extract

        assert loaded.outline is not None  # noqa: S101 - load() gives one of the two
        report = extract(loaded.outline, name, loaded.format, forced)
    if options.agency_kind:
        report.data["agency_kind"] = options.agency_kind
    return report


def _judge(result: Result, report: Report, loaded: Loaded, options: Options) -> None:
    language = options.language or report.profile.language
    data = report.data
    result.report, result.profile, result.language = report, report.profile.id, language
    result.title, result.agency, result.year = _shown(data.get("title")), _shown(data.get("agency")), report.year
    if report.year not in range(_LAST_YEAR + 1):
        result.year = None
    told: set[tuple[str, str]] = set()
    try:
        for found in judge.outcomes(report, loaded, options, language):
            if isinstance(found, made.Finding):
                result.findings.append(found)
            elif (found.code, found.reason) not in told:
                told.add((found.code, found.reason))
                result.not_assessed.append(found)
    except Exception as error:  # noqa: BLE001 - what was found so far is kept, and the crash is told
        crashed = ruleset.rules()["X003"]
        cause = judge.crash("engine", error)
        result.findings.append(made.tool_finding(crashed, "", cause, report.path, None, language))
    if loaded.format in COMMENTED and is_marked(loaded.text):
        from disclosure_lint.suppress import inline

        inline.apply(result, report, loaded, options, language)
        result.suppressed.sort(key=lambda each: _order(each.finding))
    result.findings.sort(key=_order)
    result.verdict, result.fail_on = verdict(result, options.fail_on), options.fail_on


def _facsimile(report: Report, options: Options) -> Facsimile | None:
    from disclosure_lint import facsimile

    try:
        return facsimile.of(report, options.language or report.profile.language)
    except Exception:  # noqa: BLE001 - a page without the text of the report still has every finding
        return None


def _shown(text: Any) -> str | None:
    """Return a text of the report as it may be shown."""
    return mask_text(text) if isinstance(text, str) else None


def _unread(result: Result, error: ReadError, options: Options) -> Result:
    rule = ruleset.rules()[error.code]
    place: Place | None = error.place
    language = result.language = options.language or "zh"
    result.findings = [made.tool_finding(rule, error.reason, error.values, result.path, place, language)]
    result.recognised = error.code != "X006"
    result.verdict = "fail"
    return result


def _order(finding: Finding) -> tuple[Any, ...]:
    place = finding.place
    page = place.page if place and place.page else 0
    line = place.line if place and place.line else 0
    column = place.column if place and place.column else 0
    top = place.box[1] if place and place.box else 0.0
    return (page, line, top, column, finding.code, finding.pointer)
