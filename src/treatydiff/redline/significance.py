"""Classifies each edit: substantive, status, consequential or editorial."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import cache, lru_cache
from itertools import accumulate, groupby
from typing import NamedTuple
from unicodedata import category, combining

from treatydiff.model import (
    REWORDED,
    Alignment,
    Choice,
    Draft,
    Level,
    Link,
    Op,
    Provision,
    Significance,
    Span,
    Status,
    new_text,
    old_text,
)
from treatydiff.redline.alternatives import narrowed, woven
from treatydiff.redline.choices import settle
from treatydiff.redline.options import OptionSets
from treatydiff.redline.rewording import says_the_same, voice_of
from treatydiff.references.outline import outline
from treatydiff.references.resolution import References
from treatydiff.text.languages import Language, load
from treatydiff.text.lettering import LETTERS, SIGNS, TATWEEL, AnyCase, squared
from treatydiff.text.numerals import numerals
from treatydiff.text.regexes import regex
from treatydiff.text.words import Token, compare_tokens, tokens, words
from treatydiff.themes.patterns import plain, silent

_BRACKETS = frozenset("[]")
_SHARES = regex("[%‰٪％]")
"""Signs that are no letters and change what a number says."""
_PRINT = frozenset("|~^`´¦°№©®™\ufffd")
"""Signs of print that Unicode counts among symbols, and that say nothing of their own."""
_BULLETS = regex("[\u25a0-\u25ff\u2794-\u27bf\u2b00-\u2bff\u2190-\u21ff]")
"""Squares, circles and arrows, with which items begin."""
_THOUSANDS, _NUMBERS = regex(r"(?<=\d)[,\s\u00a0\u202f](?=\d{3}\b)"), regex(r"\d+(?:[.,]\d+)*")
"""What parts the thousands of a number; numbers."""
_RECENT = 1_000
"""So many texts are remembered with their wordings: those of one link are asked for more than once."""
_MINUS = "\u2212"
"""Before a figure it turns what that says; where other dashes may stand, it is one."""
_FEW = 60
"""Characters of bracketed words that a remark may quote."""


class Marked(NamedTuple):
    """A passage marked up, every edit with its significance, and what there is to say about it."""

    spans: tuple[Span, ...]
    remarks: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()


class _Spelling(NamedTuple):
    """What one language's spelling and drafting words mean for judging."""

    spelling: dict[str, str]
    """Each variant in lower case and the spelling it counts as."""
    agreed: re.Pattern[str]
    connectors: frozenset[str]
    """The words that join the last two items of a list."""
    phrases: AnyCase
    """Any wording of what has several."""
    one_of: dict[str, str]
    """Such a wording, its words parted by single blanks, and what it counts as."""
    articles: frozenset[str]
    """Definite and indefinite articles."""
    denials: frozenset[str]
    """The words by which a clause is denied."""


def _wording(language: Language) -> _Spelling:
    same = (*language.spelling_variants, *language.plurals)
    variants = {b.casefold(): a.casefold() for a, b in same}
    agreed = "|".join(map(re.escape, sorted(language.remarks.agreed, key=len, reverse=True)))
    joining = frozenset(w.casefold() for w in language.references.also if w.isalpha())
    remark = re.compile(rf"\[?\s{{0,9}}(?:{agreed})(?:\s*+(?:[.;,]\s*+)?\])?", re.IGNORECASE)
    one_of = {each.casefold(): one[0].casefold() for one in language.phrases for each in one}
    phrases = _any_phrase(sorted(one_of, key=len, reverse=True), language.spaced)
    articles, denials = (frozenset(map(str.casefold, some)) for some in (language.articles, language.denials))
    return _Spelling(variants, remark, joining, AnyCase(phrases), one_of, articles, denials)


