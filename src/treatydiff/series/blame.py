"""Blame: the draft in which each phrase first stood, and last stood if it is gone.

A fold over the redlines of a series: kept words keep their origin, inserted ones begin in the draft that brought them,
deleted ones stay where they were as a piece that is gone. Words that were inserted as they had been deleted, here or
elsewhere, in the same step or earlier, keep their first origin and say so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from treatydiff.model import Change, Draft, Op, Provision, Span
from treatydiff.report import Report
from treatydiff.text.lettering import WORD
from treatydiff.text.regexes import regex

RUN = 6
"""So many words in a row that are a whole sentence are the same words from elsewhere."""
LONG = 20
"""So many are, wherever they begin and end; fewer can be a turn of phrase. Held by benchmarks/series."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with one origin."""

    text: str
    first: int
    """Index of the draft in which it first stood."""
    last: int | None = None
    """Index of the last draft in which it stood; None while it stands."""
    moved: bool = False
    """Whether it came to this place from another one."""
    revived: bool = False
    """Whether it was deleted and came back in a later draft."""
    back: int | None = None
    """Of what moved or was revived: the draft in which it came to this place."""


@dataclass(frozen=True, slots=True)
class TracedProvision:
    """A provision and the origin of its words."""

    provision: Provision
    """As it stands in the blamed draft; of what was deleted, as it last stood."""
    draft: int
    """The index of the draft that ``provision`` belongs to."""
    heading: tuple[Phrase, ...] = ()
    text: tuple[Phrase, ...] = ()

    @property
    def pieces(self) -> tuple[Phrase, ...]:
        """Of heading and text, in printed order."""
        return (*self.heading, *self.text)


@dataclass(frozen=True, slots=True)
class Blame:
    """A draft with the origin of each phrase."""

    drafts: tuple[Draft, ...]
    """The series, up to the blamed draft."""
    entries: tuple[TracedProvision, ...]
    """A provision each, in reading order. What stands of them spells the draft; what is gone stands where it did."""


def blame(drafts: Sequence[Draft], reports: Sequence[Report]) -> Blame:
    """The origin of every phrase of the last draft; ``reports`` compare each draft with the one before it."""
    entries = [_begun(provision) for provision in drafts[0].walk()]
    buried = _Buried()
    for at, report in enumerate(reports, start=1):
        entries = _followed(entries, report, at)
        buried.add(entries, at)
        entries = [_recognised(entry, at, buried) for entry in entries]
    return Blame(tuple(drafts), tuple(entries))


def standing(pieces: Iterable[Phrase]) -> str:
    """The words that still stand."""
    return "".join(piece.text for piece in pieces if piece.last is None)


def _begun(provision: Provision) -> TracedProvision:
    return TracedProvision(provision, 0, _new(provision.heading, 0), _new(provision.text, 0))


def _new(text: str, at: int) -> tuple[Phrase, ...]:
    return (Phrase(text, at),) if text else ()


# ------------------------------------------------------------------------------------------------------------ one step


def _followed(entries: Sequence[TracedProvision], report: Report, at: int) -> list[TracedProvision]:
    """The entries after one more comparison, in the new draft's order; what is gone follows what it followed."""
    known = {entry.provision.eid: entry for entry in entries if entry.draft == at - 1}
    graves = _graves(entries, at)
    followed = list(graves.pop("", ()))
    for change in report.redline.all:
        followed += _after(change, known, at)
        for provision in change.link.old:
            followed += graves.pop(provision.eid, ())
    return [*followed, *(entry for left in graves.values() for entry in left)]


def _graves(entries: Sequence[TracedProvision], at: int) -> dict[str, list[TracedProvision]]:
    """What was gone before, by the provision that stood before it."""
    graves: dict[str, list[TracedProvision]] = {}
    before = ""
    for entry in entries:
        if entry.draft == at - 1:
            before = entry.provision.eid
        else:
            graves.setdefault(before, []).append(entry)
    return graves


def _after(change: Change, known: dict[str, TracedProvision], at: int) -> list[TracedProvision]:
    """What one change makes of the entries of its old side."""
    olds = [known[provision.eid] for provision in change.link.old]
    if not change.link.new:
        return [_buried(entry, at) for entry in olds]
    headings = _laid(change.heading, _joined([entry.heading for entry in olds], change.heading), at)
    texts = _laid(change.text, _joined([entry.text for entry in olds], change.text), at)
    news = change.link.new
    of_each = zip(
        news, _shared(headings, [p.heading for p in news], at), _shared(texts, [p.text for p in news], at), strict=True
    )
    return [TracedProvision(new, at, heading, text) for new, heading, text in of_each]


def _buried(entry: TracedProvision, at: int) -> TracedProvision:
    heading, text = (tuple(_end(piece, at) for piece in pieces) for pieces in (entry.heading, entry.text))
    return replace(entry, heading=heading, text=text)


def _end(piece: Phrase, at: int) -> Phrase:
    return piece if piece.last is not None else replace(piece, last=at - 1)


def _joined(sides: Sequence[tuple[Phrase, ...]], spans: Sequence[Span]) -> tuple[Phrase, ...]:
    """The pieces of all old provisions as one, with what the redline puts between them, to spell its old side."""
    whole = "".join(span.text for span in spans if span.op is not Op.INSERT)
    joined: list[Phrase] = []
    cursor = 0
    for pieces in sides:
        text = standing(pieces)
        start = whole.find(text, cursor) if text else cursor
        if start < 0:  # the redline shows the words in another order: then they count as they come
            continue
        joined += [*_gap(whole[cursor:start], pieces), *pieces]
        cursor = start + len(text)
    return (*joined, *_gap(whole[cursor:], joined))


