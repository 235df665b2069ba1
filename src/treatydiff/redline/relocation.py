"""Sentences that moved inside larger texts: marked as moved, not as deleted and inserted.

The links say which provisions moved. This is about less than a provision: a stretch of ten or more words that is told
as deleted in one change and as inserted in another (or in the same) is the same stretch, and both ends say so. It stays
marked as deletion and insertion, so that the law of rebuilding holds; ``Span.moved`` names
the other end. A whole sentence that stays in its article is a consequence like any other move there; whatever else
moved keeps its significance.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from treatydiff.model import Change, Draft, Level, Link, Op, Provision, Significance, Span, new_text, old_text
from treatydiff.references.outline import Outline, outline
from treatydiff.references.places import small, title
from treatydiff.text.lettering import WORD
from treatydiff.text.regexes import regex

_LEAST_WORDS = 10
"""So many words in a row are no accident: fewer are a turn of phrase that treaties share."""
_PLAIN = 16
_MOST = 0.6
"""So many words moved wherever they stand; fewer only if they are most of what came or went there, or stay in the
article, or stand nowhere else in either draft."""
_LONG_DRAFT = 3_000
"""In a draft of so many words stock phrases stand more than once; in a shorter one nothing tells them from others."""
_OFTEN = 12
"""Words that stand in more insertions than this are boilerplate: nobody can say which of them moved where."""
_OUTSIDE = frozenset({Level.FRONT, Level.FOOTNOTE})
"""Not the convention's own text: what went from there to an article did not move."""
_SENTENCE_END = regex(r"(?:^|[.;:!?…。；：！？؛؟][\"'”’»)\]]*)\s*$")


class _EditedWords(NamedTuple):
    """The words of one deleted or inserted span."""

    change: int
    part: str
    """``heading`` or ``text``."""
    span: int
    words: tuple[str, ...]
    """In lower case, without signs."""
    places: tuple[tuple[int, int], ...]
    """Where each of them stands in the span's text."""


class _SharedWords(NamedTuple):
    """The same words in a deleted and in an inserted stretch."""

    size: int
    old: int
    old_at: int
    new: int
    new_at: int


def relocate(
    changes: Sequence[Change], old: Draft, new: Draft, of_link: Callable[[Link], Iterable[Significance]]
) -> tuple[Change, ...]:
    """The changes with both ends of every move of words marked and remarked upon.

    ``of_link`` says what number, place and status of a link amount to, whatever its words.
    """
    gone, come = (list(_stretches(changes, op)) for op in (Op.DELETE, Op.INSERT))
    found = [run for run in _runs(gone, come) if _of_one_kind(run, changes, gone, come)]
    likely = [_credible(run, changes, gone[run.old], come[run.new]) for run in found]
    doubtful = [_words(run, gone) for run, sure in zip(found, likely, strict=True) if not sure]
    once = _said_once(doubtful, changes) if doubtful else frozenset()
    sure_runs = [run for run, sure in zip(found, likely, strict=True) if sure or _words(run, gone) in once]
    runs = _chosen(sure_runs, gone, come)
    return tuple(_MoveMarker(changes, gone, come, (outline(old), outline(new)), of_link).marked(runs))


def _stretches(changes: Sequence[Change], op: Op) -> Iterator[_EditedWords]:
    for n, change in enumerate(changes):
        for part in ("heading", "text"):
            for k, span in enumerate(getattr(change, part)):
                found = [*WORD.finditer(span.text)] if span.op is op and len(span.text) >= _LEAST_WORDS else ()
                if len(found) >= _LEAST_WORDS:
                    said = tuple([match[0].casefold() for match in found])
                    yield _EditedWords(n, part, k, said, tuple([match.span() for match in found]))


# ------------------------------------------------------------------------------------------------------ the same words


def _runs(gone: Sequence[_EditedWords], come: Sequence[_EditedWords]) -> Iterator[_SharedWords]:
    """Every longest run of words that stand in both, through an index of what came."""
    index: defaultdict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    for j, stretch in enumerate(come):
        for at in range(len(stretch.words) - _LEAST_WORDS + 1):
            index[stretch.words[at : at + _LEAST_WORDS]].append((j, at))
    for i, stretch in enumerate(gone):
        reached: dict[tuple[int, int], int] = {}
        for at in range(len(stretch.words) - _LEAST_WORDS + 1):
            found = index.get(stretch.words[at : at + _LEAST_WORDS], ())
            for j, there in found if len(found) <= _OFTEN else ():
                if reached.get((j, there - at), 0) <= at:
                    size = _common(stretch.words, at, come[j].words, there)
                    reached[j, there - at] = at + size
                    yield _SharedWords(size, i, at, j, there)


