"""The signs that set alternatives apart in a compiled text, in the words of its language: ``[alt. 1 (State X): ``.

They are written here and read again here, in whatever language: ``agree`` finds the places that are open by them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from treatydiff.text.languages import LANGUAGES, CompilationWords, load

CLOSING = "]"


def opening(code: str, number: int, names: Sequence[str]) -> str:
    """What stands before a wording: ``[alt. 2 (State X, State Y): ``."""
    return f"[{_words(code).alternative[0]} {number} ({', '.join(names)}): "


def deleting(code: str, names: Sequence[str]) -> str:
    """What stands before a paragraph that some want deleted: ``[State X: delete] ``."""
    return f"[{', '.join(names)}: {delete(code)}] "


def delete(code: str) -> str:
    """What stands in the place of words that somebody wants deleted."""
    return _words(code).delete[0]


def opened(label: str) -> int:
    """The number of the wording that a sign opens, in any language; 0 of another text."""
    match = _opening().match(label)
    return int(match[1]) if match else 0


def deletes(label: str) -> bool:
    """Whether a text is the sign before a paragraph that some want deleted, in any language."""
    ends = tuple(f": {word}] " for code in LANGUAGES for word in load(code).compilation.delete)
    return label.startswith("[") and label.endswith(ends)


def _words(code: str) -> CompilationWords:
    return load(code if code in LANGUAGES else "en").compilation


@cache
def _opening() -> re.Pattern[str]:
    words = {word for code in LANGUAGES for word in load(code).compilation.alternative}
    return re.compile(rf"\s*\[(?:{'|'.join(map(re.escape, sorted(words)))}) (\d+) \(")
