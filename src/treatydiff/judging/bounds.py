"""Bounds: what more of a quantity does to people, by whose it is and in which part of its clause it stands.

A quantity is held (people may act, or have something, for so long), borne (it is done to them, or asked of them) or
owed (somebody acts towards them within it). Of what is held more is better, of what is borne worse; what is owed comes
later with more of it, and is more where that is the least. In a condition more makes it easier or harder to meet, and
what hangs on it better or worse: natural logic (``scope``), with numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from treatydiff.judging.clauses import GROUPS, Clause, FrameReader, longer_first
from treatydiff.judging.force import act_of
from treatydiff.judging.impact import Impact
from treatydiff.judging.lexis import Hit, addressed, beside
from treatydiff.judging.passages import Side
from treatydiff.judging.quantities import Quantity
from treatydiff.judging.scope import ClauseSpot, spot_of
from treatydiff.judging.signs import BURDENS, Role
from treatydiff.judging.wording import Wording
from treatydiff.text.frozen import dataclass
from treatydiff.themes.patterns import Range

_HELD, _BORNE = ("recourse", "filing"), ("retention", "measure", "validity")
_CUES = (*_HELD, *_BORNE, "penalty", "benefit", "custody", "answered", "interval", "deadline")
"""Classes of words in [numbers] that tell what lasts so long, or is done within it."""
_ROLES = {
    **dict.fromkeys(("recourse", "benefit", "custody", "own", "harder"), Role.RIGHT),
    **dict.fromkeys(("reached", "threshold"), Role.POWER),
    "responsible": Role.OFFENCE,
    "penalty": Role.PENALTY,
    "interval": Role.OVERSIGHT,
}
"""The role for which a bound is told; the others for that of a safeguard."""
_AGES = {f"{fate} {way}": (fate, way == "over") for fate in ("spared", "reached") for way in ("under", "over")}
"""Of each kind of age what becomes of those who are of it, and whether a higher number leaves fewer of them."""
_REACH, _SUBJECT, _DONE_BY, _HAS, _QUALIFIES, _SILENT, _ASIDE = 120, 140, 24, 60, 45, 45, 20
"""Characters around a number within which it is told what it is about, before a word that binds whom it binds, behind
one by whom it is done, and behind "shall have" how long."""
_NEXT, _BESIDE, _BEHIND, _INTERVAL = 3, 12, 16, 20
"""Characters between "at least", an age, "days before", "at intervals of" and the number that they belong to."""
_PUNISHABLE, _PUNISHED, _EXCEEDS = 4, 50, 40
"""Characters between a word that binds and the punishment that it sets, "shall be punishable by", and from it, or from
"exceed", to the number."""
_ANTECEDENT = 63
"""Characters between whom a relative clause is about and the pronoun that opens it."""
_CONDITIONS = ("condition", "only", "exception")
_OPENS = (
    *("slots.condition.only", "slots.conditional", "slots.condition.provisos", "scope.relative"),
    *("slots.exception", "scope.despite"),
)
_BANS = ("force.mustnot", "force.neednot")
_LEFT = ("slots.exception", "slots.condition.only")
_FILES = ("numbers.recourse", "numbers.filing")
_CLAIMS = ("actions.recourse", *_FILES)
_GIVEN = ("sentence.passive", "sentence.given")


def is_given(hits: Iterable[Hit], bound: Hit) -> bool:
    """Whether what a word binds is done or given to whoever stands before it: "shall be told", "shall have"."""
    return beside(bound, (hit for hit in hits if hit.name in _GIVEN))


class Bound(NamedTuple):
    """What a quantity is, and which way more of it goes."""

    slot: str
    """In the table of signs, ``number.`` left out."""
    turned: bool = False
    """Whether more of it is told as less: an age from which people are spared leaves fewer of them spared."""
    sure: bool = True
    """Whether words tell whose it is, or what hangs on it; else that is only likely."""

    @property
    def role(self) -> Role:
        return _ROLES.get(self.slot, Role.SAFEGUARD)


@dataclass(frozen=True)
class QuantitySpot:
    """A quantity of a side, in its clause."""

    clause: Clause
    spot: ClauseSpot
    text: str
    start: int
    end: int
    least: bool
    """Whether it is the least of something."""
    turning: tuple[int, ...]
    """Where the text says "not"."""
    joins: tuple[str, ...]
    """Words for "and" and "or"."""

    @cached_property
    def forces(self) -> list[Hit]:
        """The words that bind in its clause, from left to right; of "shall not" no "shall" is one."""
        apart = (hit for hit in self.clause.of("force") if not hit.start < self.start < hit.end)
        hits = sorted(apart, key=longer_first)
        ends = [0, *accumulate((hit.end for hit in hits), max)]
        return [hit for hit, end in zip(hits, ends, strict=False) if hit.end > end or hit.start >= end]

    @cached_property
    def binds(self) -> Hit | None:
        """The word that binds the quantity: the last before it, else the first behind it."""
        before = [hit for hit in self.forces if hit.start < self.start]
        return before[-1] if before else next(iter(self.forces), None)

    @cached_property
    def part(self) -> Range:
        """From the word that binds another clause before it to the comma before one that follows."""
        binds = self.binds
        if binds is None:
            return self.clause.start, self.clause.end
        forces = self.forces
        first = max((hit.end for hit in forces if hit.start < binds.start), default=self.clause.start)
        if first > self.clause.start and self.elided:
            first = binds.start
        last = min((hit.start for hit in forces if hit.start > max(self.end, binds.end)), default=self.clause.end)
        comma = self.text.rfind(",", self.end, last)
        return first, comma if last < self.clause.end and comma > 0 else last

    @cached_property
    def elided(self) -> bool:
        """Whether it is said before whom the word binds: "the officer shall give reasons and shall"."""
        before = self.text[self.clause.start : self.binds.start].rstrip() if self.binds else ""
        return before.endswith(tuple(f" {word}" for word in self.joins))

    def inside(self, *names: str) -> list[Hit]:
        """The words of some classes in that part."""
        first, last = self.part
        return [hit for hit in self.clause.hits if first <= hit.start < last and hit.name.startswith(names)]

    def near(self, *names: str) -> list[Hit]:
        """Those around the quantity."""
        return [hit for hit in self.inside(*names) if abs(hit.start - self.start) <= _REACH]

    @cached_property
    def cue(self) -> str:
        """The class of [numbers] that tells most nearly what lasts so long; words behind the quantity tell it less."""
        cues = [hit for hit in self.near("numbers.") if hit.path[1] in _CUES and not _far(hit, self)]
        near = min(cues, key=lambda hit: max(self.start - hit.end, 2 * (hit.start - self.end)), default=None)
        return near.path[1] if near else ""

    @cached_property
    def lasts(self) -> bool:
        """Whether a ban lasts so long, and does not set so much as a limit."""
        binds = self.binds
        bans = binds is not None and binds.path[1] == "mustnot" and binds.end <= self.start
        limits = self.behind("numbers.above", _EXCEEDS) or self.behind("numbers.after", _EXCEEDS)
        return bans and not self.least and not limits

    @cached_property
    def ahead(self) -> bool:
        """Whether it says how long before something."""
        near = [hit for hit in self.inside("numbers.ahead") if 0 <= hit.start - self.end <= _BEHIND]
        return any("," not in self.text[self.end : hit.start] for hit in near) or (
            self.least and self.behind("numbers.ahead")
        )

    def behind(self, name: str, within: int = _BESIDE) -> bool:
        """Whether it stands right behind words of a class."""
        return any(0 <= self.start - hit.end <= within for hit in self.inside(name))

    @cached_property
    def condition(self) -> Hit | None:
        """The word that opens the condition, exception or relative clause in which it stands."""
        if self.spot.part not in _CONDITIONS:
            return None
        speeds = [hit.start for hit in self.clause.of("slots.speed")]
        opens = [hit for hit in self.clause.hits if hit.name.startswith(_OPENS) and hit.end <= self.start]
        opens = [hit for hit in opens if not any(hit.start <= place < hit.end + _NEXT for place in speeds)]
        bound = (addressed(force, list(self.clause.of("agents")), self.clause.of("sentence")) for force in self.forces)
        begins = [hit.end for hit in (*self.forces, *filter(None, bound))]  # "may that" is no "if"
        opens = [hit for hit in opens if not any(0 <= hit.start - end < _NEXT for end in begins)]
        last = max(opens, key=lambda hit: hit.start, default=None)
        return last if last and not self._closed(last) else None

    def _closed(self, opens: Hit) -> bool:
        """Whether a condition ends before the quantity: at a comma, at what hangs on it, or at "in any case"."""
        between = [hit for hit in self.clause.hits if opens.end <= hit.start < self.start]
        if any(hit.name == "slots.relax.regardless" for hit in between):
            return True
        comma = self.text.find(",", opens.end, self.start)
        if 0 <= comma - opens.end < _ASIDE:
            return True
        forces = [hit.start for hit in self.forces]
        if any(-1 < comma < place < self.start for place in forces if place > opens.end):
            return True
        later = [place for place in forces if place > opens.start]
        if later:
            first = comma > 0 and opens.start <= self.clause.start + _NEXT
            return first and self.end < later[0] and "," not in self.text[self.end : later[0]]
        return self.start - opens.end > _SILENT or (comma > 0 and opens.start <= self.clause.start + _NEXT)

    @cached_property
    def conditional(self) -> Range:
        """From the word that opens the condition in which it stands to the comma before what hangs on that."""
        opens, binds = self.condition, self.binds
        first, last = opens.start if opens else self.start, self.clause.end
        if binds and binds.start > self.end:
            last = max(self.text.rfind(",", self.end, binds.start), self.end)
        return first, last

    @cached_property
    def denials(self) -> int:
        """How often the condition in which it stands says "not", the word that opens it aside."""
        opens, (_, last) = self.condition, self.conditional
        return sum(opens.end <= place < last for place in self.turning) if opens else 0


def place_of(side: Side, found: Quantity, reader: FrameReader, wording: Wording) -> QuantitySpot | None:
    """A quantity in the clause that it stands in."""
    clauses = reader.clauses(side.text, side.sentences)
    clause = next((each for each in clauses if each.start <= found.start < each.end), None)
    if clause is None:
        return None
    floors = [(a, b) for a, b in wording.floors.hits(side.text) if a < clause.end and b > clause.start]
    floors += [(hit.start, hit.end) for hit in clause.of("numbers.least")]
    least = any(abs(found.start - b) <= _NEXT + 1 or 0 <= a - found.end <= _NEXT for a, b in floors)
    spot = spot_of(side, (found.start, found.end), reader)
    joins = (*reader.lexis.classes["junctions.all"], *reader.lexis.classes["junctions.any"])
    return QuantitySpot(clause, spot, side.text, found.start, found.end, least, reader.lexis.turning(side.text), joins)


def bound_of(place: QuantitySpot, host: Impact, people: bool) -> Bound | None:
    """What a quantity is; None where that is open.

    ``host``: what its sentence does to people; ``people``: whether any are named around it.
    """
    kind = _graded(place)
    if kind:
        slot, over = _AGES.get(kind, (kind, False))
        return Bound(slot, over)
    found = _told(place) or (_asked(place, host) if place.condition else _measured(place, host))
    if found is None or people or found.slot in _OF_PEOPLE:
        return found
    return found if place.inside(*_TELLS.get(found.slot, ("-",))) else None


_OF_PEOPLE = ("penalty", "custody", "benefit")
_TELLS = {
    "recourse": ("actions.recourse", "slots.remedy", "numbers.filing"),
    "deadline": ("actions.recourse", "dealings.checks"),
    "interval": ("agents.independent", "agents.court", "dealings.checks"),
}
"""Bounds that are of people whoever is named, and the words that make others so."""


def _told(place: QuantitySpot) -> Bound | None:
    """What a quantity is where words tell it, in whichever part of a clause it stands."""
    opens = place.condition
    if place.behind("numbers.past"):
        return Bound("past")
    if place.near("numbers.custody"):
        return Bound("custody")
    if place.behind("numbers.earliest"):
        return Bound("harder") if place.near(*_FILES) else Bound("asked")
    if place.ahead and place.near(*_FILES):
        return Bound("harder")
    if place.behind("numbers.recourse", _NEXT):  # "is given thirty days to answer"
        return Bound("recourse")
    describes = opens is not None and opens.name == "scope.relative" and place.behind("numbers.penalty", _PUNISHED)
    if place.cue == "penalty" and (opens is None or describes):
        return Bound("penalty")
    kept = place.inside("slots.deletion") and not place.inside("slots.notice")
    return Bound("retention") if kept else None


def _asked(place: QuantitySpot, host: Impact) -> Bound | None:
    """A quantity in a condition: with more of it that is easier to meet where it is the most, else harder."""
    within = bool(place.near("numbers.deadline", "numbers.below")) and not place.least
    opens, binds = place.condition, place.binds
    if opens is None:
        return None
    first, last = place.conditional
    said = [hit for hit in place.clause.hits if first <= hit.start < last or (binds and hit.end <= binds.start < first)]
    files = any(hit.name in _FILES for hit in said) and not any(hit.name == "numbers.answered" for hit in said)
    if within and files:
        return Bound("recourse")
    act = act_of(place.clause, (binds.start, binds.end))[0] if binds else 0
    act = -act if binds and binds.path[1] == "mustnot" else act
    if _qualifies(place) and not within and not place.denials:
        return Bound("harder")
    sign = act or host.likely
    if place.spot.part == "only" and not host.claims:
        sign = -1
    excepted = opens.name.startswith("slots.exception")
    way = sign * (1 if within else -1) * (-1) ** (place.denials + excepted)
    if not way:
        return None
    slot, turned = ("harder", way > 0) if sign > 0 else ("asked", way < 0)
    return Bound(slot, turned, sure=bool(act or host.sign))


def _qualifies(place: QuantitySpot) -> bool:
    """Whether a quantity is of what people must have behind them: residence, service, contributions."""
    forces = [hit.start for hit in place.forces]
    near = (hit for hit in place.inside("numbers.qualifying") if hit.apart(place.start, place.end) <= _QUALIFIES)
    return any(not any(hit.end <= force < place.start for force in forces) for hit in near)


def _measured(place: QuantitySpot, host: Impact) -> Bound | None:
    """A quantity of what its clause lets or makes somebody do, or says to last."""
    if _qualifies(place):
        return Bound("harder")
    if place.ahead:
        subject = _subject(place)
        gives = subject is not None and _group(subject) == "person" and not _undergoes(place)
        person = gives or place.near(*_FILES) or _told_to_bodies(place)
        return Bound("harder") if person else Bound("asked")
    near, kinds = place.cue, {hit.path[1] for hit in place.near("numbers.")}
    window = place.behind("numbers.window")
    if place.lasts:
        subject = _subject(place)
        files = place.near(*_FILES) or (subject and _group(subject) == "person" and not _undergoes(place))
        return Bound("harder") if files else Bound("asked")
    serves = near == "validity" and host.likely > 0 and not any(True for _ in place.clause.of("numbers.measure"))
    if near == "benefit" or serves or _has(place, near):
        return Bound("harder") if window else Bound("benefit")
    if near in _BORNE:
        return Bound("measure" if near == "validity" else near, turned=window)
    holder = "other" if "answered" in kinds else _holder(place)
    if holder == "person":
        if place.behind("numbers.after"):
            return Bound("harder")
        duty = place.binds is not None and place.binds.path[1] == "must" and not _undergoes(place)
        asked = duty and near not in ("deadline", "interval", *_HELD)
        return Bound("harder") if asked else Bound("recourse" if kinds & {*_HELD} else "own")
    if near != "interval" and place.least is not window:
        return Bound("asked", sure=bool(near or holder))
    if near != "interval" and _complies(place):
        return None
    return Bound(near if near in ("interval", "deadline") else "most", sure=bool(near or holder))


def _complies(place: QuantitySpot) -> bool:
    """Whether a company has so long to do what it has to, and nobody is served by it: then that is its time, too."""
    agent, binds = _subject(place), place.binds
    if agent is None or agent.path[1] != "private" or binds is None or _undergoes(place):
        return False
    act = act_of(place.clause, (binds.start, binds.end))[0]
    return act < 0 or not (act or any(_group(hit) == "person" for hit in place.inside("agents.")))


def _far(hit: Hit, place: QuantitySpot) -> bool:
    """Whether "every" does not stand right before a number: then it says how often nothing."""
    return hit.path[1] == "interval" and hit.apart(place.start, place.end) > _INTERVAL


def _has(place: QuantitySpot, near: str) -> bool:
    """Whether people have so much, or so long: "shall have at least two hours", "is entitled to leave of ten days"."""
    if near in ("deadline", "retention"):
        return False
    given = [hit.end for hit in place.inside(_GIVEN[1])]
    agent = _subject(place)
    person = agent is not None and _group(agent) == "person"
    return person and any(0 <= place.start - end <= _HAS for end in given)


def _subject(place: QuantitySpot) -> Hit | None:
    """Whom the word binds that binds a quantity: whoever a relative clause is about, and not whom it names."""
    binds, clause = place.binds, place.clause
    if binds is None:
        return next((hit for hit in clause.of("agents") if hit.start < place.start), None)
    agents = place.inside("agents.")
    named = addressed(binds, agents, clause.of("sentence"))
    if named is None and place.elided:
        binds = place.forces[0]
        agents = [hit for hit in clause.of("agents") if hit.start < binds.start]
    before = [hit for hit in agents if binds.start - _SUBJECT <= hit.start < binds.end]
    relatives = [hit.start for hit in place.inside("scope.relative") if hit.start < binds.end]
    antecedents = [hit for hit in before for start in relatives if 0 <= start - hit.end <= _ANTECEDENT]
    return named or max(antecedents or before, key=lambda hit: (hit.start, hit.end), default=None)


def _holder(place: QuantitySpot) -> str:
    """Whose a quantity is: of a ``person`` who may or must act, of somebody ``other`` who does; else nothing."""
    binds = place.binds
    claims, agent = bool(place.inside(*_CLAIMS)), _subject(place)
    if binds is None:
        return "person" if claims and (agent is None or _group(agent) == "person") else ""
    if agent and not _undergoes(place):
        serves = agent.path[1] == "exposed" and binds.path[1] == "must"  # a lawyer, a doctor
        return "other" if serves else _group(agent)
    if not _undergoes(place):
        return "person" if claims else ""
    ends = [hit.end for hit in place.inside("scope.by") if 0 <= hit.start - binds.end <= _DONE_BY]
    doer = next((hit for hit in place.inside("agents.") for end in ends if 0 <= hit.start - end <= _BESIDE), None)
    if doer:
        return _group(doer)
    files = place.inside(*_FILES) or any(hit.start < binds.end for hit in place.inside("actions.recourse"))
    return "person" if files and agent is None else "other"


def _told_to_bodies(place: QuantitySpot) -> bool:
    """Whether notice is to be given to a body, and it is not said by whom: then people give it."""
    to = next((hit for hit in place.inside("agents.") if place.binds and hit.start > place.binds.start), None)
    return _undergoes(place) and _subject(place) is None and to is not None and _group(to) == "other"


def _undergoes(place: QuantitySpot) -> bool:
    """Whether what the word binds is done to whoever stands before it, or given to them: "shall(, within …,) be"."""
    if place.binds is None or is_given(place.clause.hits, place.binds):
        return place.binds is not None
    apart = (hit for hit in place.clause.of("sentence") if hit.name in _GIVEN and 0 <= hit.start - place.end <= _HAS)
    return any(place.text[place.end : hit.start].rstrip().endswith(",") for hit in apart)


def _group(agent: Hit) -> str:
    return "person" if GROUPS[agent.path[1]] == "person" else "other"


# ------------------------------------------------------------------------------------ ages, and the gravity of offences


def _graded(place: QuantitySpot) -> str:
    """What an age or a threshold of punishment is; nothing if it is neither."""
    clause, start = place.clause, place.start
    cues = list(clause.of("numbers"))
    if any(hit.path[1] == "responsible" and 0 <= start - hit.end <= _REACH for hit in cues):
        return "responsible"
    if any(hit.path[1] == "age" and hit.apart(start, place.end) <= _BESIDE for hit in cues):
        return _age(clause, start, place.end)
    kinds = {hit.path[1] for hit in cues if abs(hit.start - start) <= _REACH}
    below = any(hit.path[1] == "below" and 0 <= start - hit.end <= _NEXT for hit in cues)
    if below and not place.least and kinds & {"penalty", "threshold"}:
        return "ceiling"
    opened = [hit for hit in cues if _opens(clause, hit) and abs(hit.start - start) <= _REACH]
    near = min(cues, key=lambda hit: (hit.path[1] == "below", hit.apart(start, place.end)), default=None)
    grave = near in opened or (place.least and any(hit.end <= start for hit in opened))
    defined = place.least and "penalty" in kinds and clause.roles.get(Role.DEFINITION, 0.0) > 0
    return "threshold" if grave or defined else ""


def _opens(clause: Clause, hit: Hit) -> bool:
    """Whether a cue names grave offences and does not say what a punishment shall be."""
    binds = any(force.start < hit.end and hit.start - force.end <= _PUNISHABLE for force in clause.of("force"))
    return hit.path[1] == "threshold" and not binds


def _age(clause: Clause, start: int, end: int) -> str:
    """Whose age a number is: of those under it, or over it, who are spared something, or reached by it.

    What an exception leaves to them, and what nothing is done to, stays open.
    """
    ways = [hit for hit in clause.of("numbers.age") if hit.path[2] != "some" and hit.apart(start, end) <= _BESIDE]
    near = min(ways, key=lambda hit: (max(hit.apart(start, end), 0), hit.start - hit.end), default=None)
    banned, excepted = clause.says(_BANS), clause.says(_LEFT)
    left = any(hit.end <= start for hit in clause.of("slots.exception"))
    defined = clause.roles.get(Role.DEFINITION, 0.0) > 0
    if near is None or (banned and left):
        return "age"
    if banned or (defined and near.path[2] == "under"):
        return f"spared {near.path[2]}"
    burdens = any(clause.roles.get(role, 0.0) > 0 for role in BURDENS)
    return f"reached {near.path[2]}" if burdens and not defined and not excepted else "age"
