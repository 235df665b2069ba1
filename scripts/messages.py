"""Every sentence that the program may say, in one list, for somebody to read with a fresh eye: ``make messages``.

    python scripts/messages.py          all of them, file by file
    python scripts/messages.py WORD     only those that hold a word

Of Python what is written as text of three words or more, and of commands their help; of the tables of judging what
rules say and why; the words of the English page. ``…`` stands for what is filled in.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

SOURCES = Path(__file__).resolve().parent.parent / "src" / "treatydiff"
_WORDS = re.compile(r"[A-Za-z]{2,}[ ,;:]+(?:[^ ]+ )?[A-Za-z]{2,}[ ,;:.]+(?:[^ ]+ )*[A-Za-z…]")
"""Three words of prose, and not a pattern, a path or a piece of markup."""
_CODE = re.compile(r"[\\^|]|\(\?|</|^\s*[<{]|--[a-z]+ …")
_SAID = frozenset({"says", "won", "lost", "coming", "going", "up", "down", "why"})
"""Keys of the tables of judging whose text is said."""


def main(arguments: list[str]) -> int:
    """Print the messages; 1 where none holds the word."""
    wanted = " ".join(arguments).casefold()
    found = 0
    for file in sorted((*SOURCES.rglob("*.py"), *(SOURCES / "data").rglob("*.toml"))):
        lines = [(line, text) for line, text in dict.fromkeys(messages(file)) if wanted in text.casefold()]
        if lines:
            print(f"\n{file.relative_to(SOURCES)}")
        for line, text in lines:
            print(f"{line:6}  {' '.join(text.split())}")
        found += len(lines)
    print(f"\n{found} messages")
    return 0 if found else 1


def messages(file: Path) -> Iterator[tuple[int, str]]:
    """The messages of a file with their lines."""
    source = file.read_text(encoding="utf-8")
    if file.suffix == ".toml":
        found = _of_table(source, every=file.parent.name == "ui" and file.stem == "en")
    else:
        found = _of_module(ast.parse(source), helps=file.parent.name == "commands")
    yield from ((line, text) for line, text in found if _WORDS.search(text) and not _CODE.search(text))


def _of_module(module: ast.Module, *, helps: bool) -> Iterator[tuple[int, str]]:
    silent = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}  # docstrings
    if helps:
        silent -= {id(node.body[0].value) for node in module.body if _is_command(node)}
    silent |= {id(part) for node in ast.walk(module) if isinstance(node, ast.JoinedStr) for part in node.values}
    for node in ast.walk(module):
        if id(node) in silent:
            continue
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value
        elif isinstance(node, ast.JoinedStr):
            yield node.lineno, "".join(part.value if isinstance(part, ast.Constant) else "…" for part in node.values)


def _is_command(node: ast.stmt) -> TypeGuard[ast.FunctionDef]:
    """Whether a statement is a public function with a docstring, which is a command's help."""
    return isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and isinstance(node.body[0], ast.Expr)


def _of_table(source: str, *, every: bool) -> Iterator[tuple[int, str]]:
    for text in _said(tomllib.loads(source), every=every):
        line = next((n for n, row in enumerate(source.splitlines(), start=1) if text in row), 0)
        yield line, text


def _said(value: object, key: str = "", *, every: bool) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _said(inner, name, every=every)
    elif isinstance(value, list):
        for inner in value:
            yield from _said(inner, key, every=every)
    elif isinstance(value, str) and (every or key in _SAID):
        yield value


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
