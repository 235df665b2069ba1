"""Decided alternatives: of ``[shall] [may]`` which was kept, which dropped, which is still open.

Brackets that vanish are never called agreement, and what still stands in brackets is never called decided.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import accumulate, takewhile
from typing import NamedTuple

from treatydiff.model import Change, Choice, Op, Significance, Span, new_text, old_text
from treatydiff.redline.alternatives import Alternatives, alternatives, alternatives_at_any_depth, outside, unnested
from treatydiff.text.lettering import squared
from treatydiff.text.words import words as counted

_BRACKETS = frozenset("[]")
_PHRASE = 4
"""Words of an alternative that is known again wherever it stands."""
_FEW = 60
"""Characters of an alternative that a remark quotes,"""
_LED = 2
"""and words before the place where long ones part."""


def settle(
    spans: tuple[Span, ...], bare: Callable[[str], str], same: Callable[[str, str], bool], code: str
) -> tuple[tuple[Span, ...], tuple[Choice, ...], tuple[str, ...]]:
    """The spans with every edit inside alternatives judged as a choice; what was decided; what there is to say of it.

    A choice between words that differ is substantive, and so is an alternative that goes while others stay open;
    ``bare`` gives a text without what is editorial about it. What was opened is a matter of status. ``same`` says
    whether two texts are one number; ``code`` is that of the language.
    """
    choices: list[Choice] = []
    remarks: list[str] = []
    settled: dict[int, Significance] = {}
    for op in (Op.DELETE, Op.INSERT):
        printed = old_text(spans) if op is Op.DELETE else new_text(spans)
        side = _SpanIndex(spans, op)
        for cluster in alternatives_at_any_depth(printed, code):
            found = _chosen(side, cluster, cluster.of(printed), same, code)
            if found is None or found.edits <= settled.keys():
                continue
            if any(map(side.stays, cluster.within)):
                found = found._replace(bracketed=True)
            choice = found.decided(bare) if op is Op.DELETE else None
            gone = op is Op.DELETE and found.differing(bare)
            weight = Significance.SUBSTANTIVE if gone else Significance.STATUS
            settled |= dict.fromkeys(found.edits, weight)
            choices += [choice] if choice else []
            closed = choice if choice and not choice.open else None
            remarks.append(said(closed) if closed else found.remark(op, printed[cluster.start : cluster.end]))
    judged = (replace(s, significance=settled[k]) if k in settled else s for k, s in enumerate(spans))
    return tuple(judged), tuple(choices), tuple(remarks)


def said(choice: Choice) -> str:
    """``decided: may; dropped: shall``."""
    kept, *dropped = _apart((choice.kept, *choice.dropped))
    return f"decided: {kept or '(no text)'}; dropped: {' / '.join(dropped)}"


def decided(spans: Sequence[Span], choices: Sequence[Choice], turn: int) -> tuple[Span, ...]:
    """Marked-up text as if the old draft had said what was dropped and the new one what was kept.

    Of several dropped ``turn`` says which; of fewer the last.
    """
    placed = sorted((choice for choice in choices if choice.at), key=lambda choice: choice.at or (0, 0))
    ends = [*accumulate((place for choice in placed for place in choice.at or ()), max)]
    read, *rest = _cut(spans, [0, *ends, sum(len(span.text) for span in spans)])
    for choice, after in zip(placed, rest[1::2], strict=True):
        dropped = choice.dropped[min(turn, len(choice.dropped) - 1)]
        edit = [
            Span(Op.DELETE, dropped, Significance.SUBSTANTIVE),
            Span(Op.INSERT, choice.kept, Significance.SUBSTANTIVE),
        ]
        read += [*_blank(read, -1), *edit, *_blank(after, 0), *after]
    return tuple(read)


def as_kept(change: Change, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Marked-up text as ``decided`` gives it, in which what a choice has kept stands unmarked, in its old order."""
    found: list[Span] = []
    for span in spans:
        before = found[-1] if found and found[-1].op is Op.DELETE else None
        choice = next((one for one in change.choices if _kept_by(one, span, before)), None)
        if choice is None or span.op is not Op.INSERT:
            found.append(span)
        elif before and _stood_first(change, choice, before):
            found[-1:] = [Span(Op.KEEP, span.text), replace(before, text=f" {before.text.strip()}")]
        else:
            if before and _blank(found, -1):
                found[-1] = replace(before, text=f"{before.text} ")
            found.append(Span(Op.KEEP, span.text))
    return tuple(found)


