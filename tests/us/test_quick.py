"""Sections read from the text at once give what reading them element by element gives: data, faults and places."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_lint.readers import niem_plans
from disclosure_lint.readers.niem import read_niem
from disclosure_lint.readers.niem_quick import Quick
from tests.us.exchange import clean, xml
from tests.us.test_exchange import FAULT, broken

if TYPE_CHECKING:
    from collections.abc import Iterator

NEVER = 10**9
#: What may be wrong or odd in a file that libxml2 takes.
CHANGES = [
    ("</", "<!-- kept -->\n</"),
    (">1<", ">N/A<"),
    (">1<", "> 1 <"),
    (">1<", ">1.0<"),
    (">1<", ">&#49;<"),
    (">1<", "><![CDATA[1]]><"),
    (">2<", "><"),
    (">0<", ">&lt;1<"),
    ("ORG1", "ORG9"),
    ("ORG1", "ORG2"),
    ("\n", "\r\n"),
    ('"', "'"),
    ("foia:", "f:"),
    ("FootnoteText", "Footnote"),
]


def read(text: str, worth: int, monkeypatch: pytest.MonkeyPatch) -> tuple[Any, ...]:
    """Return what a reader says of a file, every place included; `worth` chooses the reader."""
    monkeypatch.setattr(niem_plans, "_WORTH", worth)
    niem_plans.plans.cache_clear()
    try:
        draft = read_niem(text.encode())[0]
    except Exception as error:  # noqa: BLE001 - both readers must fail alike
        return type(error), str(error)
    places = {pointer: draft.places.get(pointer) for pointer in pointers(draft.data)}
    orders = [list(table.get("components", ())) for table in draft.data.get("tables", {}).values()]
    return draft.data, orders, draft.faults, draft.problems, places


def pointers(value: Any, at: str = "") -> Iterator[str]:
    yield at
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in inside:
        yield from pointers(each, f"{at}/{str(key).replace('~', '~0').replace('/', '~1')}")


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    niem_plans.plans.cache_clear()


@pytest.mark.parametrize("between", ["", "\n", "\n    "])
@pytest.mark.parametrize("version", ["1.02", "1.03"])
def test_nearly_every_section_is_read_at_once(version: str, between: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, quickly = xml(version=version, between=between), []
    usual = Quick.section
    monkeypatch.setattr(
        Quick,
        "section",
        lambda self, *given: quickly.append(usual(self, *given)) or quickly[-1],  # type: ignore[func-returns-value]
    )
    quick, careful = read(text, 0, monkeypatch), read(text, NEVER, monkeypatch)
    count = len(quickly) // 2
    assert sum(each is not None for each in quickly[:count]) >= count - 1  # the statutes of section IV never are
    assert not any(quickly[count:])
    assert quick == careful
    assert len(quick[4]) > 500


@settings(max_examples=60, deadline=None)
@given(
    changes=st.lists(st.tuples(st.sampled_from(CHANGES), st.floats(0, 1), st.booleans()), min_size=1, max_size=3),
    between=st.sampled_from(["", "\n  "]),
)
def test_odd_files_are_read_alike(changes: list[tuple[tuple[str, str], float, bool]], between: str) -> None:
    text = xml(clean(), between=between)
    for (was, now), where, everywhere in changes:
        at = text.find(was, int(where * len(text)))
        if everywhere:
            text = text.replace(was, now)
        elif at >= 0:
            text = text[:at] + now + text[at + len(was) :]
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert read(text, 0, monkeypatch) == read(text, NEVER, monkeypatch)


@settings(max_examples=100, deadline=None)
@given(st.lists(FAULT, min_size=1, max_size=3))
def test_faulty_files_are_read_alike(faults: list[tuple[str, float, str]]) -> None:
    text = xml()
    for kind, where, value in faults:
        text = broken(text, kind, where, value)
    with pytest.MonkeyPatch.context() as monkeypatch:
        assert read(text, 0, monkeypatch) == read(text, NEVER, monkeypatch)
