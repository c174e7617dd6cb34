"""Whether a regular expression may take time without end: rule packs of others are looked at before they run.

`re` tries every way in which an expression can match. Where a repeated part can
match the same characters in two ways, as in (a+)+ or (a|a)*, the number of ways
doubles with each of them. The expression is taken as an automaton of positions
(Glushkov); such a part is there if two different ways lead from a position back
to it over the same characters (Weber and Seidl 1991, exponential ambiguity).
"""

from __future__ import annotations

import re
from collections import Counter
from re import _constants as c  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from disclosure_lint.records import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

#: Expressions with more positions, or more pairs of steps, are not looked at; a file's time limit holds for them too.
LARGEST, PAIRS = 300, 1_000_000
#: A repeat of at least so many times is taken for one without end.
_ENDLESS = 10
_MANY = 2
_SAMPLES = "".join(map(chr, range(9, 127))) + "年月日件一十万〇，。、（）“”：；％１Ａ　éα"
_REPEATS = (c.MAX_REPEAT, c.MIN_REPEAT)
_APART = (c.ASSERT, c.ASSERT_NOT)
_KINDS = {"DIGIT": r"\d", "NOT_DIGIT": r"\D", "SPACE": r"\s", "NOT_SPACE": r"\S", "WORD": r"\w", "NOT_WORD": r"\W"}


class _Part(NamedTuple):
    """A part of an expression: the positions that it may begin and end with, and in how many ways it is nothing."""

    first: Counter[int]
    last: Counter[int]
    empty: int


def may_explode(pattern: str) -> bool:
    """Tell whether the time that a valid expression takes may double with each further character."""
    parsed = _parser.parse(pattern)
    signs = sorted({*_SAMPLES, *_literals(parsed)})
    automaton = _Automaton(signs, ignore_case=bool(parsed.state.flags & re.IGNORECASE))
    automaton.sequence(parsed)
    return automaton.is_ambiguous()


def _literals(parsed: Iterable[Any]) -> Iterator[str]:
    """Yield the characters that an expression names, and those at the ends of its ranges."""
    for operator, value in parsed:
        if operator in (c.LITERAL, c.NOT_LITERAL):
            yield chr(value)
        elif operator is c.RANGE:
            yield from map(chr, value)
        elif operator is c.IN:
            yield from _literals(value)
        else:
            for inner in _inside(operator, value):
                yield from _literals(inner)


def _inside(operator: Any, value: Any) -> Iterator[Any]:
    """Yield the expressions within one."""
    if operator is c.BRANCH:
        yield from value[1]
    elif operator in (*_REPEATS, c.POSSESSIVE_REPEAT):
        yield value[2]
    elif operator is c.SUBPATTERN:
        yield value[3]
    elif operator in _APART:
        yield value[1]
    elif operator is c.ATOMIC_GROUP:
        yield value
    elif operator is c.GROUPREF_EXISTS:
        yield from (each for each in value[1:] if each is not None)


