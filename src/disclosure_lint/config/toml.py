"""The settings in a pyproject.toml, with the lines of their keys."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any

from disclosure_lint.outline import Place
from disclosure_lint.report import join
from disclosure_lint.selection import ConfigError

if TYPE_CHECKING:
    from pathlib import Path

    from disclosure_lint.readers.drafts import Draft

#: Where the settings stand in pyproject.toml.
TABLE = "disclosure-lint"
_HEADER = re.compile(r"\s*+(\[\[?)\s*+([^\]]++)\]")
_KEY = re.compile(r"""\s*+((?:"[^"]*"|'[^']*'|[\w-]++)(?:\s*+\.\s*+(?:"[^"]*"|'[^']*'|[\w-]++))*+)\s*+=""")
_NAMES = re.compile(r"""(?:^|(?<=\.))\s*+(?:"([^"]*)"|'([^']*)'|([\w-]++))\s*+(?:\.|$)""")
_LINE = re.compile(r" \(at line (\d+), column \d+\)$")


def read(text: str, path: Path) -> Draft:
    """Return the settings under [tool.disclosure-lint]; raises ConfigError."""
    import tomllib

    from disclosure_lint.readers.drafts import Draft

    try:
        content: Any = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _LINE.search(str(error))
        cause = _LINE.sub("", str(error))
        words = {"zh": f"不是有效的 TOML（{cause}）", "en": f"this is not valid TOML ({cause})"}
        raise ConfigError(words, path, int(found[1]) if found else None) from None
    tool = content.get("tool")
    data = _json(tool.get(TABLE)) if isinstance(tool, dict) else None
    if not isinstance(data, dict):
        words = {
            "zh": f"没有 [tool.{TABLE}] 这一组设置",
            "en": f"there is no group of settings [tool.{TABLE}] in it",
        }
        raise ConfigError(words, path)
    return Draft(data, _places(text))


def _json(value: Any) -> Any:
    """Return a value of TOML as JSON has it: dates are text."""
    if isinstance(value, dict):
        return {key: _json(member) for key, member in value.items()}
    if isinstance(value, list):
        return [_json(member) for member in value]
    return value.isoformat() if isinstance(value, (datetime.date, datetime.time)) else value


def _places(text: str) -> dict[str, Place]:
    """Return the lines of keys that stand at the beginning of one, by their pointers below the table."""
    places: dict[str, Place] = {}
    table: list[str] = []
    counts: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            table = _names(header[2])
            if header[1] == "[[":
                key = _pointer(table)
                counts[key] = counts.get(key, -1) + 1
                table.append(str(counts[key]))
            places.setdefault(_pointer(table[2:]), Place(number))
        elif (key_line := _KEY.match(line)) and table[:2] == ["tool", TABLE]:
            places.setdefault(_pointer([*table[2:], *_names(key_line[1])]), Place(number))
    return places


def _names(dotted: str) -> list[str]:
    return [next(each for each in match.groups() if each is not None) for match in _NAMES.finditer(dotted)]


def _pointer(names: list[str]) -> str:
    pointer = ""
    for name in names:
        pointer = join(pointer, name)
    return pointer
