"""Finds cross-references in a passage: "articles 7 to 11", "paragraph 2 (b) of this article", « articles 28 et 29 ».

The one grammar of citations; its words are ``data/languages``. What a citation refers to is for ``references`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from treatydiff.text.languages import Language, load
from treatydiff.text.numbering import CJK, CODE, DECIMAL
from treatydiff.text.regexes import regex


class Citation(NamedTuple):
    """One number of a cross-reference."""

    kind: str
    """``article``, ``paragraph`` or ``subparagraph``."""
    number: str
    """As printed."""
    start: int
    end: int
    """Where the number stands in the passage."""
    article: str = ""
    """Of a paragraph or subparagraph: the number of the article named with it; empty: of this article."""
    paragraph: str = ""
    """Of a subparagraph: the number of the paragraph named with it."""
    elsewhere: bool = False
    """Whether it refers to another instrument."""
    range_end: bool = False
    """Whether it ends a range that the number before it begins."""
    listed: tuple[int, int] = (0, 0)
    """Where the whole list stands with the word before it: ``articles 7 to 11``."""


class _Group(NamedTuple):
    """A word such as "articles" with the numbers that follow it."""

    kind: str
    start: int
    end: int
    numbers: tuple[tuple[int, int, bool], ...]
    """Start, end, whether the end of a range."""
    letters: tuple[tuple[int, int], ...]
    """Subparagraph letters in brackets after the last number."""


@lru_cache(maxsize=20_000)  # most passages are the same in both drafts
def find_citations(text: str, language: str, counted: str = "") -> tuple[Citation, ...]:
    """The cross-references of a passage, in order.

    ``counted``: how the draft counts its articles, if not as conventions do: ``section``, ``paragraph`` or the draft's
    own word, which a reference to one then has; ``code`` for numbers such as ``706-16``, which elsewhere is a range.
    """
    grammar = _grammar(language, counted)
    if not grammar.may_cite(text):
        return ()
    groups = list(grammar.groups(text))
    found: list[Citation] = []
    for index in range(len(groups)):
        found += _read(text, groups, index, grammar)
    return tuple(found)


_WIDEST = 60
"""Numbers of one range that are told apart."""


def numbers_listed(text: str, language: str) -> dict[tuple[int, int], frozenset[str]]:
    """The lists of articles, sections and paragraphs of a passage by where they stand, with the numbers of each.

    A range stands for all its numbers; one that is not in digits for itself.
    """
    found: dict[tuple[int, int], list[str]] = {}
    ways = ("", "section") if _names_sections(text, language) else ("",)
    cited = {each for counted in ways for each in find_citations(text, language, counted)}
    for each in sorted(cited, key=lambda citation: citation.start):
        numbers = found.setdefault(each.listed, [])
        first = numbers[-1] if numbers else ""
        if each.range_end and first.isdigit() and each.number.isdigit():
            numbers += map(str, range(int(first) + 1, min(int(each.number), int(first) + _WIDEST)))
        known = each.number.isdigit() or not each.range_end
        numbers.append(each.number if known else f"{first} to {each.number}")
    return {at: frozenset(numbers) for at, numbers in sorted(found.items())}


def _names_sections(text: str, language: str) -> bool:
    """Whether a text may name sections: else their grammar, which takes long to compile, finds what the other does."""
    small = text.lower()
    return any(word.split("{n}")[0].split()[0].lower() in small for word in load(language).references.section)


def _read(text: str, groups: Sequence[_Group], index: int, grammar: _CitationGrammar) -> Iterator[Citation]:
    group = groups[index]
    owners = _owners(text, groups, index, grammar)
    article = owners.get("article", "")
    paragraph = owners.get("paragraph", "")
    elsewhere = _elsewhere(text, groups, index, grammar)
    listed = (group.start, group.end)
    for start, end, range_end in group.numbers:
        yield Citation(group.kind, text[start:end], start, end, article, paragraph, elsewhere, range_end, listed)
    last = text[group.numbers[-1][0] : group.numbers[-1][1]]
    for depth, (start, end) in enumerate(group.letters):
        letter = text[start:end]
        if group.kind == "article":
            kind = "paragraph" if depth == 0 and letter[0].isdigit() else "subparagraph"
            yield Citation(kind, letter, start, end, last, "", elsewhere, listed=listed)
        elif group.kind == "paragraph" and depth == 0:
            yield Citation("subparagraph", letter, start, end, article, last, elsewhere, listed=listed)


def _owners(text: str, groups: Sequence[_Group], index: int, grammar: _CitationGrammar) -> dict[str, str]:
    """Of a paragraph the article named right after or before it; of a subparagraph also the paragraph."""
    group = groups[index]
    owners: dict[str, str] = {}
    if group.kind == "article":
        return {}
    for step in (1, -1):
        near, last = index + step, group
        while (
            0 <= near < len(groups)
            and abs(near - index) <= _MOST_JOINED
            and grammar.joined(text, last, groups[near], step)
        ):
            first = groups[near].numbers[0]
            owners.setdefault(groups[near].kind, text[first[0] : first[1]])
            last, near = groups[near], near + step
    return {kind: number for kind, number in owners.items() if kind != group.kind}


def _elsewhere(text: str, groups: Sequence[_Group], index: int, grammar: _CitationGrammar) -> bool:
    """Whether another instrument is named with this reference, or with the ones it is joined to."""
    first = last = index
    while last + 1 < min(len(groups), index + _MOST_JOINED) and grammar.neighbours(
        text, groups[last], groups[last + 1]
    ):
        last += 1
    while first > max(0, index - _MOST_JOINED) and grammar.neighbours(text, groups[first - 1], groups[first]):
        first -= 1
    return grammar.elsewhere(text, groups[first], groups[last])


class _CitationGrammar:
    """The patterns of one language, compiled once."""

    def __init__(self, language: Language, counted: str) -> None:
        words = language.references
        digits = f"{CODE}|{DECIMAL}" if counted == "code" else DECIMAL
        self._chinese = any("{n}" in word for word in words.article)
        ordinals = "|".join(sorted(map(re.escape, language.ordinals), key=len, reverse=True))
        self._coded = counted == "code"
        point = r"(?!\d{1,3}[°º](?!\w))" if self._coded else ""
        number = rf"{point}(?:{digits}" + (rf"|(?:{ordinals})\b)" if ordinals else ")")
        between = "|".join(self._joint(word) for word in (*words.through, *words.also))
        listed = rf"{number}(?:(?:\s?\([\w]{{1,4}}\))*(?:{between}){number})*"
        if self._chinese:
            number, listed = rf"(?:{CJK}(?:条?之[一二三四五六七八九十]{{1,3}})?|\d{{1,3}})", ""
        starting = "|".join(map(re.escape, words.starting))
        self._starting = rf"(?:(?:{starting})\s+)?" if starting else ""
        self._number = regex(number, re.IGNORECASE)
        self._through = regex("|".join(re.escape(word) for word in words.through))
        self._letters = regex(r"\s?[\(（]([^\W_]{1,4})[\)）]|\s([a-z])\)" + (r"|,?\s(\d{1,3}[°º])" if point else ""))
        signs = ("§{n}", "§ {n}") if self._chinese else ("§", "§§")
        own = {"": (), "code": (), "paragraph": words.paragraph, "section": (*words.section, *signs)}.get(counted)
        own = _forms(counted, chinese=self._chinese) if own is None else own
        articles = (*words.article, *words.rule, *own)
        paragraphs = () if counted == "paragraph" else words.paragraph
        kinds = (("subparagraph", words.subparagraph), ("paragraph", paragraphs), ("article", articles))
        self._named, self._listed = {kind: names for kind, names in kinds if names}, listed
        stems = tuple(self._stems((*articles, *words.paragraph, *words.subparagraph)))
        self._quick = regex("|".join(map(re.escape, stems)))
        small = {stem.lower() for stem in stems}
        self._needed = tuple(stem for stem in small if not any(other in stem for other in small - {stem}))
        here = "|".join(_loose(word) for word in words.here)
        self._here = regex(rf"[\s,]*(?:{here})", re.IGNORECASE)
        self._instruments = _Instruments(language, noun_last=self._chinese)
        self._also = regex("|".join(_whole(word) for word in words.also if word[0].isalnum()))

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        """For references, with a group for each kind; large, so compiled only for a text that may hold one."""
        if self._chinese:
            return [re.compile(self._in_chinese(*named)) for named in self._named.items()]
        enclosed = r"[\(（]?[a-zA-Z]{1,4}[\)）]|[\(（][^\W_][\)）]"
        body = rf"(?:{self._listed}|(?:{enclosed})(?:(?:\s*,\s*|\s+\w{{1,3}}\s+)(?:{enclosed}))*)"
        named = "|".join(f"(?P<{kind}>{self._loosely(names)})" for kind, names in self._named.items())
        main = re.compile(rf"(?<!\w)(?:{named})\s+{self._starting}(?P<list>{body})", re.IGNORECASE)
        return [main, _DEGREES] if self._coded else [main]

    def _in_chinese(self, kind: str, words: Sequence[str]) -> str:
        return rf"(?P<{kind}>{'|'.join(_chinese_pattern(word, self._number.pattern) for word in words)})"

    @staticmethod
    def _loosely(words: Iterable[str]) -> str:
        return "|".join(_loose(word) for word in sorted(words, key=len, reverse=True))

    @staticmethod
    def _joint(word: str) -> str:
        sign = not word[0].isalnum()
        if word == "و":  # the Arabic "and" is written together with what follows
            return r"\s+و\s?"
        return rf"\s*{re.escape(word)}\s*" if sign else rf",?\s+{re.escape(word)}\s+"

    @staticmethod
    def _stems(words: Sequence[str]) -> Iterator[str]:
        """What any of the words begins with, in small letters or a capital; none that another begins."""
        stems = [word.split("{n}")[0].split(_ENDING)[0] for word in words]
        shortest: tuple[str, ...] = ()
        for stem in sorted({form for s in stems for form in (s, s.lower(), s[0].upper() + s[1:])}):
            if not stem.startswith(shortest):
                shortest = (*shortest, stem)
        return iter(shortest)

    def may_cite(self, text: str) -> bool:
        """Whether a text has a word that a reference begins with: looked for in small letters first, which is quick."""
        small = text.lower()
        return any(stem in small for stem in self._needed) and self._quick.search(text) is not None

    def groups(self, text: str) -> Iterator[_Group]:
        """Every reference word with its numbers, in order; a longer match hides those inside it."""
        found = [group for pattern in self._patterns for group in self._found(pattern, text)]
        reached = -1
        for group in sorted(found, key=lambda group: (group.start, -group.end)):
            if group.start >= reached:
                reached = group.end
                yield group

    def _found(self, pattern: re.Pattern[str], text: str) -> Iterator[_Group]:
        place = 0
        while match := pattern.search(text, place):
            kind = next(kind for kind, words in match.groupdict().items() if words is not None and kind in self._named)
            group = self._group(kind, match, text)
            if group is not None:
                yield group
            place = match.end() if group else match.start() + 1  # "sub-paragraph 11" is none, but a paragraph

    def _group(self, kind: str, match: re.Match[str], text: str) -> _Group | None:
        begin = match.start("list") if "list" in match.re.groupindex else match.start()
        numbers: list[tuple[int, int, bool]] = []
        position = begin
        pattern = self._enclosed if kind == "subparagraph" and not self._chinese else self._number
        pattern = pattern if match[kind] else _DEGREE
        for found in pattern.finditer(text, begin, match.end()):
            group = next((g for g in range(1, found.re.groups + 1) if found.group(g)), 0)
            joint = text[position : found.start()]
            if numbers and "(" in text[max(found.start() - 1, 0) : found.start()] and kind != "subparagraph":
                continue
            numbers.append((*found.span(group), bool(numbers) and bool(self._through.search(joint))))
            position = found.end()
        letters: list[tuple[int, int]] = []
        end = match.end()
        while (more := self._letters.match(text, end)) and kind != "subparagraph":
            letters.append(more.span(more.lastindex or 0))
            end = more.end()
        return _Group(kind, match.start(), end, tuple(numbers), tuple(letters)) if numbers else None

    _enclosed = regex(r"[\(（]?([a-zA-Z]{1,4}|[^\W\d_])[\)）]")

    def joined(self, text: str, a: _Group, b: _Group, step: int) -> bool:
        """Whether two neighbouring references belong together: only small words between, and no "and"."""
        first, second = (a, b) if step > 0 else (b, a)
        between = text[first.end : second.start]
        if step > 0 and self._here.match(text, first.end):
            return False
        if b.kind == a.kind or _RANK[b.kind] > _RANK[a.kind]:
            return False
        near = len(between) <= (_AHEAD if step > 0 else _BEHIND)
        return near and not self._also.match(between.strip(" ,")) and not _STOP.search(between)

    def neighbours(self, text: str, a: _Group, b: _Group) -> bool:
        """Whether two references that follow each other are one place: "paragraph 2 of article 5", "article 5 (2)"."""
        return self.joined(text, a, b, 1) or self.joined(text, b, a, -1)

    def elsewhere(self, text: str, first: _Group, last: _Group) -> bool:
        """Whether another instrument is named with references that are one place: after them, or before."""
        named = self._instruments.after(text, last.end)
        if named is None and "article" in (first.kind, last.kind):
            named = self._instruments.thereof(text, first.start, last)
        if named is None:
            named = self._instruments.before(text, first.start)
        return bool(named) and not self._here.match(text, last.end)


class _Instruments:
    """The names of other instruments in one language.

    Each method answers whether a reference is to another instrument: None where it finds no name to tell by.
    """

    def __init__(self, language: Language, *, noun_last: bool) -> None:
        words = language.references
        self._noun_last = noun_last
        nouns = _either(words.instruments)
        own = _either(words.own)
        small = _either(word for word in language.sentences.dangling if word.isalpha())
        name = rf"(?:(?:[{_UPPER}]{_REST}|\d{_REST}|n[°º]|№|\([^()\s]{{1,12}}\)|(?:{small}))\s+){{0,8}}?"
        named = rf"{name}(?:(?i:{nouns})|[{_UPPER}]{{3,}})(?!\w)"
        blank = r"\s*" if noun_last else r"\s+"
        self._own = regex(rf"(?<!\w)(?i:{own}){blank}(?:\w+\s+){{0,2}}?(?i:{nouns})")
        self._mention = regex(
            rf"(?P<own>(?<!\w)(?i:{own}){blank}(?:\w+\s+){{0,2}}?)?(?P<noun>(?i:{nouns}))"
            + ("" if noun_last else r"(?!\w)")
        )
        plain = [word for word in words.elsewhere if _INSTRUMENT not in word]
        slots = [word.split(_INSTRUMENT) for word in words.elsewhere if _INSTRUMENT in word]
        if noun_last:
            ends = [*map(re.escape, plain), *(rf"(?<!{own})(?:{nouns}){re.escape(tail)}" for _, tail in slots)]
            self._before = regex(rf"(?:{'|'.join(ends)})$")
        direct = "|".join(map(_whole, plain))
        led = "|".join(f"{_led(head)}{named}" for head, _ in slots)
        self._after = regex(rf"\s*(?:{direct})|[\s,]*(?:{led})")
        self._thereof = regex(rf"[\s,]*(?:{_either(words.thereof) or '(?!)'})(?!\w)")
        more = "" if noun_last else r"(?:[^\s,.;:]+\s+){0,2}"
        named = rf"(?i:{_either(words.particular)})"
        self._particular = regex(rf"(?<![\s,，、])[\s,，、]*{named}[\s,]*{more}其?中?的?$")
        self._verbs = regex(rf"(?<!\w)(?:{_either(language.sentences.verbs) or '(?!)'})(?!\w)")

    def after(self, text: str, end: int) -> bool | None:
        """By what follows: "of the Charter", "of Directive (EU) 2016/680", "of Security Council resolution 1373"."""
        found = None if self._noun_last else self._after.match(text, end)
        return None if found is None else not self._own.search(found.group())

    def thereof(self, text: str, start: int, last: _Group) -> bool | None:
        """By "thereof", which points back at what was named last."""
        if last.kind != "article" or not self._thereof.match(text, last.end):
            return None
        mention = self._last(text[_sentence(text, start, _POINTS_BACK) : start])
        return mention is None or not mention["own"]

    def before(self, text: str, start: int) -> bool | None:
        """By what stands before: "the Covenant, in particular article 17"; in Chinese the name itself."""
        if self._noun_last and self._before.search(text[max(start - _NAME, 0) : start]):
            return True
        clause = text[_sentence(text, start, _JOINT) : start]
        joint = self._particular.search(clause)
        mention = self._last(clause[: joint.start()]) if joint else None
        if joint is None or mention is None:
            return None
        between = clause[mention.end() : joint.start()]
        if len(between) > (1 if self._noun_last else _NAME) or self._verbs.search(between):
            return None
        return not mention["own"]

    def _last(self, clause: str) -> re.Match[str] | None:
        """The name that is mentioned last. Where there are capitals, a name has one or a number: not "domestic law"."""
        mentions = (m for m in self._mention.finditer(clause) if m["own"] or _is_name(clause, m))
        return max(mentions, key=lambda mention: mention.start(), default=None)


_INSTRUMENT = "{instrument}"
_UPPER = "A-ZÀ-ÖØ-ÞА-ЯЁ"
_REST = r"[^\s,;:()]*"
_NAME = 120
"""Characters that the name of an instrument may take after its noun: "Convention on the Rights of the Child"."""
_MOST_JOINED = 50
"""References joined to each other that are read together, on either side."""
_JOINT = 600
"""Characters before a reference in which the instrument stands that it is joined to, and "in particular"."""
_POINTS_BACK = 4_000
"""Characters before a reference in which "thereof" finds what was named last."""
_CAPITAL_BEFORE = regex(rf"(?<!\w)[{_UPPER}]\w+\s+$")
_END = regex(r"[;؛；。]|\.\s+(?![\da-zа-я(])")
_NUMBERED = regex(r"\s*(?:\([^()\s]{1,12}\)|n[°º]|No\b|№|\d)")


def _either(words: Iterable[str]) -> str:
    return "|".join(map(_loose, sorted(dict.fromkeys(words), key=len, reverse=True)))


def _led(head: str) -> str:
    """What stands before a name, with the blank after it unless it is written together with it."""
    head = head.strip()
    return _loose(head) + ("" if not head or head[-1] in "’'" else r"\s+")


def _is_name(clause: str, mention: re.Match[str]) -> bool:
    capital = not mention["noun"][0].islower() or _CAPITAL_BEFORE.search(clause, 0, mention.start())
    return bool(capital or _NUMBERED.match(clause, mention.end()))


def _sentence(text: str, at: int, most: int) -> int:
    """Where the sentence or clause around a position begins, ``most`` characters before it at the farthest.

    A text may be a hundred pages without a break and name an article in every line.
    """
    first = max(at - most, 0)
    return max((found.end() for found in _END.finditer(text, first, at)), default=first)


_DEGREE = regex(r"\d{1,3}[°º]")
_DEGREES = regex(r"(?<![\w.])(?P<paragraph>)(?P<list>\d{1,3}[°º])(?=\s(?:\w{1,3}[\s’']){1,2}art)")
"""The points of codes, which no word announces: « au 3° de l’article L. 852-1 »."""
_ENDING = "…"
"""Stands in a word for whatever it ends in."""


def _forms(word: str, *, chinese: bool) -> tuple[str, ...]:
    """How a text refers to what it counts by a word of its own, of which no list has the cases and the plural."""
    return (f"{word}{{n}}", f"第{{n}}{word}") if chinese else (word[: max(len(word) - 1, 4)] + _ENDING,)


def _loose(words: str) -> str:
    return r"\s+".join(map(re.escape, words.split())).replace(_ENDING, r"\w{0,3}")


def _whole(words: str) -> str:
    """A phrase that does not go on as a longer word; "de l’" may."""
    return _loose(words) + (r"(?!\w)" if words[-1].isalnum() else "")


def _chinese_pattern(word: str, number: str) -> str:
    """``第{n}条`` as a pattern that takes lists and ranges: 第七条至第十一条; an inserted article is 第五条之二."""
    before, unit = word.split("{n}")
    more = f"(?:(?:{unit})?(?:至|和|、|及|或)(?:{before})?{number})*" if unit else ""
    return f"{before}{number}{more}{unit}" + ("(?:之[一二三四五六七八九十]{1,3})?" if unit == "条" else "")


_AHEAD, _BEHIND = 24, 3
"""Characters between "paragraph 2" and its article: « du présent », "of"; behind it only a comma."""
_STOP = regex(r"[.。;；]")
_RANK = {"article": 0, "paragraph": 1, "subparagraph": 2}


@cache
def _grammar(language: str, counted: str) -> _CitationGrammar:
    return _CitationGrammar(load(language), counted)
