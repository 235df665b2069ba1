"""Compares clauses slot by slot, as sets: the same members in another order are no change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from typing import NamedTuple

from treatydiff.judging.clauses import Clause, Frame
from treatydiff.judging.lexis import FORBIDS, UNAUTHORIZED, Hit, by_name
from treatydiff.judging.moves import Moves
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.signs import TURNED, Role, Signs, general
from treatydiff.model import Op
from treatydiff.themes.patterns import Range, reaching

_COUNTED = frozenset({"condition", "exception", "relax"})
"""Slots of which a clause may hold several of one key; of the others a key is there or is not."""
_FAMILY = ("conditional.conditional", "condition.only", "condition.provisos", "exception.unless", "exception.exception")
"""Keys that say with or without a negation that something depends on something."""
_COMPARED = ("slots.", "agents.")
_WHOLE_PHRASES = ("proof.", "slots.condition.gravity")
_NARROWING, _LACKED = ("condition.", "limiter."), 24
"""Slots that narrow, and characters within which "without" reverses what follows it;"""
_OWN_CLAUSE = ("condition.only", "condition.provisos")
"""but what begins a clause of its own is not missed: "without leave, provided that"."""


class SlotChange(NamedTuple):
    """A slot that was filled, emptied, or moved up or down."""

    slot: str
    """``condition.only``, ``agents.court``, ``number.retention``."""
    change: str
    """``gained``, ``lost``, ``longer``, ``shorter``."""
    removed: tuple[Hit, ...] = ()
    introduced: tuple[Hit, ...] = ()
    open: bool = False
    """Whether it is not told for whom it is better."""

    @property
    def name(self) -> str:
        """The slot as its words are filed: of ``lacking.narrowed`` that which narrows."""
        return (*self.introduced, *self.removed)[0].name.removeprefix("slots.")


Touches = Callable[[Hit], bool]


def slot_changes(old: Frame, new: Frame, edited: tuple[Touches, Touches]) -> Iterator[SlotChange]:
    """What came into a slot or went from it, where an edit touches the words."""
    before, after = _filled(old), _filled(new)
    _cancel(before, after, edited)
    for name in sorted(before.keys() | after.keys()):
        was, now = before.get(name, []), after.get(name, [])
        more = len(now) - len(was) if name.split(".")[0] in _COUNTED else bool(now) - bool(was)
        if more > 0 and (hits := tuple(hit for hit in now if edited[1](_head(hit)))):
            yield SlotChange(_narrowed(name, new, hits), "gained", introduced=hits)
        elif more < 0 and (hits := tuple(hit for hit in was if edited[0](_head(hit)))):
            yield SlotChange(_narrowed(name, old, hits), "lost", removed=hits)


_MOST = 40
"""Words of one slot in one provision of which the sentence around them is asked; no law has so many."""


_WITHHELD = "condition.withheld"
_PROTECTS = ("slots.ending", "slots.deletion", "slots.sunset.lapse", "slots.notice", "actions.recourse", "force.refuse")
"""Acts that protect whom they are done to: an "only" behind them keeps protection back."""


def withheld(change: SlotChange, old: Frame, new: Frame) -> SlotChange:
    """A change; of an "only" behind what ends a measure, tells, or refuses, that the protection depends on more."""
    sides = ((old, change.removed), (new, change.introduced))
    kept = all(_protects(frame, hit) for frame, hits in sides for hit in hits[:_MOST])
    return change._replace(slot=_WITHHELD) if change.slot == "condition.only" and kept else change


def _protects(frame: Frame, only: Hit) -> bool:
    """Whether the act that an "only" stands behind, or holds, protects."""
    clause = frame.clause_at(only.start)
    if clause is None:
        return False
    bound = [hit for hit in clause.of("force") if hit.start < only.start] or list(clause.of("force"))[:1]
    if bound and max(bound).name == "force.refuse":
        return True
    end = max((hit.end for hit in bound), default=0)
    if any(hit.name == FORBIDS and hit.end == end <= only.start for hit in bound):
        return True  # who "shall not be detained solely because" may be for one more reason
    acts = [hit for hit in clause.hits if hit.end <= only.end and hit.name.startswith(("actions.", *_PROTECTS))]
    last = max(acts, key=lambda hit: (hit.start, hit.end), default=None)
    return last is not None and any(hit.end > last.start and hit.name.startswith(_PROTECTS) for hit in acts)


def _head(hit: Hit) -> Hit:
    """What an edit must reach: of "without consent" the first word, for what stands behind it has slots of its own."""
    return hit._replace(end=hit.start + 1) if hit.name == UNAUTHORIZED else hit


def _narrowed(name: str, frame: Frame, hits: tuple[Hit, ...]) -> str:
    """The name of a slot that narrows; another where it narrows what must be lacking and nothing else denies."""
    if not name.startswith(_NARROWING) or name in _OWN_CLAUSE or not all(_lacked(frame, hit) for hit in hits[:_MOST]):
        return name
    return "lacking.narrowed"


def _lacked(frame: Frame, hit: Hit) -> bool:
    """Whether a hit stands right behind "without" where nothing forbids: "shall not … without" asks for it."""
    clause = frame.clause_at(hit.start)
    if clause is None or any(force.start < hit.start and force.path[1] == "mustnot" for force in clause.of("force")):
        return False
    return any(0 <= hit.start - other.end <= _LACKED for other in clause.of("slots.lacking"))


def _cancel(before: dict[str, list[Hit]], after: dict[str, list[Hit]], edited: tuple[Touches, Touches]) -> None:
    """Take out what one side says with another word of the same family: "not … unless" is "only where"."""
    gone, come = (
        [hit for name in _FAMILY for hit in side.get(name, ()) if touches(hit)]
        for side, touches in ((before, edited[0]), (after, edited[1]))
    )
    many = min(len(gone), len(come))
    for side, hits in ((before, gone), (after, come)):
        out = set(hits[len(hits) - many :])
        for name in {hit.name.removeprefix("slots.") for hit in out}:
            side[name] = [hit for hit in side[name] if hit not in out]


def _filled(frame: Frame) -> dict[str, list[Hit]]:
    """What stands in each slot; the "unless" of "unless the accused proves" is no exception of its own."""
    found: dict[str, list[Hit]] = {}
    proofs = by_name(hit for hit in frame.hits if hit.name.startswith(_WHOLE_PHRASES))
    for hit in frame.hits:
        part = any(reaching(places, hit.start, hit.end) for name, places in proofs.items() if name != hit.name)
        if hit.name.startswith(_COMPARED) and not part:
            found.setdefault(hit.name.removeprefix("slots."), []).append(hit)
    return found


# ----------------------------------------------------------------------------------------------------------- directions


Meaning = tuple[Role, bool | None]
"""What a change of a slot means: for which role it is told, and which way it went; None where open."""
_PLAUSIBLE = 0.45
"""Share of the strongest role's score from which on another role is held possible too."""
SURE = 1.5
"""Score of a role from which on it is believed."""