def _common(a: tuple[str, ...], i: int, b: tuple[str, ...], j: int) -> int:
    size = 0
    while i + size < len(a) and j + size < len(b) and a[i + size] == b[j + size]:
        size += 1
    return size


def _of_one_kind(
    run: _SharedWords, changes: Sequence[Change], gone: Sequence[_EditedWords], come: Sequence[_EditedWords]
) -> bool:
    """Whether both are the convention's own text, or both front matter, or both footnotes."""
    levels = {changes[each.change].provision.level for each in (gone[run.old], come[run.new])}
    return len(levels) == 1 or not levels & _OUTSIDE


def _words(run: _SharedWords, gone: Sequence[_EditedWords]) -> tuple[str, ...]:
    return gone[run.old].words[run.old_at : run.old_at + run.size]


def _said_once(runs: Iterable[tuple[str, ...]], changes: Sequence[Change]) -> frozenset[tuple[str, ...]]:
    """Those runs of words that stand once in the old draft and once in the new: no phrase that its drafters repeat."""
    by_first: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)
    for run in runs:
        by_first[run[0]].add(run)
    old, new = (_counted(by_first, [side(change.text) for change in changes]) for side in (old_text, new_text))
    return frozenset(run for found in by_first.values() for run in found if old[run] == new[run] == 1)


def _counted(by_first: Mapping[str, Iterable[tuple[str, ...]]], texts: Iterable[str]) -> Counter[tuple[str, ...]]:
    """How often each run of words stands in these texts; of no run in texts of few words."""
    counts: Counter[tuple[str, ...]] = Counter()
    size = 0
    for text in texts:
        said = tuple(map(str.casefold, WORD.findall(text)))
        size += len(said)
        for at, word in enumerate(said):
            for run in by_first.get(word, ()):
                counts[run] += said[at : at + len(run)] == run
    return counts if size >= _LONG_DRAFT else Counter()


def _credible(run: _SharedWords, changes: Sequence[Change], old: _EditedWords, new: _EditedWords) -> bool:
    """Whether a run is more than a phrase that treaties share."""
    if run.size >= _PLAIN or changes[old.change].within == changes[new.change].within:
        return True
    return run.size >= _MOST * min(len(old.words), len(new.words))


def _chosen(
    runs: Iterable[_SharedWords], gone: Sequence[_EditedWords], come: Sequence[_EditedWords]
) -> list[_SharedWords]:
    """The longest first, near ones before far ones; no word moves twice."""
    used: tuple[set[tuple[int, int]], set[tuple[int, int]]] = set(), set()
    chosen: list[_SharedWords] = []
    ranked = sorted(runs, key=lambda r: (-r.size, abs(gone[r.old].change - come[r.new].change), r.old, r.old_at, r.new))
    for run in ranked:
        clear = [
            k for k in range(run.size)
            if (run.old, run.old_at + k) not in used[0] and (run.new, run.new_at + k) not in used[1]
        ]  # fmt: skip
        if len(clear) >= _LEAST_WORDS and clear[-1] - clear[0] + 1 == len(clear):
            found = _SharedWords(len(clear), run.old, run.old_at + clear[0], run.new, run.new_at + clear[0])
            used[0].update((run.old, found.old_at + k) for k in range(found.size))
            used[1].update((run.new, found.new_at + k) for k in range(found.size))
            chosen.append(found)
    return chosen


# ------------------------------------------------------------------------------------------------------- both ends told


class _End(NamedTuple):
    """One end of a move inside its span, and what to say there."""

    start: int
    stop: int
    other: int
    """The change at the other end."""
    remark: str
    light: bool
    """Whether the move is a mere consequence."""


