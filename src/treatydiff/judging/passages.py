"""Passages: both sides of a change, in the form in which it is judged.

Only substantive edits count: all others are taken as made, so that both sides read alike where brackets vanished or a
cross-reference followed its article. A provision that came or went with everything inside is one passage; what was
dropped of an alternative is held against what was kept.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property, wraps
from typing import Any, TypeVar

from treatydiff.judging.clauses import Clause, FrameReader, reader
from treatydiff.judging.lexis import Hit, Hits, Lexis
from treatydiff.judging.signs import Role, Vote
from treatydiff.judging.wording import ModalSign, Wording, modal_signs, sentences
from treatydiff.model import (
    CONTAINERS,
    Change,
    Draft,
    Kind,
    Level,
    Op,
    Provision,
    Redline,
    Significance,
    Span,
)
from treatydiff.redline.choices import decided
from treatydiff.references.outline import Outline, outline
from treatydiff.text.frozen import dataclass
from treatydiff.text.words import compare_words, fewest_edits, words
from treatydiff.themes.patterns import Range, plain, reaching, silent

_ALIKE = 0.35
"""Provisions of two alternatives answer to each other from so large a share of common words."""


def against(changes: Iterable[Change]) -> dict[str, tuple[tuple[str, str], ...]]:
    """By the ``eid`` of each provision of a dropped alternative, what it said and what is said in its place.

    What only the alternative kept says stands with the first of them.
    """
    dropped = (change for change in changes if change.kind is Kind.DELETED and change.choices)
    return {eid: texts for change in dropped for eid, texts in _pairs(change).items()}


def _pairs(change: Change) -> Mapping[str, tuple[tuple[str, str], ...]]:
    option = change.link.old[0]
    gone = {p.eid: p.own if p is not option else p.text for p in option.walk()}
    kept = change.choices[0].kept.split("\n")
    matched = dict(_matched({eid: text for eid, text in gone.items() if text}, kept))
    found = {eid: ((text, kept[matched[eid]] if eid in matched else ""),) * bool(text) for eid, text in gone.items()}
    new = tuple(("", text) for at, text in enumerate(kept) if at not in matched.values())
    return {**found, option.eid: (*found[option.eid], *new)}


def _matched(gone: Mapping[str, str], kept: list[str]) -> Iterator[tuple[str, int]]:
    """Each provision dropped with the place of the one kept that is most like it; two that stand alone in any case."""
    if len(gone) == len(kept) == 1:
        yield next(iter(gone)), 0
        return
    pairs = [(_alike(text, other), eid, at) for eid, text in gone.items() for at, other in enumerate(kept)]
    taken: set[str | int] = set()
    for alike, eid, at in sorted(pairs, key=lambda pair: -pair[0]):
        if alike >= _ALIKE and not taken & {eid, at}:
            taken |= {eid, at}
            yield eid, at


def _alike(a: str, b: str) -> float:
    """The share of their words that two texts have in common, in order."""
    old, new = ([word.casefold() for word in words(text)] for text in (a, b))
    return 1 - fewest_edits(old, new) / max(len(old) + len(new), 1)


_COLONS = (":", "：", "—", "–")
"""How words end on which others hang."""
_OUTSIDE = frozenset({Level.FRONT, Level.FOOTNOTE})
"""Not the convention's own text."""
OTHER = {Op.INSERT: Op.DELETE, Op.DELETE: Op.INSERT}
"""The side across: of what came, that of what went."""


def op_of(change: Change) -> Op:
    """The side that a provision which came or went is on."""
    return Op.DELETE if change.kind is Kind.DELETED else Op.INSERT


def came_or_went(change: Change) -> tuple[Provision, ...]:
    """The provisions that came, or went, with a change that amends none."""
    return change.link.old if change.kind is Kind.DELETED else change.link.new


