"""What the tests owe: each can fail, whatever its input."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from corpus import ROOT

SLOW = ROOT / "tests" / "slow.txt"
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
CHECKS = ("raises", "warns", "assert_", "assertValid", "validate")
"""Parts of the names of what asserts when it is called or entered."""


def modules() -> Iterator[tuple[str, list[ast.FunctionDef]]]:
    for file in TESTS:
        nodes = ast.walk(ast.parse(file.read_text("utf-8")))
        yield str(file.relative_to(ROOT)), [node for node in nodes if isinstance(node, ast.FunctionDef)]


def can_be_empty(node: ast.AST) -> bool:
    """Whether what stands in a statement may never be run: a branch, or a loop over what is not written out there."""
    if isinstance(node, ast.For):
        return not (isinstance(node.iter, ast.Tuple | ast.List | ast.Set) and node.iter.elts)
    return isinstance(node, ast.While | ast.If)


def firm(node: ast.AST) -> Iterator[ast.AST]:
    """What is run however little there is to loop over."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.ClassDef | ast.Lambda) or can_be_empty(child):
            continue
        yield child
        yield from firm(child)


def asserts(node: ast.AST, helpers: set[str]) -> bool:
    if isinstance(node, ast.Call):
        name = ast.unparse(node.func)
        checked = any(keyword.arg == "check" and ast.unparse(keyword.value) == "True" for keyword in node.keywords)
        return checked or name in helpers or any(part in name for part in CHECKS)
    return isinstance(node, ast.Assert)


def test_every_test_asserts_something_outside_of_any_loop_that_may_be_empty() -> None:
    count, loose = 0, []
    for file, functions in modules():
        helpers: set[str] = set()
        for function in functions:
            if not function.name.startswith("test_") and any(asserts(node, helpers) for node in firm(function)):
                helpers.add(function.name)
        tests = [function for function in functions if function.name.startswith("test_")]
        loose += [f"{file}: {t.name}" for t in tests if not any(asserts(node, helpers) for node in firm(t))]
        count += len(tests)
    assert count > 1000
    assert loose == []


def test_the_list_of_slow_tests_is_of_these_tests() -> None:
    """A name that is gone does no harm, and one that is renamed costs time only; a list of such names would say that
    ``make slow`` is long overdue."""
    known = {f"{file}::{node.name}" for file, functions in modules() for node in functions}
    slow = SLOW.read_text("utf-8").split()
    assert slow == sorted(set(slow))
    assert 2 * len(known.intersection(slow)) > len(slow) > 100
