"""One failure of a JSON Schema in plain words, under the rule that owns it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from disclosure_lint.checks import Correction, Problem, Replacement
from disclosure_lint.masking import mask_text
from disclosure_lint.records import NamedTuple
from disclosure_lint.report import join, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 40
Words = dict[str, str]

_TYPES: dict[str, Words] = {
    "string": {"zh": "文字", "en": "text"},
    "integer": {"zh": "整数", "en": "a whole number"},
    "number": {"zh": "数字", "en": "a number"},
    "array": {"zh": "列表（每项前加“- ”）", "en": "a list"},
    "object": {"zh": "一组“键: 值”", "en": "a group of keys and values"},
    "boolean": {"zh": "true 或 false", "en": "true or false"},
    "null": {"zh": "空白", "en": "blank"},
}
_DATE: Words = {"zh": "日期（如 2026-01-20）", "en": "a date such as 2026-01-20"}


class Fault(NamedTuple):
    """One failed keyword: where, what stands there, the schema that it breaks.

    `key` is the unknown key of `additionalProperties`, or the missing keys of
    `required`, with spaces between.
    """

    pointer: str
    keyword: str
    value: Any
    schema: dict[str, Any]
    key: str = ""

    def below(self, pointer: str) -> Fault:
        """Return the fault as it is for data that stands at a pointer."""
        return self._replace(pointer=pointer + self.pointer)


def owner(fault: Fault) -> str:
    """Return the code of the rule that owns a fault."""
    scalar = not isinstance(fault.value, (dict, list))
    if _is_cell(fault.schema) and scalar:
        return "T210" if fault.keyword in ("minimum", "maximum") else "T209"
    if fault.schema.get("format") == "date" and _is_written(fault.value):
        return "D407"
    if fault.keyword == "required":
        return required_owner(fault.pointer)
    return "S100"


def required_owner(pointer: str) -> str:
    """Return the code of the rule that owns what is missing from a mapping."""
    first, *rest = tokens(pointer) or [""]
    if first == "sections" and not rest:
        return "S101"
    if first == "tables":
        return "S109" if rest and "extra_rows" not in rest else "S100" if rest else "S108"
    return "S100"


def problem(code: str, fault: Fault, printed: Any = None) -> Problem:
    """Return a fault that is not `required` as a problem of a rule.

    `printed` is what the document says there, if that differs from the data.
    """
    text = shown(printed if isinstance(printed, str) else fault.value)
    if code in ("T209", "T210"):
        variant = "amount" if "number" in fault.schema["type"] and code == "T209" else "schema"
        variant = "maximum" if fault.keyword == "maximum" else variant
        return Problem(fault.pointer, {"text": text, "stated": text}, variant=variant, excerpt=text)
    if code == "D407":
        return _date(fault.pointer, fault.value, text)
    if fault.keyword == "additionalProperties":
        return _unknown_key(fault)
    values: dict[str, Any] = {"key": shown(path_name(fault.pointer)), "text": text}
    if fault.keyword == "type" or (fault.keyword == "pattern" and _is_cell(fault.schema)):
        values |= {"expected": _expected(fault.schema), "found": _TYPES[type_name(fault.value)]}
        return Problem(fault.pointer, values, variant="wrong-type")
    return Problem(fault.pointer, values)


def _date(pointer: str, value: Any, text: str) -> Problem:
    """Return a date of a draft that is none, or that is one in another form."""
    from disclosure_lint.extract.dates import find_dates

    written = str(value).strip()
    if len(written) == len("20260120") and written.isdecimal():
        written = f"{written[:4]}-{written[4:6]}-{written[6:]}"
    found = find_dates(written)
    if len(found) != 1 or not found[0].iso or (found[0].start, found[0].end) != (0, len(written)):
        return Problem(pointer, {"date": text}, excerpt=text)
    iso = found[0].iso
    fix = Correction((Replacement(pointer, iso, (0, len(str(value)))),), safe=True)
    return Problem(pointer, {"date": text, "form": iso}, variant="form", excerpt=text, fix=fix)


def shown(value: Any) -> str:
    """Return a value for a message: masked, as JSON writes it, at most 40 characters."""
    if value is None or isinstance(value, bool):
        return {None: "", True: "true", False: "false"}[value]
    text = mask_text(str(value)) if not isinstance(value, (dict, list)) else ""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def close(word: str, known: Iterable[str]) -> str:
    """Return the known word that a word was probably meant to be, or ""."""
    from difflib import get_close_matches

    folded = {each.lower().replace("-", "_"): each for each in known}
    near = get_close_matches(word.lower().replace("-", "_"), folded, n=1, cutoff=0.7)
    return folded[near[0]] if near else ""


def type_name(value: Any) -> str:
    """Return the JSON type of a value."""
    for name, kind in (("boolean", bool), ("integer", int), ("number", float), ("string", str), ("array", list)):
        if isinstance(value, kind):
            return name
    return "null" if value is None else "object"


def path_name(pointer: str) -> str:
    """Return a pointer as people write it: `tables.requests.carried_over`."""
    return ".".join(tokens(pointer))


def meant(key: str, mapping: dict[str, Any], schema: dict[str, Any]) -> str:
    """Return the key of the schema, absent from the mapping, that an unknown key stands for, or ""."""
    return close(key, [known for known in schema.get("properties", {}) if known not in mapping])


def _unknown_key(fault: Fault) -> Problem:
    key = str(fault.key)
    near = meant(key, fault.value, fault.schema)
    hint = {"zh": f"，是否应为“{near}”？", "en": f"; did you mean “{near}”?"} if near else {"zh": "", "en": ""}
    where = path_name(fault.pointer)
    inside = {"zh": f"“{where}”中" if where else "草稿中", "en": f"in “{where}”" if where else "in the draft"}
    return Problem(
        join(fault.pointer, key),
        {"key": shown(key), "inside": inside, "hint": hint},
        variant="unknown-key",
        excerpt=shown(key),
    )


def _expected(schema: dict[str, Any]) -> Words:
    if schema.get("format") == "date":
        return _DATE
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if _is_cell(schema):  # that it may also be blank or a stroke is no advice
        types = types[:1]
    return {
        "zh": "或".join(_TYPES[each]["zh"] for each in types),
        "en": " or ".join(_TYPES[each]["en"] for each in types),
    }


def _is_cell(schema: dict[str, Any]) -> bool:
    """Only cells of tables may be null, or have a unit."""
    types = schema.get("type", "")
    return (isinstance(types, list) and "null" in types) or ("x-unit" in schema and schema.get("format") != "date")


def _is_written(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, (int, float)) and not isinstance(value, bool))
