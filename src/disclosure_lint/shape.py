"""What is wrong with the shape of data, one problem per fault, for the rule that owns it.

S101, S108 and S109 own what is missing, T209 and T210 the cells, D407 the
dates; everything else is S100. A finding about something missing has the
pointer where it should be.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import TYPE_CHECKING, Any, cast

from disclosure_lint import absence, faults, ruleset
from disclosure_lint.profiles import forms
from disclosure_lint.records import replace
from disclosure_lint.report import join, tokens
from disclosure_lint.schema import fast, load_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from disclosure_lint.checks import NotAssessed, Problem
    from disclosure_lint.faults import Fault
    from disclosure_lint.report import Report
    from disclosure_lint.schema import Schema
    from disclosure_lint.schema_errors import Error


#: What may still be said of a table that has another year's form.
_CELLS = ("T209", "T210")


def explain(report: Report, silent: AbstractSet[str]) -> Iterator[tuple[str, Problem | NotAssessed]]:
    """Yield each fault of a report's shape with the code of its rule; see `schema.problems`."""
    seen: set[tuple[str, str]] = set()
    owners = report.profile.raw.get("owners", {})
    found = report.memo["faults"] if "faults" in report.memo else of_report(report)
    missing: list[Fault] = []
    for fault in [*_outside(found, silent), *(each for table in sorted(silent) for each in _other_form(report, table))]:
        if fault.keyword == "required":
            missing.append(fault)
            continue
        code = _owner(fault, report)
        problem = faults.problem(code, fault, report.as_found(fault.pointer))
        if (code, problem.pointer) not in seen:
            seen.add((code, problem.pointer))
            yield owners.get(code, code), problem
    for code, told in absence.problems(report, missing):
        yield owners.get(code, code), told


def of_report(report: Report) -> list[Fault]:
    """Return every way in which a report breaks the schema of its profile."""
    return list(faults_of(report.data, load_schema(report.profile.schema), report.profile.schema))


def sound(report: Report) -> Report:
    """Return a draft's report as checks may take it: without values of a shape that none expects.

    A cell keeps whatever single value it has, which T209 speaks of; a mapping
    for a text, or a number for a list, is S100's to tell and nobody else's.
    """
    data = copy.deepcopy(report.data)
    for fault in faults_of(report.data, load_schema(report.profile.schema)):
        if fault.keyword == "type" and _misshapen(fault):
            _take_out(data, tokens(fault.pointer), fault)
    return replace(report, data=data, memo={})


def _misshapen(fault: Fault) -> bool:
    expected = fault.schema["type"]
    is_cell = bool({"integer", "number"} & set([expected] if isinstance(expected, str) else expected))
    return isinstance(fault.value, (dict, list)) or not is_cell


def _take_out(data: Any, path: list[str], fault: Fault) -> None:
    """Take a value out; an item of a list leaves an empty one, so that the others keep their pointers."""
    for token in path[:-1]:
        if not isinstance(data, (dict, list)):
            return
        data = data[int(token)] if isinstance(data, list) else data.get(token)
    if isinstance(data, dict):
        data.pop(path[-1], None)
    elif isinstance(data, list):
        data[int(path[-1])] = "" if fault.schema["type"] == "string" else {}


def _owner(fault: Fault, report: Report) -> str:
    """Return the rule that owns a fault, S100 where that is no rule of the report's profile."""
    code = faults.owner(fault)
    if code in report.profile.raw.get("owners", {}):
        return code
    rule = ruleset.rules().get(code)
    return "S100" if rule is not None and not rule.applies_to(report.profile) else code


def faults_of(data: Any, schema: Schema, name: str = "") -> Iterator[Fault]:
    """Yield every way in which data breaks a schema, in the order of the schema.

    What is missing is one fault for each mapping, and so is each unknown key.
    With the name of the schema the faster library is asked, where it is installed.
    """
    incomplete: set[str] = set()
    for path, keyword, value, broken in _quickly(data, schema, name) or _errors(data, schema):
        pointer = ""
        for token in path:
            pointer = join(pointer, token)
        if keyword == "required":
            if pointer in incomplete:
                continue
            incomplete.add(pointer)
        yield from _split(pointer, keyword, value, broken)


def _errors(data: Any, schema: Schema) -> Iterator[Error]:
    from disclosure_lint import schema_errors

    try:
        yield from schema_errors.errors(data, schema)
    except schema_errors.UnknownKeywordError:
        yield from _by_library(data, schema)


def _by_library(data: Any, schema: Schema) -> Iterator[Error]:
    import jsonschema

    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))
    for error in validator.iter_errors(data):
        yield tuple(error.absolute_path), str(error.validator), error.instance, cast("Schema", error.schema)


def _quickly(data: Any, schema: Schema, name: str) -> list[Error] | None:
    validator = fast(name) if name else None
    if validator is None:
        return None
    try:
        found = list(validator.iter_errors(data))
    except (TypeError, ValueError, OverflowError):  # keys or numbers that are not JSON
        return None
    errors: list[Error] = []
    for error in found:
        *path, keyword = error.schema_path
        broken: Any = schema
        for token in path:
            broken = broken[token]
        errors.append((tuple(error.instance_path), str(keyword), error.instance, broken))
    return errors


def _split(pointer: str, keyword: str, value: Any, schema: Schema) -> Iterator[Fault]:
    """Turn an error of a library into faults; an empty mapping is as good as none."""
    keys: Iterable[str] = ("",)
    if keyword == "additionalProperties":
        keys = [key for key in value if key not in schema.get("properties", {})]
    elif keyword == "required":
        keys = [" ".join(key for key in schema["required"] if key not in value)]
    for key in keys:
        yield faults.Fault(pointer, keyword, value, schema, key)


def _outside(found: Iterable[Fault], silent: AbstractSet[str]) -> Iterator[Fault]:
    for fault in found:
        if not any(f"{fault.pointer}/".startswith(f"{table}/") for table in silent):
            yield fault


def _other_form(report: Report, table: str) -> list[Fault]:
    """Return the faults in the cells of a table, by the form that fits it best."""
    key = table.rpartition("/")[2]
    value = report.get(table)
    tries: list[list[Fault]] = []
    for profile in forms(report.profile):
        schema = load_schema(profile.schema)["properties"].get("tables", {}).get("properties", {}).get(key)
        if schema is not None:
            tries.append(list(faults_of(value, schema)))
    best = min(tries, key=_distance, default=[])
    return [fault.below(table) for fault in best if faults.owner(fault) in _CELLS]


def _distance(found: list[Fault]) -> int:
    weights: defaultdict[str, int] = defaultdict(lambda: 1)
    weights.update(dict.fromkeys(_CELLS, 0))
    return sum(weights[faults.owner(fault)] * max(1, len(fault.key.split())) for fault in found)
