"""Modal force: how binding a clause is, and its shifts: may → shall, shall → shall endeavour, "as appropriate" added.

At the end what a word that binds does: by what act it binds whom to, and how sure it makes that the act is done.

English and Chinese mark every step. French and Russian show an obligation by the present indicative, Spanish by the
future, Arabic by the verb at the head of the sentence: there the sign of permission (peut, podrá, может, يجوز) that
comes or goes is the step (counted in the six texts of the BBNJ Agreement of 19 June 2023).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from operator import itemgetter
from typing import NamedTuple

from treatydiff.judging.clauses import GROUPS, Clause
from treatydiff.judging.lexis import Hit
from treatydiff.judging.passages import Passage, Side, once
from treatydiff.judging.wording import Force, ModalSign, modal_signs
from treatydiff.judging.worth import ACTS, sign_of
from treatydiff.text.lettering import WORD
from treatydiff.themes.patterns import Range, reaching

_NEAR = 60
"""Characters of marked-up text within which a sign that went and a sign that came answer to each other."""


_OBJECT = 12
"""Characters behind a "may" that came or went with it where the clause is another one: "after which … may inform"."""


_ACT = 16
"""Characters behind a word that binds within which the act that it binds begins."""


class Ban(StrEnum):
    """What a ban that came or went, so that its clause allows or asks what it ruled out, is for those concerned."""

    PROTECTS = "protects"
    """It rules out what would be done to them: "journalists shall not be searched"."""
    WITHHOLDS = "withholds"
    """It rules out what they would be given: "they shall not be informed"."""
    OPEN = "open"
    """A "without" or "unless" came or went with it, or what it rules out is that something applies."""
    ELSEWHERE = "elsewhere"
    """Another act is bound than was banned: "shall not be granted", "may be refused"."""


class Shift(NamedTuple):
    """A clause that binds more or less than before."""

    up: bool
    old: Force | None
    new: Force | None
    """Both None where a hedge came or went and the verb stayed."""
    removed: str
    introduced: str
    sentences: tuple[str, str]
    """The sentence on the old and the new side, plain."""
    at: Range
    """Where it stands in the marked-up text."""
    places: tuple[Range | None, Range | None] = (None, None)
    """Where its sign stands in the old and the new text; None where a side has none."""
    bounded: bool = False
    """Whether a sign that came or went binds by a condition ("may only if"), or less is bound and a limit is gone with
    it ("shall be used only for", "may be used for"); the same the other way round."""
    ban: Ban | None = None
    """What the ban is that came or went; None where none did."""


_start = itemgetter(0)
_MOST = 60
"""Steps that are told of one text, by verbs and by hedges; no law has so many."""


@once
def shifts(passage: Passage) -> tuple[Shift, ...]:
    """Every step of modality that a change makes, those by a hedge included."""
    return (*islice(_verbs(passage), _MOST), *islice(_hedges(passage), _MOST))


# ------------------------------------------------------------------------------------------------------------- verbs


def _verbs(passage: Passage) -> Iterator[Shift]:
    old, new = (tuple(_edited_signs(passage, side)) for side in passage.sides)
    gone, come = _unshared(passage, old, new)
    for before, after in _paired(passage, gone, come):
        shift = _step(passage, before, after, (old, new))
        if shift:
            yield shift


def _edited_signs(passage: Passage, side: Side) -> Iterator[ModalSign]:
    """The signs of the sentences that either side's edits reach into."""
    for start, end in passage.edited_sentences(side):
        for sign in modal_signs(side.text[start:end], side.wording):
            yield ModalSign(start + sign.start, start + sign.end, sign.force)


def _unshared(
    passage: Passage, old: tuple[ModalSign, ...], new: tuple[ModalSign, ...]
) -> tuple[list[ModalSign], list[ModalSign]]:
    """The signs that the other side lacks: another place in the marked-up text, or another force there."""
    before = {(passage.old.marked(sign.start), sign.force) for sign in old}
    after = {(passage.new.marked(sign.start), sign.force) for sign in new}
    return (
        [sign for sign in old if (passage.old.marked(sign.start), sign.force) not in after],
        [sign for sign in new if (passage.new.marked(sign.start), sign.force) not in before],
    )


def _paired(
    passage: Passage, gone: list[ModalSign], come: list[ModalSign]
) -> Iterator[tuple[ModalSign | None, ModalSign | None]]:
    """Each sign that went with the nearest that came, if it is near; what is left over stands alone."""
    rest = [(passage.new.marked(sign.start), sign) for sign in come]
    for before in gone:
        place = passage.old.marked(before.start)
        at = bisect_left(rest, place, key=_start)
        beside = ((abs(rest[one][0] - place), one) for one in (at - 1, at) if 0 <= one < len(rest))
        apart, nearest = min(beside, default=(len(passage.new.raw) + place, 0))
        near = apart <= _NEAR + before.end - before.start
        yield before, rest.pop(nearest)[1] if near and rest else None
    yield from ((None, after) for _, after in rest)


