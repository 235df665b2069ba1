"""Letters of every script: what counts as one word or as the same sign, defined once.

A redline is made of ``treatydiff.text.words.tokens``: words, figures and signs. Whoever only counts words, or looks
some up, takes ``WORD``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache

from treatydiff.text.regexes import regex

IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Chinese characters, as ranges for a character class (Unicode 15: the URO, extension A, compatibility ideographs)."""
VOWEL_SIGNS = "\u064b-\u0652"
"""Arabic signs over and under letters (harakat, tanwin, shadda, sukun), as a range for a character class."""
TATWEEL = "\u0640"
"""Stretches an Arabic word; says nothing."""


_FAR = regex("[^\x00-\u10ff\u1160-\u2e7f\U000f0000-\U0010ffff]")
"""Holds every range that a ``WordPattern`` sets apart; told by the fewer others, since compiling walks over them. The
planes for private use are not in it: their letters stand for objects in the texts of Word files."""
_NEVER = "\ufdd0"
"""A character that no text has (a noncharacter, and among those that are ``_FAR``)."""


def may_be_wide(text: str) -> bool:
    """Whether a text may hold ideographs or other wide characters; most hold none."""
    return not text.isascii() and _FAR.search(text) is not None


class WordPattern:
    """A regular expression that sets ideographs, or other wide characters, apart from letters.

    To compile a class of several such ranges takes as long as to compare two short texts. Most drafts hold none of
    them, and then the expression without the ranges finds the same in less time; each is compiled when it is needed.
    """

    def __init__(self, source: str, flags: int = 0, apart: str = IDEOGRAPHS) -> None:
        self.source, self.flags, self.apart = source, flags, apart

    @cached_property
    def full(self) -> re.Pattern[str]:
        return re.compile(self.source, self.flags)

    @cached_property
    def near(self) -> re.Pattern[str]:
        """For texts without any far character."""
        return re.compile(self.source.replace(self.apart, _NEVER), self.flags)

    def on(self, text: str) -> re.Pattern[str]:
        """The pattern for a text."""
        return self.full if may_be_wide(text) else self.near

    def findall(self, text: str) -> list[str]:
        found: list[str] = self.on(text).findall(text)
        return found

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.on(text).finditer(text)

    def match(self, text: str) -> re.Match[str] | None:
        return self.on(text).match(text)

    def sub(self, by: str, text: str) -> str:
        return self.on(text).sub(by, text)

    def search(self, text: str) -> re.Match[str] | None:
        return self.on(text).search(text)


WORD = WordPattern(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+")
"""A run of letters and figures, or one ideograph."""
LETTERS = WordPattern(rf"[{IDEOGRAPHS}]|[^\W\d_{IDEOGRAPHS}]+")
"""A run of letters, or one ideograph."""

_APOSTROPHES = "‘’‚‹›`´\u02bc＇"
APOSTROPHES = str.maketrans(dict.fromkeys(_APOSTROPHES, "'"))
DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
SIGNS = APOSTROPHES | DASHES | str.maketrans(dict.fromkeys("“”„«»", '"'))
"""Kinds of quotation mark, apostrophe and dash that count as one, sign for sign."""
BRACKETS = "[]［］【】〔〕〖〗〘〙〚〛⟦⟧⟨⟩⟬⟭⦃⦄⦋⦌⦍⦎⦏⦐❲❳❴❵⁅⁆⸢⸣⸤⸥﹇﹈﹝﹞﹛﹜{}｛｝"
"""Pairs of signs in which drafts put what is not agreed, the usual ones first."""
OPENING, CLOSING = BRACKETS[::2], BRACKETS[1::2]
_SQUARE = str.maketrans(BRACKETS, "[]" * len(OPENING))
_UNUSUAL = regex(f"[{re.escape(BRACKETS[2:])}]")
_UNSAID = regex(f"[{VOWEL_SIGNS}{TATWEEL}]")


def squared(text: str) -> str:
    """A text with square brackets for all that serve as such, letter for letter."""
    usual = text.isascii() and "{" not in text and "}" not in text
    return text if usual or not _UNUSUAL.search(text) else text.translate(_SQUARE)


THIN, NARROW = "\u2006\u2008\u200a\u205f", "\u2009\u202f"
"""Blanks too thin to part two words, and such as print has, but not between small letters; for sets."""
_KEPT = rf"(?<=[^\W\d_])(?:[{THIN}]+(?=[^\W\d_])|(?<=[^\W\d_A-ZÀ-Þ])[{NARROW}]+(?=[a-zß-ÿ]))"
_SPACES = regex(rf"(?P<kept>{_KEPT})|\s+")
_ANY_THIN = regex(f"[{THIN}{NARROW}]")


def single_blanks(text: str) -> str:
    """White space as single blanks, none at the ends; what is too thin to part two letters stays as it is."""
    if text.isascii() or not _ANY_THIN.search(text):
        return tidy(text)
    return _SPACES.sub(lambda found: found["kept"] or " ", text).strip()


def tidy(text: str) -> str:
    """Every white space as a single blank, none at the ends. Most texts are so already, and of all white space only the
    blank can be printed."""
    return text.strip() if "  " not in text and text.isprintable() else " ".join(text.split())


_OTHER_CASE = regex("[\u0130\u0131\u017f\u1e9b\ufb05\ufb06\u0345\u0370-\u03ff\u1c80-\u1c8f\u1f00-\u1fff]")
"""Letters of more than two cases, or with another number of letters in the other."""


class AnyCase:
    """An expression of small letters that finds them in any case, in a third of the time that IGNORECASE takes.

    What it finds are places: the letters of a match may be small where those of the text are not.
    """

    def __init__(self, source: str) -> None:
        self._small, self._any = regex(source), regex(source, re.IGNORECASE)

    def search(self, text: str) -> re.Match[str] | None:
        return next(self.finditer(text), None)

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        if not text.isascii() and _OTHER_CASE.search(text):
            return self._any.finditer(text)
        return self._small.finditer(text.lower())


def fold(text: str) -> str:
    """For comparing words: lower case, single blanks, one apostrophe, no vowel signs or stretching in Arabic."""
    return _short(text) if len(text) < _SHORT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return tidy(text.lower().replace("`", "'"))
    text = text.lower()
    for sign in _APOSTROPHES:  # in a fortieth of the time that ``translate`` takes
        text = text.replace(sign, "'")
    return _UNSAID.sub("", tidy(text))


_SHORT = 60
_short = lru_cache(maxsize=4096)(_fold)
"""Short texts are words of the language, asked again and again; long ones are the draft's."""