def plausible(roles: Mapping[Role, float]) -> tuple[Role, ...]:
    """The roles that a provision may have, the likeliest first."""
    known = {role: score for role, score in roles.items() if score > 0}
    top = max(known.values(), default=0.0)
    return tuple(sorted((r for r in known if known[r] >= _PLAUSIBLE * top), key=lambda role: (-known[role], role)))


_NEVER_ASKED = frozenset({Role.PROCEDURE})
"""Roles by which nothing happens to people."""
_WHATEVER = {
    "agents.court": Role.SAFEGUARD,
    "agents.independent": Role.SAFEGUARD,
    "agents.parliament": Role.SAFEGUARD,
    "evidence.excluded": Role.SAFEGUARD,
    "remedy.bar": Role.RIGHT,
    "denied.notice": Role.RIGHT,
    "denied.remedy": Role.RIGHT,
}
"""Slots of which every role says the same, so that a provision needs none to be judged by them, and whose they are."""


def judge_slot(change: SlotChange, roles: Mapping[Role, float], signs: Signs) -> Meaning | None:
    """The direction of a slot's change; a direction only where every plausible role agrees on it."""
    asked = [role for role in plausible(roles) if role not in _NEVER_ASKED]
    if change.slot in _WHATEVER:
        asked = [_WHATEVER[change.slot]]
    answers = [(role, sign) for role in asked if (sign := signs.sign(role, change.slot, change.change))]
    told = change.slot in _WHATEVER or max(roles.values(), default=0.0) >= SURE
    if not answers or not told:
        return None
    sure = len(answers) == len(asked) and not change.open
    worse = {sign.worse for _, sign in answers}
    return answers[0][0], (worse.pop() if sure and len(worse) == 1 else None)


def judge_opposite(
    slot: str, change: str, roles: Mapping[Role, float], signs: Signs, *, beside: bool = False
) -> Meaning | None:
    """What it means that a sentence says the opposite: the role it is told for, and which way it went.

    Where no role is known, or none that the table speaks of, what is said of people in all roles alike counts, or what
    is only said ``beside`` words of its own subject.
    """
    asked = plausible(roles) if max(roles.values(), default=0) >= 1 else ()
    answers = [(role, sign) for role in asked if (sign := signs.sign(role, slot, change))]
    if answers:
        directions = {sign.worse for _, sign in answers}
        return answers[0][0], directions.pop() if len(directions) == 1 else None
    straight = ((role, signs.sign(role, slot, change)) for role in _STRAIGHT)
    told = ((role, sign.worse) for role, sign in straight if sign and sign.worse is (change == TURNED))
    return next(told, None) if beside or general(slot.partition(".")[2]) else None


