"""The code of records' initialisers, kept between runs: compiling those of one draft takes longer than reading it."""

from __future__ import annotations

import atexit
from functools import cache
from types import CodeType

from disclosure_lint import kept

#: Sources of records that no longer exist would gather for ever.
_MOST = 1000


def compiled(source: str) -> CodeType:
    """Return what `compile` makes of a source of statements, which is this program's own."""
    store = _store()
    code = store.get(source)
    if not isinstance(code, CodeType):
        code = store[source] = compile(source, "<record>", "exec")
        _keep_at_exit()
    return code


@cache
def _name() -> str:
    from importlib.util import MAGIC_NUMBER  # of the byte code of this very Python

    return f"records-{MAGIC_NUMBER.hex()}"


@cache
def _store() -> dict[str, CodeType]:
    found = kept.load(_name())
    return found if isinstance(found, dict) and len(found) < _MOST else {}


@cache
def _keep_at_exit() -> None:
    atexit.register(lambda: kept.save(_name(), _store()))
