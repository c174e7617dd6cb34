"""Records and named tuples are what `dataclasses` and `typing` make of the same fields."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from disclosure_lint.records import NamedTuple, Record, field, fields, replace


class Line(Record):
    """A line."""

    text: str
    runs: list[int] = field(default_factory=list)
    level: int | None = None


class Printed(Line):
    """A line with more."""

    page: int = 1

    def __post_init__(self) -> None:
        """Change what was given."""
        self.text = self.text.strip()


class Key(Record, frozen=True):
    """What may be a key."""

    code: str
    year: int = 2025


class Same(Record, eq=False, repr=False):
    """Equal to itself only."""

    code: str = ""


class Wide(Record, slots=False):
    """With a dictionary."""

    code: str = ""


class Place(NamedTuple):
    """A place."""

    line: int
    column: int = 1
    path: tuple[str, ...] = ()

    def told(self) -> str:
        """Tell it."""
        return f"{self.line}:{self.column}"


def test_fields_are_given_in_order_or_by_name() -> None:
    one, other = Line("a", [1], 2), Line(level=2, text="a", runs=[1])
    assert (one.text, one.runs, one.level) == ("a", [1], 2)
    assert one == other
    assert one != Line("b", [1], 2)
    assert one != Printed("a", [1], 2)
    assert repr(one) == "Line(text='a', runs=[1], level=2)"


def test_each_instance_has_a_default_of_its_own() -> None:
    one, other = Line("a"), Line("b")
    one.runs.append(1)
    assert other.runs == []


def test_fields_of_a_base_come_first() -> None:
    assert list(fields(Printed)) == ["text", "runs", "level", "page"]
    printed = Printed(" a ", page=3)
    assert (printed.text, printed.runs, printed.page) == ("a", [], 3)
    assert not hasattr(printed, "__dict__")
    assert Line(" a ").text == " a "


@pytest.mark.parametrize(("given", "named"), [((), {}), (("a", [], 1, 2), {}), (("a",), {"other": 1})])
def test_wrong_arguments_are_refused(given: tuple[Any, ...], named: dict[str, Any]) -> None:
    for _ in range(2):  # the first instance is made in another way than those behind it
        with pytest.raises(TypeError):
            Line(*given, **named)


def test_no_field_can_be_added() -> None:
    with pytest.raises(AttributeError):
        Line("a").other = 1  # type: ignore[attr-defined]
    wide = Wide("a")
    wide.__dict__["other"] = 1


def test_hashes() -> None:
    assert len({Key("a"), Key("a", 2025), Key("a", 2024)}) == 2
    assert len({Same("a"), Same("a")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(Line("a"))
    assert "Same object at" in repr(Same())


def test_replace_changes_some_fields_of_a_copy() -> None:
    line = Line("a", [1], 2)
    assert replace(line, level=3) == Line("a", [1], 3)
    assert line.level == 2
    with pytest.raises(TypeError):
        replace(line, other=1)


@pytest.mark.parametrize("value", [Line("a", [1]), Printed("b"), Key("c"), Wide("d"), Place(1), Place(1, 2, ("x",))])
def test_copies_and_pickles_are_equal(value: Any) -> None:
    assert copy.deepcopy(value) == value
    assert pickle.loads(pickle.dumps(value)) == value  # noqa: S301 - made a moment ago


def test_named_tuples() -> None:
    place = Place(3, path=("a",))
    assert place == (3, 1, ("a",)) == Place._make((3, 1, ("a",)))
    assert place._asdict() == {"line": 3, "column": 1, "path": ("a",)}
    assert place._replace(column=7).told() == "3:7"
    assert Place._fields == ("line", "column", "path")
    assert Place._field_defaults == {"column": 1, "path": ()}
    assert repr(place) == "Place(line=3, column=1, path=('a',))"
    line, column, _ = place
    assert (line, column) == (3, 1)
    match place:
        case Place(number):
            assert number == 3
    for wrong in ((), (1, 2, (), 4)):
        with pytest.raises(TypeError):
            Place(*wrong)
    with pytest.raises(AttributeError):
        place.line = 4  # type: ignore[misc]
