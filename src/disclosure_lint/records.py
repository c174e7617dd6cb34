"""Classes that name their fields, at no cost before there is an instance.

`dataclasses` and `typing.NamedTuple` write and compile source for every class,
also for those of which a run makes no instance: that took a quarter of the time
of one small draft. Here the same source is compiled for the first instance.
What makes an instance is as fast as theirs, and type checkers take them for
what they stand for, so that `frozen` is theirs to keep.
"""

from __future__ import annotations

from collections import _tuplegetter  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, TypeVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from types import CodeType
    from typing import NamedTuple, Self

    T = TypeVar("T", bound="Record")

__all__ = ["NamedTuple", "Record", "field", "fields", "replace"]

_REQUIRED: Any = object()


class _Factory:
    """The default of a field that is made anew for each instance."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self.make = make


def field(*, default_factory: Callable[[], Any]) -> Any:
    """Return the default of a field that each instance makes for itself."""
    return _Factory(default_factory)


def fields(record: Record | type[Record]) -> Mapping[str, Any]:
    """Return the names of a record's fields, in order, with their defaults."""
    found: Mapping[str, Any] = vars(record if isinstance(record, type) else type(record))["__fields__"]
    return found


def replace(record: T, **changes: Any) -> T:
    """Return a copy with other values of some fields."""
    values = {name: changes.pop(name) if name in changes else getattr(record, name) for name in fields(record)}
    return type(record)(**values, **changes)


@dataclass_transform(field_specifiers=(field,))
class _RecordType(type):
    """Makes records: their fields are slots, unless `slots` is False (for cached properties).

    `eq`, `frozen` and `repr` are as in `dataclasses`, but `frozen` is not enforced.
    """

    __fields__: dict[str, Any]

    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **how: bool) -> _RecordType:
        """Take the defaults out of the class; the fields of a base come first."""
        own = {each: namespace.pop(each, _REQUIRED) for each in namespace.get("__annotations__", ())}
        if how.get("slots", True):
            namespace["__slots__"] = tuple(own)
        if own:
            namespace.setdefault("__init__", _first_init)
        if not how.get("eq", True):
            namespace |= {"__eq__": object.__eq__, "__hash__": object.__hash__}
        else:
            namespace.setdefault("__hash__", _hash if how.get("frozen") else None)
        if not how.get("repr", True):
            namespace["__repr__"] = object.__repr__
        made = super().__new__(cls, name, bases, namespace)
        made.__fields__ = {**getattr(bases[0], "__fields__", {}), **own} if bases else own
        return made

    def __init__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], **_: bool) -> None:
        """Nothing is left to do."""
        super().__init__(name, bases, namespace)


class Record(metaclass=_RecordType):  # noqa: PLW1641 - the metaclass sets it
    """A base of classes that name their fields, as `dataclasses.dataclass` makes them."""

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is of the same class and has the same values."""
        if other.__class__ is not self.__class__:
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__class__.__fields__)

    def __repr__(self) -> str:
        """Return the class with its values."""
        told = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__class__.__fields__)
        return f"{type(self).__qualname__}({told})"


def _hash(record: Record) -> int:
    return hash(tuple(getattr(record, name) for name in record.__class__.__fields__))


def _first_init(self: Record, *values: Any, **named: Any) -> None:
    """Compile the initialiser of the class, which takes the place of this one."""
    kind = next(each for each in type(self).__mro__ if each.__dict__.get("__init__") is _first_init)
    known: dict[str, Any] = {"_REQUIRED": _REQUIRED}
    lines = []
    for name, default in kind.__fields__.items():  # type: ignore[attr-defined]
        made = isinstance(default, _Factory)
        known[f"_{name}"] = default.make if made else default
        lines.append(
            f" self.{name} = _{name}() if {name} is _REQUIRED else {name}" if made else f" self.{name} = {name}"
        )
    if hasattr(kind, "__post_init__"):
        lines.append(" self.__post_init__()")
    source = f"def __init__(self, {_parameters(kind.__fields__)}):\n" + ("\n".join(lines) or " pass")  # type: ignore[attr-defined]
    exec(_compiled(source), known)  # noqa: S102 - the names are this program's
    kind.__init__ = known["__init__"]  # type: ignore[misc]
    known["__init__"](self, *values, **named)


def _compiled(source: str) -> CodeType:
    """Return the code of a source, which the run before this one kept."""
    from disclosure_lint.kept_code import compiled

    return compiled(source)


def _parameters(given: Mapping[str, Any]) -> str:
    def told(name: str, default: Any) -> str:
        if default is _REQUIRED:
            return name
        return f"{name}=_REQUIRED" if isinstance(default, _Factory) else f"{name}=_{name}"

    return ", ".join(told(name, default) for name, default in given.items())


if not TYPE_CHECKING:

    class _TupleType(type):
        """Makes named tuples, which are plain subclasses of `tuple`."""

        def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, namespace)
            names = tuple(namespace.get("__annotations__", ()))
            namespace["_field_defaults"] = {each: namespace.pop(each) for each in names if each in namespace}
            for index, each in enumerate(names):
                namespace[each] = _tuplegetter(index, "")
            namespace |= {"__slots__": (), "_fields": names, "__match_args__": names}
            namespace.setdefault("__new__", _first_new)
            return type(name, (_Tuple,), namespace)

    class NamedTuple(metaclass=_TupleType):
        """A base of tuples that name their fields, as `typing.NamedTuple`."""

    class _Tuple(tuple):
        """What named tuples can do."""

        __slots__ = ()
        _fields: tuple[str, ...] = ()

        @classmethod
        def _make(cls, values: Iterable[Any]) -> Self:
            return cls(*values)

        def _replace(self, **changes: Any) -> Self:
            return type(self)(**{**self._asdict(), **changes})

        def _asdict(self) -> dict[str, Any]:
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            told = ", ".join(f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True))
            return f"{type(self).__qualname__}({told})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _first_new(cls: type, *values: Any, **named: Any) -> Any:
        """Compile what makes a tuple of the class, which takes the place of this function."""
        kind = next(each for each in cls.__mro__ if each.__dict__.get("_fields"))
        known = {f"_{name}": default for name, default in kind._field_defaults.items()}
        names = kind._fields
        told = ", ".join(f"{name}=_{name}" if name in kind._field_defaults else name for name in names)
        known["_new"] = tuple.__new__
        exec(_compiled(f"def made(_cls, {told}): return _new(_cls, ({', '.join(names)},))"), known)  # noqa: S102 - the names are this program's
        made = known["made"]
        kind.__new__ = staticmethod(made)
        return made(cls, *values, **named)