def _any_phrase(phrases: Sequence[str], spaced: bool) -> str:
    """One of several phrases as a whole, however its words are parted; a sign may stand close to a number.

    By their first letters, and the edge of the word behind these: so none but places with such a letter is looked at.
    """
    whole: dict[str, list[str]] = {}
    close: list[str] = []
    for each in phrases:
        words = r"\s++".join(map(re.escape, each.split()))
        (whole.setdefault(each[0], []) if each[0].isalpha() and spaced else close).append(words)
    edged = (rf"{first}(?<=\b{first})(?:{'|'.join(word[1:] for word in some)})\b" for first, some in whole.items())
    return "|".join([*edged, *close])


class _FoldedWords(dict[str, str]):
    """Each word without what is editorial about it, worked out when it is first asked for."""

    def __init__(self, spelling: dict[str, str]) -> None:
        self._spelling = spelling

    def __missing__(self, word: str) -> str:
        plain = word.casefold().translate(SIGNS).replace(TATWEEL, "")
        self[word] = said = self._spelling.get(plain, plain)
        return said


class Classifier:
    """Compares passages of two drafts and judges every edit."""

    def __init__(self, old: Draft, new: Draft, alignment: Alignment) -> None:
        self._wording = _wording(load(new.language))
        self._language = new.language
        self.references = References(old, new, alignment)
        self._fold = _FoldedWords(self._wording.spelling).__getitem__
        self._wordings = lru_cache(maxsize=_RECENT)(self._wordings_in)
        self._bare = lru_cache(maxsize=_RECENT)(self._bare_of)
        self._old, self._new = outline(old), outline(new)
        self._siblings = self._old.siblings, self._new.siblings
        self._options = OptionSets(self._old, self._new, alignment.links)

    # ------------------------------------------------------------------------------------------------- words of a link

    def compare(self, old: str, new: str, link: Link) -> Marked:
        """Both passages as one; every edit carries its significance."""
        if old == new:
            return Marked((Span(Op.KEEP, old),) if old else ())
        (was, dropped), (now, opened) = narrowed(old, new, self._language), narrowed(new, old, self._language)
        both = self._said_otherwise(was, now)
        before, after = self._keyed(was, link.old[0], 0, both), self._keyed(now, link.new[0], 1, both)
        spans = _alike_to_kept(compare_tokens(before, after))
        spans = tuple(_turned_round(_pointing(spans), self._wording.connectors, self._wording.articles, self._fold))
        spans = woven(woven(spans, dropped, Op.DELETE), opened, Op.INSERT)
        groups = [self._judged(group, link) for group in _groups(spans)]
        judged = tuple(span for group in groups for span in group)
        spans, choices, remarks = settle(judged, self._bare, self._same_number, self._language)
        marked = Marked(spans, remarks or tuple(_bracket_remarks(spans, self._wording.agreed)), choices)
        if self._only_reworded(old, new, marked):
            return Marked(tuple(_lightened(spans)), (*marked.remarks, REWORDED))
        heavy = [g for g in groups if g[0].significance is Significance.SUBSTANTIVE]
        edits = [(_side(group, Op.DELETE), _side(group, Op.INSERT)) for group in heavy]
        wrong = [self.references.misdirected(gone, come, link) for gone, come in edits if gone and come]
        return marked._replace(remarks=(*marked.remarks, *filter(None, wrong)))

    def _only_reworded(self, old: str, new: str, marked: Marked) -> bool:
        """Whether what would be of substance is the same sentence in another form."""
        voice, weights = voice_of(self._language), {span.significance for span in marked.spans}
        if voice is None or Significance.SUBSTANTIVE not in weights or marked.choices or _brackets(old + new):
            return False
        joining = self._wording.connectors
        return says_the_same(self._drafted(old), self._drafted(new), voice, joining)

    def _keyed(self, text: str, provision: Provision, side: int, said_otherwise: Set[str]) -> list[Token]:
        """Tokens that count by what they mean: folded in case and spelling, references by what they refer to."""
        found = self.references.keyed(tokens(text, self._fold), text, provision, side)
        wordings = [wording for wording in self._wordings(text) if self._said(wording[0]) in said_otherwise]
        return self._worded(found, wordings) if wordings else found

    def _said_otherwise(self, old: str, new: str) -> Set[str]:
        """What both texts say, and not in one wording; of all else the words are compared one by one.

        ``based solely on`` that becomes ``based on`` lost one word: there is no other wording to answer to.
        """
        sides = [{" ".join(found[0].casefold().split()) for found in self._wordings(text)} for text in (old, new)]
        return set() if sides[0] == sides[1] else {*map(self._said, sides[0])} & {*map(self._said, sides[1])}

    def _wordings_in(self, text: str) -> list[re.Match[str]]:
        """Where a text says what has several wordings."""
        return [*self._wording.phrases.finditer(text)]

    def _worded(self, found: list[Token], wordings: Iterable[re.Match[str]]) -> list[Token]:
        """The tokens, each wording of what has several as one token whose key is what it says.

        A wording that begins or ends inside a token is left as it is.
        """
        ends = [*accumulate(len(token.gap) + len(token.text) for token in found)]
        worded, done = list[Token](), 0
        for wording in wordings:
            first, last = bisect_right(ends, wording.start()), bisect_left(ends, wording.end())
            begins = ends[first] - len(found[first].text) == wording.start()
            if begins and ends[last] == wording.end():
                worded += found[done:first]
                worded.append(self._as_one(found[first : last + 1]))
                done = last + 1
        return worded + found[done:]

    def _as_one(self, taken: list[Token]) -> Token:
        text = "".join(token.text if k == 0 else token.gap + token.text for k, token in enumerate(taken))
        said = self._wording.one_of[" ".join(text.casefold().split())]
        return Token(taken[0].gap, text, self._fold(said) if said.isalpha() else said)

    def _judged(self, group: list[Span], link: Link) -> list[Span]:
        """The edits that stand together, judged as one; those judged already, and kept text, as they are."""
        if group[0].op is Op.KEEP or group[0].significance:
            return group
        significance = self._judge(_side(group, Op.DELETE), _side(group, Op.INSERT), link)
        return [replace(span, significance=significance) for span in group]

    def _judge(self, old: str, new: str, link: Link) -> Significance:
        bare = self._bare(old), self._bare(new)
        if bare[0] == bare[1]:
            if self._denied(old) != self._denied(new) or ((_MINUS in old) != (_MINUS in new) and not _dashed(old, new)):
                return Significance.SUBSTANTIVE
            return Significance.STATUS if _brackets(old) != _brackets(new) else Significance.EDITORIAL
        if self._same_number(old, new) or self._said_alike(old, new):
            return Significance.EDITORIAL
        if any(map(self._wording.agreed.search, (old, new))) and self._settled(old) == self._settled(new):
            return Significance.STATUS
        if self.references.explains(old, new, link):
            return Significance.CONSEQUENTIAL
        return Significance.EDITORIAL if self._connector(old, new, link) else Significance.SUBSTANTIVE

    def _denied(self, text: str) -> int:
        """How many words of a text deny, also with hyphens: of "not able" and "notable" the letters are the same."""
        return sum(word in self._wording.denials for word in map(self._fold, LETTERS.findall(text)))

    def _bare_of(self, text: str) -> str:
        """Letters, digits and signs that say something only; digits of different numbers stay apart."""
        text = _THOUSANDS.sub("", text)
        signs = "".join(_SHARES.findall(text)) + ("" if text.isascii() and text.isalnum() else _telling(text))
        numbers = " ".join(_NUMBERS.findall(text))
        letters = "".join(filter(str.isalnum, "".join(map(self._fold, words(text)))))
        return f"{letters}|{numbers}|{signs}"

    def _drafted(self, text: str) -> list[str]:
        """The words of a text without articles, and what is one thing in several wordings in one: 50 per cent, 50 %."""
        one, done = "", 0
        for wording in self._wordings(text):
            one += f"{text[done : wording.start()]} {self._said(wording[0])} "
            done = wording.end()
        drop = frozenset() if "(" in text else self._wording.articles
        return [word for word in map(self._fold, words(one + text[done:])) if word not in drop]

    def _said_alike(self, old: str, new: str) -> bool:
        """Whether both say one thing in several wordings, or members of a list turned round: A and B, B and A."""
        sides = self._drafted(old), self._drafted(new)
        if sides[0] == sides[1]:
            return True
        if len(sides[0]) != len(sides[1]) or self._wording.connectors.isdisjoint(sides[0]):
            return False
        members = [sorted(_split(side, self._wording.connectors)) for side in sides]
        joints = [[word for word in side if word in self._wording.connectors] for side in sides]
        return members[0] == members[1] and joints[0] == joints[1]

    def _said(self, wording: str) -> str:
        return self._wording.one_of.get(" ".join(wording.casefold().split()), wording)

    def _same_number(self, old: str, new: str) -> bool:
        """Whether both are one number and the same, in words or in digits: fifteen → 15. Ordinals are left alone."""
        if not (0 < len(old) <= _FEW and 0 < len(new) <= _FEW):
            return False
        sides = [numerals(plain(silent(text.strip())), self._language) for text in (old, new)]
        whole = all(
            len(found) == 1 and (found[0].start, found[0].end) == (0, len(silent(text.strip())))
            for found, text in zip(sides, (old, new), strict=True)
        )
        return whole and sides[0][0].value == sides[1][0].value and not any(found[0].ordinal for found in sides)

    def _settled(self, text: str) -> str:
        return self._bare(self._wording.agreed.sub("", text))

    def _connector(self, old: str, new: str, link: Link) -> bool:
        """Whether only the "and" or "or" at the end of a list item came or went, and the list still says the same."""
        a, b = (re.sub(r"\W+", "", side).casefold() for side in (old, new))
        if a == b or not ({a, b} <= {"", *self._wording.connectors} and "" in (a, b)):
            return False
        before, after = (
            {found for p in self._siblings[side][(link.old, link.new)[side][0].eid] for found in self._ending(p)}
            for side in (0, 1)
        )
        return not (before and after) or before == after

    def _ending(self, provision: Provision) -> Iterator[str]:
        last = re.sub(r"[\W_]+$", "", provision.text).casefold().rsplit(maxsplit=1)[-1:]
        yield from (word for word in last if word in self._wording.connectors)

    # ---------------------------------------------------------------------------------------------------- whole links

    def of_whole(self, link: Link) -> Significance:
        """Of a provision that came or went."""
        living = [p for p in (*link.old, *link.new) if not p.tombstone]
        if not living:
            return Significance.STATUS
        decided = self._options.settled_for(link)
        if living[0].level in _HEADINGS and not living[0].own and not decided:
            return Significance.CONSEQUENTIAL
        return Significance.SUBSTANTIVE

    def remarks_on_whole(self, link: Link) -> tuple[str, ...]:
        """What there is to say about a provision that came or went."""
        says_new, says_old = ("the draft says", link.new), ("the old draft said", link.old)
        for says, side in (says_new,) if any(not p.tombstone for p in link.new) else (says_new, says_old):
            notes = [p.note for p in side if p.tombstone and p.note]
            if notes:
                return (f"{says}: {notes[0]}",)
        if self._options.still_open(link):
            return ("no longer among the options",)
        return ("dropped; another option was kept",) if self._options.settled_for(link) else ()

    def choices_of_whole(self, link: Link) -> tuple[Choice, ...]:
        """What was decided against an alternative that went: its provisions and those kept, a line each."""
        return self._options.choices(link)

    def of_link(self, link: Link) -> list[Significance]:
        """What number, place and status alone amount to."""
        found = []
        if link.moved and link.level not in (Level.ARTICLE, *_HEADINGS) and self.references.left_article(link):
            found.append(Significance.SUBSTANTIVE)
        if link.moved or link.renumbered or len(link.old) != len(link.new):
            found.append(Significance.CONSEQUENTIAL)
        if self.remarks_on_link(link):
            found.append(Significance.STATUS)
        if self.references.stale(link):
            found.append(Significance.SUBSTANTIVE)
        return found

    def remarks_on_link(self, link: Link) -> tuple[str, ...]:
        """Brackets around the whole provision, ``agreed ad referendum``, options: what came or went."""
        old, new = link.old[0], link.new[0]
        remarks = [words for status, words in _GAINED.items() if status in new.status - old.status]
        remarks += [words for status, words in _LOST.items() if status in old.status - new.status]
        if Level.OPTION in (old.level, new.level) and old.level is not new.level:
            remarks.append("option kept" if old.level is Level.OPTION else "made one of several options")
        return tuple(remarks)

    def remarks_on_numbering(self, link: Link) -> tuple[str, ...]:
        """That one text became several numbered ones, or several one: the words are compared as they are joined."""
        sides = ((link.new, link.old, "numbering added"), (link.old, link.new, "numbering removed"))
        return tuple(
            f"{what}: {', '.join(p.number for p in many[1:] if p.number and p.level is not many[0].level)}"
            for many, one, what in sides
            if len(one) == 1 and any(p.number and p.level is not many[0].level for p in many[1:])
        )