def _step(
    passage: Passage,
    before: ModalSign | None,
    after: ModalSign | None,
    all_signs: tuple[tuple[ModalSign, ...], ...],
) -> Shift | None:
    """The step between two signs; one that is missing stands for what an unmarked clause says."""
    old_force = before.force if before else _silent_force(passage.new, after, all_signs[1])
    new_force = after.force if after else _silent_force(passage.old, before, all_signs[0])
    sides = ((passage.old, before), (passage.new, after))
    refuse = [_refuses(side, sign) for side, sign in sides]
    refused = {*refuse} == {False, True} and Force.FORBID in (old_force, new_force)
    if refused:  # not to refuse is to grant, and not to grant is to refuse
        old_force, new_force = (Force.SHALL if force is Force.FORBID else force for force in (old_force, new_force))
    if old_force is None or new_force is None or old_force == new_force:
        return None
    alone = before is None or after is None
    up = before is not None if alone and Force.CONSIDER in (old_force, new_force) else new_force > old_force
    sentences = _sentences(passage, before, after)
    limits = [passage.wording.limits.found(sentence) for sentence in sentences]
    return Shift(
        up=up,
        old=old_force,
        new=new_force,
        removed=_words(passage.old, before),
        introduced=_words(passage.new, after),
        sentences=sentences,
        at=_place(passage, before, after),
        places=(_span(before), _span(after)),
        bounded=limits == [not up, up]
        or any(
            sign is not None and side.wording.bounded.found(side.text[sign.start : sign.end]) for side, sign in sides
        ),
        ban=_ban(passage, (before, old_force), (after, new_force), sentences),
    )


def _ban(
    passage: Passage,
    before: tuple[ModalSign | None, Force],
    after: tuple[ModalSign | None, Force],
    sentences: tuple[str, str],
) -> Ban | None:
    """What a ban is that stands on one side only; the act is what follows the words that bind."""
    wording = passage.wording
    sides = [(side, sign) for side, (sign, _) in ((passage.old, before), (passage.new, after)) if sign]
    bounded = any(wording.turns.found(side.text[sign.start : sign.end]) for side, sign in sides)
    if bounded and all(map(wording.limits.found, sentences)):
        return Ban.OPEN
    if len(sides) < len(sentences) or (before[1] is Force.FORBID) is (after[1] is Force.FORBID):
        return None
    near = [side.text[sign.end : sign.end + _ACT] for side, sign in sides]
    turns = [{text[start:end] for start, end in wording.turns.hits(text)} for text in sentences]
    acts = [_act(side, sign) for side, sign in sides]
    edited = [each is not None and side.covers(*each.span()) for each, (side, _) in zip(acts, sides, strict=True)]
    if any(edited):  # "shall not be used", "shall be weighed with care"
        return Ban.ELSEWHERE
    if turns[0] != turns[1] or any(map(wording.reaches.found, near)):
        return Ban.OPEN
    return Ban.WITHHOLDS if any(map(wording.gives.found, near)) else Ban.PROTECTS


def _act(side: Side, sign: ModalSign) -> re.Match[str] | None:
    """The act that a sign binds: its first word of content."""
    words = WORD.on(side.text).finditer(side.text, sign.end)
    return next((found for found in words if found[0] not in side.wording.small), None)


def _refuses(side: Side, sign: ModalSign | None) -> bool | None:
    """Whether a sign binds to refuse: where "may be refused" stood "shall not be granted" is a duty to refuse."""
    return side.wording.refuses.found(side.text[sign.end : sign.end + _ACT]) if sign else None


def _silent_force(here: Side, sign: ModalSign | None, signs_here: tuple[ModalSign, ...]) -> Force | None:
    """What the clause of a sign says on the side that lacks it; None where it is not there, or nothing can be told."""
    if sign is None or not _survives(here, sign):
        return None
    if (unmarked := here.wording.unmarked) is not None:
        return unmarked if sign.force in _PERMISSIVE else None
    if sign.force is Force.MAY and here.covers(sign.end, sign.end + _OBJECT):
        return None
    return _governing(here, sign, signs_here) if sign.force in (Force.MAY, Force.CONSIDER) else None


_PERMISSIVE = frozenset({Force.MAY, Force.ENDEAVOUR, Force.SHOULD, Force.CONSIDER})
"""Signs whose absence means obligation. A negation that goes can leave any clause."""


def _survives(side: Side, sign: ModalSign) -> bool:
    """Whether the sentence of a sign was edited only in part, so that its clause lives on without it."""
    at = bisect_right(side.sentences, sign.start, key=itemgetter(1))
    if at == len(side.sentences):
        return False
    start, end = side.sentences[at]
    kept = (end - start) - sum(b - a for a, b in side.edits_within(start, end))
    return kept >= 0.3 * (end - start)


def _governing(side: Side, sign: ModalSign, signs_here: tuple[ModalSign, ...]) -> Force | None:
    """``shall include a and may include b`` without ``may include``: b falls under shall.

    Likewise ``are encouraged to consider doing`` without ``consider``.
    """
    at = bisect_right(signs_here, sign.start, key=itemgetter(1)) - 1
    alike = at >= 0 and side.sentence(signs_here[at].start) == side.sentence(sign.start)
    return signs_here[at].force if alike else None


