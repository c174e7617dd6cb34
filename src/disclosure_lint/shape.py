"""What is wrong with the shape of data, one problem per fault, for the rule that owns it.

S101, S108 and S109 own what is missing, T209 and T210 the cells, D407 the
dates; everything else is S100. A finding about something missing has the
pointer where it should be.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

import jsonschema

from disclosure_lint import absence, faults, ruleset
from disclosure_lint.profiles import forms
from disclosure_lint.report import join, tokens
from disclosure_lint.schema import load_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from jsonschema.exceptions import ValidationError

    from disclosure_lint.checks import NotAssessed, Problem
    from disclosure_lint.faults import Fault
    from disclosure_lint.report import Report
    from disclosure_lint.schema import Schema

#: What may still be said of a table that has another year's form.
_CELLS = ("T209", "T210")


def explain(report: Report, silent: AbstractSet[str]) -> Iterator[tuple[str, Problem | NotAssessed]]:
    """Yield each fault of a report's shape with the code of its rule; see `schema.problems`."""
    seen: set[tuple[str, str]] = set()
    found = faults_of(report.data, load_schema(report.profile.schema))
    missing: list[Fault] = []
    for fault in [*_outside(found, silent), *(each for table in sorted(silent) for each in _other_form(report, table))]:
        if fault.keyword == "required":
            missing.append(fault)
            continue
        code = _owner(fault, report)
        problem = faults.problem(code, fault, report.as_found(fault.pointer))
        if (code, problem.pointer) not in seen:
            seen.add((code, problem.pointer))
            yield code, problem
    yield from absence.problems(report, missing)


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
    rule = ruleset.rules().get(code)
    return "S100" if rule is not None and not rule.applies_to(report.profile) else code


def faults_of(data: Any, schema: Schema) -> Iterator[Fault]:
    """Yield every way in which data breaks a schema, in the order of the schema.

    What is missing is one fault for each mapping, and so is each unknown key.
    """
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker(["date"]))
    incomplete: set[str] = set()
    for error in validator.iter_errors(data):
        pointer = ""
        for token in error.absolute_path:
            pointer = join(pointer, token)
        if error.validator == "required":
            if pointer in incomplete:
                continue
            incomplete.add(pointer)
        yield from _split(error, pointer)


def _split(error: ValidationError, pointer: str) -> Iterator[Fault]:
    """Turn an error of the library into faults; an empty mapping is as good as none."""
    schema, value = cast("Schema", error.schema), cast("Any", error.instance)
    keys: Iterable[str] = ("",)
    if error.validator == "additionalProperties":
        keys = [key for key in value if key not in schema.get("properties", {})]
    elif error.validator == "required":
        keys = [" ".join(key for key in schema["required"] if key not in value)]
    for key in keys:
        yield faults.Fault(pointer, str(error.validator), value, schema, key)


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