@dataclass(frozen=True)
class Side:
    """The text of one draft, and what the reader of its language finds in it."""

    reader: FrameReader = field(repr=False, compare=False)
    raw: str
    """As printed, without silent signs."""
    edited: tuple[Range, ...]
    """What the other side lacks."""
    shifts: tuple[Range, ...] = ()
    """Pairs of a position and how far it stands from its place in the marked-up text."""

    @cached_property
    def text(self) -> str:
        """In the form that patterns match, position for position."""
        return plain(self.raw)

    @property
    def lexis(self) -> Lexis:
        """The words of its language by classes,"""
        return self.reader.lexis

    @property
    def wording(self) -> Wording:
        """and those that bind, count and join."""
        return self.reader.wording

    @property
    def hits(self) -> Hits:
        """The words of all classes of slots, from left to right."""
        return self.lexis.hits(self.text)

    def inside(self, start: int, end: int) -> Hits:
        """Those that begin in a range."""
        hits = self.hits
        first = bisect_left(hits, start, key=_start)
        return hits[first : bisect_left(hits, end, first, key=_start)]

    def clause(self, at: int) -> Clause:
        """The sentence around a position as one clause; between sentences, all the text."""
        start, end = self.around(at) or (0, len(self.text))
        return Clause(start, end, self.inside(start, end), self.reader.signs)

    @cached_property
    def modal_signs(self) -> tuple[ModalSign, ...]:
        """The marks of modality."""
        return modal_signs(self.text, self.wording)

    def turns(self, start: int = 0, end: int | None = None) -> int:
        """How often a stretch of it turns a statement round: by not, without, unless, each alone."""
        return self.lexis.turns(self.text, start, end)

    @cached_property
    def sentences(self) -> tuple[Range, ...]:
        return sentences(self.text)

    @cached_property
    def replaced(self) -> tuple[Range, ...]:
        """The sentences that the other side lacks as a whole."""
        return tuple(sentence for sentence in self.sentences if self.covers(*sentence))

    def sentence(self, at: int) -> str:
        """The sentence around a position, or behind it."""
        start, end = self.span(at)
        return self.text[start:end]

    def span(self, at: int) -> Range:
        """Where that stands; nowhere behind the last."""
        place = bisect_right(self.sentences, at, key=_end)
        return self.sentences[place] if place < len(self.sentences) else (0, 0)

    def around(self, at: int) -> Range | None:
        """Where the sentence around a position stands; None between sentences."""
        place = bisect_right(self.sentences, at, key=_end)
        found = self.sentences[place] if place < len(self.sentences) else None
        return found if found and found[0] <= at else None

    def answering(self, place: int) -> Range | None:
        """Where the sentence stands that is around, or behind, a place of the marked-up text; None behind the last."""
        return next((each for each in self.sentences if self.marked(each[1] - 1) >= place), None)

    def share_edited(self, at: int) -> float:
        """How much of the sentence around a position was edited, from 0.0 to 1.0."""
        start, end = self.around(at) or (0, len(self.text))
        return self._edited(start, end) / max(end - start, 1)

    def touches(self, start: int, end: int) -> bool:
        """Whether an edit reaches into a range."""
        return bool(self.edits(start, end))

    def edits(self, start: int, end: int) -> Sequence[Range]:
        """The edits that reach into a range; edits stand in order and never overlap."""
        return reaching(self.edited, start, end)

    def edits_within(self, start: int, end: int) -> list[Range]:
        """What of them lies in it."""
        return [(max(a, start), min(b, end)) for a, b in self.edits(start, end)]

    def covers(self, start: int, end: int) -> bool:
        """Whether a range was edited as a whole, small words at its ends aside."""
        return self._edited(start, end) >= 0.9 * (end - start)

    def marked(self, at: int) -> int:
        """The place of a position in the marked-up text."""
        place = bisect_right(self._shifted, at)
        return at + (self.shifts[place - 1][1] if place else 0)

    def spot(self, start: int, end: int) -> Range:
        """Where a range stands in the marked-up text, from its first character to behind its last."""
        return self.marked(start), self.marked(end - 1) + 1

    def before(self, at: int) -> str:
        """What the sentence around a position says before it; between sentences, all the text before it."""
        return self.text[self.begins(at) : at]

    def begins(self, at: int) -> int:
        """Where the sentence around a position begins; between sentences, where the text does."""
        return (self.around(at) or (0, 0))[0]

    @cached_property
    def _shifted(self) -> tuple[int, ...]:
        return tuple(start for start, _ in self.shifts)

    def _edited(self, start: int, end: int) -> int:
        """How many characters of a range were edited."""
        return sum(b - a for a, b in self.edits_within(start, end))