def _stood_first(change: Change, choice: Choice, dropped: Span) -> bool:
    """Whether the old draft printed what was kept before what was dropped: ``[kept] [dropped]``."""
    start, end = choice.at or (0, 0)
    printed = "".join(span.text for span in change.text)[start:end]
    kept, gone = printed.find(choice.kept), printed.find(dropped.text.strip())
    return 0 <= kept < gone and dropped.text.strip() in choice.dropped


def _kept_by(choice: Choice, span: Span, before: Span | None) -> bool:
    """Whether a span is what a choice kept: right behind what was dropped, or anywhere in a whole option."""
    behind = choice.at is None or (before is not None and any(_says(one, before.text) for one in choice.dropped))
    return behind and _says(choice.kept, span.text)


def keeps(change: Change, text: str) -> bool:
    """Whether these words stand in an alternative that was kept."""
    return any(_says(choice.kept, text) for choice in change.choices)


def _says(whole: str, part: str) -> bool:
    return _holds(counted(whole.casefold()), counted(part.strip(" …").casefold()))


class _SpanIndex:
    """The spans of a marked-up text, and where each stands in what one of the two drafts prints."""

    def __init__(self, spans: Sequence[Span], op: Op) -> None:
        """``op`` is what happens to the side."""
        self.spans, self.op = spans, op
        self.starts = [*accumulate((len(s.text) if s.op in (Op.KEEP, op) else 0 for s in spans), initial=0)]
        self.marked = [*accumulate((len(s.text) for s in spans), initial=0)]
        self.added = ""
        """The words of all that the other side adds, as ``_strung``; made when first asked for."""

    def near(self, start: int, end: int) -> range:
        """The places of the spans that touch a stretch of what is printed."""
        last = min(bisect_right(self.starts, end), len(self.spans))
        return range(max(bisect_left(self.starts, start) - 1, 0), last)

    def stays(self, place: int) -> bool:
        """Whether the letter at a place of what is printed stands in both drafts."""
        return self.spans[bisect_right(self.starts, place) - 1].op is Op.KEEP

    def adds(self, part: Sequence[str]) -> bool:
        """Whether words stand in a row in what the other side adds anywhere."""
        if not self.added:
            texts = (counted(span.text) for span in self.spans if span.op not in (Op.KEEP, self.op))
            self.added = "".join(map(_strung, texts)) or "\n"
        return _strung(part) in self.added


def _strung(words: Iterable[str]) -> str:
    """Words as lines, which no word holds an end of."""
    return "".join(["\n", *(f"{word}\n" for word in words)])


class _Chosen(NamedTuple):
    edits: frozenset[int]
    """Places of the spans that make the choice."""
    kept: tuple[str, ...]
    """What the other draft has of the alternatives."""
    dropped: tuple[str, ...]
    bracketed: bool
    """Whether that still stands in brackets."""
    at: tuple[int, int]

    def decided(self, bare: Callable[[str], str]) -> Choice | None:
        """The choice, if one text is left and words were chosen between; in brackets it may still go."""
        dropped = self.differing(bare)
        return Choice(self.kept[0], dropped, self.at, self.bracketed) if dropped and len(self.kept) == 1 else None

    def differing(self, bare: Callable[[str], str]) -> tuple[str, ...]:
        """What was dropped and is said by none of what was kept."""
        kept = set(map(bare, self.kept))
        return tuple(one for one in self.dropped if one and bare(one) not in kept)

    def remark(self, op: Op, printed: str) -> str:
        if op is Op.INSERT:
            return f"reopened: {printed}"
        gone, left = (" / ".join(map(_short, filter(None, words))) for words in (self.dropped, self.kept))
        if not self.bracketed:
            return f"alternative kept: {left}" + (f", dropped: {gone}" if gone else "")
        return f"no longer among the alternatives: {gone or '(no text)'}; still open: {left}"


def _chosen(
    side: _SpanIndex, cluster: Alternatives, each: Sequence[str], same: Callable[[str, str], bool], code: str
) -> _Chosen | None:
    """The choice that turned alternatives into fewer; ``side`` has them.

    What was inserted right beside them is part of what became of them, or else has nothing to do with them.
    """
    for beside in (True, False):
        edits, other = _projection(side, cluster, beside)
        bracketed = bool(_BRACKETS & set(squared(other)))
        left = _left(other, code) if bracketed else [other.strip()]
        known = _known(each, left, same) if edits and len(left) < len(each) else ()
        if known:
            kept = set(known)
            gone = tuple(one for one in each if one not in kept)
            if _beside(side, cluster, gone):
                return None
            return _Chosen(frozenset(edits), tuple(left), gone, bracketed, _place(side, cluster, edits))
    return None


