"""The files that people write settings in, read with the line of everything, and checked.

Used for configurations, and for the rule packs and profiles that they name.
Whatever is wrong is a `ConfigError` of one sentence, with file and line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from disclosure_lint import schema
from disclosure_lint.report import join
from disclosure_lint.selection import ConfigError, unknown

if TYPE_CHECKING:
    from pathlib import Path

    from disclosure_lint.faults import Fault
    from disclosure_lint.readers.drafts import Draft
    from disclosure_lint.readers.errors import ReadError
    from disclosure_lint.ruleset import Text


def read(path: Path) -> Draft:
    """Return what a file says: YAML, or the settings in a pyproject.toml; raises ConfigError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError({"zh": "没有这个文件", "en": "there is no such file"}, path) from None
    except OSError as error:
        cause = error.strerror or type(error).__name__
        raise ConfigError({"zh": f"读不出这个文件（{cause}）", "en": f"cannot read it ({cause})"}, path) from None
    except UnicodeDecodeError as error:
        words = {"zh": "不是 UTF-8 编码的文本", "en": "this is not text in UTF-8"}
        raise ConfigError(words, path, error.object.count(b"\n", 0, error.start) + 1) from None
    if path.suffix == ".toml":
        from disclosure_lint.config import toml

        return toml.read(text, path)
    return _yaml(text, path)


def _yaml(text: str, path: Path) -> Draft:
    from disclosure_lint.readers import drafts
    from disclosure_lint.readers.errors import ReadError

    if all(not line.strip() or line.lstrip().startswith("#") for line in text.splitlines()):
        return drafts.Draft({})
    try:
        draft = drafts.read_yaml(text)
    except ReadError as error:
        raise ConfigError(_words(error), path, error.place.line if error.place else None) from None
    for code, reason, values, place in draft.problems:
        raise ConfigError(_words(ReadError(code, reason, values)), path, place.line)
    return draft


def _words(error: ReadError) -> Text:
    """Return what the rule for files that cannot be read says of an error."""
    from disclosure_lint import ruleset
    from disclosure_lint.findings import words

    if error.reason == "not-a-mapping":
        return {"zh": "应为一组“键: 值”", "en": "this should be a group of keys and values"}
    rule = ruleset.rules().get(error.code)
    if rule is None:
        return {"zh": f"不是有效的 YAML（{error.reason}）", "en": f"this is not valid YAML ({error.reason})"}
    texts = rule.variants.get(error.reason, rule.message)
    return {language: words(texts, language, error.values) for language in ("zh", "en")}


def check_shape(draft: Draft, name: str, path: Path) -> None:
    """Raise ConfigError for the first way in which a file breaks a schema."""
    if not schema.is_valid(name, draft.data):
        from disclosure_lint import shape

        for fault in shape.faults_of(draft.data, schema.load_schema(name)):
            unknown_key = fault.keyword == "additionalProperties"
            pointer = join(fault.pointer, fault.key) if unknown_key else fault.pointer
            stop(_fault_words(fault), path, draft, pointer)


def stop(message: Text, path: Path, draft: Draft, pointer: str) -> NoReturn:
    """Raise ConfigError at a pointer of a file."""
    raise ConfigError(message, path, line_of(draft, pointer))


def line_of(draft: Draft, pointer: str) -> int | None:
    """Return the line of a pointer, or of the nearest thing above it that has one; the whole begins at its first."""
    if not pointer:
        return min((place.line for place in draft.places.values() if place.line), default=None)
    while pointer:
        if pointer in draft.places:
            return draft.places[pointer].line
        pointer = pointer.rpartition("/")[0]
    return None


def _fault_words(fault: Fault) -> Text:
    from disclosure_lint.faults import path_name, shown, type_name

    key = path_name(fault.pointer)
    if fault.keyword == "additionalProperties":
        return unknown("键", "key", shown(fault.key), fault.schema.get("properties", {}))
    if fault.keyword == "required":
        missing = fault.key.split(" ")
        inside = {"zh": f"“{key}”" if key else "", "en": f"“{key}” lacks" if key else "it lacks"}
        named = {"zh": "、".join(f"“{each}”" for each in missing), "en": ", ".join(f"“{each}”" for each in missing)}
        return {"zh": f"{inside['zh']}缺少 {named['zh']}", "en": f"{inside['en']} {named['en']}"}
    if fault.keyword == "enum":
        allowed = fault.schema["enum"]
        stated = shown(fault.value)
        return {
            "zh": f"“{key}”应为 {'、'.join(allowed)} 之一，现为“{stated}”",
            "en": f"“{key}” should be one of {', '.join(allowed)}, it is “{stated}”",
        }
    title, _, english = fault.schema.get("title", key).partition(" / ")
    stated = "…" if type_name(fault.value) in ("array", "object") else shown(fault.value)
    return {
        "zh": f"“{key}”（{title}）不能写作“{stated}”",
        "en": f"“{key}” ({english or title}) cannot be “{stated}”",
    }


def plain(data: dict[str, Any]) -> dict[str, Any]:
    """Return settings under the names that Python gives them."""
    return {key.replace("-", "_"): value for key, value in data.items() if key != "$schema"}