def _end(place: Range) -> int:
    return place[1]


def _start(hit: Hit) -> int:
    return hit.start


@dataclass(frozen=True)
class Passage:
    """A change ready to be judged."""

    change: Change
    old: Side
    new: Side
    around: str
    """The headings it stands under and the words it hangs on, of both drafts, plain."""
    lead: str = ""
    """The words that it hangs on, where those around it end in a colon: part of its sentence. Of both drafts, plain."""
    inside: str = ""
    """The text of the provisions that hang on its own words (subparagraphs under a chapeau), of both drafts, plain."""
    parts: tuple[Provision, ...] = ()
    """Of a passage that came or went as a whole: the provisions in it with text. Empty where both sides have text."""
    edits: tuple[Span, ...] = ()
    """The marked-up text in which only substantive edits are left."""
    known: dict[Any, Any] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was worked out ``once``, by what does it."""

    @property
    def reader(self) -> FrameReader:
        """The reader of its language."""
        return self.new.reader

    @property
    def lexis(self) -> Lexis:
        return self.reader.lexis

    @property
    def wording(self) -> Wording:
        return self.reader.wording

    @property
    def sides(self) -> tuple[Side, Side]:
        """The old side and the new one."""
        return self.old, self.new

    def votes(
        self,
        kind: str,
        role: Role,
        asked: tuple[str, str],
        words: tuple[tuple[str, ...], tuple[str, ...]],
        at: Range,
        doubts: tuple[str, ...] = (),
        plain: float = 1.0,
    ) -> Iterator[Vote]:
        """A fact in it with what the table of signs says of that, as of the reader."""
        return self.reader.votes(kind, role, asked, words, at, f"{self.old.text}\n{self.new.text}", doubts, plain)

    @cached_property
    def marks(self) -> tuple[Range, ...]:
        """The edits of both sides as they stand in the marked-up text."""
        return tuple(sorted(side.spot(a, b) for side in self.sides for a, b in side.edited))

    def edited_sentences(self, side: Side) -> tuple[Range, ...]:
        """The sentences of a side that an edit of either side reaches into, or stands beside."""
        return self._edited_sentences[side is self.new]

    @cached_property
    def _edited_sentences(self) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
        return tuple(self._edited(self.old)), tuple(self._edited(self.new))

    def _edited(self, side: Side) -> Iterator[Range]:
        for start, end in side.sentences:
            if reaching(self.marks, side.marked(start) - 1, side.marked(end - 1) + 2):
                yield start, end

    def side(self, op: Op) -> Side:
        """The side that has what came (``INSERT``) or what went (``DELETE``)."""
        return self.new if op is Op.INSERT else self.old

    def end(self, op: Op) -> Provision | None:
        """The provision of that side; None where there is none."""
        return self.change.new if op is Op.INSERT else self.change.old

    @property
    def whole(self) -> bool:
        """Whether it came or went as a whole."""
        return bool(self.parts)


_Made = TypeVar("_Made")


def once(make: Callable[[Passage], _Made]) -> Callable[[Passage], _Made]:
    """Makes of what is worked out from a passage alone, and asked for again, what the passage remembers."""

    @wraps(make)
    def remembered(passage: Passage) -> _Made:
        if make not in passage.known:
            passage.known[make] = make(passage)
        made: _Made = passage.known[make]
        return made

    return remembered


class Passages:
    """The passages of two drafts, one for each change of substance in the convention's own text."""

    def __init__(self, redline: Redline, old: Draft, new: Draft) -> None:
        self.changes = tuple(
            change
            for change in redline.changes
            if change.significance is Significance.SUBSTANTIVE and change.provision.level not in _OUTSIDE
        )
        """The changes of substance, in reading order."""
        self.reader = reader(new.language)
        self._trees = {Op.DELETE: outline(old), Op.INSERT: outline(new)}
        self._dropped = against(self.changes)
        self._one_sided = {(op, p.eid): change for change in redline.all for op, p in _gone_or_come(change)}
        self._known: dict[str, tuple[Passage, ...]] = {}

    def of(self, change: Change) -> tuple[Passage, ...]:
        """The passage of a change; one for each alternative dropped; none where it is part of a greater one.

        Rules, frames and whoever weighs the words ask for the same one, which knows what was worked out of it.
        """
        if change.id not in self._known:
            self._known[change.id] = tuple(self._made(change))
        return self._known[change.id]

    def _made(self, change: Change) -> Iterator[Passage]:
        if change.kind is Kind.AMENDED:
            yield from self._amended(change)
        elif self.dropped_for_another(change):
            yield from self._options(change)
        else:
            yield from self._whole(change)

    def _amended(self, change: Change) -> Iterator[Passage]:
        """Headings tell the subject and bind nobody: they are context, not text."""
        for turn in range(max((len(choice.dropped) for choice in change.choices), default=1)):
            spans = _few(_undone(decided(change.text, change.choices, turn)))
            places = [
                (op, p) for op, ends in ((Op.DELETE, change.link.old), (Op.INSERT, change.link.new)) for p in ends
            ]
            yield Passage(
                change,
                *self._sides(spans),
                _lines(_around(provision, self._trees[op]) for op, provision in places),
                _lines(_lead(provision, self._trees[op]) for op, provision in places),
                _lines(_hanging(provision) for _, provision in places),
                edits=spans,
            )

    def _options(self, change: Change) -> Iterator[Passage]:
        """What was dropped for another alternative, as if the one had become the other."""
        provision, tree = change.link.old[0], self._trees[Op.DELETE]
        for dropped, kept in self._dropped[provision.eid]:
            spans = tuple(
                span if span.op is Op.KEEP else Span(span.op, span.text, Significance.SUBSTANTIVE)
                for span in compare_words(silent(dropped), silent(kept))
            )
            yield Passage(change, *self._sides(spans), _around(provision, tree), _lead(provision, tree), edits=spans)

    def _whole(self, change: Change) -> Iterator[Passage]:
        """The passage of a provision that came or went, with those inside it; none if it stands inside another such."""
        for op, provision in _gone_or_come(change):
            tree, came = self._trees[op], self._one_sided
            above = tree.parent.get(provision.eid)
            if provision.level in CONTAINERS or (above and above.level not in CONTAINERS and (op, above.eid) in came):
                continue
            parts = tuple(p for p in provision.walk() if (op, p.eid) in came and own_text(p))
            if parts:
                spans = (Span(op, "\n".join(map(own_text, parts)), Significance.SUBSTANTIVE),)
                around, lead = _around(parts[0], tree), _lead(parts[0], tree)
                yield Passage(change, *self._sides(spans), around, lead, parts=parts, edits=spans)

    def _sides(self, spans: Sequence[Span]) -> tuple[Side, Side]:
        return side(spans, Op.DELETE, self.reader), side(spans, Op.INSERT, self.reader)

    def dropped_for_another(self, change: Change) -> bool:
        """Whether it is of an alternative that went because another was kept."""
        return change.kind is Kind.DELETED and change.link.old[0].eid in self._dropped


