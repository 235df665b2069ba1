"""Headings: the line ``Article 5``, ``PART II``, ``第三条``, ``المادة 5``, and what of the text around it is its title.

Which words open a heading is data (see ``languages``); what may follow them is decided here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from treatydiff.model import Level
from treatydiff.text.languages import Language, load
from treatydiff.text.lettering import TATWEEL, VOWEL_SIGNS, fold
from treatydiff.text.numbering import (
    AFTER,
    CJK,
    CODE,
    DECIMAL,
    ROMAN_CAPITAL,
    SUFFIXED,
    Number,
    Sequence,
    parse,
    readings,
)
from treatydiff.text.regexes import regex


class Rank(NamedTuple):
    """What a kind of heading opens."""

    level: Level
    step: str
    """Its step in an Akoma Ntoso identifier."""
    depth: int
    """A heading closes what is open at its own depth or deeper; 0 for what stands by itself."""


RANKS = {
    "part": Rank(Level.PART, "part", 1),
    "title": Rank(Level.PART, "title", 2),
    "chapter": Rank(Level.CHAPTER, "chp", 3),
    "section": Rank(Level.SECTION, "sec", 4),
    "subsection": Rank(Level.SECTION, "subsec", 5),
    "option": Rank(Level.OPTION, "option", 6),
    "article": Rank(Level.ARTICLE, "art", 7),
    "rule": Rank(Level.ARTICLE, "rule", 7),
    "principle": Rank(Level.ARTICLE, "principle", 7),
    "provision": Rank(Level.ARTICLE, "prov", 7),
    "act section": Rank(Level.ARTICLE, "sec", 7),
    "text paragraph": Rank(Level.ARTICLE, "para", 7),
    "annex": Rank(Level.ANNEX, "annex", 0),
    "preamble": Rank(Level.PREAMBLE, "preamble", 0),
}
"""Every kind of heading, by the name of its words in a language file."""

UNWORDED = frozenset({"act section", "text paragraph"})
"""Kinds that no word announces (see ``units``): what a text is compared by if it has no articles."""
ARTICLES = frozenset({"article", "rule", "principle", "provision", *UNWORDED})
ARTICLE_WORDS = ("article", "rule", "principle")
"""Those of them that a language's words announce wherever they stand."""
CONTAINERS = frozenset({"part", "title", "chapter", "section", "subsection"})


class Heading(NamedTuple):
    """What a line announces."""

    kind: str
    """A key of ``RANKS``."""
    number: Number | None
    printed: str
    """The word and the number with everything printed around them: ``[Article 12``, ``Article 5:``."""
    rest: str
    """What follows on the line: the title, or the title and the body, or the body."""
    separated: bool
    """Whether a mark stands between the number and the rest."""
    word: str = ""
    """What the text calls it, where that is not printed before the number: ``section``, ``paragraph``."""

    @property
    def number_readings(self) -> tuple[Number, ...]:
        """Every way to read its number: ``Option I`` is the ninth or the first."""
        if self.number is None:
            return ()
        return readings(self.number.printed) or (self.number,)

    @property
    def article(self) -> bool:
        return self.kind in ARTICLES

    @property
    def container(self) -> bool:
        return self.kind in CONTAINERS


# ------------------------------------------------------------------------------------------------ recognising a heading