_HEADINGS = (Level.PART, Level.CHAPTER, Level.SECTION, Level.OPTION)
_GAINED = {Status.BRACKETED: "brackets added", Status.AGREED: "now marked agreed ad referendum"}
_LOST = {Status.BRACKETED: "brackets removed", Status.AGREED: "no longer marked agreed ad referendum"}


# ------------------------------------------------------------------------------------------------------------- spans


def _lightened(spans: Iterable[Span]) -> Iterator[Span]:
    """What was of substance as editorial."""
    for span in spans:
        heavy = span.significance is Significance.SUBSTANTIVE
        yield replace(span, significance=Significance.EDITORIAL) if heavy else span


def _telling(text: str) -> str:
    """The signs of a text that are neither punctuation nor white space: of mathematics, of money, strokes through
    letters, pictures. Those that stand for each other count as one."""
    return "".join(c for c in text.translate(SIGNS) if _tells(c))


@cache
def _tells(c: str) -> bool:
    symbol = category(c) in ("Sm", "Sc", "So", "Me") and c not in _PRINT and not _BULLETS.match(c)
    return symbol or combining(c) == 1


def _groups(spans: Sequence[Span]) -> Iterator[list[Span]]:
    for _, group in groupby(spans, key=lambda span: (span.op is Op.KEEP, span.significance)):
        yield list(group)