class _MoveMarker:
    def __init__(
        self,
        changes: Sequence[Change],
        gone: Sequence[_EditedWords],
        come: Sequence[_EditedWords],
        outlines: tuple[Outline, Outline],
        of_link: Callable[[Link], Iterable[Significance]],
    ) -> None:
        self.changes = changes
        self.gone, self.come = gone, come
        self.outlines = outlines
        self.of_link = of_link
        self.ends: defaultdict[tuple[int, str, int], list[_End]] = defaultdict(list)

    def marked(self, runs: Iterable[_SharedWords]) -> Iterator[Change]:
        for run in runs:
            self._note(run)
        touched = {change for change, _, _ in self.ends}
        for n, change in enumerate(self.changes):
            yield self._change(n, change) if n in touched else change

    def _note(self, run: _SharedWords) -> None:
        old, new = self.gone[run.old], self.come[run.new]
        a, b = self._range(old, run.old_at, run.size), self._range(new, run.new_at, run.size)
        before, after = self.changes[old.change], self.changes[new.change]
        same = before.within == after.within
        light = same and self._whole(old, a) and self._whole(new, b)
        words = self._text(old)[slice(*a)], self._text(new)[slice(*b)]
        here, there = _holder(before.link.old, words[0]), _holder(after.link.new, words[1])
        to, source = self._place(there, 1, same), self._place(here, 0, same)
        self.ends[old.change, old.part, old.span].append(_End(*a, new.change, f"words moved to {to}", light))
        self.ends[new.change, new.part, new.span].append(_End(*b, old.change, f"words moved from {source}", light))

    def _text(self, stretch: _EditedWords) -> str:
        span: Span = getattr(self.changes[stretch.change], stretch.part)[stretch.span]
        return span.text

    def _range(self, stretch: _EditedWords, at: int, size: int) -> tuple[int, int]:
        """Where the words stand in their span, with the signs that follow the last one up to the next."""
        text = self._text(stretch)
        stop = stretch.places[at + size - 1][1]
        following = re.compile(r"[^\w\s\[\](（]*").match(text, stop)
        return stretch.places[at][0], following.end() if following else stop

    def _whole(self, stretch: _EditedWords, place: tuple[int, int]) -> bool:
        """Whether a range of a span is one or more whole sentences of its side."""
        spans: tuple[Span, ...] = getattr(self.changes[stretch.change], stretch.part)
        span = spans[stretch.span]
        side = old_text if span.op is Op.DELETE else new_text
        before = side(spans[: stretch.span]) + span.text[: place[0]]
        after = span.text[place[1] :] + side(spans[stretch.span + 1 :])
        ends = bool(_SENTENCE_END.search(span.text[: place[1]])) or not after.strip()
        return ends and bool(_SENTENCE_END.search(before))

    def _place(self, provision: Provision, side: int, same: bool) -> str:
        """``article 158, subparagraph (a)``; inside one article only ``paragraph 3``."""
        there = self.outlines[side]
        unit, inside = there.unit[provision.eid], there.place[provision.eid]
        name = small(title(unit))
        if not inside:
            return name
        return inside if same else f"{name}, {inside}"

    def _change(self, n: int, change: Change) -> Change:
        heading, text = (
            tuple(piece for k, span in enumerate(spans) for piece in self._pieces(span, self.ends[n, part, k]))
            for part, spans in (("heading", change.heading), ("text", change.text))
        )
        ends = [end for (owner, _, _), found in self.ends.items() if owner == n for end in found]
        remarks = dict.fromkeys((*change.remarks, *(end.remark for end in ends)))
        told = replace(change, heading=heading, text=text, remarks=tuple(remarks))
        return self._lighter(told) if any(end.light for end in ends) and not change.choices else told

    def _lighter(self, change: Change) -> Change:
        """The heaviest of what is left, now that a move in the same article weighs less."""
        weights = [span.significance for span in change.spans if span.significance]
        weights += self.of_link(change.link) if change.link.old and change.link.new else ()
        return replace(change, significance=min(weights, key=lambda s: s.weight))

    def _pieces(self, span: Span, ends: list[_End]) -> Iterator[Span]:
        """The span, cut where something moved."""
        at = 0
        for end in sorted(ends, key=lambda end: end.start):
            yield from _rest(span, at, end.start)
            light = end.light and span.significance is Significance.SUBSTANTIVE
            significance = Significance.CONSEQUENTIAL if light else span.significance
            yield Span(span.op, span.text[end.start : end.stop], significance, self.changes[end.other].id)
            at = end.stop
        yield from _rest(span, at, len(span.text))


def _rest(span: Span, start: int, stop: int) -> Iterator[Span]:
    """What did not move of a span; signs that are left over weigh nothing."""
    text = span.text[start:stop]
    if text:
        bare = not any(map(str.isalnum, text)) and text != span.text
        yield replace(span, text=text, significance=Significance.EDITORIAL if bare else span.significance)


def _holder(provisions: Sequence[Provision], words: str) -> Provision:
    """Which of the provisions of a link says these words."""
    return next((p for p in provisions if words in p.text), provisions[0])
