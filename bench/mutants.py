"""Small faults to put into a module's functions: a comparison turned, a number off by one, a word changed."""

from __future__ import annotations

import ast
import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import CodeType

_COMPARED = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip
_COUNTED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult}
_JOINED = {ast.And: ast.Or, ast.Or: ast.And}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: where it is, in which function (its qualified name) and statement, what it changes, and the code."""

    line: int
    function: str
    statement: int  # the line that its statement begins at
    change: str
    code: CodeType


def mutants(path: Path) -> Iterator[Mutant]:
    """Yield every mutant of the functions in a file, in the order of its lines."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for name, function in list(_functions(tree, "")):
        for node, statement in list(_inside(function)):
            for change, undo in _changes(node):
                mutated = ast.fix_missing_locations(copy.deepcopy(tree))
                undo()
                code = compile(mutated, str(path), "exec", dont_inherit=True)
                yield Mutant(node.lineno, name, statement, change, code)


def watched(path: Path) -> CodeType:
    """Return the code of a file in which every statement of a function adds its line to the set `mutation_seen`."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for _, function in list(_functions(tree, "")):
        for node in list(ast.walk(function)):
            for name in ("body", "orelse", "finalbody"):
                statements = getattr(node, name, None)
                if isinstance(statements, list):
                    setattr(node, name, [each for one in statements for each in (*_note(path, one), one)])
    return compile(ast.fix_missing_locations(tree), str(path), "exec", dont_inherit=True)


def _note(path: Path, statement: ast.stmt) -> list[ast.stmt]:
    if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
        return []  # a docstring, which has to come first
    return ast.parse(f"mutation_seen.add(({str(path)!r}, {statement.lineno}))").body


def _functions(node: ast.AST, prefix: str) -> Iterator[tuple[str, ast.FunctionDef]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef):
            yield f"{prefix}{child.name}", child
        elif isinstance(child, ast.ClassDef):
            yield from _functions(child, f"{prefix}{child.name}.")


def _inside(function: ast.FunctionDef) -> Iterator[tuple[ast.stmt | ast.expr, int]]:
    """Yield the nodes of a body that can be changed (no docstring, no annotation), with their statements' lines."""
    body = function.body[1:] if ast.get_docstring(function) is not None else function.body
    pending: list[tuple[ast.AST, int]] = [(each, each.lineno) for each in reversed(body)]
    while pending:
        node, statement = pending.pop()
        if isinstance(node, ast.stmt):
            statement = node.lineno
        if isinstance(node, (ast.stmt, ast.expr)):
            yield node, statement
        skipped = {id(node.annotation)} if isinstance(node, (ast.AnnAssign, ast.arg)) and node.annotation else set()
        if isinstance(node, ast.FunctionDef):
            skipped |= {id(node.returns), *map(id, node.decorator_list)}
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(part) for part in node.values if isinstance(part, ast.Constant)}
        skipped |= _remembered(node)
        children = [child for child in ast.iter_child_nodes(node) if id(child) not in skipped]
        pending.extend((child, statement) for child in reversed(children))


def _changes(node: ast.stmt | ast.expr) -> Iterator[tuple[str, Callable[[], None]]]:
    """Change a node in place, one way after the other; yield what was done and how to undo it."""
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _COMPARED:
        yield from _replaced(node.ops, 0, _COMPARED[type(node.ops[0])]())
    elif isinstance(node, ast.BoolOp):
        yield from _set(node, "op", _JOINED[type(node.op)]())
    elif isinstance(node, (ast.BinOp, ast.AugAssign)) and type(node.op) in _COUNTED:
        yield from _set(node, "op", _COUNTED[type(node.op)]())
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield from _set(node, "op", ast.Not(), operand=ast.UnaryOp(ast.Not(), node.operand))
    elif isinstance(node, ast.Constant):
        yield from _constant(node)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_nothing(node.value):
        yield from _set(node, "value", ast.Constant(None))
    elif isinstance(node, (ast.If, ast.While, ast.IfExp)) and not isinstance(node.test, (ast.Compare, ast.BoolOp)):
        yield from _set(node, "test", ast.UnaryOp(ast.Not(), node.test))
    elif isinstance(node, ast.Assign) and not isinstance(node.value, ast.Constant):
        yield from _set(node, "value", ast.Constant(None))
    elif isinstance(node, ast.Expr) and isinstance(node.value, (ast.Yield, ast.YieldFrom, ast.Call)):
        yield from _set(node, "value", ast.IfExp(ast.Constant(value=False), node.value, ast.Constant(None)))


def _constant(node: ast.Constant) -> Iterator[tuple[str, Callable[[], None]]]:
    value = node.value
    if isinstance(value, bool):
        yield from _set(node, "value", not value)
    elif isinstance(value, (int, float)):
        yield from _set(node, "value", value + 1)
    elif isinstance(value, str):
        yield from _set(node, "value", f"{value}XX")


def _is_nothing(node: ast.expr) -> bool:
    """Tell whether None in its place would say the same."""
    return isinstance(node, ast.Constant) and (node.value is None or node.value is False)


def _remembered(node: ast.AST) -> set[int]:
    """Return the names by which a node speaks of something remembered (report.memo): another name does as well."""
    if isinstance(node, ast.Subscript) and _is_memo(node.value):
        return {id(node.slice)}
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and _is_memo(node.func.value):
        return {id(each) for each in node.args[:1]}
    if isinstance(node, ast.Compare) and _is_memo(node.comparators[0]):
        return {id(node.left)}
    return set()


def _is_memo(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and node.attr == "memo"


def _set(node: ast.AST, field: str, value: object, **more: object) -> Iterator[tuple[str, Callable[[], None]]]:
    was = {key: getattr(node, key) for key in (field, *more)}
    before = ast.unparse(node)
    for key, changed in {field: value, **more}.items():
        setattr(node, key, changed)
    after = ast.unparse(node)

    def undo() -> None:
        for key, old in was.items():
            setattr(node, key, old)

    yield f"{_short(before)}  →  {_short(after)}", undo


def _replaced(values: list[ast.cmpop], index: int, value: ast.cmpop) -> Iterator[tuple[str, Callable[[], None]]]:
    was = values[index]
    values[index] = value

    def undo() -> None:
        values[index] = was

    yield f"{type(was).__name__}  →  {type(value).__name__}", undo


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 70 else f"{line[:67]}..."
