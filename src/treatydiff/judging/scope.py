"""Monotonicity: what an edit does to a clause's scope: a restriction narrows it, an alternative widens it.

Natural logic: under an exception or a "without" the effect is reversed (Sánchez Valencia 1991; MacCartney and Manning
2009; Icard and Moss 2014). Times the impact of the clause that says for whom it is better or worse.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from enum import StrEnum
from typing import NamedTuple

from treatydiff.judging.clauses import GROUPS, Clause
from treatydiff.judging.enumerations import closed, content, joined, members
from treatydiff.judging.extent import balance, crowded, stems_in
from treatydiff.judging.lexis import BY, DEPARTS, FORBIDS, LIFTS, Hit
from treatydiff.judging.passages import OTHER, Passage, Side
from treatydiff.model import Op
from treatydiff.text.languages import is_spaced
from treatydiff.text.lettering import WORD
from treatydiff.text.numerals import numerals
from treatydiff.themes.patterns import Range


class ScopeKind(StrEnum):
    """What sort of words came into a clause, or went from it."""

    EXCEPTION = "exception"
    CONDITION = "condition"
    """Whatever restricts: a condition, a purpose, a relative clause."""
    MEMBER = "member"
    """One more of what the clause lists, joined by "and", "or" or a comma."""
    DECIDER = "decider"
    """Somebody who may decide, too, in the place of a court or an independent body."""
    QUALIFIER = "qualifier"
    """An adjective, adverb or phrase that says more of what it stands beside: serious, in writing, of the patient."""


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


def scope_edits(passage: Passage) -> Iterator[ScopeEdit]:
    """What came into sentences that stand on both sides, and went from them; one that took the place of its like is
    neither."""
    found = [edit for edit in _edits(passage) if _qualifies(passage, edit)]
    ways = {(_LIKE.get(edit.kind, edit.kind), edit.op) for edit in found if edit.replaced}
    exchanged = {kind for kind, op in ways if (kind, Op.DELETE) in ways and (kind, Op.INSERT) in ways}
    yield from (edit for edit in found if not (edit.replaced and _LIKE.get(edit.kind, edit.kind) in exchanged))


_LIKE = {ScopeKind.QUALIFIER: ScopeKind.CONDITION}  # "primarily" may be exchanged for "solely"


def _edits(passage: Passage) -> Iterator[ScopeEdit]:
    for op in (Op.DELETE, Op.INSERT):
        side, other = passage.side(op), passage.side(OTHER[op])
        elsewhere = {word for a, b in other.edited for word in WORD.findall(other.text[a:b])}
        words = WORD.on(side.text)
        for start, end in side.edited:
            word = words.search(side.text, start, end)
            if word is None or any(a <= word.start() < b for a, b in side.replaced):
                continue
            if _reordered(side.text[word.start() : end], elsewhere):
                continue
            found = _edit(side, (word.start(), end), op)
            if found and not _only_again(side, found, other):
                yield found._replace(replaced=_replaced(side, (start, end), other))


def _qualifies(passage: Passage, edit: ScopeEdit) -> bool:
    """Whether what was read as a qualifier surely is one: few words, and nothing of content in their sentence for them.

    Where others stand in their place only words that are known to restrict count.
    """
    if edit.kind is not ScopeKind.QUALIFIER:
        return True
    side, other, lexis, wording = passage.side(edit.op), passage.side(OTHER[edit.op]), passage.lexis, passage.wording
    text = side.text[slice(*edit.at)]
    words = WORD.findall(text)
    known = any(lexis.words(name, text) for name in _KNOWN_TO_RESTRICT)
    if edit.replaced and content(_across(side, edit.at, other), wording):
        return known and len(words) <= _FEW
    if not (known or is_spaced(wording.code)) or len(words) > _PHRASE or any(map(str.isdigit, words)):
        return False
    turned = side.turns() != other.turns()
    if turned or any(lexis.words(name, text) for name in ("junctions.any", "slots.relax.widely")):
        return False  # "current or former" are all
    held = balance(passage)
    if not any(word in text for word in (held.lost if edit.op is Op.DELETE else held.gained)):
        return False  # it says nothing, or what the other side says elsewhere
    numbers = sum(found.end - found.start for found in numerals(text, wording.code))
    sentence = side.around(edit.at[0]) or edit.at
    said = [content(side.text[a:b], wording) for a, b in side.edits_within(*sentence)]
    alone = sum(map(bool, said)) == 1 and not content(_across(side, sentence, other), wording)
    return alone and 2 * numbers <= len(text) and not crowded(passage) and not _binds_else(side, other, edit)


def _binds_else(side: Side, other: Side, edit: ScopeEdit) -> bool:
    """Whether others tell of an edit: how much a clause binds, who decides, what only or unduly may be done."""
    forces = [[sign.force for sign in each.modal_signs] for each in (side, other)]
    joins = any(start <= _AT_FIRST for start, _ in side.wording.joins.hits(side.text[slice(*edit.at)]))
    hits = side.inside(*edit.at)
    decides = "controller" in _groups(hits)
    told = _says(hits, ("slots.hedge", "slots.condition.only", "slots.relax"))
    return joins or decides or told or forces[0] != forces[1]


def _across(side: Side, at: Range, other: Side) -> str:
    """What came, or went, on the other side where a stretch of this one stands."""
    start, end = side.spot(*at)
    near = ((a, b) for a, b in other.edited if other.marked(a) <= end + 1 and start - 1 <= other.marked(b - 1) + 1)
    return " ".join(other.text[a:b] for a, b in near)


_KNOWN_TO_RESTRICT = ("slots.limiter.grave", "slots.limiter.narrow")
_PHRASE = 14
"""Words of a phrase up to which it qualifies what it stands beside."""


def _only_again(side: Side, edit: ScopeEdit, other: Side) -> bool:
    """Whether a mere "only" stands for words of its family on the other side: "not … other than" is "only"."""
    if len(WORD.findall(side.text[slice(*edit.at)])) > _FEW + 1:
        return False
    there = (hit for hit in other.hits if other.touches(hit.start, hit.end))
    if edit.kind is ScopeKind.EXCEPTION:
        return any(hit.name.startswith((*_ONLY, *_WITHOUT)) for hit in there)
    said = edit.kind is ScopeKind.CONDITION and _says(side.inside(*edit.at), _ONLY)
    return said and any(hit.name.startswith(_ONLY) for hit in there)


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


def listed(passage: Passage, known: Sequence[ScopeEdit]) -> Iterator[ScopeEdit]:
    """Members of a list that came or went with others in their place: "{a, b or c|a or b}"; none that is known."""
    for op, at in () if crowded(passage) else members(passage):
        side = passage.side(op)
        if any(edit.op is op and edit.at[0] < at[1] and at[0] < edit.at[1] for edit in known):
            continue
        if _no_member(side, at):
            continue
        if not any(a < at[1] and at[0] < b for a, b in side.replaced):  # a sentence may begin with "and"
            spot = spot_of(side, at)
            if any(at[0] <= hit.start < at[1] and hit.name.startswith("force.") for hit in spot.hits):
                continue  # a clause of its own
            yield ScopeEdit(ScopeKind.MEMBER, op, at, 1, spot.flips, spot.part == "only", replaced=False)


def _no_member(side: Side, at: Range) -> bool:
    """Whether what came, or went, is no member of a list: it restricts, is held against the rest, or says nothing."""
    aside = any(hit.name in _HELD_AGAINST for hit in side.inside(at[0], at[0] + _AT_FIRST + 1))
    return aside or _says_nothing(side, at)


def _says_nothing(side: Side, at: Range) -> bool:
    """Whether what came, or went, is part of a title ("the Foreign Interference and Security Act"), or is "or she"."""
    if side.lexis.words("slots.relax.purpose", side.text[slice(*at)]):
        return True  # "or for any other purpose" is told by itself
    words = [found for found in WORD.on(side.text).finditer(side.text, *at) if len(found[0]) > _SMALL]
    spaced = is_spaced(side.lexis.code)
    if spaced and not words:
        return True
    beside = {*stems_in(side.text[max(at[0] - _AGAIN, 0) : at[0]]), *stems_in(side.text[at[1] : at[1] + _AGAIN])}
    if spaced and beside.issuperset(stem for found in words for stem in stems_in(found[0])):
        return True  # "the operator or operators"
    named = [side.raw[found.start()].isupper() for found in words]
    after = side.raw[at[1] :].lstrip()[:1].isupper()
    return bool(named) and all(named) and after and side.raw[: at[0]].rstrip()[-1:].isalnum()


_ACT = 30
"""Characters behind a word that bans within which it says what."""
_AGAIN = 16
"""Characters beside what came, or went, within which the same word in another form stands."""
_HELD_AGAINST = ("scope.but", "scope.narrows")
_TESTS, _TESTED = ("slots.condition", "slots.principle"), 40
"""Tests of a measure, and characters on either side of "and" or "or" within which they stand."""


class ClauseSpot(NamedTuple):
    """A place in a sentence."""

    side: Side
    at: Range
    clause: Clause
    """All of the sentence."""
    part: str
    """``main``, ``condition``, ``only``, ``exception``, ``lack``."""
    denied: bool = False
    """Whether a "not" that is not that of the clause stands before it: "who is not …", "in a manner not …"."""

    @property
    def hits(self) -> tuple[Hit, ...]:
        return self.clause.hits

    @property
    def flips(self) -> int:
        """-1 in an exception, behind a "without" or a "not": there what an edit does is turned round."""
        return -1 if (self.part in ("exception", "lack")) is not self.denied else 1

    @property
    def joins_tests(self) -> bool:
        """Whether tests of a measure stand on both sides of it, close by: necessary and proportionate."""
        place = self.at[0]
        near = [hit.start - place for hit in self.hits if hit.name.startswith(_TESTS)]
        return any(-_TESTED <= apart < 0 for apart in near) and any(0 < apart <= _TESTED for apart in near)

    @property
    def is_banned(self) -> bool:
        """Whether it is what a ban bans: to ban less than that bans it, too."""
        binds = max((hit for hit in self.hits if hit.name.startswith("force.") and hit.end <= self.at[0]), default=None)
        return binds is not None and binds.name == FORBIDS and self.at[0] - binds.end <= _ACT

    @property
    def is_subject(self) -> bool:
        """Whether it stands before the word that binds: it says who or what the sentence is about."""
        return any(hit.name.startswith("force.") and hit.start >= self.at[1] for hit in self.hits) and not any(
            hit.name.startswith("force.") and hit.start < self.at[0] for hit in self.hits
        )

    def before(self, name: str) -> bool:
        """Whether words of a class stand before it."""
        return any(hit.name == name and hit.start < self.at[0] for hit in self.hits)


def spot_of(side: Side, at: Range) -> ClauseSpot:
    """A place of the text of a side."""
    clause = side.clause(at[0])
    part = _part(side, at, clause)
    return ClauseSpot(side, at, clause, part, part not in ("lack", "main") and _denied(side, at, clause.hits))


def _denied(side: Side, at: Range, hits: Sequence[Hit]) -> bool:
    """Whether a "not" stands before a place, with no comma between, that no word which binds or excepts holds."""
    text = side.text[: at[0]].rstrip(" ,،、")
    start = max((text.rfind(sign) for sign in ",;:،、"), default=-1) + 1
    places = [start + place for place in side.lexis.turning(text[start:])]
    held = [hit for hit in hits if hit.name.startswith(_NEGATES)]
    free = [place for place in places if not any(hit.start <= place <= hit.end + 1 for hit in held)]
    return len(free) % 2 == 1


def _replaced(side: Side, at: Range, other: Side) -> bool:
    """Whether words that it has not itself stand in the place of an edit."""
    return not {*WORD.findall(_across(side, at, other))} <= {*WORD.findall(side.text[slice(*at)])}


def _edit(side: Side, at: Range, op: Op) -> ScopeEdit | None:
    spot = spot_of(side, at)
    kind, way = _kind(spot)
    if kind is None:
        return None
    if kind not in (ScopeKind.MEMBER, ScopeKind.QUALIFIER):
        spot = spot._replace(denied=False)
    flips = 1 if spot.part == "lack" and kind is ScopeKind.EXCEPTION else spot.flips
    return ScopeEdit(kind, op, at, way, flips, spot.part == "only", replaced=False)


def _kind(spot: ClauseSpot) -> tuple[ScopeKind | None, int]:
    """What an edit is, and whether the clause reaches further by it."""
    side, at, hits = spot.side, spot.at, spot.hits
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
    last = inside if not is_spaced(side.lexis.code) else [hit for hit in inside if hit.end >= at[1] - _AT_FIRST]
    if _says(first, _EXCEPTS) or _says(inside, (LIFTS,)) or _says(last, ("slots.exception",)):
        return ScopeKind.EXCEPTION, -1
    if _says(first, ("scope.yields",)):
        return None, 0  # it gives way to another rule, which may do either
    if _says(first, ("scope.but",)):
        return (None, 0) if _says(inside, ("slots.speed",)) else (ScopeKind.EXCEPTION, -1)  # "but no later than"
    join, rest = joined(side, at)
    if join and (not content(text[rest:], side.wording) or _says_nothing(side, at)):
        return None, 0
    if join:
        then = [hit for hit in inside if at[0] + rest - 1 <= hit.start <= at[0] + rest + _AT_FIRST]
        return _of_joined(_Joined(join, (at[0] + rest, at[1]), inside, then), spot)
    if _says(first, _RESTRICTS):
        single = len(WORD.findall(text)) == 1
        opened = any(hit.name == "slots.conditional.conditional" and 0 <= at[0] - hit.end <= 1 for hit in hits)
        if _says(first, _MANNERS) and _demands(spot):
            return ScopeKind.QUALIFIER, 1
        added = bans and any(hit.name.startswith("force.") and 0 <= at[0] - hit.end <= 1 for hit in hits)
        return (None, 0) if single and (added or opened) else (ScopeKind.CONDITION, -1)  # "shall not only … but"
    if _says(inside, ("force.",)):
        return None, 0
    return ScopeKind.QUALIFIER, 1 if _demands(spot) else -1


def _demands(spot: ClauseSpot) -> bool:
    """Whether an edit says how or what a clause obliges to: then more is asked for, and no case is left out.

    "Shall hear the child {alone}", "shall give {written} reasons"; but of "the {main} reasons" fewer are given.
    """
    side, wording = spot.side, spot.side.wording
    binds = [hit for hit in spot.hits if hit.name.startswith("force.") and hit.start < spot.at[0]]
    last = max(binds, default=None)
    if not wording.definite or spot.part != "main" or last is None or last.name != "force.must":
        return False
    barred = any(hit.end >= last.start and hit.name == "force.mustnot" for hit in binds)
    if barred or any(hit.name == "sentence.given" and 0 <= hit.start - last.end <= _AT_FIRST for hit in spot.hits):
        return False  # whoever shall have something need not do it
    before = WORD.findall(side.text[last.end : spot.at[0]])[-_NOUN_PHRASE:]
    named = next((word for word in reversed(before) if word in wording.definite or word in wording.indefinite), "")
    words, after = WORD.findall(side.text[slice(*spot.at)]), WORD.findall(side.text[spot.at[1] : spot.clause.end])[:1]
    leads = bool(after) and after[0] not in wording.small and words[0] not in wording.small
    if leads:  # of the "{main} reasons" or "to {needy} families" all are meant, of "{written} reasons" some
        return not before or before[-1] in wording.indefinite or before[-1] not in (*wording.definite, *wording.small)
    if named not in wording.definite or closed(side.text[: spot.at[0]]):
        return True
    return len(words) == 1 or any(hit.name in _MANNERS and spot.at[0] <= hit.start < spot.at[1] for hit in spot.hits)


_MANNERS = ("slots.condition.writing", "slots.speed")
_NOUN_PHRASE = 3
"""Words before an edit among which the article of the noun it qualifies stands."""


class _Joined(NamedTuple):
    """Words that "and", "or" or a comma joins to others."""

    by: str
    """``any`` by "or", ``all`` by "and", ``comma`` in a list that goes on behind them."""
    at: Range
    """Without the word that joins."""
    inside: Sequence[Hit]
    first: Sequence[Hit]
    """Those with which they begin."""


def _of_joined(joined: _Joined, spot: ClauseSpot) -> tuple[ScopeKind | None, int]:
    """What joined words do: an alternative widens; so does what "and" adds to a list, but not to tests or qualities."""
    if _says(joined.first, _EXCEPTS):
        return ScopeKind.EXCEPTION, -1
    if joined.by == "any":
        if _also_decides(spot.at, joined.inside, spot.hits):
            return ScopeKind.DECIDER, -1
        binds = any(hit.name == "force.must" and hit.start < spot.at[0] for hit in spot.hits)
        if binds and spot.part == "main" and not _says(joined.inside, _WHOM):
            return None, 0  # another way to meet what the clause demands
        return ScopeKind.MEMBER, 1
    text = spot.side.text[slice(*joined.at)]
    if any(text.lstrip().startswith(f"{word} ") for word in spot.side.lexis.words("junctions.spreads", text)):
        return ScopeKind.MEMBER, 1  # "for this and for that" is for either
    if _says(joined.first, _RESTRICTS) or _another_test(joined, spot):
        return ScopeKind.CONDITION, -1
    if _qualities(joined, spot):
        return ScopeKind.QUALIFIER, -1
    return ScopeKind.MEMBER, 1


def _another_test(joined: _Joined, spot: ClauseSpot) -> bool:
    """Whether what "and" joins must be met too: one more clause of a condition, or part of what "if" asks for."""
    side = spot.side
    if spot.part not in ("condition", "only"):
        return False
    binds = [hit.start for hit in spot.hits if hit.name.startswith("force.")]
    ahead = any(start >= joined.at[1] for start in binds)
    if not ahead and _begins_anew(side, spot.at, joined.inside):
        return False
    if side.lexis.words("junctions.finite", side.text[slice(*joined.at)]):
        return True
    opens = max((hit for hit in spot.hits if hit.name.startswith(_OPENS_PART) and hit.end <= spot.at[0]), default=None)
    asked = opens is not None and opens.name.startswith("slots.conditional")
    return asked and joined.by == "all" and len(WORD.findall(side.text[slice(*spot.at)])) >= _FEW


def _qualities(joined: _Joined, spot: ClauseSpot) -> bool:
    """Whether one adjective or adverb is joined to another: "grave and repeated", "intentionally and repeatedly"."""
    side = spot.side
    words = WORD.findall(side.text[slice(*joined.at)])
    before, after = side.text[: spot.at[0]].split()[-1:], side.text[spot.at[1] :].split()[:1]
    beside = after if joined.by == "all" and joined.at[0] == spot.at[0] else before
    both = [word.rstrip(",") for word in (*words, *beside)]
    return len(both) == 2 and any(word.endswith(side.wording.qualities) for word in both)


_NEGATES = ("force.", "slots.", "disapply.", "scope.", "sentence.nobody", "roles.")
_OPENS_PART = ("slots.conditional", "slots.condition.only", "scope.relative")


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


def _part(side: Side, at: Range, clause: Clause) -> str:
    """In which part of its sentence a place stands: ``main``, ``condition``, ``only``, ``exception``, ``lack``."""
    hits, part = clause.hits, "main"
    lifts = [hit for hit in hits if hit.name == LIFTS]
    binds = [hit.start for hit in hits if hit.name.startswith("force.")]
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
        opens = hit.start <= clause.start + _AT_FIRST or not any(b < hit.start for b in binds)
        if name == "lack" and at[0] - hit.end > _LACKED:
            continue
        inside = part == "exception" or (part == "only" and name == "condition")
        if name and not inside and not (opens and _closed(side, hit, at, binds)):
            part = name  # what an exception depends on is part of it
    return part


def _closed(side: Side, hit: Hit, at: Range, binds: Sequence[int]) -> bool:
    """Whether what words open at the beginning of a sentence ends with a comma before a place: what binds follows."""
    comma, behind = side.text.find(",", hit.end, at[0]), [start for start in binds if start > hit.end]
    return comma >= 0 and bool(behind) and (comma < behind[0] or any(comma < start < at[0] for start in behind))


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
