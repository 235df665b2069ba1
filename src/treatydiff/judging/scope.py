"""Monotonicity: what an edit does to a clause's scope: a restriction narrows it, an alternative widens it.

Natural logic: under an exception or a "without" the effect is reversed (Sánchez Valencia 1991; MacCartney and Manning
2009; Icard and Moss 2014). Times the impact of the clause that says for whom it is better or worse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from enum import StrEnum
from typing import NamedTuple

from treatydiff.judging.clauses import GROUPS, Clause, FrameReader
from treatydiff.judging.extent import crowded, stems_in
from treatydiff.judging.lexis import BY, DEPARTS, LIFTS, Hit
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.wording import Wording
from treatydiff.model import Op, Span
from treatydiff.text.languages import is_spaced
from treatydiff.text.lettering import LETTERS, WORD
from treatydiff.themes.patterns import Range, plain, reaching, silent


class ScopeKind(StrEnum):
    """What sort of words came into a clause, or went from it."""

    EXCEPTION = "exception"
    CONDITION = "condition"
    """Whatever restricts: a condition, a purpose, a relative clause."""
    MEMBER = "member"
    """One more of what the clause lists, joined by "and", "or" or a comma."""
    DECIDER = "decider"
    """Somebody who may decide, too, in the place of a court or an independent body."""
    LIMITER = "limiter"
    """An adjective or adverb that restricts: serious, explicit."""
    YIELDS = "yields"
    """Another provision that the clause leaves untouched, or is subject to."""


class ScopeEdit(NamedTuple):
    """Words that came into a clause, or went from it, and what they do to its reach."""

    kind: ScopeKind
    op: Op
    at: Range
    """In the text of its side."""
    way: int
    """1 where the clause reaches further with the words, -1 where it reaches less far."""
    flips: int
    """-1 where they stand in an exception, or behind a "without": what they do is turned round."""
    only: bool
    """Whether they stand in what an "only" allows."""
    replaced: bool
    """Whether other words stood, or stand now, in their place."""


_AT_FIRST = 3
"""Characters from its beginning within which an edit says by its first words what it is."""
_FEW = 3
"""Words of an edit up to which one that restricts is an adjective and no clause."""


def scope_edits(passage: Passage, reader: FrameReader) -> Iterator[ScopeEdit]:
    """What came into sentences that stand on both sides, and went from them; one that took the place of its like is
    neither."""
    found = [*_edits(passage, reader)]
    ways = {(edit.kind, edit.op) for edit in found if edit.replaced}
    exchanged = {kind for kind, op in ways if (kind, Op.DELETE) in ways and (kind, Op.INSERT) in ways}
    yield from (edit for edit in found if not (edit.replaced and edit.kind in exchanged))


def _edits(passage: Passage, reader: FrameReader) -> Iterator[ScopeEdit]:
    for op, side, other in ((Op.DELETE, passage.old, passage.new), (Op.INSERT, passage.new, passage.old)):
        elsewhere = {word for a, b in other.edited for word in WORD.findall(other.text[a:b])}
        words = WORD.on(side.text)
        for start, end in side.edited:
            word = words.search(side.text, start, end)
            if word is None or any(a <= word.start() < b for a, b in side.replaced):
                continue
            if _reordered(side.text[word.start() : end], elsewhere):
                continue
            found = _edit(side, (word.start(), end), op, reader)
            if found and not _only_again(side, found, other, reader):
                yield found._replace(replaced=_replaced(side, (start, end), other))


def _only_again(side: Side, edit: ScopeEdit, other: Side, reader: FrameReader) -> bool:
    """Whether a mere "only" stands for words of its family on the other side: "not … other than" is "only"."""
    if len(WORD.findall(side.text[slice(*edit.at)])) > _FEW + 1:
        return False
    hits = reader.lexis.hits(side.text)
    said = [hit for hit in hits if edit.at[0] <= hit.start < edit.at[1]]
    there = (hit for hit in reader.lexis.hits(other.text) if other.touches(hit.start, hit.end))
    if edit.kind is ScopeKind.EXCEPTION:
        return any(hit.name.startswith((*_ONLY, *_WITHOUT)) for hit in there)
    return edit.kind is ScopeKind.CONDITION and _says(said, _ONLY) and any(h.name.startswith(_ONLY) for h in there)


def _reordered(text: str, elsewhere: Set[str]) -> bool:
    """Whether all words of an edit are among those that came, or went, on the other side: they only changed places."""
    words = {word for word in WORD.findall(text) if len(word) > _SMALL}
    if words:
        return words <= elsewhere
    signs = {word for word in WORD.findall(text) if not word.isascii() and len(word) == 1}  # a language without spaces
    return len(signs) >= _SMALL and len(signs & elsewhere) >= _MOSTLY * len(signs)


_SMALL = 3
"""Letters of a word up to which it says nothing of whether words only changed places."""
_MOSTLY = 0.75
"""Share of the characters of an edit, where words are not spaced, that must be among those of the other side."""


def listed(passage: Passage, reader: FrameReader, wording: Wording, known: Sequence[ScopeEdit]) -> Iterator[ScopeEdit]:
    """Members of a list that came or went with others in their place: "{a, b or c|a or b}"; none that is known."""
    for member in () if crowded(passage) else members(passage, wording):
        side = passage.side(member.op)
        at = next((edit for edit in side.edited if side.marked(edit[0]) == member.at[0]), None)
        if at is None or any(edit.op is member.op and edit.at[0] < at[1] and at[0] < edit.at[1] for edit in known):
            continue
        if _no_member(side, at, reader):
            continue
        if not any(a < at[1] and at[0] < b for a, b in side.replaced):  # a sentence may begin with "and"
            spot = spot_of(side, at, reader)
            if any(at[0] <= hit.start < at[1] and hit.name.startswith("force.") for hit in spot.hits):
                continue  # a clause of its own
            yield ScopeEdit(ScopeKind.MEMBER, member.op, at, 1, spot.flips, spot.part == "only", replaced=False)


def _no_member(side: Side, at: Range, reader: FrameReader) -> bool:
    """Whether what came, or went, is no member of a list.

    A clause that restricts or is held against the rest is none, nor is part of a title ("the Foreign Interference and
    Security Act"), nor what says nothing by itself ("or she").
    """
    words = [found for found in WORD.on(side.text).finditer(side.text, *at) if len(found[0]) > _SMALL]
    if is_spaced(reader.lexis.code) and not words:
        return True
    beside = {*stems_in(side.text[max(at[0] - _AGAIN, 0) : at[0]]), *stems_in(side.text[at[1] : at[1] + _AGAIN])}
    if is_spaced(reader.lexis.code) and beside.issuperset(stem for found in words for stem in stems_in(found[0])):
        return True  # "the operator or operators"
    named = [side.raw[found.start()].isupper() for found in words]
    after = side.raw[at[1] :].lstrip()[:1].isupper()
    if named and all(named) and after and side.raw[: at[0]].rstrip()[-1:].isalnum():
        return True
    hits = reader.lexis.hits(side.text)
    return any(at[0] <= hit.start <= at[0] + _AT_FIRST and hit.name in _HELD_AGAINST for hit in hits)


_AGAIN = 16
"""Characters beside what came, or went, within which the same word in another form stands."""
_HELD_AGAINST = ("scope.but", "scope.narrows")
_TESTS, _TESTED = ("slots.condition", "slots.principle"), 40
"""Tests of a measure, and characters on either side of "and" or "or" within which they stand."""


class ClauseSpot(NamedTuple):
    """A place in a sentence."""

    at: Range
    clause: Clause
    """All of the sentence."""
    part: str
    """``main``, ``condition``, ``only``, ``exception``, ``lack``."""

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self.clause.hits

    @property
    def flips(self) -> int:
        """-1 in an exception or behind a "without": there what an edit does is turned round."""
        return -1 if self.part in ("exception", "lack") else 1

    @property
    def joins_tests(self) -> bool:
        """Whether tests of a measure stand on both sides of it, close by: necessary and proportionate."""
        place = self.at[0]
        near = [hit.start - place for hit in self.hits if hit.name.startswith(_TESTS)]
        return any(-_TESTED <= apart < 0 for apart in near) and any(0 < apart <= _TESTED for apart in near)

    def before(self, name: str) -> bool:
        """Whether words of a class stand before it."""
        return any(hit.name == name and hit.start < self.at[0] for hit in self.hits)


def clause_around(side: Side, at: int, reader: FrameReader) -> Clause:
    """The sentence around a position of the text of a side, as one clause."""
    start, end = side.around(at) or (0, len(side.text))
    hits = tuple(hit for hit in reader.lexis.hits(side.text) if start <= hit.start < end)
    return Clause(start, end, hits, reader.signs)


def spot_of(side: Side, at: Range, reader: FrameReader) -> ClauseSpot:
    """A place of the text of a side."""
    clause = clause_around(side, at[0], reader)
    return ClauseSpot(at, clause, _part(side, at, clause))


def _replaced(side: Side, at: Range, other: Side) -> bool:
    start, end = side.spot(*at)
    return any(other.marked(a) <= end + 1 and start - 1 <= other.marked(b - 1) + 1 for a, b in other.edited)


def _edit(side: Side, at: Range, op: Op, reader: FrameReader) -> ScopeEdit | None:
    spot = spot_of(side, at, reader)
    kind, way = _kind(side, at, spot.hits, reader, spot.part)
    if kind is None:
        return None
    flips = 1 if spot.part == "lack" and kind is ScopeKind.EXCEPTION else spot.flips
    return ScopeEdit(kind, op, at, way, flips, spot.part == "only", replaced=False)


def _kind(side: Side, at: Range, hits: Sequence[Hit], reader: FrameReader, part: str) -> tuple[ScopeKind | None, int]:
    """What an edit is, and whether the clause reaches further by it."""
    text = side.text[at[0] : at[1]]
    inside = [hit for hit in hits if at[0] <= hit.start < at[1] and hit.end <= at[1] + _AT_FIRST]
    first = [hit for hit in inside if hit.start <= at[0] + _AT_FIRST]
    if _says(inside, ("proof.",)):
        return None, 0  # who has to prove what is told by itself
    bans = any(hit.name in ("force.mustnot", "force.neednot") and hit.end <= at[0] for hit in hits)
    if bans and _says(first, _WITHOUT):
        return ScopeKind.EXCEPTION, -1
    if _says(first, ("scope.despite",)) and not _says(inside, ("force.",)):
        return None, 0  # it holds in spite of another rule, which may do either
    last = inside if not is_spaced(reader.lexis.code) else [hit for hit in inside if hit.end >= at[1] - _AT_FIRST]
    if _says(first, _EXCEPTS) or _says(inside, (LIFTS,)) or _says(last, ("slots.exception",)):
        return ScopeKind.EXCEPTION, -1
    if _says(first, ("scope.yields",)):
        return ScopeKind.YIELDS, -1
    if _says(first, ("scope.but",)):
        return (None, 0) if _says(inside, ("slots.speed",)) else (ScopeKind.EXCEPTION, -1)  # "but no later than"
    join, rest = _join(text, side.text[: at[0]], side.text[at[1] :], reader)
    if join and _no_member(side, at, reader):
        join = ""
    if join:
        if not WORD.search(text[rest:]):
            return None, 0
        then = [hit for hit in inside if at[0] + rest - 1 <= hit.start <= at[0] + rest + _AT_FIRST]
        if _says(then, _EXCEPTS):
            return ScopeKind.EXCEPTION, -1
        of_a_condition = part in ("condition", "only") and not _begins_anew(side, at, inside)
        restricts = _says(then, _RESTRICTS) or (of_a_condition and len(WORD.findall(text)) >= _FEW)
        if join == "all" and restricts:
            return ScopeKind.CONDITION, -1
        if join == "any" and _also_decides(at, inside, hits):
            return ScopeKind.DECIDER, -1
        binds = any(hit.name == "force.must" and hit.start < at[0] for hit in hits)
        if join == "any" and binds and part == "main" and not _says(inside, _WHOM):
            return None, 0  # another way to meet what the clause demands
        return ScopeKind.MEMBER, 1
    if _says(first, _RESTRICTS):
        single = len(WORD.findall(text)) == 1
        opened = any(hit.name == "slots.conditional.conditional" and 0 <= at[0] - hit.end <= 1 for hit in hits)
        return (None, 0) if single and (bans or opened) else (ScopeKind.CONDITION, -1)
    if _says(inside, ("slots.limiter",)) and len(WORD.findall(text)) <= _FEW:
        return ScopeKind.LIMITER, -1
    return None, 0


def _also_decides(at: Range, inside: Sequence[Hit], hits: Sequence[Hit]) -> bool:
    """Whether an edit names authorities only, behind "by" and a court or an independent body."""
    before = [hit for hit in hits if hit.end <= at[0] and at[0] - hit.end <= _DECIDES]
    named, deciders = _groups(inside), _groups(before)
    by = any(hit.name in BY for hit in before)
    return by and "controller" in deciders and bool(named) and "controller" not in named


def _groups(hits: Iterable[Hit]) -> set[str]:
    """Whose agents stand among some hits."""
    return {GROUPS[hit.path[1]] for hit in hits if hit.name.startswith("agents.")}


def _begins_anew(side: Side, at: Range, inside: Sequence[Hit]) -> bool:
    """Whether what "and" joins is a clause of its own, rather than one more part of the condition before it."""
    return side.text[: at[0]].rstrip().endswith((",", "，", "،")) or _says(inside, ("force.",))


def _says(hits: Sequence[Hit], names: tuple[str, ...]) -> bool:
    return any(hit.name.startswith(names) for hit in hits)


_ONLY = ("slots.condition.only", "slots.exception")
_DECIDES = 60
"""Characters from "by a court" to what is joined to it."""
_WITHOUT = ("slots.lacking", "slots.relax.unauthorized")
_EXCEPTS = ("slots.exception", *DEPARTS)
_RESTRICTS = ("slots.conditional", "slots.condition", "scope.narrows", "slots.mental")
_WHOM = ("agents.", "slots.persons", "slots.data", "slots.offences", "slots.measure", "slots.purpose", "actions.")


def _join(text: str, before: str, after: str, reader: FrameReader) -> tuple[str, int]:
    """How an edit is joined to a list, and where in it the words behind what joins begin.

    ``any`` by "or", ``all`` by "and", ``comma`` where a list goes on behind it.
    """
    spaced = is_spaced(reader.lexis.code)
    for name in ("any", "all"):
        for word in sorted(reader.lexis.classes[f"junctions.{name}"], key=len, reverse=True):
            if text.startswith(word) and not (spaced and text[len(word) : len(word) + 1].isalpha()):
                return name, len(word) + 1
            if text.rstrip(" ,，、").endswith(f" {word}" if spaced else word):
                return name, 0
    lead = after.lstrip()
    listed = before.rstrip().endswith((",", "、")) or text.rstrip().endswith((",", "、"))
    joins = [word for name in ("any", "all") for word in reader.lexis.classes[f"junctions.{name}"]]
    goes_on = lead.startswith((",", "、", *(f"{word} " if spaced else word for word in joins)))
    return ("comma", 0) if listed and goes_on and len(WORD.findall(text)) <= 2 * _FEW else ("", 0)


def _part(side: Side, at: Range, clause: Clause) -> str:
    """In which part of its sentence a place stands: ``main``, ``condition``, ``only``, ``exception``, ``lack``."""
    hits, part = clause.hits, "main"
    lifts = [hit for hit in hits if hit.name == LIFTS]
    binds = [hit.start for hit in hits if hit.name.startswith("force.")]
    bans = any(hit.name == "force.mustnot" and hit.start < at[0] for hit in hits)
    for hit in sorted(hits):
        if hit.start >= at[0]:
            break
        if hit.end > at[0]:  # "not … without" ends in the words that came
            continue
        name = next((part for start, part in _PARTS.items() if hit.name.startswith(start)), "")
        if hit.name == _RELATIVE and _left_behind(side, hit, at, binds):
            continue
        if name == "exception" and any(lift.start < hit.end and hit.start < lift.end for lift in lifts):
            continue  # "shall not apply" is the rule, and what follows may be an exception to it
        opens = hit.start <= clause.start + _AT_FIRST or not any(b < hit.start for b in binds)  # up to the comma
        closed = opens and -1 < (comma := side.text.find(",", hit.end)) < at[0] and any(b > hit.end for b in binds)
        if name == "lack" and at[0] - hit.end > _LACKED:
            continue
        inside = part == "exception" or (part == "only" and name == "condition")
        if name and not inside and not (closed and comma < next(b for b in binds if b > hit.end)):
            part = name  # what an exception depends on is part of it
    return "main" if part == "lack" and bans else part


def _left_behind(side: Side, relative: Hit, at: Range, binds: Sequence[int]) -> bool:
    """Whether a place stands behind a "who" and the clause that it opens, or that clause only adds something."""
    adds = side.text[max(relative.start - 2, 0) : relative.start].rstrip().endswith(",")
    return adds or any(relative.end < start < at[0] for start in binds)


_RELATIVE = "scope.relative"
"""A pronoun whose clause says of whom, or of what, the sentence speaks: that restricts as a condition does."""
_LACKED = 24
"""Characters within which "without" reverses what follows it."""
_PARTS = {
    "slots.exception": "exception",
    "scope.despite": "exception",
    "slots.lacking": "lack",
    "slots.condition.only": "only",
    "slots.conditional": "condition",
    "slots.condition.provisos": "condition",
    _RELATIVE: "condition",
}


# ------------------------------------------------------------------------------------------- members of enumerations

_COMMAS = tuple(",،，、")
_NEAR = 40
"""Characters beside an edit in which a conjunction may stand."""


class Member(NamedTuple):
    """A member of an enumeration that came or went."""

    op: Op
    text: str
    at: Range
    """Where it stands in the marked-up text."""


def members(passage: Passage, wording: Wording) -> tuple[Member, ...]:
    """The members that came, or those that went; none where some did either, or where words only changed places."""
    gone, come = (Counter(_content(_edited(passage, op), wording)) for op in (Op.DELETE, Op.INSERT))
    lost, gained = gone - come, come - gone
    if bool(lost) == bool(gained):
        return ()
    return _joined(passage.edits, Op.DELETE if lost else Op.INSERT, wording)


def _edited(passage: Passage, op: Op) -> str:
    return " ".join(span.text for span in passage.edits if span.op is op)


def _content(text: str, wording: Wording) -> list[str]:
    """Its words; "as appropriate" is no member of anything."""
    text = plain(silent(text))
    aside = wording.hedges.hits(text)
    words = (word for word in LETTERS.finditer(text) if not reaching(aside, word.start(), word.start() + 1))
    return [word[0] for word in words if word[0] not in wording.small]


def _joined(spans: tuple[Span, ...], op: Op, wording: Wording) -> tuple[Member, ...]:
    """The edits of one kind that hang on a conjunction or comma."""
    found, place = [], 0
    for index, span in enumerate(spans):
        if span.op is op and _content(span.text, wording):
            before = "".join(s.text for s in spans[:index] if s.op in (Op.KEEP, op))[-_NEAR:]
            after = "".join(s.text for s in spans[index + 1 :] if s.op in (Op.KEEP, op))[:_NEAR]
            if _hangs(before, span.text, after, wording):
                found.append(Member(op, span.text.strip(" ;,،，、"), (place, place + len(span.text))))
        place += len(span.text)
    return tuple(found)


def _hangs(before: str, text: str, after: str, wording: Wording) -> bool:
    """Whether an edit begins or ends with what joins the members of an enumeration, or stands between such words.

    Between two commas stands a condition rather than a member: that is none, unless a conjunction says so.
    """
    bare = text.strip()
    if bare[:1] in _COMMAS and bare[-1:] in _COMMAS:
        return any(start <= 2 for start, _ in wording.joins.hits(plain(bare)))
    own = _opens(text, wording) or _closes(text, wording)
    return own or (_closes(before, wording) and _opens(after, wording))


def _opens(text: str, wording: Wording) -> bool:
    text = plain(text).lstrip()
    return text.startswith(_COMMAS) or any(start == 0 for start, _ in wording.joins.hits(text))


def _closes(text: str, wording: Wording) -> bool:
    text = plain(text).rstrip()
    return text.endswith(_COMMAS) or any(end == len(text) for _, end in wording.joins.hits(text))
