"""What a change of modal force does, told by the act that the word binds: the police may search, the person may appeal.

The rules on modality know a theme by the words of a provision; this knows the act, and so which way a change of force
went: a power that becomes a duty and a right that becomes one turn opposite ways.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from treatydiff.judging.clauses import Role
from treatydiff.judging.force import Shift
from treatydiff.judging.lexis import Lexis
from treatydiff.judging.passages import Side
from treatydiff.judging.wording import Force
from treatydiff.themes.patterns import Range

_AFTER = 60
"""Characters behind the word that binds within which the act stands in its sentence."""
_ALONE = 0.4
"""Share of a sentence that may have been edited where only one side has a word that binds."""
_ROLES = {
    "coerce": Role.POWER,
    "share": Role.POWER,
    "protect": Role.SAFEGUARD,
    "recourse": Role.RIGHT,
    "oversee": Role.OVERSIGHT,
}
"""What an act of each kind is for those concerned."""


class Turn(NamedTuple):
    """A change of modal force with what it means for the act."""

    role: Role
    change: str
    """``longer`` (it binds more), ``shorter``, ``barred`` (it is ruled out), ``freed`` (it no longer is)."""
    shift: Shift


def turns(shifts: Sequence[Shift], old: Side, new: Side, lexis: Lexis) -> Iterator[Turn]:
    """The changes of force whose act is known, stands on both sides, and is not turned round by other words."""
    for shift in shifts:
        places = [(side, at) for side, at in zip((old, new), shift.places, strict=True) if at]
        acts = [_act(side, at, lexis) for side, at in places]
        roles = {act.role if act else None for act in acts}
        role = roles.pop() if len(roles) == 1 else None
        change = _change(shift, lexis)
        kept = len(places) > 1 or all(side.share_edited(at[0]) <= _ALONE for side, at in places)
        turned = any(_under_no(side, at, lexis) for side, at in places)
        if role and change and kept and not turned and _alike(acts, shift):
            yield Turn(role, change, shift)


def _change(shift: Shift, lexis: Lexis) -> str:
    """What became of the force; empty where the verb stayed, or a "not" or "without" more leaves it open.

    Of "shall not … without" the "may" that takes its place is a ban less.
    """
    if shift.old is None or shift.new is None:
        return ""
    more = [lexis.turns(text) for text in shift.sentences]
    if Force.FORBID in (shift.old, shift.new) and sum(more) % 2:
        return "barred" if shift.new is Force.FORBID else "freed"
    if Force.FORBID not in (shift.old, shift.new) and turned_round(shift, lexis) == 0:
        return "longer" if shift.up else "shorter"
    bare = shift.sentences[more[1] == 0]
    if sorted(more) == _DOUBLE and Force.MAY in (shift.old, shift.new) and not _asks(bare, lexis):
        return "freed" if more[0] else "barred"
    return ""


def turned_round(shift: Shift, lexis: Lexis) -> int:
    """How often more one side says "not" than the other, the words that bind left out."""
    words = (shift.removed, shift.introduced)
    more = [lexis.turns(text) - lexis.turns(word) for text, word in zip(shift.sentences, words, strict=True)]
    return abs(more[0] - more[1])


_DOUBLE = [0, 2]
"""How often a sentence says "not", and how often one that says "not … without"."""


def _asks(sentence: str, lexis: Lexis) -> bool:
    """Whether a sentence asks for something first: then it may say "not … without" in other words."""
    return any(hit.name.startswith("slots.condition.") for hit in lexis.hits(sentence))


class _Act(NamedTuple):
    """What a word binds."""

    role: Role
    """What it is for those concerned."""
    word: str


def _under_no(side: Side, at: Range, lexis: Lexis) -> bool:
    """Whether a word binds what a "no" before it has turned round: "no child shall" says what "no child may" says."""
    start, _ = _around(side, at)
    return lexis.turns(side.text[start : at[0]]) % 2 == 1


def _around(side: Side, at: Range) -> Range:
    return side.around(at[0]) or (0, len(side.text))


def _act(side: Side, at: Range, lexis: Lexis) -> _Act | None:
    """The act that a word binds; None where none is near, or the word means acts of several kinds."""
    _, end = _around(side, at)
    hits = lexis.hits(side.text)
    last = min(end, at[1] + _AFTER + 1)
    behind = hits[bisect_left(hits, at[1], key=_start) : bisect_left(hits, last, key=_start)]
    acts = [hit for hit in behind if hit.name.startswith(_ACTS)]
    if not acts:
        return None
    near = acts[0]
    roles = {_ROLES[hit.path[1]] for hit in acts if hit.start == near.start}
    return _Act(roles.pop(), side.text[near.start : near.end]) if len(roles) == 1 else None


_ACTS = "actions."
_start = attrgetter("start")


def _alike(acts: Sequence[_Act | None], shift: Shift) -> bool:
    """Whether each side's act is said on the other side, in whatever form."""
    return all(act is not None and all(_stem(act.word) in text for text in shift.sentences) for act in acts)


def _stem(word: str) -> str:
    """What the forms of a verb share, as a rule: what stands behind its first letter, less the ending."""
    inner = word[1:] if len(word) > _SHORT else word
    return inner[: max(len(inner) - 3, 2)][:_STEM]


_SHORT, _STEM = 3, 4