def _known(each: Sequence[str], left: Sequence[str], same: Callable[[str, str], bool]) -> tuple[str, ...]:
    """Which of the alternatives each text that is left is; none at all where one of them is new."""
    texts = dict.fromkeys(each)
    found: dict[str, str] = {}
    for words in dict.fromkeys(left):
        one = words if words in texts else next((one for one in texts if same(one, words)), None)
        if one is None:
            return ()
        found[words] = one
    return tuple(found[words] for words in left)


def _beside(side: _SpanIndex, cluster: Alternatives, gone: Sequence[str]) -> bool:
    """Whether one that is gone from its brackets stands beside them now, or as a phrase in what was added anywhere.

    Then both were kept, and nothing was decided.
    """
    _, around = _projection(side, cluster, beside=True)
    _, within = _projection(side, cluster, beside=False)
    near = counted(around.replace(within, " ", 1))
    told = map(counted, gone)
    return any(_holds(near, part) or (len(part) >= _PHRASE and side.adds(part)) for part in told)


def _holds(text: Sequence[str], part: Sequence[str]) -> bool:
    return bool(part) and _strung(part) in _strung(text)


def _left(text: str, code: str) -> list[str]:
    """The alternatives of a text that has nothing else; of any other text itself."""
    found = [each for cluster in alternatives(text, code) for each in cluster.of(text)]
    if found and not outside(text, code):
        return found
    whole = unnested(text.strip())
    return [unbracketed(whole)] if not _BRACKETS & set(squared(whole[1:-1])) else [whole]


def unbracketed(text: str) -> str:
    """A text without the pair of brackets around it; or the one of them that it has."""
    text = text.strip()
    opened, closed = squared(text[:1]) == "[", squared(text[-1:]) == "]"
    return text[opened : len(text) - closed].strip()


def _place(side: _SpanIndex, cluster: Alternatives, edits: set[int]) -> tuple[int, int]:
    """Where alternatives and all that became of them stand in the marked-up text."""
    found: list[int] = []
    for k in side.near(cluster.start, cluster.end):
        position, size, marked = side.starts[k], side.starts[k + 1] - side.starts[k], side.marked[k]
        low, high = max(cluster.start - position, 0), min(cluster.end - position, size)
        if size and low < high:
            found += [marked + low, marked + high]
        elif k in edits:
            found += [marked, side.marked[k + 1]]
    return min(found), max(found)


def _cut(spans: Sequence[Span], ends: Sequence[int]) -> list[list[Span]]:
    """The spans between each place of the marked-up text and the next; the first place is its start."""
    pieces: list[list[Span]] = [[]]
    place = 0
    for span in spans:
        done, place = place, place + len(span.text)
        while done < place:
            while len(pieces) < len(ends) - 1 and ends[len(pieces)] <= done:
                pieces.append([])
            end = min(place, ends[len(pieces)])
            pieces[-1].append(replace(span, text=span.text[len(span.text) - place + done : end - place or None]))
            done = end
    return pieces + [[] for _ in range(len(ends) - 1 - len(pieces))]


def _blank(spans: Sequence[Span], at: int) -> list[Span]:
    """A blank, where letters would otherwise run into the alternative beside them."""
    letter = spans[at].text[at] if spans else " "
    return [Span(Op.KEEP, " ")] if letter.isalnum() and letter < "\u2e80" else []


def _apart(texts: Sequence[str]) -> list[str]:
    """Texts in short; of long ones not how all of them begin, but where they part."""
    split = [text.split() for text in texts]
    alike = takewhile(lambda found: len(set(found)) == 1, zip(*split, strict=False))
    start = max(len(list(alike)) - _LED, 0) if all(len(text) > _FEW for text in texts) else 0
    return [f"{'… ' if start else ''}{_short(' '.join(each[start:]))}" for each in split]


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _FEW else f"{words[: _FEW - 2].rsplit(' ', 1)[0]} …"


def _projection(side: _SpanIndex, of: Alternatives, beside: bool) -> tuple[set[int], str]:
    """What an interval of a side is on the other side, and the edits that make it so.

    ``beside``: with what the other side has right before and right after it. No edits are given where one reaches
    beyond the interval by more than white space.
    """
    edits: set[int] = set()
    other: list[str] = []
    for k in side.near(of.start, of.end):
        span, position, size = side.spans[k], side.starts[k], side.starts[k + 1] - side.starts[k]
        low, high = max(of.start - position, 0), max(of.end - position, 0)
        if span.op is Op.KEEP:
            other.append(span.text[low:high])
        elif size and span.text[low:high]:
            if (span.text[:low] + span.text[high:]).strip():
                return set(), ""
            edits.add(k)
        elif not size and (of.start <= position <= of.end if beside else of.start < position < of.end):
            other.append(span.text)
            edits.add(k)
    return edits, "".join(other)
