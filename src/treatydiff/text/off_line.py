"""Digits above or below the line, which belong to no number that they stand beside: ``10²`` is not ``102``."""

from __future__ import annotations

import re

from treatydiff.text.regexes import regex

RAISED, LOWERED = "sup", "sub"
_SIGNS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹+-−"
_DIGITS = {RAISED: "⁰¹²³⁴⁵⁶⁷⁸⁹", LOWERED: "₀₁₂₃₄₅₆₇₈₉"}
_SHOWN = {level: 3 * digits + ("⁺⁻⁻" if level == RAISED else "₊₋₋") for level, digits in _DIGITS.items()}
OFF_LINE = "".join(dict.fromkeys("".join(_SHOWN.values())))
"""For a character class."""
_FIRST = {RAISED: 0xDC00, LOWERED: 0xDD00}
"""Lone surrogates, which no file can hold, stand for the signs until it is known what is beside them."""
_MARKED = {level: {ord(sign): first + at for at, sign in enumerate(_SIGNS)} for level, first in _FIRST.items()}
_ALONE = {first + at: sign for first in _FIRST.values() for at, sign in enumerate(_SIGNS)}
_BESIDE = {first + at: _SHOWN[level][at] for level, first in _FIRST.items() for at in range(len(_SIGNS))}
_STRETCH = regex(r"[\udc00-\udd3f]+(?:[.,][\udc00-\udd3f]+)*")


def marked(text: str, level: str) -> str:
    """A stretch of a line with its digits and signs told as raised or lowered; the rest of the line may follow."""
    return text.translate(_MARKED[level]) if level in _MARKED else text


def settled(line: str) -> str:
    """A line of such stretches: beside a digit they are written as what they are, else (m2, CO2) as on the line."""
    return line if line.isascii() else _STRETCH.sub(_written, line)


def _written(found: re.Match[str]) -> str:
    beside = found.string[max(found.start() - 1, 0) : found.start()], found.string[found.end() : found.end() + 1]
    levels = {sign >= chr(_FIRST[LOWERED]) for sign in found[0] if sign > ","}
    return found[0].translate(_BESIDE if any(map(str.isdecimal, beside)) or len(levels) > 1 else _ALONE)
