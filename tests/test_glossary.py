"""The glossary against the vocabulary, and each name of a class against all others."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from functools import cache

from corpus import ROOT

SOURCES = ROOT / "src" / "treatydiff"
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text("utf-8")


@cache
def classes() -> dict[str, list[str]]:
    """Where each class is defined, by its name without the underscore of what is private."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted(SOURCES.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                found[node.name.lstrip("_")].append(str(file.relative_to(SOURCES)))
    return found


def test_no_class_has_the_name_of_another() -> None:
    shared = {name: files for name, files in classes().items() if len(files) > 1}
    assert shared == {}


def test_the_glossary_defines_every_class_of_the_vocabulary_and_no_other() -> None:
    parts = ("model/", "report.py")
    vocabulary = {name for name, files in classes().items() if any(file.startswith(parts) for file in files)}
    named = re.findall(r"\| `(\w+)` \|$", GLOSSARY, re.MULTILINE)
    assert len(named) == len(set(named))
    assert set(named) == vocabulary


def test_no_word_is_defined_twice() -> None:
    words = re.findall(r"^\| ([a-z][^|]*?) \|", GLOSSARY, re.MULTILINE)
    words.remove("word")
    words = [word for word in words if word != "word"]
    assert words
    assert len(words) == len(set(words))
