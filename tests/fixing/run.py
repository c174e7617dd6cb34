"""How the tests of fixes ask the product, and faults of their own that every style can have."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from disclosure_lint import lint
from disclosure_lint.fixing.mending import Mended, mend

if TYPE_CHECKING:
    from disclosure_lint.findings import Fix
    from disclosure_lint.result import Result

FIXABLE = ("W601", "W602", "W604", "W605", "W606", "S103", "S104", "T209", "D407", "D408")
TEXTS = {"yaml": "yaml", "json": "json", "md": "markdown", "txt": "text", "html": "html"}


def judge(raw: bytes, name: str, *codes: str) -> Result:
    """Judge a file by some rules, or by all."""
    return lint(raw, name=name, language="zh", codes=frozenset(codes) if codes else None)


def fixed(raw: bytes, name: str, *codes: str, unsafe: bool = True) -> Mended:
    """Return a file with its fixes made."""
    return mend(raw, judge(raw, name, *codes), lambda each: judge(each, name, *codes), unsafe=unsafe)


def fixes(result: Result, code: str = "") -> list[Fix]:
    return [each.fix for each in result.findings if each.fix is not None and code in ("", each.code)]


def changed(data: Any, pointer: str, old: str, new: str) -> Any:
    """Return data in which one text has `new` for its only `old`."""
    data = copy.deepcopy(data)
    *path, last = pointer.split("/")[1:]
    parent = data
    for key in path:
        parent = parent[int(key) if isinstance(parent, list) else key]
    key = int(last) if isinstance(parent, list) else last
    assert parent[key].count(old) == 1
    parent[key] = parent[key].replace(old, new)
    return data