_STRAIGHT = (Role.SAFEGUARD, Role.POWER, Role.PENALTY)
"""For which role a change is told where none is known: the first in which it is what it looks like."""


def strongest(roles: Mapping[Role, float], among: frozenset[Role]) -> Role:
    """The likeliest of some roles; of two alike not that somebody looks on."""
    return max(sorted(among), key=lambda role: (roles.get(role, 0.0), role is not Role.OVERSIGHT))


def most(clauses: tuple[Clause, ...], role: Role) -> Clause:
    """The clause that speaks loudest for a role."""
    return max(clauses, key=lambda clause: clause.roles.get(role, 0.0))


_ALONE, _HALF = ("hedge", "speed"), 0.4
"""Slots whose words must make such a share of an edit to say something of the whole sentence."""


def aside(passage: Passage, change: SlotChange, moves: Moves) -> bool:
    """Whether the words that filled a slot, or left it, say nothing of the clause that they stand in."""
    return _beside(passage, change) or _moved(passage, change, moves)


def _moved(passage: Passage, change: SlotChange, moves: Moves) -> bool:
    """Whether they went to another place with those around them, or came from there."""
    if change.slot.startswith("denied"):
        return False  # the words stand on both sides; a "not" came, or went
    op, hits = (Op.INSERT, change.introduced) if change.introduced else (Op.DELETE, change.removed)
    return all(moves.moved(passage, op, (hit.start, hit.end)) for hit in hits[:_MOST])


def _beside(passage: Passage, change: SlotChange) -> bool:
    """Whether a hedge or a "without delay" came, or went, with more words than its own: those are what it qualifies."""
    if not change.slot.startswith(_ALONE):
        return False
    hits = [(passage.old, hit) for hit in change.removed] + [(passage.new, hit) for hit in change.introduced]
    return all(_own_share(side, hit) < _HALF for side, hit in hits)


def _own_share(side: Side, hit: Hit) -> float:
    """How much of the edit around a hit is its own words."""
    start, end = next(iter(side.edits(hit.start, hit.end)), (hit.start, hit.end))
    return (hit.end - hit.start) / max(end - start, 1)


def pointing(passage: Passage) -> bool:
    """Whether all that came or went are sentences like "offences of other kinds are dealt with in the next chapter"."""
    edits = [(side, start, end) for side in passage.sides for start, end in side.edited]
    return bool(edits) and all(_points(side, start, end) for side, start, end in edits)


def _points(side: Side, start: int, end: int) -> bool:
    """Whether an edit lies in sentences that came or went, each of which points elsewhere and binds nobody."""
    words = len(side.text[start:end]) - len(side.text[start:end].lstrip())
    around = [(a, b) for a, b in side.replaced if a < end and start + words < b]
    texts = [side.text[a:b] for a, b in around]
    said = all(side.lexis.words(_ELSEWHERE, text) for text in texts)  # few say so, and to read all is dear
    return bool(texts) and said and all(_leads_away({hit.name for hit in side.lexis.hits(text)}) for text in texts)


def _leads_away(held: Set[str]) -> bool:
    return _ELSEWHERE in held and not any(name.startswith("force.") for name in held)


_ELSEWHERE = "gone.elsewhere"


_MOSTLY = 0.55
"""Share of a sentence from which on it was rewritten rather than edited."""


def rewritten(passage: Passage, change: SlotChange) -> bool:
    """Whether most of a sentence around a slot's change is other words: then the slot alone does not decide."""
    places = [(passage.old, hit) for hit in change.removed] + [(passage.new, hit) for hit in change.introduced]
    return any(side.share_edited(hit.start) > _MOSTLY for side, hit in places)


def kept(side: Side) -> Callable[[Hit], bool]:
    """Whether an edit touches a hit in a sentence that stands on the other side too."""
    replaced = side.replaced
    return lambda hit: side.touches(hit.start, hit.end) and not reaching(replaced, hit.start, hit.start + 1)


def slot_place(passage: Passage, change: SlotChange) -> tuple[int, int]:
    side, hit = (passage.new, change.introduced[0]) if change.introduced else (passage.old, change.removed[0])
    return side.spot(hit.start, hit.end)


def slot_words(side: Side, hits: Iterable[Hit]) -> tuple[str, ...]:
    """The words of a slot that came or went, without those of them that stand in the other draft too."""
    places = (_changed(side, hit) for hit in hits)
    return tuple(dict.fromkeys(side.raw[start:end] for start, end in places))


def _changed(side: Side, hit: Hit) -> Range:
    """From the first to the last edited word of a hit, without blanks around them."""
    parts = side.edits_within(hit.start, hit.end)
    start, end = (parts[0][0], parts[-1][1]) if parts else (hit.start, hit.end)
    text = side.raw[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))
