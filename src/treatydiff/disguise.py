"""Words that are not what they look like: letters of another script, characters that nobody sees.

A Cyrillic letter in ``may`` or a blank without width in ``shall`` hides a change from rules and from a reader's search.
Letters that look alike are those of Unicode's table of confusables (UTS 39) for the scripts that drafts use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import name

from treatydiff.safe_text import INVISIBLE, JOINERS

_ALIKE = {
    "CYRILLIC": ("аеорсухіјѕԁһԛԝьгвкмнтАВЕКМНОРСТХІЈЅУЗ", "aeopcyxijsdhqwbrbkmhtABEKMHOPCTXIJSY3"),
    "GREEK": ("αοιρυνκτχγΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aoipuvktxyABEZHIKMNOPTYX"),
}
"""Of each script the letters that look like Latin ones, and those."""
_TO_LATIN = {ord(a): b for theirs, latin in _ALIKE.values() for a, b in zip(theirs, latin, strict=True)}
_TO_CYRILLIC = {ord(b): a for a, b in zip(*_ALIKE["CYRILLIC"], strict=True)}
_NUMERALS = frozenset("IVXLCDMivxlcdm")
"""Russian drafts write Roman numerals with letters of both alphabets."""

_EUROPEAN = "A-Za-zÀ-ɏͰ-ϿЀ-ԯ"
_HIDDEN = re.compile(
    rf"(?<=[^\W\d_])[{INVISIBLE.replace(chr(0xAD), '')}{JOINERS}]+(?=[{_EUROPEAN}])"
    "|(?<=[\u0620-\u064a])[\u034f\u2060-\u2064\ufe00-\ufe0f\ufeff]+(?=[\u0620-\u064a])"
)
_BORDER = "[A-Za-zÀ-ɏ][Ͱ-ϿЀ-ԯ]|[Ͱ-ϿЀ-ԯ][A-Za-zÀ-ɏ]|[Ͱ-Ͽ][Ѐ-ԯ]|[Ѐ-ԯ][Ͱ-Ͽ]"
_MIXES = re.compile(_BORDER)
"""Two letters of different scripts beside each other: every word that mixes them has such a place."""
_SUSPECT = re.compile(rf"{_BORDER}|[{INVISIBLE}{JOINERS}]")
_RUN = re.compile(rf"[{_EUROPEAN}]{{2,}}")


def disguises(text: str) -> Iterator[tuple[int, int, str]]:
    """Where a text holds words that are not what they look like, and why: start, end, reason."""
    if text.isascii() or not _SUSPECT.search(text):
        return
    for match in re.finditer(r"\S+", text):
        if reason := _reason(match[0]):
            yield *match.span(), reason


def _reason(word: str) -> str:
    if hidden := _HIDDEN.search(word):
        codes = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(hidden[0]))
        return f"holds characters that nobody sees ({codes})"
    for run in _RUN.findall(word) if _MIXES.search(word) else ():
        if mixed := _mixed(run):
            return mixed
    return ""


def _mixed(run: str) -> str:
    """Why a run of letters is suspect: those of the rarer script look like letters of the other."""
    scripts: dict[str, str] = {}
    for letter in run:
        script = name(letter, "").partition(" ")[0]
        scripts[script] = scripts.get(script, "") + letter
    if len(scripts) < 2 or set(run.translate(_TO_LATIN)) <= _NUMERALS:
        return ""
    few, many = sorted(scripts, key=lambda script: len(scripts[script]))[-2:]
    alike = _TO_CYRILLIC if few == "LATIN" else _TO_LATIN
    if not all(ord(letter) in alike for letter in scripts[few]):
        return ""
    codes = ", ".join(f"U+{ord(letter):04X}" for letter in dict.fromkeys(scripts[few]))
    return f"mixes {many.title()} letters with {few.title()} ones that look alike ({codes})"


def unmasked(text: str) -> str:
    """The text as long as it was, with look-alike letters in words of mixed scripts as what they look like."""
    if text.isascii() or not _MIXES.search(text):
        return text
    return _RUN.sub(lambda match: _as_it_looks(match[0]) if _mixed(match[0]) else match[0], text)


def _as_it_looks(run: str) -> str:
    latin = sum(name(letter, "").startswith("LATIN") for letter in run)
    return run.translate(_TO_LATIN if 2 * latin >= len(run) else _TO_CYRILLIC)