_UNSEEN = "[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*"
_LEAD = rf"{_UNSEEN}\s*(?:\d{{1,4}}\.-\s*)?(?:#{{1,6}}\s+)?(?:\*\*|__)?(?:\[\s?){{0,3}}{_UNSEEN}"
_TAIL = regex(
    r"[*†‡⁰¹²³⁴-⁹]{0,3}\s*+\]{0,3}\s*+(?P<mark>[.．:：]?\s?[-–—]+(?=\s|$|[^\W\d_])|[.．:：](?!\d))?\s*+(?:\*\*|__)?\s*+\]{0,3}\s*+"
)
_PLACEHOLDER = r"\[\s?(?:\.{3}|…|[XxYZ]{1,2}|_+)?\s?\]|…|\.{3}|_{2,}"
_ENCLOSED = regex(rf"\s*\((?P<number>{DECIMAL})\)")
_SET_OFF = regex(r"\s*[:：–—-]\s*(?=[\dIVXLC])")
"""Between word and number: ``ARTICLE - 2``, ``Article: 8.4``."""
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Marks of footnotes behind a number."""
_CHINESE_SUFFIX = regex("之[一二三四五六七八九十]{1,3}")


class _HeadingForm(NamedTuple):
    """One printed form of a heading, taken apart at ``{n}``."""

    kind: str
    numbered: bool
    spaced: bool
    """Whether white space must stand before the number."""
    after: str = ""
    """What stands behind the number: ``条``, ``partie``."""


class _HeadingGrammar(NamedTuple):
    """The headings of one language."""

    word: re.Pattern[str]
    """The word of a heading; a group that matches nothing where the number comes first."""
    ordinals: str
    """The pattern of an ordinal word."""
    openings: frozenset[str]
    """The first letters of ordinals, small ones: most lines have none, and to compile so many words takes long."""
    figures: tuple[str, ...]
    """The patterns of other numbers that may follow the word."""
    forms: dict[str, tuple[_HeadingForm, ...]]
    """By the folded word."""


@cache
def _grammar(code: str) -> _HeadingGrammar:
    language = load(code)
    forms: dict[str, tuple[_HeadingForm, ...]] = {}
    kinds = [kind for kind in RANKS if kind not in UNWORDED]
    for kind in kinds:
        for printed in getattr(language.headings, kind):
            before, number, after = printed.partition("{n}")
            word = fold(before)
            forms[word] = (*forms.get(word, ()), _HeadingForm(kind, bool(number), before.endswith(" "), after.strip()))
    words = sorted({w.partition("{n}")[0].strip() for kind in kinds for w in getattr(language.headings, kind)}, key=len)
    return _HeadingGrammar(
        re.compile(f"{_LEAD}(?P<word>{'|'.join(_cased(word) for word in reversed(words) if word)})?"),
        _ordinals(language),
        frozenset(word[:1].lower() for word in language.ordinals),
        tuple(_figures(language)),
        forms,
    )


@cache
def _numbers(code: str, *, ordinal: bool, figures: bool) -> re.Pattern[str]:
    """The numbers that may follow the word of a heading: an ordinal, something else, or either."""
    grammar = _grammar(code)
    return re.compile("|".join([*([grammar.ordinals] if ordinal else []), *(grammar.figures if figures else [])]))


def _figures(language: Language) -> list[str]:
    before, behind = ([CJK], [r"\d{1,4}"]) if not language.spaced else ([], [])
    latin = [
        CODE + r"(?!(?<=\s[A-Z])\s[a-zà-ÿ])" + AFTER,
        DECIMAL + AFTER,
        ROMAN_CAPITAL,
        r"[A-ZА-Я](?:\.\d{1,2})?(?![^\W_])",
    ]
    return [*before, *latin, *behind, _PLACEHOLDER]


def _ordinals(language: Language) -> str:
    words = sorted(language.ordinals, key=len, reverse=True)
    return rf"(?i:{'|'.join(map(_spelled, words))})(?:{SUFFIXED})?(?![^\W_])" if words else "(?!)"


def _cased(word: str) -> str:
    """The pattern of a word as it stands, with a capital, or in capitals."""
    forms = dict.fromkeys((word, word[:1].upper() + word[1:], word.upper()))
    return "|".join(_spelled(form) for form in forms)


def _spelled(word: str) -> str:
    """The pattern of a word: any white space, either apostrophe, stretched and vowelled Arabic."""
    unsaid = f"[{TATWEEL}{VOWEL_SIGNS}]*" if any("\u0600" <= char <= "\u06ff" for char in word) else ""
    parts = [r"\s+" if char == " " else re.escape(char) + unsaid for char in word]
    return "".join(parts).replace("’", "[’']")


def recognise(text: str, language: Language) -> Heading | None:
    """What a line announces, if it announces something; whether it is only cited there, the context must say."""
    grammar = _grammar(language.code)
    start = grammar.word.match(text)
    if start is None:
        return None
    for form in grammar.forms.get(fold(start["word"] or ""), ()):
        if heading := _heading(form, text, start.end(), grammar, language):
            return heading
    return None


def heading_behind(text: str, start: int, language: Language, *, after: str = "") -> Heading | None:
    """The heading of a line whose word, whatever it is, ends at ``start`` or stands behind the number."""
    return _heading(_HeadingForm("provision", True, False, after), text, start, _grammar(language.code), language)


def kind_of(word: str, language: Language, kinds: Iterable[str]) -> str:
    """The kind of heading that a word announces in this language; empty where it is none of them."""
    return next(
        (kind for kind in kinds for form in getattr(language.headings, kind) if _means(word, form.replace("{n}", ""))),
        "",
    )


def _means(word: str, form: str) -> bool:
    """Whether a word is one, in any case, or short for it: ``Reg.``."""
    meant, said = fold(form).strip(" 第"), fold(word)
    return meant == said or (said[-1:] == "." and len(said) > 2 and meant.startswith(said[:-1]) and " " not in meant)


def _heading(form: _HeadingForm, text: str, start: int, grammar: _HeadingGrammar, language: Language) -> Heading | None:
    """The heading of a certain form whose word ends at ``start``."""
    chinese = not language.spaced
    bare, end = "", start
    if form.numbered:
        if form.kind in ARTICLES and (set_off := _SET_OFF.match(text, start)):
            start = set_off.end()
        elif form.spaced and not text[start : start + 1].isspace():
            return None
        found = _numbered(text, start, grammar, language)
        if not found and (found := _ENCLOSED.match(text, start)):  # المادة (5)
            bare = found["number"]
        if not found:
            return None
        bare, end = bare or found[0], found.end()
        if form.after and not (closing := re.compile(_cased(form.after)).match(text, _past_space(text, end))):
            return None
        if form.after and closing:
            end = closing.end()
        if chinese and (suffix := _CHINESE_SUFFIX.match(text, end)):
            bare, end = bare + suffix[0], suffix.end()
    if (
        text[end : end + 1].isalnum()
        and text[end] not in _RAISED
        and not (chinese and (form.after or form.numbered or form.kind == "preamble"))
    ):
        return None
    tail = _TAIL.match(text, end)
    assert tail is not None
    rest, mark = text[tail.end() :].strip(), tail["mark"] or ""
    if not bare and not rest and mark in (".", "．"):  # the end of a sentence
        return None
    if not _may_follow(rest, mark.strip(), form.kind, bare, language):
        return None
    return Heading(form.kind, _number(bare, language), text[: tail.end()].strip(), rest, bool(mark))


def _numbered(text: str, start: int, grammar: _HeadingGrammar, language: Language) -> re.Match[str] | None:
    """The number behind the word of a heading; where there is no word, an ordinal."""
    start = _past_space(text, start)
    ordinal = text[start : start + 1].lower() in grammar.openings
    figures = bool(text[:start].strip("[ "))
    return _numbers(language.code, ordinal=ordinal, figures=figures).match(text, start) if ordinal or figures else None


def _past_space(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _number(bare: str, language: Language) -> Number | None:
    """The number of a heading; one that is still open (``Article […]``) has no value."""
    if not bare:
        return None
    return parse(bare, language.ordinals) or Number(bare, Sequence.BULLET, ())


def _may_follow(rest: str, mark: str, kind: str, bare: str, language: Language) -> bool:
    """Whether the rest of the line leaves the line a heading: ``Article 63 does not preclude`` is a sentence."""
    separated = bool(mark)
    if kind == "option":
        return separated or not rest or bool(re.fullmatch(r"[(\[].*[)\]]:?", rest))
    if not rest:
        return True
    if kind == "preamble":
        return any(words_at_start(rest, language.preamble.openings))
    if kind == "annex" and not bare:
        return separated
    if separated:
        return not rest[0].islower() or mark not in (".", "．")
    if rest[0] == "(":
        return bool(re.fullmatch(r"\([^\d()][^()]{2,}\)\]?", rest))
    return not (rest[0].islower() or rest[0].isdecimal() or rest[0] in _NO_TITLE or _cites(rest, language))


_NO_TITLE = ",;.:)]/’'、，；。）-–—&"
"""No title begins so."""


def _cites(rest: str, language: Language) -> bool:
    words = language.sentences.citing
    if not language.spaced:
        return rest.startswith(words)
    return rest.split(maxsplit=1)[0] in words


# --------------------------------------------------------------------------------------------- a title and what follows

TERMINAL = ".;:!?。；：！？؛؟…"
"""A line that ends so is no title."""
_CLOSERS = "”\"’'»）)]】›"


def ends_sentence(text: str) -> bool:
    """Whether a text is closed by a mark that ends a sentence or a member of a list."""
    bare = text.rstrip(_CLOSERS + " ")
    return bool(bare) and bare[-1] in TERMINAL


def dangles(text: str, language: Language) -> bool:
    """Whether a line cannot end here: an article, preposition or conjunction, a comma, a hyphen, an open bracket."""
    bare = text.rstrip()
    if not bare or bare[-1] in ",،、，-–—/([（":
        return True
    words = language.sentences.dangling
    if not language.spaced:  # 目的 is a word of its own, and a title
        return any(bare.endswith(word) and len(bare) > len(word) + 1 for word in words)
    last = bare.split()[-1].lower().strip("[](),")
    return last in words or last.endswith(tuple(word for word in words if word[-1] in "’'"))


def starts_low(text: str) -> bool:
    """Whether a line begins in the middle of a sentence: with a small letter, behind brackets or not."""
    for char in text[:12]:
        if char.isalpha():
            return char.islower()
        if char not in "[(“\"«‘’' ":
            return False
    return False


def opens_sentence(text: str) -> bool:
    """Whether a line may begin a sentence: with no small letter, or with a word in quotation marks that is defined."""
    return not starts_low(text) or defines(text)


def defines(text: str) -> bool:
    """Whether a line begins with a word in quotation marks, as definitions do."""
    return text.lstrip("[( ").startswith(("“", "«", "„", '"'))


def capitals(text: str) -> bool:
    """Whether every letter that has a case is a capital."""
    return text.isupper()


@cache
def _openings(code: str) -> re.Pattern[str]:
    language = load(code)
    words = sorted(language.sentences.openings, key=len, reverse=True)
    if not language.spaced:
        return re.compile("|".join(map(re.escape, words)))
    parts = [re.escape(word) + ("" if word[-1] in "’'" else r"(?![\w-])") for word in words]
    return re.compile(rf"(?<![\w\[(“«’'-])(?:{'|'.join(parts)})")


MAX_TITLE = 300
"""Characters; the longest titles of articles known have some 250."""


def divide(text: str, language: Language) -> tuple[str, str]:
    """A title and the body that extraction glued to it; the title is empty where no safe place to divide is found."""
    if not ends_sentence(text) and len(text) <= MAX_TITLE:
        return text, ""
    places = [found.start() for found in _openings(language.code).finditer(text, 0, MAX_TITLE + 40)]
    places += [found.end() for found in _FIRST_NUMBER.finditer(text, 0, MAX_TITLE + 40)]
    for place in sorted(places):
        title, body = text[:place].rstrip(), text[place:]
        if _INNER_STOP.search(title) or has_verb(title, language):
            return "", text
        least = 3 if language.spaced else 2
        if len(title) >= least and not dangles(title, language) and len(body) > 6:
            return title, body
    return "", text


_FIRST_NUMBER = regex(r"\s(?=(?:\[\s?)?(?:1[.)．]|\(1\)|\(a\)|a\)|1 [-–]|\(أ\))\s)|(?=一、|（一）)")
"""The first number of an article, glued behind its title."""


def has_verb(title: str, language: Language) -> bool:
    """Whether a text contains a word that makes it a sentence."""
    return not _verbs(language.code).isdisjoint(re.findall(r"\w+", title.lower()))


@cache
def _verbs(code: str) -> frozenset[str]:
    return frozenset(load(code).sentences.verbs)


_INNER_STOP = regex(r"[.;:!?](?=\s|$)|[。；：！？؛؟，]")


def title_of(lines: Iterable[str], language: Language, more: bool) -> tuple[str, str, int]:
    """The title that a run of unnumbered lines opens with: ``(title, text that was glued to it, lines used)``.

    ``more``: whether something numbered follows the run, so that the run may be nothing but a title.
    """
    run = list(lines)
    if not run:
        return "", "", 0
    used = _one_sentence(run, language, more)
    joined = join(run[:used])
    title, body = divide(joined, language)
    if not title:
        return "", "", 0
    return title, body, used


def _one_sentence(run: list[str], language: Language, more: bool) -> int:
    """How many lines from the first belong together: a title may wrap, and so may a body."""
    used = 1
    while used < len(run) and not ends_sentence(run[used - 1]) and _goes_on(run[used - 1], run[used], language):
        used += 1
    if more and used + 1 == len(run) and not language.cased and not any(map(ends_sentence, run)):
        used += 1
    return used


def _goes_on(line: str, following: str, language: Language) -> bool:
    both_capitals = capitals(line) and capitals(following)
    return starts_low(following) or dangles(line, language) or both_capitals


def join(texts: Iterable[str]) -> str:
    """Texts as one line: a space between them, none between Chinese characters."""
    pieces: list[str] = []
    last = ""
    for text in texts:
        if last and text and not (_ideographic(last) and _ideographic(text[0])):
            pieces.append(" ")
        pieces.append(text)
        last = text[-1:] or last
    return "".join(pieces)


def _ideographic(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def words_at_start(text: str, phrases: tuple[str, ...]) -> Iterator[str]:
    """Those phrases that a text begins with, in any case, behind brackets or not."""
    start = fold(text[:120].lstrip('[(（“"« '))
    if not start.startswith(_all_folded(phrases)):
        return
    for phrase in phrases:
        opening = fold(phrase)
        if start.startswith(opening):
            after = start[len(opening) : len(opening) + 1]
            if not after.isalnum() or _ideographic(opening[-1]):
                yield phrase


@lru_cache(maxsize=256)
def _all_folded(phrases: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(map(fold, phrases))
