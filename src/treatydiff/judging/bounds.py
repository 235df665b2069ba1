"""Bounds: what more of a quantity does to people, by whose it is and in which part of its clause it stands.

A quantity is held (people may act, or have something, for so long), borne (it is done to them, or asked of them) or
owed (somebody acts towards them within it). Of what is held more is better, of what is borne worse; what is owed comes
later with more of it, and is more where that is the least. In a condition more makes it easier or harder to meet, and
what hangs on it better or worse: natural logic (``scope``), with numbers.
"""

from __future__ import annotations

from functools import cached_property
from typing import NamedTuple

from treatydiff.judging.clauses import GROUPS, Clause
from treatydiff.judging.force import act_of
from treatydiff.judging.impact import Impact
from treatydiff.judging.lexis import Hit, addressed, beside
from treatydiff.judging.passages import Side
from treatydiff.judging.quantities import Quantity
from treatydiff.judging.scope import ClauseSpot, spot_of
from treatydiff.judging.signs import BURDENS, Role
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
_REACH, _SUBJECT, _HAS, _SILENT, _ASIDE = 120, 140, 60, 45, 20
"""Characters around a number within which it is told what it is about, before a word that binds whom it binds, and
behind "shall have" how long."""
_NEXT, _BESIDE, _BEHIND, _INTERVAL = 3, 12, 16, 20
"""Characters between "at least", an age, "days before", "at intervals of" and the number that they belong to."""
_PUNISHABLE, _EXCEEDS = 4, 40
"""Characters between a word that binds and the punishment that it sets, "shall be punishable by", and from "exceed" to
the number."""
_CONDITIONS = ("condition", "only", "exception")
_OPENS = (
    *("slots.condition.only", "slots.conditional", "slots.condition.provisos", "scope.relative"),
    *("slots.exception", "scope.despite"),
)
_BANS = ("force.mustnot", "force.neednot")
_FILES = ("numbers.recourse", "numbers.filing")
_CLAIMS = ("actions.recourse", *_FILES)
_GIVEN = ("sentence.passive", "sentence.given")


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

    @cached_property
    def binds(self) -> Hit | None:
        """The word that binds the quantity: the last before it, else the first behind it."""
        before = [hit for hit in self.clause.forces if hit.start < self.start]
        return before[-1] if before else next(iter(self.clause.forces), None)

    @cached_property
    def part(self) -> Range:
        """From the word that binds another clause before it to the comma before one that follows."""
        binds = self.binds
        if binds is None:
            return self.clause.start, self.clause.end
        forces = self.clause.forces
        first = max((hit.end for hit in forces if hit.start < binds.start), default=self.clause.start)
        last = min((hit.start for hit in forces if hit.start > max(self.end, binds.end)), default=self.clause.end)
        comma = self.text.rfind(",", self.end, last)
        return first, comma if last < self.clause.end and comma > 0 else last

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
        return bans and not limits

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
        opens = [hit for hit in self.clause.hits if hit.name.startswith(_OPENS) and hit.end <= self.start]
        forces, agents = self.clause.forces, list(self.clause.of("agents"))
        bound = (addressed(force, agents, self.clause.of("sentence")) for force in forces)
        begins = [hit.end for hit in (*forces, *filter(None, bound))]  # "may that" is no "if"
        opens = [hit for hit in opens if not any(0 <= hit.start - end < _NEXT for end in begins)]
        last = max(opens, key=lambda hit: hit.start, default=None)
        return last if last and not self._closed(last) else None

    def _closed(self, opens: Hit) -> bool:
        """Whether a condition ends before the quantity: at a comma, or at what hangs on it."""
        comma = self.text.find(",", opens.end, self.start)
        if 0 <= comma - opens.end < _ASIDE:
            return True
        later = [hit.start for hit in self.clause.forces if hit.start > opens.start]
        if any(-1 < comma < place < self.start for place in later if place > opens.end):
            return True
        return not later and self.start - opens.end > _SILENT

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


def place_of(side: Side, found: Quantity) -> QuantitySpot:
    """A quantity in the clause that it stands in."""
    clauses = side.reader.clauses(side.text, side.sentences)
    clause = next(each for each in clauses if each.start <= found.start < each.end)
    floors = [*side.wording.floors.hits(side.text), *((hit.start, hit.end) for hit in clause.of("numbers.least"))]
    least = any(abs(found.start - b) <= _NEXT + 1 or 0 <= a - found.end <= _NEXT for a, b in floors)
    spot = spot_of(side, (found.start, found.end))
    return QuantitySpot(clause, spot, side.text, found.start, found.end, least, side.lexis.turning(side.text))