def _side(group: Sequence[Span], op: Op) -> str:
    return "".join(span.text for span in group if span.op is op)


def _dashed(old: str, new: str) -> bool:
    """Whether both sides have a dash of some kind."""
    return all("-" in side.translate(SIGNS) for side in (old, new))


def _brackets(text: str) -> list[str]:
    return [letter for letter in squared(text) if letter in _BRACKETS]


def _alike_to_kept(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """An edit that replaces words by the same words (a reference that lost its target) is shown as kept."""
    merged: list[Span] = []
    for span in spans:
        if merged and (merged[-1].op, span.op) == (Op.DELETE, Op.INSERT) and merged[-1].text == span.text:
            merged[-1] = Span(Op.KEEP, span.text)
        else:
            merged.append(span)
    return tuple(
        joined
        for keep, group in groupby(merged, key=lambda span: span.op is Op.KEEP)
        for joined in ([Span(Op.KEEP, "".join(span.text for span in group))] if keep else group)
    )


def _split(found: Sequence[str], at: frozenset[str]) -> list[tuple[str, ...]]:
    """The runs of words between some words."""
    return [tuple(run) for joint, run in groupby(found, key=lambda word: word in at) if not joint]


def _pointing(spans: Iterable[Span]) -> Iterator[Span]:
    """Where a reference lost or got only what points into the text itself (above, of this article), these words."""
    waiting: Span | None = None
    for span in spans:
        old = waiting.text if waiting else ""
        short, long = sorted((old, span.text), key=len)
        if waiting and span.op is Op.INSERT and short and long.startswith(short) and long[len(short)].isspace():
            rest = replace(span if long is span.text else waiting, text=long[len(short) :])
            yield from (Span(Op.KEEP, short), replace(rest, significance=Significance.EDITORIAL))
            waiting = None
            continue
        yield from [waiting] if waiting else []
        waiting = span if span.op is Op.DELETE and span.significance is Significance.CONSEQUENTIAL else None
        yield from [] if waiting else [span]
    yield from [waiting] if waiting else []


_ASIDE = 60
"""So many characters may stand between two places for the words of one to be the words of the other, turned round."""
_EXCHANGED = (Op.DELETE, Op.INSERT, Op.KEEP, Op.DELETE, Op.INSERT)
_OPPOSITE = {Op.DELETE, Op.INSERT}


def _turned_round(
    spans: Iterable[Span], connectors: frozenset[str], small: frozenset[str], fold: Callable[[str], str]
) -> Iterator[Span]:
    """``A and B`` that became ``B and A``: deletions and insertions none of which says anything."""
    found = list(spans)
    kinds = tuple(span.op for span in found)
    said = cache(lambda at: [fold(word) for word in words(found[at].text)])
    places: tuple[int, ...]
    for at in range(len(found)):
        ops = kinds[at : at + 5]
        exchanged = ops == _EXCHANGED and said(at) == said(at + 4) and said(at + 1) == said(at + 3)
        between = set(said(at + 2)) if exchanged else set()  # a word that hangs on one of them makes it another thing
        if connectors & between and between <= connectors | small:
            places = (at, at + 1, at + 3, at + 4)
        elif ops[1:2] == (Op.KEEP,) and {*ops[:3:2]} == _OPPOSITE and _carried(said, at, connectors):
            places = (at, at + 2)
        else:
            continue
        for place in places:
            found[place] = replace(found[place], significance=Significance.EDITORIAL)
    yield from found


def _carried(said: Callable[[int], Sequence[str]], at: int, connectors: frozenset[str]) -> bool:
    """Whether words with their "and" went from one side of a few others to the other: {A and} B {and A}."""
    before, after = said(at), said(at + 2)
    joined = len(before) > 1 and before[-1] == (after or [""])[0] and before[-1] in connectors
    if not joined or before[:-1] != after[1:]:
        return False
    between = said(at + 1)
    return sum(map(len, between)) <= _ASIDE and all(word.isalpha() for word in between)


def _bracket_remarks(spans: tuple[Span, ...], agreed: re.Pattern[str]) -> Iterator[str]:
    """Brackets that came or went; not those in which ``[agreed ad referendum]`` itself is printed."""
    status = [(span.op, agreed.sub("", span.text)) for span in spans if span.significance is Significance.STATUS]
    if not status:
        return
    old, new = (_brackets(agreed.sub("", text(spans))) for text in (old_text, new_text))
    if old == new and any(agreed.search(span.text) for span in spans if span.op is not Op.KEEP):
        return
    for op, remark in ((Op.DELETE, "brackets removed"), (Op.INSERT, "brackets added")):
        if any(found is op and _brackets(text) for found, text in status):
            words = _bracketed(spans, op)
            yield f"{remark} around “{words}”" if words else remark


def _bracketed(spans: Sequence[Span], op: Op) -> str:
    """The words between two brackets that came or went, if they are few: what a negotiator has to see."""
    inside: list[str] | None = None
    for span in spans:
        edited = span.op is op and span.significance is Significance.STATUS
        if edited and squared(span.text.strip()) == "[":
            inside = []
        elif edited and squared(span.text.strip()) == "]" and inside is not None:
            words = "".join(inside).strip()
            return words if 0 < len(words) <= _FEW else ""
        elif span.op is Op.KEEP and inside is not None:
            inside.append(span.text)
        elif _brackets(span.text):
            inside = None
    return ""
