"""Every regular expression of the project against lines of up to 1 MB that are made to keep it busy.

    python bench/fuzz_patterns.py [SECONDS]

The expressions are those that the modules compile, those that the rules hold and
those of the schemas. The lines come from the expression itself: for each of its
repetitions a start that leads into it, what it repeats, over and over, and an
end that fails; and from what real reports are made of. Each line is tried at
three lengths, in processor time. Prints the slowest, and fails where one takes
more than SECONDS (5) of 1 MB or where its time grows faster than the length to
the power of 1.3. No expression takes longer than some seconds: it is stopped.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import signal
import sys
import time
import warnings
from dataclasses import dataclass
from math import log
from pathlib import Path
from typing import TYPE_CHECKING, Any

import disclosure_lint

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
LINE, LENGTHS = 1_000_000, (4_000, 16_000, 64_000)
#: The time may grow with the length to this power.
POWER = 1.3
#: Below so many seconds at the second length nothing shows (at 1 MB it is less than 4 s even if it is quadratic),
#: and below so many at the third it is not told from noise; nothing is measured for longer than the last.
QUICK, NOTICEABLE, STOP = 0.001, 0.02, 2.0
#: Expressions that are only ever given short texts: where, how they begin, and what sees to it.
SHORT = {
    ("disclosure_lint.extract.titles", "(?:(?:政府政务"): "is_title: lines of at most 90 characters",
}
GENERAL = (
    "1", "20", "2025年", "1月", "一二三", "件", "件、", "，", "、，", " ", "\u3000", " 1", "1 ", "（", "(", "）",
    "“", "《",
    "〔2025〕", "政府信息公开", "申请41件，", "其中", "公(gong)", "a", "a.", "-", "- 1 -", "|", "#", "X", "×", "x@",
    "1.",
    "1,", "<", "</", "&", "\n", "某某", "110101199001011234", "★", "：", "…", "?", "�",
)  # fmt: skip


class TooLongError(Exception):
    """A search took longer than allowed."""


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression; `anchored` is one that is only ever tried at one place of a text."""

    source: str | bytes
    flags: int
    where: str
    anchored: bool = False


def expressions() -> list[Expression]:
    """Return all expressions, each once."""
    found = [*_of_modules(), *_written_out()]
    for folder, suffix, read in (("rules", "*.yaml", _of_data), ("schemas", "*.json", _of_schema)):
        found += [Expression(each, 0, path.name) for path in (ROOT / folder).rglob(suffix) for each in read(path)]
    return list({(each.source, each.flags): each for each in reversed(found)}.values())


def _of_modules() -> Iterator[Expression]:
    for each in pkgutil.walk_packages(disclosure_lint.__path__, "disclosure_lint."):
        if each.name.endswith("__main__"):
            continue
        module = importlib.import_module(each.name)
        text = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in vars(module).items():
            for one in value if isinstance(value, (tuple, list)) else (value,):
                inner = getattr(one, "pattern", one)  # a guarded expression holds the plain one
                given = getattr(inner, "given", None) or getattr(one, "given", None)
                if type(one).__module__ == "disclosure_lint.patterns" and given:
                    used = set(re.findall(rf"\b{name}\.(\w+)\(", text))
                    yield Expression(*given, each.name, bool(used) and used <= {"match", "fullmatch"})


