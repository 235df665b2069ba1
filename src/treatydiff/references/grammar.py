"""Finds cross-references in a passage: "articles 7 to 11", "paragraph 2 (b) of this article", « articles 28 et 29 ».

What stands here is grammar only; what a reference refers to is for ``references`` to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from treatydiff.languages import Language, load
from treatydiff.numbering import CJK, DECIMAL


@dataclass(frozen=True, slots=True)
class Citation:
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


@dataclass(frozen=True, slots=True)
class _Group:
    """A word such as "articles" with the numbers that follow it."""

    kind: str
    start: int
    end: int
    numbers: tuple[tuple[int, int, bool], ...]
    """Start, end, whether the end of a range."""
    letters: tuple[tuple[int, int], ...]
    """Subparagraph letters in brackets after the last number."""


@lru_cache(maxsize=20_000)  # most passages are the same in both drafts
def find_citations(text: str, language: str) -> tuple[Citation, ...]:
    """The cross-references of a passage, in order."""
    grammar = _grammar(language)
    if not grammar.quick.search(text):
        return ()
    groups = list(grammar.groups(text))
    found: list[Citation] = []
    for index in range(len(groups)):
        found += _read(text, groups, index, grammar)
    return tuple(found)


def _read(text: str, groups: Sequence[_Group], index: int, grammar: _Grammar) -> Iterator[Citation]:
    group = groups[index]
    owners = _owners(text, groups, index, grammar)
    article = owners.get("article", "")
    paragraph = owners.get("paragraph", "")
    elsewhere = _elsewhere(text, groups, index, grammar)
    for start, end, range_end in group.numbers:
        yield Citation(group.kind, text[start:end], start, end, article, paragraph, elsewhere, range_end)
    last = text[group.numbers[-1][0] : group.numbers[-1][1]]
    for depth, (start, end) in enumerate(group.letters):
        letter = text[start:end]
        if group.kind == "article":
            kind = "paragraph" if depth == 0 and letter[0].isdigit() else "subparagraph"
            yield Citation(kind, letter, start, end, last, "", elsewhere)
        elif group.kind == "paragraph" and depth == 0:
            yield Citation("subparagraph", letter, start, end, article, last, elsewhere)


def _owners(text: str, groups: Sequence[_Group], index: int, grammar: _Grammar) -> dict[str, str]:
    """Of a paragraph the article named right after or before it; of a subparagraph also the paragraph."""
    group = groups[index]
    owners: dict[str, str] = {}
    if group.kind == "article":
        return {}
    for step in (1, -1):
        near, last = index + step, group
        while 0 <= near < len(groups) and grammar.joined(text, last, groups[near], step):
            first = groups[near].numbers[0]
            owners.setdefault(groups[near].kind, text[first[0] : first[1]])
            last, near = groups[near], near + step
    return {kind: number for kind, number in owners.items() if kind != group.kind}


def _elsewhere(text: str, groups: Sequence[_Group], index: int, grammar: _Grammar) -> bool:
    """Whether another instrument is named with this reference, or with the ones it is joined to."""
    while index + 1 < len(groups) and grammar.joined(text, groups[index], groups[index + 1], 1):
        index += 1
    return grammar.elsewhere(text, groups[index])


class _Grammar:
    """The patterns of one language, compiled once."""

    def __init__(self, language: Language) -> None:
        words = language.references
        self._chinese = any("{n}" in word for word in words.article)
        ordinals = "|".join(sorted(map(re.escape, language.ordinals), key=len, reverse=True))
        number = rf"(?:{DECIMAL}" + (rf"|(?:{ordinals})\b)" if ordinals else ")")
        between = "|".join(self._joint(word) for word in (*words.through, *words.also))
        listed = rf"{number}(?:(?:\s?\([\w]{{1,4}}\))*(?:{between}){number})*"
        if self._chinese:
            number, listed = rf"(?:{CJK}(?:条?之[一二三四五六七八九十]{{1,3}})?|\d{{1,3}})", ""
        starting = "|".join(map(re.escape, words.starting))
        self._starting = rf"(?:(?:{starting})\s+)?" if starting else ""
        self._number = re.compile(number, re.IGNORECASE)
        self._through = re.compile("|".join(re.escape(word) for word in words.through))
        self._letters = re.compile(r"\s?[\(（]([^\W_]{1,4})[\)）]|\s([a-z])\)")
        articles = (*words.article, *words.rule)
        kinds = (("subparagraph", words.subparagraph), ("paragraph", words.paragraph), ("article", articles))
        self._kinds = [(kind, self._pattern(names, number, listed)) for kind, names in kinds]
        self.quick = re.compile("|".join(self._stems((*articles, *words.paragraph, *words.subparagraph))))
        here = "|".join(self._loose(word) for word in words.here)
        self._here = re.compile(rf"[\s,]*(?:{here})", re.IGNORECASE)
        self._after = re.compile(rf"\s*(?:{'|'.join(map(self._whole, words.elsewhere))})")
        self._before = re.compile(rf"(?:{'|'.join(map(re.escape, words.elsewhere))})$")
        self._also = re.compile("|".join(self._whole(word) for word in words.also if word[0].isalnum()))

    @staticmethod
    def _joint(word: str) -> str:
        sign = not word[0].isalnum()
        if word == "و":  # the Arabic "and" is written together with what follows
            return r"\s+و\s?"
        return rf"\s*{re.escape(word)}\s*" if sign else rf",?\s+{re.escape(word)}\s+"

    @staticmethod
    def _loose(word: str) -> str:
        return r"\s+".join(map(re.escape, word.split()))

    @classmethod
    def _whole(cls, word: str) -> str:
        """A phrase that does not go on as a longer word; "de l’" may."""
        return cls._loose(word) + (r"(?!\w)" if word[-1].isalnum() else "")

    @staticmethod
    def _stems(words: Sequence[str]) -> Iterator[str]:
        for word in (word.split("{n}")[0] for word in words):
            yield from map(re.escape, {word, word.lower(), word[0].upper() + word[1:]})

    def _pattern(self, words: Sequence[str], number: str, listed: str) -> re.Pattern[str]:
        if self._chinese:
            return re.compile("|".join(_chinese_pattern(word, number) for word in words))
        names = "|".join(self._loose(word) for word in sorted(words, key=len, reverse=True))
        enclosed = r"[\(（]?[a-zA-Z]{1,4}[\)）]|[\(（][^\W_][\)）]"
        body = rf"(?:{listed}|(?:{enclosed})(?:(?:\s*,\s*|\s+\w{{1,3}}\s+)(?:{enclosed}))*)"
        return re.compile(rf"(?<!\w)(?:{names})\s+{self._starting}(?P<list>{body})", re.IGNORECASE)

    def groups(self, text: str) -> Iterator[_Group]:
        """Every reference word with its numbers, in order; a longer match hides those inside it."""
        matches = [(m.start(), -m.end(), kind, m) for kind, pattern in self._kinds for m in pattern.finditer(text)]
        reached = -1
        for start, _, kind, match in sorted(matches, key=lambda entry: entry[:2]):
            if start < reached:
                continue
            group = self._group(kind, match, text)
            if group is not None:
                reached = group.end
                yield group

    def _group(self, kind: str, match: re.Match[str], text: str) -> _Group | None:
        begin = match.start("list") if "list" in match.re.groupindex else match.start()
        numbers: list[tuple[int, int, bool]] = []
        position = begin
        pattern = self._enclosed if kind == "subparagraph" and not self._chinese else self._number
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
            letters.append(more.span(1 if more.group(1) else 2))
            end = more.end()
        return _Group(kind, match.start(), end, tuple(numbers), tuple(letters)) if numbers else None

    _enclosed = re.compile(r"[\(（]?([a-zA-Z]{1,4}|[^\W\d_])[\)）]")

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

    def elsewhere(self, text: str, group: _Group) -> bool:
        """Whether another instrument is named right after the reference (in Chinese: right before it)."""
        if self._chinese:
            return bool(self._before.search(text[max(group.start - 4, 0) : group.start]))
        return bool(self._after.match(text, group.end)) and not self._here.match(text, group.end)


def _chinese_pattern(word: str, number: str) -> str:
    """``第{n}条`` as a pattern that takes lists and ranges: 第七条至第十一条; an inserted article is 第五条之二."""
    before, unit = word.split("{n}")
    more = f"(?:(?:{unit})?(?:至|和|、|及|或)(?:{before})?{number})*" if unit else ""
    return f"{before}{number}{more}{unit}" + ("(?:之[一二三四五六七八九十]{1,3})?" if unit == "条" else "")


_AHEAD, _BEHIND = 24, 3
"""Characters between "paragraph 2" and its article: « du présent », "of"; behind it only a comma."""
_STOP = re.compile(r"[.。;；]")
_RANK = {"article": 0, "paragraph": 1, "subparagraph": 2}


@cache
def _grammar(language: str) -> _Grammar:
    return _Grammar(load(language))
