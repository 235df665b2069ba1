"""Letters of every script, and what counts as one word or as the same sign: said here, and nowhere a second time.

A redline is made of ``treatydiff.words.tokens``: words, figures and signs. Whoever only counts words, or looks some up,
takes ``WORD``.
"""

from __future__ import annotations

import re
from functools import lru_cache

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese characters, as ranges for a character class (Unicode 15: the URO, extension A, compatibility ideographs)."""
VOWEL_SIGNS = "\u064b-\u0652"
"""Arabic signs over and under letters (harakat, tanwin, shadda, sukun), as a range for a character class."""
TATWEEL = "\u0640"
"""Stretches an Arabic word; says nothing."""
WORD = re.compile(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+")
"""A run of letters and figures, or one ideograph."""
LETTERS = re.compile(rf"[{IDEOGRAPHS}]|[^\W\d_{IDEOGRAPHS}]+")
"""A run of letters, or one ideograph."""

APOSTROPHES = str.maketrans(dict.fromkeys("‘’‚‹›`´\u02bc＇", "'"))
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
SIGNS = APOSTROPHES | DASHES | str.maketrans(dict.fromkeys("“”„«»", '"'))
"""Kinds of quotation mark, apostrophe and dash that count as one, sign for sign."""
_UNSAID = re.compile(f"[{VOWEL_SIGNS}{TATWEEL}]")


def fold(text: str) -> str:
    """For comparing words: lower case, single blanks, one apostrophe, no vowel signs or stretching in Arabic."""
    return _short(text) if len(text) < _SHORT else _fold(text)


def _fold(text: str) -> str:
    return _UNSAID.sub("", " ".join(text.lower().translate(APOSTROPHES).split()))


_SHORT = 60
_short = lru_cache(maxsize=4096)(_fold)
"""Short texts are words of the language, asked again and again; long ones are the draft's."""