def _written_out() -> Iterator[Expression]:
    """Yield the expressions that stand as they are in a call, also within functions."""
    for path in (ROOT / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        tree = ast.parse(text)
        for node in ast.walk(tree):
            name = getattr(getattr(node, "func", None), "id", getattr(getattr(node, "func", None), "attr", ""))
            first = next(iter(getattr(node, "args", ()) if isinstance(node, ast.Call) else ()), None)
            value = getattr(first, "value", None)
            if name in ("pattern", "compile") and isinstance(value, (str, bytes)):
                yield Expression(value, 0, path.name, _is_anchored(node, tree, text))


def _is_anchored(call: ast.AST, tree: ast.AST, text: str) -> bool:
    """Tell whether an expression is only matched where a text begins: itself, or the name that it is given."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.value is call:
            return node.attr in ("match", "fullmatch")
        if isinstance(node, ast.Assign) and node.value is call and isinstance(node.targets[0], ast.Name):
            used = set(re.findall(rf"\b{node.targets[0].id}\.(\w+)\(", text))
            return bool(used) and used <= {"match", "fullmatch"}
    return False


def _of_data(path: Path) -> Iterator[str]:
    """Yield what looks like an expression among the strings of a file of rules."""
    import yaml

    def strings(value: Any) -> Iterator[str]:
        if isinstance(value, str):
            yield value
        elif isinstance(value, (dict, list)):
            for each in value.values() if isinstance(value, dict) else value:
                yield from strings(each)

    for text in strings(yaml.safe_load(path.read_text(encoding="utf-8"))):
        if re.search(r"[\[\\(|*+?{]", text):
            try:
                re.compile(text)
            except re.error:
                continue
            yield text


def _of_schema(path: Path) -> Iterator[str]:
    yield from _in_schema(json.loads(path.read_text(encoding="utf-8")))


def _in_schema(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("pattern"), str):
            yield value["pattern"]
        yield from value.get("patternProperties", {})
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _in_schema(each)


def pumps(source: str | bytes, flags: int) -> Iterator[tuple[str, str]]:
    """Yield what leads into each repetition of an expression, and what it repeats."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = re._parser.parse(source, flags)  # type: ignore[attr-defined]  # noqa: SLF001
    yield from _pumps(list(tree), "")


def _pumps(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    at = before
    for operator, argument in items:
        name = str(operator)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            inner = list(argument[2])
            yield at, _sample(inner, 0)
            yield at, _sample(inner, 1)
            yield from _pumps(inner, at)
        elif name in ("SUBPATTERN", "ATOMIC_GROUP"):
            yield from _pumps(list(argument[-1] if name == "SUBPATTERN" else argument), at)
        elif name == "BRANCH":
            for each in argument[1]:
                yield from _pumps(list(each), at)
        elif name in ("ASSERT", "ASSERT_NOT"):
            yield from _pumps(list(argument[1]), at)
        at += _sample([(operator, argument)], 0)
    if at != before:
        yield "", at


def _sample(items: list[Any], number: int) -> str:  # noqa: C901
    """Return a text that the items match, more or less."""
    out = ""
    for operator, argument in items:
        name = str(operator)
        if name == "LITERAL":
            out += chr(argument)
        elif name == "NOT_LITERAL":
            out += "一" if chr(argument) != "一" else "二"
        elif name == "ANY":
            out += "字"
        elif name == "IN":
            out += _member(argument, number)
        elif name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            out += _sample(list(argument[2]), number) * max(1, min(argument[0], 40))
        elif name == "SUBPATTERN":
            out += _sample(list(argument[-1]), number)
        elif name == "ATOMIC_GROUP":
            out += _sample(list(argument), number)
        elif name == "BRANCH":
            branches = argument[1]
            out += _sample(list(branches[number % len(branches)]), number)
        elif name == "ASSERT" and argument[0] < 0:
            out += _sample(list(argument[1]), number)
    return out


def _member(members: list[Any], number: int) -> str:
    if str(members[0][0]) == "NEGATE":
        known = {chr(argument) for operator, argument in members[1:] if str(operator) == "LITERAL"}
        return next(each for each in ("字", "1", "a", "（", " ") if each not in known)
    operator, argument = members[number % len(members)]
    if str(operator) == "LITERAL":
        return chr(argument)
    if str(operator) == "RANGE":
        return chr(argument[0])
    return {"CATEGORY_DIGIT": "1", "CATEGORY_SPACE": " ", "CATEGORY_WORD": "a"}.get(str(argument), "，")


def lines(source: str | bytes, flags: int) -> list[tuple[str, str]]:
    """Return pairs of a start and what follows it over and over."""
    found = dict.fromkeys((start, pump) for start, pump in pumps(source, flags) if pump)
    found |= dict.fromkeys(("", start + pump) for start, pump in list(found))
    return [*found, *(("", each) for each in GENERAL)]


def text_of(start: str, pump: str, length: int) -> str:
    """Return a line of a length that ends where no expression goes on."""
    return start + (pump * (length // len(pump) + 1))[:length] + "\x01"


def seconds(compiled: Any, text: str, limit: float, *, anchored: bool) -> float:
    """Return the processor time of finding all that an expression matches; it is stopped after a limit."""
    raw: Any = text.encode("utf-8", "replace") if isinstance(compiled.pattern, bytes) else text
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    begun = time.process_time()
    try:
        if anchored:
            compiled.match(raw)
        else:
            for _ in compiled.finditer(raw):
                pass
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - begun


def _stop(*_: object) -> None:
    raise TooLongError


def _power(compiled: Any, start: str, pump: str, *, anchored: bool) -> float:
    """Return the power of the length that the time grows with, 0 where it is too short to tell."""
    texts = (text_of(start, pump, length) for length in LENGTHS)
    first, second, third = (max(seconds(compiled, text, STOP, anchored=anchored), 1e-5) for text in texts)
    if third < NOTICEABLE:
        return 0.0
    return min(log(third / first) / log(LENGTHS[2] / LENGTHS[0]), log(third / second) / log(LENGTHS[2] / LENGTHS[1]))


def worst_line(each: Expression) -> tuple[tuple[str, str], str]:
    """Return the line that takes an expression longest, and a complaint where the time grows faster than the line."""
    compiled, worst, found = re.compile(each.source, each.flags), 0.0, ("", "1")
    for start, pump in lines(each.source, each.flags):
        try:
            took = seconds(compiled, text_of(start, pump, LENGTHS[1]), STOP, anchored=each.anchored)
            power = 0.0
            if took >= QUICK:  # measured twice: the first may be noise
                power = min(_power(compiled, start, pump, anchored=each.anchored) for _ in range(2))
        except TooLongError:
            return (start, pump), _complaint(each, (start, pump), "stopped")
        if power > POWER:
            return (start, pump), _complaint(each, (start, pump), f"n^{power:.1f}")
        if took > worst:
            worst, found = took, (start, pump)
    return found, ""


def _complaint(each: Expression, line: tuple[str, str], said: str) -> str:
    return f"GROWS {each.where}: {said} on {line[0][-20:]!r} + {line[1][:20]!r}…: {each.source!r:.150}"


def _is_short(each: Expression) -> bool:
    return any(each.where == where and str(each.source).startswith(start) for where, start in SHORT)


def main() -> int:
    """Try all expressions; return 1 where one is too slow."""
    limit = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    signal.signal(signal.SIGVTALRM, _stop)
    known, slow, times = [each for each in expressions() if not _is_short(each)], 0, []
    for each in known:
        line, complaint = worst_line(each)
        if not complaint:
            try:
                compiled = re.compile(each.source, each.flags)
                took = seconds(compiled, text_of(*line, LINE), limit, anchored=each.anchored)
                times.append((took, each.where, each.source))
            except TooLongError:
                complaint = f"SLOW {each.where}: > {limit} s for 1 MB of {line[1][:20]!r}: {each.source!r:.150}"
        if complaint:
            slow += 1
            print(complaint, flush=True)
    print(f"{len(known)} expressions; {slow} grow faster than the line or take too long")
    for took, where, source in sorted(times, key=lambda one: -one[0])[:8]:
        print(f"  {took:6.2f} s for 1 MB  {where}: {source!r:.100}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