# ------------------------------------------------------------------------------------------------------------- hedges


def _hedges(passage: Passage) -> Iterator[Shift]:
    old, new = (tuple(_hedged(side)) for side in passage.sides)
    gone = [hit for hit in old if passage.old.touches(*hit)] if len(old) > len(new) else []
    come = [hit for hit in new if passage.new.touches(*hit)] if len(new) > len(old) else []
    for start, end in gone:
        if _survives(passage.old, ModalSign(start, end, Force.MAY)):
            yield _hedge(passage, ModalSign(start, end, Force.MAY), None)
    for start, end in come:
        if _survives(passage.new, ModalSign(start, end, Force.MAY)):
            yield _hedge(passage, None, ModalSign(start, end, Force.MAY))


def _hedged(side: Side) -> Iterator[Range]:
    """The hedges of a side: "where appropriate", but not "where appropriate safeguards exist"."""
    masks = side.wording.ignore.hits(side.text)
    for start, end in side.wording.hedges.hits(side.text):
        if not any(a <= start and end < b for a, b in reaching(masks, start, end)):
            yield start, end


def _hedge(passage: Passage, gone: ModalSign | None, come: ModalSign | None) -> Shift:
    removed, introduced = _words(passage.old, gone), _words(passage.new, come)
    at = _place(passage, gone, come)
    return Shift(gone is not None, None, None, removed, introduced, _sentences(passage, gone, come), at)


# ------------------------------------------------------------------------------------------------------------- places


def _words(side: Side, sign: ModalSign | None) -> str:
    return side.raw[sign.start : sign.end] if sign else ""


def _span(sign: ModalSign | None) -> Range | None:
    return (sign.start, sign.end) if sign else None


def _sentences(passage: Passage, before: ModalSign | None, after: ModalSign | None) -> tuple[str, str]:
    """The sentence on both sides; where a side has no sign, the one around the same place."""
    old = before.start if before else _counterpart(passage.new, passage.old, after)
    new = after.start if after else _counterpart(passage.old, passage.new, before)
    return passage.old.sentence(old), passage.new.sentence(new)


def _counterpart(here: Side, there: Side, sign: ModalSign | None) -> int:
    place = here.marked(sign.start) if sign else 0
    at = bisect_right(there.sentences, place, key=lambda sentence: there.marked(sentence[1]))
    return there.sentences[at][0] if at < len(there.sentences) else 0


def _place(passage: Passage, before: ModalSign | None, after: ModalSign | None) -> Range:
    ends = [passage.old.marked(before.start), passage.old.marked(before.end)] if before else []
    ends += [passage.new.marked(after.start), passage.new.marked(after.end)] if after else []
    return min(ends), max(ends)


# ----------------------------------------------------------------------------------------- what a word that binds does

NEXT = 26
"""Characters behind a word that binds within which the act that it binds begins."""
_WHO = {"controller": "holder", "holder": "holder", "person": "person"}
"""A court, too, holds a power that it may or must use."""


def act_of(clause: Clause, at: Range, *, refuses: bool = False) -> tuple[int, str]:
    """The sign of the act behind a word that binds, and who is bound: ``holder`` of a power or of data, ``person``.

    ``refuses``: whether the act is to refuse another, the last before it or the next; what is refused serves people.
    """
    force = Hit(*at, "")
    named, near = clause.bound(force), clause.act(force, NEXT)
    sign = sign_of(near, clause.hits) if near else 0
    if refuses and not (near and near.path[1] == "coerce"):  # "shall be withheld": that is done to people
        acts = [*clause.of("actions")]
        before = max((hit for hit in acts if hit.end <= at[0]), default=None)
        refused = before or next((hit for hit in acts if hit.start > at[1]), None)
        sign = -ACTS[refused.path[1]] if refused else -1
    return sign, _WHO[GROUPS[named.path[1]]] if named else ""


_DUTIES = frozenset({Force.ENCOURAGE, Force.CONSIDER, Force.SHOULD, Force.ENDEAVOUR, Force.SHALL})


def presumed_sign(shift: Shift, acts: list[tuple[int, str]]) -> int:
    """The sign of an act that no words tell: a duty of whoever holds power or data serves people, a ban spares them."""
    if Force.FORBID in (shift.old, shift.new):
        return -1
    holds = any(who == "holder" for _, who in acts)
    return 1 if holds and {shift.old, shift.new} <= _DUTIES else 0


_STRENGTH = {
    Force.FORBID: -1.0,
    Force.EXEMPT: 0.0,
    Force.MAY: 0.4,
    Force.ENCOURAGE: 0.3,
    Force.CONSIDER: 0.35,
    Force.SHOULD: 0.6,
    Force.ENDEAVOUR: 0.7,
    Force.SHALL: 1.0,
}
"""How far a clause of each force makes sure that its act is done."""


def worth(force: Force, sign: int, person: bool) -> float:
    """What a clause of this force is worth for those concerned."""
    if not sign and person:
        return {Force.FORBID: -1.0, Force.EXEMPT: 1.0, Force.MAY: 1.0, Force.SHALL: -1.0}.get(force, 0.0)
    return sign * _STRENGTH[force]