class _Automaton:
    """The positions of an expression: the set of signs of each (bits), and how often each follows another."""

    def __init__(self, signs: list[str], *, ignore_case: bool) -> None:
        self.signs, self.ignore_case = signs, ignore_case
        self.every = (1 << len(signs)) - 1
        self.sets: list[int] = []
        self.follow: list[Counter[int]] = []

    def sequence(self, parsed: Iterable[Any]) -> _Part:
        """Add the positions of an expression and return it as a part."""
        first, last, empty = Counter[int](), Counter[int](), 1
        for operator, value in parsed:
            part = self._part(operator, value)
            self._join(last, part.first)
            first = first + _times(part.first, empty)
            last = part.last + _times(last, part.empty)
            empty = min(_MANY, empty * part.empty)
        return _Part(first, last, empty)

    def _part(self, operator: Any, value: Any) -> _Part:
        if operator in _REPEATS:
            return self._repeat(*value)
        if operator is c.BRANCH:
            return _either([self.sequence(each) for each in value[1]])
        if operator is c.SUBPATTERN:
            return self.sequence(value[3])
        if operator is c.GROUPREF_EXISTS:
            return _either([self.sequence(each) for each in value[1:] if each is not None])
        if operator in _APART:  # what it tries, it does not try again
            self.sequence(value[1])
        if operator in (*_APART, c.AT):
            return _Part(Counter(), Counter(), empty=1)
        if operator in (c.ATOMIC_GROUP, c.POSSESSIVE_REPEAT):
            for each in _inside(operator, value):
                self.sequence(each)
        return self._position(self._set(operator, value))

    def _position(self, signs: int) -> _Part:
        self.sets.append(signs)
        self.follow.append(Counter())
        only = Counter([len(self.sets) - 1])
        return _Part(only, Counter(only), empty=0)

    def _repeat(self, least: int, most: int, body: Any) -> _Part:
        """Return a repeated part: one copy of what is fixed, and a loop or two more copies of what is not."""
        if least == most:
            part = self.sequence(body)
            return part._replace(empty=part.empty or int(not least))
        if most >= _ENDLESS:
            part = self.sequence(body)
            self._join(part.last, part.first)
            return part._replace(empty=part.empty or int(not least))
        whole = self.sequence(body)
        whole = whole._replace(empty=whole.empty or int(not least))
        for _ in range(min(2, most - max(least, 1))):
            more = self.sequence(body)
            self._join(whole.last, more.first)
            first = whole.first + _times(more.first, whole.empty)
            whole = _Part(first, whole.last + more.last, whole.empty)
        return whole

    def _join(self, ends: Counter[int], starts: Counter[int]) -> None:
        for end, ways in ends.items():
            for start, more in starts.items():
                self.follow[end][start] = min(_MANY, self.follow[end][start] + ways * more)

    def _set(self, operator: Any, value: Any) -> int:
        """Return the signs that one character of an expression may be."""
        if operator is c.NOT_LITERAL:
            return self.every & ~self._set(c.LITERAL, value)
        if operator is c.IN:
            denied = bool(value) and value[0][0] is c.NEGATE
            found = 0
            for kind, inner in value[denied:]:
                found |= self._set(kind, inner)
            return self.every & ~found if denied else found
        if operator is c.CATEGORY:
            kind = re.compile(_KINDS[str(value).removeprefix("CATEGORY_").removeprefix("UNI_")])
            return self._which(lambda sign: kind.match(sign) is not None)
        if operator is c.LITERAL:
            return self._which(lambda sign: ord(sign) == value)
        if operator is c.RANGE:
            return self._which(lambda sign: value[0] <= ord(sign) <= value[1])
        return self.every

    def _which(self, fits: Any) -> int:
        found = 0
        for bit, sign in enumerate(self.signs):
            forms = {sign, sign.lower(), sign.upper()} if self.ignore_case else {sign}
            found |= any(len(form) == 1 and fits(form) for form in forms) << bit
        return found

    def is_ambiguous(self) -> bool:
        """Tell whether two different ways lead from a position back to it over the same characters."""
        if len(self.sets) > LARGEST:
            return False
        reach = [_reached({number}, self.follow) for number in range(len(self.sets))]
        done: set[int] = set()
        for number in range(len(self.sets)):
            circle = frozenset(other for other in reach[number] if number in reach[other])
            if circle and number not in done:
                done |= circle
                if self._splits(circle):
                    return True
        return False

    def _splits(self, circle: frozenset[int]) -> bool:
        inside = {each: [next_ for next_ in self.follow[each] if next_ in circle] for each in circle}
        if any(self.follow[each][next_] > 1 for each in circle for next_ in inside[each]):
            return True
        if sum(map(len, inside.values())) ** 2 > PAIRS:
            return False
        onward: dict[tuple[int, int], list[tuple[int, int]]] = {}
        back: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for one in circle:
            for other in circle:
                pairs = [(a, b) for a in inside[one] for b in inside[other] if self.sets[a] & self.sets[b]]
                onward[one, other] = pairs
                for pair in pairs:
                    back.setdefault(pair, []).append((one, other))
        same = {(each, each) for each in circle}
        both = _reached(same, onward) & _reached(same, back)
        return any(one != other for one, other in both)


def _either(parts: list[_Part]) -> _Part:
    first, last = Counter[int](), Counter[int]()
    for part in parts:
        first, last = first + part.first, last + part.last
    return _Part(first, last, min(_MANY, sum(part.empty for part in parts)))


def _times(positions: Counter[int], ways: int) -> Counter[int]:
    """Return positions, each reached in so many more ways; more than two are as good as two."""
    return Counter({each: min(_MANY, count * ways) for each, count in positions.items() if ways})


def _reached(starts: Iterable[Any], following: Any) -> set[Any]:
    """Return what can be reached from some nodes in one step or more."""
    found: set[Any] = set()
    waiting = list(starts)
    while waiting:
        node = waiting.pop()
        for each in following[node] if isinstance(following, list) else following.get(node, ()):
            if each not in found:
                found.add(each)
                waiting.append(each)
    return found