def _gap(text: str, near: Sequence[Phrase]) -> tuple[Phrase, ...]:
    return (Phrase(text, near[0].first if near else 0),) if text else ()


def _laid(spans: Sequence[Span], pieces: tuple[Phrase, ...], at: int) -> tuple[Phrase, ...]:
    """The pieces of the old words with a redline laid over them.

    Points and spaces alone have no origin worth telling: new ones go with what stands before them, old ones just go.
    """
    laid: list[Phrase] = []
    rest = list(reversed(pieces))
    for span in spans:
        if span.op is Op.INSERT:
            laid.append(Phrase(span.text, at if WORD.search(span.text) or not laid else laid[-1].first))
        else:
            laid += [piece if span.op is Op.KEEP else _end(piece, at) for piece in _taken(rest, len(span.text))]
    return tuple(_merged(piece for piece in (*laid, *reversed(rest)) if piece.last is None or WORD.search(piece.text)))


def _taken(rest: list[Phrase], length: int) -> Iterator[Phrase]:
    """Take ``length`` letters that stand from the front of ``rest`` (kept back to front), with what is gone between."""
    while length and rest:
        piece = rest.pop()
        if piece.last is None and len(piece.text) > length:
            rest.append(replace(piece, text=piece.text[length:]))
            piece = replace(piece, text=piece.text[:length])
        length -= len(piece.text) if piece.last is None else 0
        yield piece


def _merged(pieces: Iterable[Phrase]) -> Iterator[Phrase]:
    """Neighbours of one origin as one."""
    held: Phrase | None = None
    for piece in pieces:
        if held and replace(held, text="") == replace(piece, text=""):
            held = replace(held, text=held.text + piece.text)
            continue
        if held and held.text:
            yield held
        held = piece
    if held and held.text:
        yield held


def _shared(pieces: tuple[Phrase, ...], texts: Sequence[str], at: int) -> Iterator[tuple[Phrase, ...]]:
    """The pieces handed to each new provision by what it says; what lies between goes to the one before."""
    whole = standing(pieces)
    rest = list(reversed(pieces))
    cursor = 0
    for n, text in enumerate(texts):
        start = whole.find(text, cursor)
        if start < 0:
            yield _new(text, at)
            continue
        own = [piece for piece in _taken(rest, start - cursor) if piece.last is not None]
        own += _taken(rest, len(text))
        if n == len(texts) - 1:
            own += [piece for piece in reversed(rest) if piece.last is not None]
        cursor = start + len(text)
        yield tuple(_merged(own))


# ------------------------------------------------------------------------------------------------ words from elsewhere


class _Buried:
    """Everything that was deleted so far, to be recognised by any ``RUN`` words in a row."""

    def __init__(self) -> None:
        self._words: list[tuple[Phrase, list[str]]] = []
        self._places: dict[tuple[str, ...], tuple[int, int]] = {}
        """Of the first occurrence: which text, and from which word."""

    def add(self, entries: Iterable[TracedProvision], at: int) -> None:
        """What the step to draft ``at`` deleted."""
        for piece in (piece for entry in entries for piece in entry.pieces if piece.last == at - 1):
            words = [word.casefold() for word in WORD.findall(piece.text)]
            self._words.append((piece, words))
            for start in range(len(words) - RUN + 1):
                self._places.setdefault(tuple(words[start : start + RUN]), (len(self._words) - 1, start))

    def runs(self, words: Sequence[str], borders: frozenset[int]) -> Iterator[tuple[int, int, Phrase]]:
        """The stretches of words that stand in what was deleted: from, to, and the piece, first come first served.

        ``borders``: before which words a sentence begins or ends.
        """
        at = 0
        while at + RUN <= len(words):
            place = self._places.get(tuple(words[at : at + RUN]))
            piece, theirs = self._words[place[0]] if place else (None, [])
            length = _in_common(words[at:], theirs[place[1] :]) if place else 0
            if piece and (length >= LONG or borders >= {at, at + length}):
                yield at, at + length, piece
                at += length
            else:
                at += 1


_SENTENCE = regex(r"[.;:!?。；：！？؛؟]")


def _borders(text: str, found: Sequence[re.Match[str]]) -> frozenset[int]:
    """Before which of the words a sentence begins or ends, the first and after the last among them."""
    gaps = ((at, text[found[at - 1].end() : found[at].start()]) for at in range(1, len(found)))
    return frozenset((0, len(found), *(at for at, gap in gaps if _SENTENCE.search(gap))))


def _in_common(words: Sequence[str], others: Sequence[str]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(words, others, strict=False)))


def _recognised(entry: TracedProvision, at: int, buried: _Buried) -> TracedProvision:
    if entry.draft != at:
        return entry
    heading, text = (tuple(_merged(_origins(pieces, at, buried))) for pieces in (entry.heading, entry.text))
    return replace(entry, heading=heading, text=text)


def _origins(pieces: Iterable[Phrase], at: int, buried: _Buried) -> Iterator[Phrase]:
    for piece in pieces:
        new = piece.first == at and piece.last is None
        yield from _traced(piece, at, buried) if new else (piece,)


def _traced(piece: Phrase, at: int, buried: _Buried) -> Iterator[Phrase]:
    """An inserted piece, cut where its words had stood before."""
    found = list(WORD.finditer(piece.text))
    cursor = 0
    for start, end, source in buried.runs([word[0].casefold() for word in found], _borders(piece.text, found)):
        first, last = found[start].start(), found[end - 1].end()
        yield replace(piece, text=piece.text[cursor:first])
        again = source.last is not None and source.last < at - 1
        yield Phrase(piece.text[first:last], source.first, moved=not again, revived=again, back=at)
        cursor = last
    yield replace(piece, text=piece.text[cursor:])