# ------------------------------------------------------------------------------------------------------- both sides


_MOST_EDITS = 120
"""Edits of one text from which on it was written anew: no law has a tenth of them (measured: 15 in 60 pairs)."""


def _few(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Marked-up text; of one with edits without number all that it said, and all that it says."""
    told = tuple(spans)
    if sum(span.op is not Op.KEEP for span in told) <= _MOST_EDITS:
        return told
    sides = ((op, "".join(span.text for span in told if span.op in (Op.KEEP, op))) for op in (Op.DELETE, Op.INSERT))
    return tuple(Span(op, text, Significance.SUBSTANTIVE) for op, text in sides if text)


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _hanging(provision: Provision) -> str:
    """The text under a chapeau; of an article or paragraph whose own text is no chapeau, nothing."""
    if not provision.text.rstrip().endswith(_COLONS):
        return ""
    return plain(silent("\n".join(child.full_text() for child in provision.children)))


def _undone(spans: Sequence[Span]) -> Iterator[Span]:
    """Substantive edits as they are; of all others what the new draft says, on both sides."""
    for span in spans:
        if span.op is Op.KEEP or span.significance is Significance.SUBSTANTIVE:
            yield Span(span.op, silent(span.text), span.significance)
        elif span.op is Op.INSERT or not span.text.strip():
            yield Span(Op.KEEP, silent(span.text))


def as_printed(passage: Passage, at: Range) -> tuple[tuple[Span, ...], Range]:
    """The whole marked-up text for a place in the substantive one: a quotation must not invent a third draft."""
    if passage.whole or tuple(_undone(passage.change.text)) != passage.edits:
        return passage.edits, at
    starts, place, printed = [], 0, 0
    for span in passage.change.text:
        judged = sum(len(kept.text) for kept in _undone([span]))
        starts.append((place, printed, judged))
        place, printed = place + judged, printed + len(span.text)
    return passage.change.text, (_printed(starts, at[0]), _printed(starts, at[1]))


def _printed(starts: Sequence[tuple[int, int, int]], place: int) -> int:
    """Where a place of the judged text stands in the printed one."""
    found = max((start for start in starts if start[0] <= place and start[2]), default=(0, 0, 0))
    return found[1] + place - found[0]


def side(spans: Sequence[Span], op: Op, reader: FrameReader) -> Side:
    """What marked-up text says before (``DELETE``) or after (``INSERT``)."""
    pieces: list[str] = []
    edited: list[Range] = []
    shifts: list[Range] = []
    at = place = 0
    for span in spans:
        if span.op in (Op.KEEP, op):
            shifts.append((at, place - at))
            pieces.append(span.text)
            if span.op is op:
                edited.append((at, at + len(span.text)))
            at += len(span.text)
        place += len(span.text)
    return Side(reader, "".join(pieces), tuple(edited), tuple(shifts))


# ---------------------------------------------------------------------------------------------------- one side only


def _gone_or_come(change: Change) -> Iterator[tuple[Op, Provision]]:
    """The provision of a change that has one side only."""
    if change.kind is Kind.INSERTED:
        yield from ((Op.INSERT, provision) for provision in change.link.new)
    elif change.kind is Kind.DELETED:
        yield from ((Op.DELETE, provision) for provision in change.link.old)


def own_text(provision: Provision) -> str:
    """What a provision that came or went says itself, without silent signs; nothing of one that only stands for it."""
    return "" if provision.tombstone else silent(provision.own)


# --------------------------------------------------------------------------------------------------------- the context


def _lead(provision: Provision, tree: Outline) -> str:
    """The words that a provision hangs on."""
    above = tree.parent.get(provision.eid)
    return plain(silent(above.text)) if above and above.text.rstrip().endswith(_COLONS) else ""


def _around(provision: Provision, tree: Outline) -> str:
    """Headings of everything above and itself, and the words that paragraphs and subparagraphs hang on."""
    lines = [provision.heading]
    for above in tree.above(provision):
        lines += [above.heading, "" if above.level in CONTAINERS else above.text]
    return plain(silent("\n".join(line for line in reversed(lines) if line)))
