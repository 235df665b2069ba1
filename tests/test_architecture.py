"""The import table of docs/architecture.md, held against the sources."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from treatydiff.commands import COMMANDS

ROOT = Path(__file__).parent.parent
SOURCES = ROOT / "src" / "treatydiff"
FILES = sorted(SOURCES.rglob("*.py"))
FRONT_DOOR = {
    *"__main__ cli commands front drafts host readers gate library batch external_reader web".split(),
}


def unit(file: Path) -> str:
    """The module or package right under treatydiff that a file belongs to; empty for the package itself."""
    name = file.relative_to(SOURCES).parts[0]
    return name.removesuffix(".py").replace("__init__", "")


def room(file: Path) -> str:
    """The innermost package or module that the table names, such as ``word.proof``."""
    return _room(".".join(file.relative_to(SOURCES).with_suffix("").parts))


def _room(name: str) -> str:
    parts = name.split(".")
    found = (".".join(parts[:length]) for length in range(len(parts), 0, -1))
    return next((part for part in found if part in TABLE), parts[0])


def table() -> dict[str, tuple[set[str], set[str]]]:
    """For each unit what it may import from treatydiff, and which third-party packages."""
    text = (ROOT / "docs" / "architecture.md").read_text()
    rows = text[text.index("<!-- imports -->") : text.index("<!-- /imports -->")].splitlines()[3:]
    found = {}
    for row in rows:
        modules, inside, outside = (set(re.findall(r"`([\w.]+)`", cell)) for cell in row.strip("|").split("|"))
        everything = {"*"} if "everything" in row.split("|")[2] else inside
        found |= dict.fromkeys(modules, (everything, outside))
    return found


@pytest.fixture(autouse=True, scope="module")
def _no_tree_is_kept() -> Iterator[None]:
    """All the sources as trees take more memory than the rest of a worker's tests."""
    yield
    for kept in (tree, nodes, imports):
        kept.cache_clear()


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


@cache
def nodes(file: Path) -> tuple[ast.AST, ...]:
    return tuple(ast.walk(tree(file)))


@cache
def imports(file: Path) -> tuple[tuple[str, str], ...]:
    """Each import of a file as ("treatydiff" or "", first name)."""
    return tuple(_imports(file))


def _imports(file: Path) -> Iterator[tuple[str, str]]:
    for node in nodes(file):
        if isinstance(node, ast.Import):
            yield from (_split(alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            names = [f"treatydiff.{a.name}" for a in node.names] if node.module == "treatydiff" else [str(node.module)]
            yield from map(_split, names)


def _split(name: str) -> tuple[str, str]:
    first, _, rest = name.partition(".")
    return ("treatydiff", rest) if first == "treatydiff" else ("", first)


TABLE = table()


def test_a_module_imports_only_what_the_table_allows() -> None:
    rooms = {file: room(file) for file in FILES if unit(file)}
    assert set(rooms.values()) <= set(TABLE), "a room that is not in the table of docs/architecture.md"
    refused = (
        f"{file.relative_to(SOURCES)} may not import {'treatydiff.' if package else ''}{imported}"
        for file, name in rooms.items()
        for package, imported in imports(file)
        if not allowed(name, package, imported)
    )
    assert list(refused) == []


def allowed(name: str, package: str, imported: str) -> bool:
    inside, outside = TABLE[name]
    if package:
        everybody = {name, "", "__version__", "text.regexes", "text.frozen"}
        return "*" in inside or _room(imported) in inside | everybody
    return imported in sys.stdlib_module_names or imported in outside


def test_no_regular_expression_is_compiled_by_an_import() -> None:
    """``regex`` of ``regexes`` says it as well, and compiles it when it is used."""
    calls = ((file, node) for file in FILES for node in _outside_functions(tree(file)) if isinstance(node, ast.Call))
    assert [str(file) for file, call in calls if ast.unparse(call.func) == "re.compile"] == []


def _outside_functions(node: ast.AST) -> Iterator[ast.AST]:
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, (ast.FunctionDef, ast.Lambda)):
            yield child
            yield from _outside_functions(child)


def test_no_row_names_a_row_below_it() -> None:
    """So no two rooms import each other, by whatever way around."""
    rows = list(TABLE)
    assert len(rows) > 30
    assert [(row, name) for at, row in enumerate(rows) for name in TABLE[row][0] if name in rows[at:]] == []


def test_at_the_top_stand_the_stages_and_hardly_a_file() -> None:
    assert sorted(file.stem for file in SOURCES.glob("*.py")) == [
        *("__init__", "__main__", "cli", "compare", "errors", "faults", "report")
    ]


def test_the_table_names_no_module_that_is_gone() -> None:
    assert set(TABLE) <= {name for file in FILES for name in (unit(file), room(file))}


def test_nobody_imports_the_front_door() -> None:
    assert FILES
    for file in FILES:
        if unit(file) not in ("__main__", "cli", "commands"):
            assert not {"cli", "commands"} & {name for package, name in imports(file) if package}, file


def test_the_core_prints_nothing_and_knows_neither_clock_nor_chance() -> None:
    core = [file for file in FILES if unit(file) not in FRONT_DOOR]
    assert len(core) > 200
    for file in core:
        named = (node.func for node in nodes(file) if isinstance(node, ast.Call))
        calls = {function.id for function in named if isinstance(function, ast.Name)}
        assert not calls & {"print", "input", "open"}, file
        clock = {"time", "random", "locale", "uuid", "secrets", "os", "sys"}
        assert not {name for _, name in imports(file)} & clock, file


def test_the_core_is_typed_to_the_last_module() -> None:
    assert (SOURCES / "py.typed").exists()
    for file in FILES:
        assert file.read_text().startswith('"""'), f"{file} does not say what it is"
        assert "import" not in file.read_text() or "from __future__ import annotations" in file.read_text(), file


def test_every_command_is_one_module_in_the_table_of_commands() -> None:
    files = {file.stem for file in (SOURCES / "commands").glob("*.py")}
    beside = set(
        "__init__ common folders given guide marked no_draft settings targets values rehearsal word_files".split()
    )
    assert files - beside == {name.replace("-", "_") for name in COMMANDS}


def test_no_module_is_too_long_to_be_read_at_a_sitting() -> None:
    long = {str(file.relative_to(ROOT)): n for file in FILES if (n := len(file.read_text().splitlines())) > 520}
    assert long == {}
