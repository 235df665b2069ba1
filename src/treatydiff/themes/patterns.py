"""The pattern language of theme and wording files: ordinary words with four signs, for lawyers.

``intercept*``              any ending
``(judicial|independent)``  one of these; an empty choice makes it optional: ``(its|) domestic law``
``keep … confidential``     up to eight words of the same sentence in between; in Chinese up to twenty characters
``(a|b) c``                 blanks stand for any white space, with or without a comma

Upper and lower case, kinds of apostrophe and dash, square brackets, and in Arabic vowel signs, forms of alef,
prefixed particles (wa-, fa-, bi-, ka-, li-, al-) and the endings of words of four letters and more make no difference.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from operator import itemgetter

from treatydiff.text.disguise import unmasked
from treatydiff.text.languages import LANGUAGES, is_spaced, load
from treatydiff.text.lettering import APOSTROPHES, DASHES, TATWEEL, VOWEL_SIGNS
from treatydiff.text.regexes import regex
from treatydiff.text.safe_text import INVISIBLE, JOINERS
from treatydiff.themes.matcher import Road, road, walk

_SAME: dict[int, str | int] = {
    **dict.fromkeys(map(ord, "[]{}\u00a0\u2007\u202f\u3000\t\n\r"), " "),
    **APOSTROPHES,
    **DASHES,
    **dict.fromkeys(map(ord, "أإآٱ"), "ا"),
    **dict.fromkeys(map(ord, "ىی"), "ي"),
    ord("ک"): "ك",
    ord("ı"): "i",
    ord("ſ"): "s",
    ord("ة"): "ه",
    ord("ё"): "е",
    ord("Ё"): "е",
    ord("،"): ",",
    ord("؛"): ";",
    **{wide: wide - 0xFEE0 for first, last in ("０９", "ＡＺ", "ａｚ") for wide in range(ord(first), ord(last) + 1)},
    ord("；"): ";",
    ord("："): ":",
}
"""Letter for letter: positions stay what they were."""
_SILENT = regex(
    f"[{VOWEL_SIGNS}\u0670{TATWEEL}\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u2400-\u2421\u202a-\u202e\u2066-\u2069{INVISIBLE}{JOINERS}]"
)
"""Vowel signs, tatweel, soft hyphens and direction marks: never part of a word."""

_LETTERS = regex(r"\w+")
_BLANK = r"[\s,]+"
_BLANKS = regex(_BLANK)
_GAP = r"(?:[^\s.;]+\s+){0,8}?"
_OFTEN = 150
"""Places where a pattern is walked before its regular expression is compiled, which takes as long."""
_CHINESE_GAP = "[^。;]{0,20}?"


def _particles(language: str) -> str:
    return load(language).particles if language in LANGUAGES else ""


def silent(text: str) -> str:
    """The text without signs that no pattern sees. What remains keeps its order."""
    if (text.isascii() and text.isprintable()) or not _SILENT.search(text):
        return text
    return _SILENT.sub("", text)


def plain(text: str) -> str:
    """The form in which texts and patterns are compared, as long as the text itself (which is ``silent`` already)."""
    text = unmasked(text)
    lowered = text.lower()
    return (lowered if len(lowered) == len(text) else text).translate(_SAME)


class LazyPattern:
    """One pattern. Compiled when a text first holds the words it needs."""

    def __init__(self, source: str, language: str) -> None:
        self.text = tidy(source, language)
        self.language = language
        self.need = open_ended(need_of(self.text), language)
        self._walks = 0

    @classmethod
    def known(cls, text: str, language: str, need: Need, heads: tuple[str, ...]) -> LazyPattern:
        """One whose ``text``, ``need`` and ``heads`` are known: to work them out takes ten times as long."""
        made = cls.__new__(cls)
        made.text, made.language, made.need, made.heads, made._walks = text, language, need, heads, 0
        return made

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """As a regular expression over plain texts."""
        return re.compile(_translate(self.text, self.language))

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """How the first word of every match begins; empty where that cannot be told."""
        return heads_of(self.text, self.language)

    def places(self, text: str) -> Iterator[Range]:
        """Where a plain text matches, as ``finditer`` would find it.

        Words are found many times faster than a regular expression finds where it may begin.
        """
        if not self.heads:
            yield from (match.span() for match in self.regex.finditer(text))
            return
        reached, glued = 0, bool(_particles(self.language))
        ends = self._ends if glued else self._ends_walked
        for start in _starts(text, self.heads, glued=glued):
            if start >= reached and (end := ends(text, start)):
                reached = end
                yield start, end

    def _ends(self, text: str, start: int) -> int:
        """Where a match that begins at a place ends; 0 if there is none."""
        found = self.regex.match(text, start)
        return found.end() if found else 0

    def _ends_walked(self, text: str, start: int) -> int:
        """As ``_ends``; the regular expression is compiled only once it would pay."""
        if self._walks == _OFTEN or self._road is None:
            return self._ends(text, start)
        self._walks += 1
        return walk(self._road, text, start)

    @cached_property
    def _road(self) -> Road | None:
        return road(self.text)


class Pattern:
    """The patterns of a term in one language."""

    def __init__(self, sources: tuple[str, ...], language: str) -> None:
        self._texts, self._language = sources, language
        self._hits: dict[str, tuple[Range, ...]] = {}
        """In the last texts: one sentence is asked for by several rules, one after the other."""

    @cached_property
    def sources(self) -> tuple[LazyPattern, ...]:
        """One for each pattern."""
        return tuple(LazyPattern(text, self._language) for text in self._texts)

    @property
    def needs(self) -> tuple[Need, ...]:
        """For each source the beginnings of words that a text must hold to match; one suffices."""
        return tuple(source.need for source in self.sources)

    def found(self, text: str) -> bool:
        """Whether a plain text holds a match."""
        return any(met(source.need, text) and any(True for _ in source.places(text)) for source in self.sources)

    def hits(self, text: str) -> tuple[Range, ...]:
        """Where a plain text matches, from left to right; of matches that overlap the first, or longer, counts."""
        if text not in self._hits:
            if len(self._hits) == _REMEMBERED:
                self._hits.clear()
            asked = (source for source in self.sources if met(source.need, text))
            self._hits[text] = apart(place for source in asked for place in source.places(text))
        return self._hits[text]


_REMEMBERED = 32


def apart(places: Iterable[Range]) -> tuple[Range, ...]:
    """Places from left to right; of those that overlap the first, or longer, counts."""
    found = set(places)
    if not found:
        return ()
    kept: list[Range] = []
    for start, end in sorted(found, key=_first_and_longest):
        if end > start and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return tuple(kept)


def _first_and_longest(span: Range) -> Range:
    return span[0], -span[1]


Range = tuple[int, int]
"""Start and end of a stretch of text."""
Need = Sequence[Sequence[str]]
"""Beginnings of words, one choice of each of which must be in a text."""


def reaching(ranges: Sequence[Range], start: int, end: int) -> Sequence[Range]:
    """Those of some ranges that share a place with another; they stand in order and never overlap."""
    return ranges[bisect_right(ranges, start, key=itemgetter(1)) : bisect_left(ranges, end, key=itemgetter(0))]


def met(need: Need, text: str) -> bool:
    """Whether a text holds one choice of each beginning."""
    for choices in need:
        for choice in choices:
            if choice in text:
                break
        else:
            return False
    return True


@cache
def pattern(sources: tuple[str, ...], language: str) -> Pattern:
    """The pattern of these sources, one value for all who ask."""
    return Pattern(sources, language)


def crosses_sentences(source: str) -> bool:
    """Whether a pattern may match from one sentence into the next: it holds a sign that ends one, which is rare."""
    return not _ENDS.isdisjoint(source)


def parted(text: str, *, spaced: bool) -> Iterator[tuple[int, str]]:
    """The sentences of a plain text with where they begin: no pattern crosses their ends, unless it holds such a sign.

    Line breaks are blanks here: lines that no full stop parts stay together.
    """
    start = len(text) - len(text.lstrip())
    for end in (_ENDS_SPACED if spaced else _ENDS_UNSPACED).finditer(text, start):
        yield start, text[start : end.start() + 1]
        start = end.end()
    if start < len(text):
        yield start, text[start:]


_ENDS = frozenset(".;。?!؟")
_ENDS_SPACED, _ENDS_UNSPACED = regex(r"[.;?!؟]\s+"), regex(r"[。;?!]\s*")


def fault(source: str) -> str:
    """What is wrong with a pattern; empty if nothing is."""
    if not source.strip():
        return "is empty"
    if source.count("(") != source.count(")"):
        return "has a bracket without its partner"
    if re.search(r"[\\+?^$\[\]{}]", source):
        return "holds a sign that has no meaning here; the signs are * … ( | )"
    if not need_of(tidy(source)):
        return "holds no word that must be there"
    return ""


def tidy(source: str, language: str = "") -> str:
    """A pattern in the form in which it is looked for."""
    tidied = " ".join(plain(silent(source)).split())
    if "…" in tidied:
        tidied = tidied.replace(" …", "…").replace("… ", "…")
    if tidied.count("(") > 1:
        tidied = _flat(tidied)
    if "|)" in tidied or "(|" in tidied:
        tidied = _OPTIONAL.sub(_with_blank, tidied)
    return _ARTICLE.sub("", tidied) if _particles(language) else tidied


_ARTICLE = regex(r"(?<![^ …(|])ال(?=[^\W_]{2})")
"""The Arabic article before a word; in ``إلا`` and ``إلى`` the same letters are the word itself."""


_NESTED = regex(r"([(|])([^()|]*)\(([^()]*)\)([^()|]*(?:\([^()]*\)[^()|]*)*)(?=[|)])")


def _flat(source: str) -> str:
    """Choices inside a choice written out: ``(right|authori(s|z)ation)`` has three."""
    while match := _NESTED.search(source):
        sign, before, inner, after = match.groups()
        choices = "|".join(f"{before}{choice}{after}" for choice in inner.split("|"))
        source = f"{source[: match.start()]}{sign}{choices}{source[match.end() :]}"
    return source


_OPTIONAL = regex(r"( ?)\(([^()]*)\)( ?)")


def _with_blank(match: re.Match[str]) -> str:
    """A choice that may be left out takes a blank beside it along: ``(its |)law`` for ``(its|) law``."""
    before, choices, after = match[1], match[2].split("|"), match[3]
    bare = not any(choice != choice.strip() for choice in choices)  # else the blank is where it belongs already
    if "" not in choices or not bare or not (before or after):
        return match[0]
    inner = [f" {choice}" if before else f"{choice} " for choice in choices if choice]
    return f"({'|'.join(inner)}|){after if before else ''}"


# ------------------------------------------------------------------------------------------------------- to a regex


def _translate(source: str, language: str) -> str:
    """The regular expression of a pattern. Written for quick compiling: most are used once or twice in a run."""
    if not is_spaced(language):
        return "".join(_CHINESE.get(sign, re.escape(sign)) for sign in source.replace(" ", ""))
    particles, endings = _particles(language), _endings(language)
    signs = {
        " ": _BLANK + particles,
        "…": _BLANK + _GAP + particles,
        **dict(zip(_ENDS_IN, (each for _, each in endings), strict=False)),
    }
    source = _with_endings(source, [final for final, _ in endings]) if endings else source
    return rf"\b{particles}{''.join(signs.get(sign) or _SIGNS.get(sign) or sign for sign in source)}\b"


def _endings(language: str) -> Sequence[tuple[str, str]]:
    return load(language).endings if language in LANGUAGES else ()


_ENDS_IN = "\ue000\ue001\ue002"
"""In a pattern: another ending may stand here, of the first kind, the second ..."""
_LONGER, _STEM = regex(r"[^\W\d_]{4,}(?![\w*])"), 3
"""A word that may have one, and the letters that must be left of it."""


def _with_endings(source: str, finals: Sequence[str]) -> str:
    """A pattern with signs where a word may end otherwise: no word is part of another, nor has any ending already."""

    def marked(match: re.Match[str]) -> str:
        word, at = match[0], match.end()
        behind = source.index(")", at) + 1 if source[at : at + 1] in ("|", ")") else at
        if source[behind : behind + 1] not in _NO_LETTER:
            return word
        kind = next(kind for kind, final in enumerate(finals) if _ends_in(word, final))
        return word.removesuffix(finals[kind]) + _ENDS_IN[kind]

    return _LONGER.sub(marked, source)


_NO_LETTER = ("", " ", "…", "(")


def _ends_in(word: str, final: str) -> bool:
    return word.endswith(final) and len(word) - len(final) >= _STEM


def open_ended(need: Need, language: str) -> Need:
    """What a text must hold, without what may be another ending."""
    finals = [final for final, _ in _endings(language) if final]
    if not finals:
        return need
    return tuple(tuple(_stemmed(choice, finals) for choice in choices) for choices in need)


def _stemmed(word: str, finals: Sequence[str]) -> str:
    return next((word.removesuffix(final) for final in finals if _ends_in(word, final)), word)


_SIGNS = {"*": r"\w*", "(": "(?:", ".": r"\."}
_CHINESE = {"…": _CHINESE_GAP, "*": "", "(": "(?:", ")": ")", "|": "|"}


# ------------------------------------------------------------------------------------------------------- where to look


_HEAD = regex(r"[^*… ]*")


def heads_of(source: str, language: str) -> tuple[str, ...]:
    """How the first word of a pattern begins in each of its spellings; none if one of them has no letters there."""
    if not is_spaced(language):
        return ()
    first = _BETWEEN_BLANKS.match(source)
    spelled = spellings(first[0] if first else "")
    heads = dict.fromkeys(match[0] for spelling in spelled if (match := _HEAD.match(spelling)))
    known = tuple(heads) if all(_is_word(head[:1]) for head in heads) else ()
    return tuple(open_ended((known,), language)[0])


def _starts(text: str, heads: tuple[str, ...], *, glued: bool) -> Iterable[int]:
    """Where words begin with one of these, from left to right; with particles in front of it if words are ``glued``."""
    found: list[int] = []
    for head in heads:
        at = text.find(head)
        while at >= 0:
            start = at
            while glued and start and _is_word(text[start - 1]):
                start -= 1
            if not start or not _is_word(text[start - 1]):
                found.append(start)
            at = text.find(head, at + 1)
    return found if len(heads) == 1 else sorted(set(found))


def _is_word(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


# -------------------------------------------------------------------------------------------------------- to its need


def need_of(source: str) -> Need:
    """The choices of each word of a pattern that must be there, the most telling word first."""
    if source.isalpha():  # most patterns
        return ((source,),)
    words = _BETWEEN_BLANKS.findall(source) if "(" in source else source.replace("…", " ").split(" ")
    choices = [_choices(word) for word in words]
    return tuple(sorted((word for word in choices if word and all(word)), key=_shortest, reverse=True))


_BETWEEN_BLANKS = regex(r"(?:\([^()]*\)|[^() …])+")
_PIECES = regex(r"([^(]+)|\(([^()]*)\)")


def _shortest(choices: tuple[str, ...]) -> int:
    return min(map(len, choices))


def _choices(word: str) -> tuple[str, ...]:
    """How each way to spell a word begins."""
    stem = word.rstrip("*")
    return (stem,) if stem.isalpha() else tuple(map(_beginning, spellings(word)))


def words_of(source: str) -> list[str]:
    """The words of a pattern, each with the choices in brackets that are part of it, however many they are."""
    return _BETWEEN_BLANKS.findall(source)


def spellings(word: str) -> list[str]:
    """The ways to spell a word of a pattern, which may be several words each."""
    found = [""]
    for text, group in _PIECES.findall(word):
        choices = [text] if text else group.split("|")
        found = [spelling + choice for spelling in found for choice in choices]
    return found


def _beginning(spelling: str) -> str:
    """The longest run of letters at the beginning of a word in a spelling (which may hold several)."""
    if spelling.isalpha():
        return spelling
    starts = (part.partition("*")[0] for part in spelling.replace("…", " ").split(" "))
    return max((run for start in starts for run in _LETTERS.findall(start)), key=len, default="")
