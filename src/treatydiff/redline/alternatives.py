"""Alternatives as drafts print them: ``[shall] [may]``, ``[30] or [60]``, ``[30/60]``, ``[thirty or sixty]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import pairwise
from typing import NamedTuple

from treatydiff.model import Op, Span
from treatydiff.text.languages import load
from treatydiff.text.lettering import squared
from treatydiff.text.numerals import numerals
from treatydiff.text.regexes import regex
from treatydiff.text.words import fewest_edits, words, words_once
from treatydiff.themes.patterns import plain

_BRACKETS = frozenset("[]")
_STROKES = "/|¦∕⁄"
"""What parts alternatives."""
_STROKE = regex(f"[{_STROKES}]")
_SEPARATOR = "[,;،؛、，；]"
_CLOSED, _SEPARATED = regex(_SEPARATOR), regex(f"{_SEPARATOR}$")
"""A comma or semicolon that a bracketed text brings along."""


class Alternatives(NamedTuple):
    """Several texts of which a draft is to have one."""

    start: int
    end: int
    """Of all of them, brackets included."""
    each: tuple[tuple[int, int], ...]
    """Where each stands, without brackets and white space."""
    within: tuple[int, ...] = ()
    """Where the brackets open that hold all of it and more: ``[Observers [shall] [may] attend]``."""

    def of(self, text: str) -> list[str]:
        """Their words."""
        return [text[start:end] for start, end in self.each]


def alternatives(text: str, code: str) -> Iterator[Alternatives]:
    """The alternatives in a text of a language, from left to right.

    Bracketed texts one after the other, with a stroke or an "or" between them or nothing; or in one pair of brackets
    what a stroke parts, and numbers that an "or" parts: elsewhere "or" joins as often as it parts.
    """
    yield from (found for found in clusters(text, code) if found.each)


def alternatives_at_any_depth(text: str, code: str) -> Iterator[Alternatives]:
    """The same, and those inside of other bracketed text."""
    for found in clusters(text, code):
        inner = text[found.start + 1 : found.end - 1]
        if found.each:
            yield found
        elif _BRACKETS & set(squared(inner)):
            yield from (_moved(each, found.start) for each in alternatives_at_any_depth(inner, code))


def _moved(found: Alternatives, outer: int) -> Alternatives:
    """Alternatives of what stands in brackets as those of the text around: the brackets open at ``outer``."""
    by = outer + 1
    each = tuple((start + by, end + by) for start, end in found.each)
    return Alternatives(found.start + by, found.end + by, each, (outer, *(place + by for place in found.within)))


def clusters(text: str, code: str) -> Iterator[Alternatives]:
    """The outermost bracketed texts from left to right, alternatives together; what is none has no members."""
    cluster: list[tuple[int, int]] = []
    for found in [*_bracketed(text), None]:
        if found and cluster and text[cluster[-1][1] : found[0]].strip().casefold() in _joints(code):
            cluster.append(found)
            continue
        inside = [_stripped(text, start + 1, end - 1) for start, end in cluster]
        if _listed([text[start:end] for start, end in inside], code):
            yield from (Alternatives(start, end, ()) for start, end in cluster)
        elif cluster:
            each = inside if len(inside) > 1 else _parts(text, inside[0], code)
            yield Alternatives(cluster[0][0], cluster[-1][1], tuple(each) if len(each) > 1 else ())
        cluster = [found] if found else []


def _listed(members: Sequence[str], code: str) -> bool:
    """Whether bracketed texts are what a list names, each still open: ``[experts,] [affected parties,] [and others]``.

    Some bring their comma or their "and", or it stands in brackets of its own; of two alternatives each may end in one.
    """
    joining = [_CLOSED.sub("", member).strip().casefold() in _links(code) for member in members]
    apart = [bool(_SEPARATED.search(member)) for member in members]
    return len(members) > 2 and not all(joining) and (any(joining) or any(apart[:-1]))


def outside(text: str, code: str) -> str:
    """What stands beside the brackets of a text, without what joins alternatives."""
    place, found = 0, []
    for start, end in [*_bracketed(text), (len(text), len(text))]:
        between = text[place:start].strip()
        found += [between] if between.casefold() not in _joints(code) else []
        place = end
    return " ".join(found)


@cache
def _links(code: str) -> frozenset[str]:
    """What joins the members of a list, and nothing at all: what is left of a comma."""
    return frozenset({"", *(word.casefold() for word in load(code).sentences.conjunctions)})


@cache
def _joints(code: str) -> frozenset[str]:
    return frozenset({"", *_STROKES, *(word.casefold() for word in load(code).remarks.alternatives)})


@cache
def _either(code: str) -> re.Pattern[str]:
    edge = r"\s" if load(code).spaced else ""
    return re.compile(edge + f"(?:{'|'.join(map(re.escape, load(code).remarks.alternatives))})" + edge, re.IGNORECASE)


def _bracketed(text: str) -> list[tuple[int, int]]:
    """The outermost pairs of brackets; brackets without a partner are passed over."""
    opened: list[int] = []
    found: list[tuple[int, int]] = []
    for match in re.finditer(r"[\[\]]", squared(text)):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            while found and found[-1][0] > start:
                found.pop()
            found.append((start, match.end()))
    return found


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    start += len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def _parts(text: str, inside: tuple[int, int], code: str) -> list[tuple[int, int]]:
    """The alternatives in one pair of brackets."""
    inner = text[slice(*inside)]
    if _BRACKETS & set(squared(inner)):
        return _nested(text, inside, code)
    parts = _split(text, inside, (match.span() for match in _STROKE.finditer(inner)))
    if len(parts) == 1:
        parts = _split(text, inside, (match.span() for match in _either(code).finditer(inner)))
        parts = parts if all(numerals(plain(text[start:end]), code) for start, end in parts) else []
    return parts if all(start < end for start, end in parts) else []


def _nested(text: str, inside: tuple[int, int], code: str) -> list[tuple[int, int]]:
    """The alternatives of ``[[shall] [may]]``: what stands in brackets inside of one pair that holds nothing else."""
    inner, offset = text[slice(*inside)], inside[0]
    pairs = [] if outside(inner, code) else _bracketed(inner)
    return [_stripped(text, offset + start + 1, offset + end - 1) for start, end in pairs]


def unnested(text: str) -> str:
    """A text without all but one of the pairs of brackets that hold all of it: ``[may]`` of ``[[may]]``."""
    while _bracketed(text) == [(0, len(text))] and _bracketed(inner := text[1:-1].strip()) == [(0, len(inner))]:
        text = inner
    return text


def _split(text: str, inside: tuple[int, int], joints: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    ends = [inside[0], *(inside[0] + place for joint in joints for place in joint), inside[1]]
    return [_stripped(text, start, end) for start, end in zip(ends[::2], ends[1::2], strict=True)]


# ------------------------------------------------------------------------------------- without those that were dropped


class Cut(NamedTuple):
    """Words that a text was relieved of."""

    at: int
    """Where in what is left."""
    words: str
    leading: bool
    """Whether they stood before the alternative kept, or behind it."""


def narrowed(text: str, other: str, code: str) -> tuple[str, tuple[Cut, ...]]:
    """A text with only that one of its alternatives which the other text has, word for word, in their place.

    So the words of what was dropped are not compared with what became of the rest of the sentence. A text that has
    them by the hundred is narrowed as far as ``_MOST`` allows.
    """
    if "[" not in squared(text):
        return text, ()
    cuts: list[Cut] = []
    done, place, wanted = "", 0, _Wanted(other)
    for found in clusters(text, code):
        if wanted.tired:
            break
        if text[found.start : found.end] in other or _several_stay(found, text, other):
            continue
        before, after = done + text[place : found.start], text[found.end :]
        if not found.each:
            if _only_gone(text[found.start : found.end], before, after, wanted):
                last = not after.strip()
                done = before.rstrip() if last else before
                place = found.end + len(after) - len(after.lstrip())
                cuts.append(Cut(len(done), before[len(done) :] + text[found.start : place], not last))
            continue
        kept = _kept(found.of(text), before, after, wanted)
        if kept is None:
            continue
        start, end = found.each[kept]
        done = before + text[start:end]
        cuts += [Cut(len(before), text[found.start : start], True), Cut(len(done), text[end : found.end], False)]
        place = found.end
    return done + text[place:], tuple(cut for cut in cuts if cut.words)


def _several_stay(found: Alternatives, text: str, other: str) -> bool:
    """Whether two of them stand beside each other in the other text, too, brackets and all: then none is the one."""
    return any(text[one[0] : following[1]] in other for one, following in pairwise(found.each))


_MOST = 1_000_000
"""So many words are counted to narrow one text: five hundred words with a hundred brackets take a third of it."""


class _Wanted:
    """The words of the other text, and how far a text is from them."""

    def __init__(self, other: str) -> None:
        self._other = other
        self._left = _MOST

    @cached_property
    def _words(self) -> Sequence[str]:
        return _counted(self._other)

    @property
    def tired(self) -> bool:
        """Whether enough was counted."""
        return self._left < 0

    def apart(self, text: str) -> int:
        """The fewest edits that lead there."""
        found = _counted(text)
        self._left -= len(found) + len(self._words)
        return fewest_edits(found, self._words)


def _only_gone(group: str, before: str, after: str, wanted: _Wanted) -> bool:
    """Whether bracketed words are just gone: the texts are nearer without them by all their words."""
    size = len(words(group))
    return wanted.apart(before + after) == wanted.apart(before + group + after) - size


def _kept(each: Sequence[str], before: str, after: str, wanted: _Wanted) -> int | None:
    """Which of several texts stands in the other draft with all its words: the longest."""
    without = wanted.apart(before + after)
    for number in sorted(range(len(each)), key=lambda number: -len(each[number])):
        size = len(words(each[number]))
        if size and not wanted.tired and wanted.apart(before + each[number] + after) == without - size:
            return number
    return None


def _counted(text: str) -> list[str]:
    return [word.casefold() for word in words_once(text)]


def woven(spans: Iterable[Span], cuts: Sequence[Cut], op: Op) -> tuple[Span, ...]:
    """The spans with what was cut from the side of ``op`` in its place again."""
    made: list[Span] = []
    waiting, position = list(cuts), 0
    for span in spans:
        text = span.text if span.op in (Op.KEEP, op) else ""
        rest = span
        while text and waiting and waiting[0].at - position < len(text) + (not waiting[0].leading):
            cut, size = waiting.pop(0), 0
            size = max(cut.at - position, 0)
            made += [replace(rest, text=text[:size])] if size else []
            made.append(Span(op, cut.words))
            text, position = text[size:], position + size
            rest = replace(rest, text=text)
        made += [rest] if rest.text else []
        position += len(text)
    return (*made, *(Span(op, cut.words) for cut in waiting))