def bound_of(place: QuantitySpot, host: Impact, people: bool) -> Bound | None:
    """What a quantity is; None where that is open.

    ``host``: what its sentence does to people; ``people``: whether any are named around it.
    """
    kind = _graded(place)
    if kind:
        slot, over = _AGES.get(kind, (kind, False))
        return Bound(slot, over)
    opens = place.condition
    found = _told(place) or (_asked(place, opens, host) if opens else _measured(place, host))
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
    if place.behind("numbers.past"):
        return Bound("past")
    if place.near("numbers.custody"):
        return Bound("custody")
    if place.behind("numbers.earliest"):
        return Bound("harder") if place.near(*_FILES) else Bound("asked")
    if place.cue == "penalty":
        return Bound("penalty")
    kept = place.inside("slots.deletion") and not place.inside("slots.notice")
    return Bound("retention") if kept else None


def _asked(place: QuantitySpot, opens: Hit, host: Impact) -> Bound | None:
    """A quantity in a condition: with more of it that is easier to meet where it is the most, else harder."""
    within = bool(place.near("numbers.deadline", "numbers.below")) and not place.least
    binds, (first, last) = place.binds, place.conditional
    said = [hit for hit in place.clause.hits if first <= hit.start < last or (binds and hit.end <= binds.start < first)]
    if within and any(hit.name in _FILES for hit in said):
        return Bound("recourse")
    act = act_of(place.clause, (binds.start, binds.end))[0] if binds else 0
    sign = act or host.likely
    excepted = opens.name.startswith("slots.exception")
    way = sign * (1 if within else -1) * (-1) ** (place.denials + excepted)
    if not way:
        return None
    slot, turned = ("harder", way > 0) if sign > 0 else ("asked", way < 0)
    return Bound(slot, turned, sure=bool(act or host.sign))


def _measured(place: QuantitySpot, host: Impact) -> Bound | None:
    """A quantity of what its clause lets or makes somebody do, or says to last."""
    if place.ahead or place.lasts:
        subject = _subject(place)
        acts = subject is not None and _group(subject) == "person" and not _undergoes(place)
        return Bound("harder") if acts or place.near(*_FILES) else Bound("asked")
    near, kinds = place.cue, {hit.path[1] for hit in place.near("numbers.")}
    window = place.behind("numbers.window")
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
    """Whether a company has so long to do to people what it has to: then that is its time, too."""
    agent, binds = _subject(place), place.binds
    company = agent is not None and agent.path[1] == "private"
    return company and binds is not None and act_of(place.clause, (binds.start, binds.end))[0] < 0


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
    """Whom the word binds that binds a quantity."""
    binds, clause = place.binds, place.clause
    if binds is None:
        return next(clause.of("agents"), None)
    agents = place.inside("agents.")
    before = [hit for hit in agents if binds.start - _SUBJECT <= hit.start < binds.end]
    return addressed(binds, agents, clause.of("sentence")) or max(before, default=None)


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
    ends = [hit.end for hit in place.inside("scope.by")]
    doers = (hit for hit in place.inside("agents.") if _group(hit) == "person")
    by = any(0 <= hit.start - end <= _BESIDE for hit in doers for end in ends)
    return "person" if by or (agent is None and place.inside(*_FILES)) else "other"


def _undergoes(place: QuantitySpot) -> bool:
    """Whether what the word binds is done to whoever stands before it, or given to them: "shall be", "shall have"."""
    given = (hit for hit in place.clause.hits if hit.name in _GIVEN)
    return place.binds is not None and beside(place.binds, given)


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
    if place.behind("numbers.below", _NEXT) and kinds & {"penalty", "threshold"}:
        return "ceiling"
    opened = [hit for hit in cues if _opens(clause, hit) and abs(hit.start - start) <= _REACH]
    near = min(cues, key=lambda hit: (hit.path[1] == "below", hit.apart(start, place.end)), default=None)
    return "threshold" if near in opened or (place.least and opened) else ""


def _opens(clause: Clause, hit: Hit) -> bool:
    """Whether a cue names grave offences and does not say what a punishment shall be."""
    binds = any(force.start < hit.end and hit.start - force.end <= _PUNISHABLE for force in clause.of("force"))
    return hit.path[1] == "threshold" and not binds


def _age(clause: Clause, start: int, end: int) -> str:
    """Whose age a number is: of those under it, or over it, who are spared something, or reached by it."""
    ways = [hit for hit in clause.of("numbers.age") if hit.path[2] != "some" and hit.apart(start, end) <= _BESIDE]
    near = min(ways, key=lambda hit: (max(hit.apart(start, end), 0), hit.start - hit.end), default=None)
    if near is None:
        return "age"
    if clause.says(_BANS) or (clause.roles.get(Role.DEFINITION, 0.0) > 0 and near.path[2] == "under"):
        return f"spared {near.path[2]}"
    return f"reached {near.path[2]}" if any(clause.roles.get(role, 0.0) > 0 for role in BURDENS) else "age"
