"""Facts of who: who bears a burden of proof, who decides, and on what a condition hinges."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from treatydiff.judging.clauses import GROUPS
from treatydiff.judging.degrees import exchanged
from treatydiff.judging.extent import crowded
from treatydiff.judging.impact import Impact
from treatydiff.judging.lexis import BESIDE, BY, Hit
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.scope import spot_of
from treatydiff.judging.signs import Role, Vote
from treatydiff.themes.patterns import Range

_BEARER = 40
"""Characters between who has to prove something and that it is to be proved."""
_NEAR = 24
"""Characters between "by" and an edit that names who decides."""


Host = Callable[[Range], Impact]
"""What the sentence around words of the old side does to people, without them."""


def amended(passage: Passage, host: Host) -> Iterator[Vote]:
    """All that is seen in an amended passage."""
    yield from _proof(passage)
    decided = [each for edits in exchanged(passage) for each in _decides(passage, edits)]
    yield from decided or _hinges(passage, host)


def _proof(passage: Passage) -> Iterator[Vote]:
    """That a person has to prove something, and had not, or whoever stands against that person had to."""
    borne = [dict(_borne(side)) for side in passage.sides]
    was, now = ("person" in found for found in borne)
    held = [any(who != "person" for who in found) for found in borne]
    if was is not now:
        slot, change = "proof.accused", "gained" if now else "lost"
    elif not was and held[0] is not held[1]:
        slot, change = "proof.prosecution", "gained" if held[1] else "lost"
    else:
        return
    places = [next(iter(found.values()), None) for found in borne]
    yield from vote(passage, (places[0], places[1]), "proof", Role.RIGHT, slot, change)


def _borne(side: Side) -> Sequence[tuple[str, Range]]:
    """Who has to prove something in the sentences that were edited: ``person``, or others; where that is said.

    Whoever is named beside a duty to prove goes before words that tell it without a name: "unless he proves".
    """
    agents = [hit for hit in side.hits if hit.name.startswith("agents.")]
    named, told = list[tuple[str, Range]](), list[tuple[str, Range]]()
    for hit in side.hits:
        sentence = side.around(hit.start) if hit.name.startswith("proof.") else None
        if not sentence or not side.touches(*sentence):
            continue
        if hit.name != "proof.duty":
            told.append((hit.path[1], (hit.start, hit.end)))
        elif near := [
            a for a in agents if sentence[0] <= a.start < sentence[1] and hit.apart(a.start, a.end) <= _BEARER
        ]:
            nearest = min(near, key=lambda a: (max(a.apart(hit.start, hit.end), 0), a.start))
            named.append((GROUPS[nearest.path[1]], (hit.start, hit.end)))
    return named or told


def _decides(passage: Passage, edits: tuple[Range, Range]) -> Iterator[Vote]:
    """A court or an independent body that decides gave way to an authority, or a prosecutor to the police; or the
    reverse."""
    was, now = (_deciders(side, at) for side, at in zip(passage.sides, edits, strict=True))
    if was and now and was != now and max(was, now) > _RUNGS["executive"]:
        change = "gained" if now > was else "lost"
        yield from vote(passage, edits, "decider", Role.SAFEGUARD, "scope", change)


_RUNGS = {"court": 5, "independent": 4, "parliament": 4, "prosecutor": 3, "executive": 2, "authority": 2, "police": 1}
"""Whose decision protects more: of those who need the power themselves least."""


def _deciders(side: Side, at: Range) -> int:
    """On which rung those stand who alone are named in an edit, and decide: behind "by", or before what they may do or
    must; 0 where none do, or others stand there too."""
    found = [hit for hit in side.inside(*at) if hit.path[0] == "agents"]
    by = any(hit.name in BY and at[0] - _NEAR <= hit.end and hit.start < at[1] for hit in side.hits)
    behind = side.inside(at[0] + 1, at[1] + BESIDE + 1)
    binds = any(hit.path[0] == "force" and _acts(side, hit) for hit in behind)
    rungs = {_RUNGS.get(hit.path[1], 0) for hit in found} if by or binds else set()
    return rungs.pop() if len(rungs) == 1 else 0


def _acts(side: Side, force: Hit) -> bool:
    """Whether what a word binds to do is to decide, or done to people."""
    behind = side.text[force.end : force.end + _ACT]
    acts = (hit for hit in side.hits if hit.name == "actions.coerce")
    return bool(side.lexis.words(_DECIDE, behind)) or any(0 <= act.start - force.end <= _ACT for act in acts)


_DECIDE, _ACT = "opposites.competence.better", 26
"""To decide, to order; and characters behind a word that binds within which it says to what."""


class _Hinge(NamedTuple):
    """On what the edited words of a sentence make it hinge."""

    rank: float
    """From ``_FREE``, what an authority likes, to ``_CHECKED``, what a court or the person concerned decides."""
    told: bool
    """Whether words of will, thought or proof tell it, and no name alone."""
    part: str
    """The part of the sentence in which they stand; ``by`` behind that word in its main part."""
    at: Range
    """All the edits of the sentence."""


_FREE, _HELD, _THOUGHT, _UNTOLD, _SHOWN, _CHECKED = 0.0, 1.0, 1.25, 1.5, 2.0, 3.0
"""What an authority likes, or thinks; what it says or does; what somebody thinks who is not named; what is not told;
what has to be shown; what a court or the person concerned decides."""
_STEP = 1.0
"""Difference from which on it hinges on something else."""
_PIECES = 2
"""Edits of a sentence up to which one thing took the place of another."""
_WILLS, _OF = 50, 4
"""Characters before a word of will or thought, and behind it, within which whoever wills or thinks is named."""


def _hinges(passage: Passage, host: Host) -> Iterator[Vote]:
    """That something hinges on what an authority thinks where it hinged on a court, proof or a person's will.

    That is for the worse whatever the sentence does: a power is bound less, or a right depends on somebody's
    discretion. Where a right came to hinge on anything else, what came is a condition of it, and told as that.
    """
    for start, end in () if crowded(passage) else passage.old.sentences:
        answer = _answer(passage, (start, end))
        was = _hinge(passage.old, (start, end)) if answer else None
        now = _hinge(passage.new, answer) if answer else None
        if was is None or now is None or abs(now.rank - was.rank) < _STEP:
            continue
        if "exception" in {was.part, now.part} != {"exception"}:
            continue
        parts = {was.part, now.part}
        asks = "condition" in parts <= {"main", "condition"} and _FREE not in (was.rank, now.rank)
        served = asks and host(was.at).sign > 0
        if not served and ((was.told and now.told) or "main" not in parts):
            kind = "hinge" if _UNTOLD in (was.rank, now.rank) else "decider"
            change = "gained" if now.rank > was.rank else "lost"
            yield from vote(passage, (was.at, now.at), kind, Role.SAFEGUARD, "hinge", change)


def _answer(passage: Passage, sentence: Range) -> Range | None:
    """The sentence of the new side that stands where one of the old side does; None where either was edited whole."""
    old, new = passage.old, passage.new
    if old.covers(*sentence) or not old.touches(*sentence):
        return None
    kept = next((a for a in range(*sentence) if not old.covers(a, a + 1) and old.text[a].isalpha()), None)
    if kept is None:
        return None
    place = old.marked(kept)
    found = next((each for each in new.sentences if new.marked(each[0]) <= place <= new.marked(each[1] - 1)), None)
    return found if found and new.touches(*found) else None


def _hinge(side: Side, sentence: Range) -> _Hinge | None:
    """On what the edited words of a sentence make it hinge; None where none were, many, or they bind more or less."""
    edits = side.edits_within(*sentence)
    if not 0 < len(edits) <= _PIECES:
        return None
    spot = spot_of(side, edits[0])
    inside = [hit for hit in spot.hits if any(hit.start < b and a < hit.end for a, b in edits)]
    if any(hit.name.startswith(_BINDS) for hit in inside) or any(hit.name == _CONDUCT for hit in spot.hits):
        return None
    by = any(hit.name in BY and edits[0][0] - _NEAR <= hit.end and hit.start < edits[-1][1] for hit in spot.hits)
    opens = next((part for hit in inside for name, part in _OPENS.items() if hit.name.startswith(name)), "")
    part = spot.part if spot.part != "main" else opens or ("by" if by else "main")
    ranks = [rank for hit in inside if (rank := _rank(hit, inside, spot.hits)) is not None]
    told = any(hit.name.startswith("hinges.") for hit in inside)
    rank = _UNTOLD if not ranks else min(ranks) if _FREE in ranks else max(ranks)
    return _Hinge(rank, told, part, (edits[0][0], edits[-1][1]))


_OPENS = {"slots.exception": "exception", "slots.conditional": "condition", "slots.condition": "condition"}
_BINDS = ("force.", "proof.")
_CONDUCT = "roles.offence.strong"
"""Words that say what conduct is an offence: without whose consent is part of it."""


def _rank(hit: Hit, inside: Sequence[Hit], hits: Sequence[Hit]) -> float | None:
    """What a word that came or went makes a sentence hinge on; None where it says nothing of that.

    Where a court decides on either side, that something appears to it is less than that it is proved.
    """
    if hit.name.startswith("agents."):
        return {"controller": _CHECKED, "holder": _HELD}.get(GROUPS[hit.path[1]])
    if hit.path[0] != "hinges":
        return None
    if hit.path[1] in ("free", "shown"):
        return _FREE if hit.path[1] == "free" else _SHOWN
    agents = [each for each in hits if each.name.startswith("agents.") and -_OF <= hit.end - each.start <= _WILLS]
    who = max(agents, key=lambda each: each.start, default=None)
    group = GROUPS[who.path[1]] if who else ""
    seen = hit.path[1] == "view" and group == "controller" and who not in inside
    return _THOUGHT if seen else _RANKS[hit.path[1]].get(group)


_RANKS = {
    "will": {"controller": _CHECKED, "holder": _FREE, "person": _CHECKED, "": _CHECKED},
    "view": {"controller": _CHECKED, "holder": _FREE, "": _THOUGHT},
}
"""By whose will or thought it hinges on."""


def vote(
    passage: Passage,
    edits: tuple[Range | None, Range | None],
    kind: str,
    role: Role,
    slot: str,
    change: str,
    plain: float = 1.0,
) -> Iterator[Vote]:
    """A vote on words of either side, or of one, that stand for each other; ``plain`` as of the vote."""
    sides = tuple(zip(passage.sides, edits, strict=True))
    spots = [side.spot(*at) for side, at in sides if at]
    if spots:
        was, now = ((side.raw[slice(*at)].strip(" ,;"),) if at else () for side, at in sides)
        at = min(start for start, _ in spots), max(end for _, end in spots)
        yield from passage.votes(kind, role, (slot, change), (was, now), at, (), plain)
