"""Reads the patterns of theme and wording files: ordinary words with four signs, for lawyers rather than programmers.

``intercept*``              any ending
``(judicial|independent)``  one of these; an empty choice makes it optional: ``(its|) domestic law``
``keep … confidential``     up to eight words of the same sentence in between; in Chinese up to twenty characters
``(a|b) c``                 blanks stand for any white space, with or without a comma

Upper and lower case, kinds of apostrophe and dash, square brackets, and in Arabic vowel signs, forms of alef and
prefixed particles (wa-, fa-, bi-, ka-, li-, al-) make no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

_SAME = {
    **dict.fromkeys(map(ord, "[]{}\u00a0\u2007\u202f\u3000\t\n\r"), " "),
    **dict.fromkeys(map(ord, "’‘ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-"),
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    ord("ى"): "ي",
    ord("ة"): "ه",
    ord("ё"): "е",
    ord("Ё"): "е",
    ord("،"): ",",
    ord("؛"): ";",
    ord("；"): ";",
    ord("："): ":",
}
"""Letter for letter: positions stay what they were."""
_SILENT = re.compile("[\u064b-\u0652\u0670\u0640\u00ad\u200b-\u200f\u2066-\u2069]")
"""Vowel signs, tatweel, soft hyphens and direction marks: never part of a word."""

_BLANK = r"(?:[\s,]+|(?<!\S))"
_GAP = r"[\s,]+(?:[^\s.;。]+[\s]+){0,8}?"
_CHINESE_GAP = "[^。;]{0,20}?"
_PARTICLES = "[وف]?(?:لل|[بكل]?(?:ال)?)"


def silent(text: str) -> str:
    """The text without signs that no pattern sees. What remains keeps its order."""
    return _SILENT.sub("", text) if _SILENT.search(text) else text


def plain(text: str) -> str:
    """The form in which texts and patterns are compared, as long as the text itself (which is ``silent`` already)."""
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).translate(_SAME)


@dataclass(frozen=True)
class Pattern:
    """One term's patterns in one language. Compiled when a text first holds one of its stems."""

    sources: tuple[str, ...]
    language: str

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Strings of which at least one is in every text that matches."""
        return tuple(dict.fromkeys(stem for source in self.sources for stem in _stems(_tidy(source, self.language))))

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """All the patterns as one."""
        return re.compile("|".join(_translate(_tidy(source, self.language), self.language) for source in self.sources))

    def found(self, text: str) -> bool:
        """Whether a plain text holds a match."""
        return any(stem in text for stem in self.stems) and self.regex.search(text) is not None

    def hits(self, text: str) -> tuple[tuple[int, int], ...]:
        """Where a plain text matches, from left to right, without overlap."""
        if not any(stem in text for stem in self.stems):
            return ()
        return tuple(match.span() for match in self.regex.finditer(text) if match.end() > match.start())


@cache
def pattern(sources: tuple[str, ...], language: str) -> Pattern:
    """The pattern of these sources, one value for all who ask."""
    return Pattern(sources, language)


def fault(source: str) -> str:
    """What is wrong with a pattern; empty if nothing is."""
    if not source.strip():
        return "is empty"
    if source.count("(") != source.count(")"):
        return "has a bracket without its partner"
    if re.search(r"[\\+?^$\[\]{}]", source):
        return "holds a sign that has no meaning here; the signs are * … ( | )"
    if not _stems(_tidy(source)):
        return "holds no word that must be there"
    return ""


def _tidy(source: str, language: str = "") -> str:
    tidied = _flat(re.sub(r"\s*…\s*", "…", re.sub(r"\s+", " ", plain(silent(source)).strip())))
    return re.sub(r"(?<![^ …(|])ال", "", tidied) if language == "ar" else tidied


_NESTED = re.compile(r"([(|])([^()|]*)\(([^()]*)\)([^()|]*(?:\([^()]*\)[^()|]*)*)(?=[|)])")


def _flat(source: str) -> str:
    """Choices inside a choice written out: ``(right|authori(s|z)ation)`` has three."""
    while match := _NESTED.search(source):
        sign, before, inner, after = match.groups()
        choices = "|".join(f"{before}{choice}{after}" for choice in inner.split("|"))
        source = f"{source[: match.start()]}{sign}{choices}{source[match.end() :]}"
    return source


# ------------------------------------------------------------------------------------------------------- to a regex


def _translate(source: str, language: str) -> str:
    if language == "zh":
        return "".join(_CHINESE.get(sign, re.escape(sign)) for sign in source.replace(" ", ""))
    particles = _PARTICLES if language == "ar" else ""
    signs = {" ": _BLANK + particles, "…": _GAP + particles, "*": r"\w*", "(": "(?:", ")": ")", "|": "|"}
    body = "".join(signs.get(sign, re.escape(sign)) for sign in source)
    return rf"(?<!\w){particles}{body}(?!\w)"


_CHINESE = {"…": _CHINESE_GAP, "*": "", "(": "(?:", ")": ")", "|": "|"}


# ------------------------------------------------------------------------------------------------------- to its stems


def _stems(source: str) -> tuple[str, ...]:
    """The stems of the word that promises most: the one whose shortest choice is longest."""
    words = [_choices(word) for word in re.split(r"[ …](?![^(]*\))", source)]
    return max((word for word in words if word and all(word)), key=lambda word: min(map(len, word)), default=())


def _choices(word: str) -> tuple[str, ...]:
    """The longest plain run of each way to spell a word."""
    spellings = [""]
    for text, group in re.findall(r"([^(]+)|\(([^)]*)\)", word):
        choices = [text] if text else group.split("|")
        spellings = [spelling + choice for spelling in spellings for choice in choices]
    return tuple(max(re.split(r"[* …]", spelling), key=len) for spelling in spellings)
