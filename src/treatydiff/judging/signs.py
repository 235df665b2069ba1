"""The one table of signs, ``data/frames/signs.toml``, and votes, which say what a fact means by it.

Who may or must do what is which role, and what a change of a slot means for a role.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple

from treatydiff.model import Op
from treatydiff.report import Severity
from treatydiff.text.frozen import dataclass
from treatydiff.text.tables import DATA, parsed
from treatydiff.themes.patterns import Range


class Role(StrEnum):
    """What a provision does to people."""

    POWER = "power"
    OFFENCE = "offence"
    PENALTY = "penalty"
    SECRECY = "secrecy"
    BURDEN = "burden"
    """A duty of private persons towards an authority: to retain, to assist, to report."""
    SAFEGUARD = "safeguard"
    RIGHT = "right"
    """A right or remedy of a person."""
    OVERSIGHT = "oversight"
    DEFINITION = "definition"
    PROCEDURE = "procedure"
    """Housekeeping: nothing happens to people."""


BURDENS = frozenset({Role.POWER, Role.OFFENCE, Role.PENALTY, Role.SECRECY, Role.BURDEN})
"""Roles whose growth is a turn for the worse for those concerned."""
PROTECTIONS = frozenset({Role.SAFEGUARD, Role.RIGHT, Role.OVERSIGHT})
"""Roles whose growth is a turn for the better."""


class Sign(NamedTuple):
    """What happens to those concerned when a slot of a provision with some role changes."""

    id: str
    worse: bool | None
    """None: the direction depends on more than the slot; the finding says ``touches``."""
    severity: Severity
    says: str
    """A clause of plain English."""
    why: str


class SignUse(NamedTuple):
    """Where in the table a sign stands: one question that it answers."""

    role: str
    slot: str
    change: str


@dataclass(frozen=True)
class Signs:
    """The table."""

    rows: Mapping[tuple[str, str, str], Sign]
    """By role, slot (``condition.only``, else ``condition``) and change (``gained``, ``lost``, ``longer`` ...)."""
    readings: Mapping[tuple[str, str, str], tuple[tuple[str, float], ...]]
    """By agent, force and action: roles and how much they are worth."""
    themes: Mapping[str, str]
    """The theme of each role."""
    authorities: frozenset[str] = frozenset()
    """The rungs of agents that act for a state."""

    def sign(self, role: str, slot: str, change: str) -> Sign | None:
        """The row for a change; that of the key before that of the slot."""
        return self.rows.get((role, slot, change)) or self.rows.get((role, slot.partition(".")[0], change))

    def uses(self, name: str) -> dict[Sign, tuple[SignUse, ...]]:
        """The rows of this name, each with the questions it answers; a name may have a row for better and for worse."""
        found: dict[Sign, tuple[SignUse, ...]] = {}
        for (role, slot, change), sign in self.rows.items():
            if sign.id == name:
                found[sign] = (*found.get(sign, ()), SignUse(role, slot, change))
        return found

    @property
    def everybody(self) -> frozenset[str]:
        """The roles by which something happens to people."""
        return frozenset(role for role, slot, _ in self.rows if slot == "content")

    @property
    def names(self) -> tuple[str, ...]:
        """What its rows are called."""
        return tuple(dict.fromkeys(sign.id for sign in self.rows.values()))

    def acts(self, agent: str, force: str, action: str) -> Iterator[tuple[str, float]]:
        """The roles for which it speaks that somebody may or must do something."""
        yield from self.readings.get((agent, force, action), ())


@cache
def load() -> Signs:
    """The built-in table."""
    found = read((DATA / "frames" / "signs.toml").read_text(encoding="utf-8"))
    return replace(found, rows={**found.rows, **dict(_opposites(found.everybody))})


def _opposites(everybody: frozenset[str]) -> Iterator[tuple[tuple[str, str, str], Sign]]:
    """The rows of the table of opposites: what is for the worse in some roles may be for the better in others."""
    for slot, entry in ((f"{table}.{name}", entry) for table in TABLES for name, entry in opposites()[table].items()):
        against = entry.get("against", ())
        signs = {
            (change, bad): _opposite(slot, entry, change, worse=bad) for change in _CHANGES for bad in (True, False)
        }
        for role in (*entry.get("roles", everybody - set(against)), *against):
            for change in _CHANGES:
                yield (role, slot, change), signs[change, (role in against) is (change == RIGHTED)]


def _opposite(slot: str, entry: Mapping[str, Any], change: str, *, worse: bool) -> Sign:
    severity = Severity(entry.get("severity", Severity.HIGH)) if worse else Severity.MEDIUM
    says = entry["lost" if change == TURNED else "won"]
    return Sign(f"{OPPOSED}{slot.partition('.')[2]}", worse, severity, says, entry["why"])


OPPOSED = "opposite-"
"""How the names of the rows begin that come from the table of opposites."""


def read(source: str) -> Signs:
    """A table from the text of its file; of two rows that answer the same question the later counts."""
    data = parsed(source, "signs")
    rows = {key: sign for name, found in data["signs"].items() for row in found for key, sign in _signs(name, row)}
    readings: dict[tuple[str, str, str], tuple[tuple[str, float], ...]] = {}
    groups: dict[str, list[str]] = data["agents"]
    for row in data["readings"]["rows"]:
        agents = [agent for group in row["agents"] for agent in groups.get(group, [group])]
        for key in ((a, f, x) for a in agents for f in row["force"] for x in row["actions"]):
            readings[key] = (*readings.get(key, ()), (row["role"], float(row["weight"])))
    return Signs(rows, readings, data["themes"], frozenset(groups.get("authorities", ())))


_WAYS = {"worse": True, "better": False, "open": None}


def _signs(name: str, row: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str, str], Sign]]:
    """The signs of a row: what it says of each change, for each of its roles and slots."""
    for change, told in ((key, value) for key, value in row.items() if isinstance(value, dict)):
        said = {"name": name, **row, **told}
        sign = Sign(said["name"], _WAYS[told["is"]], Severity(told["severity"]), told["says"], said["why"])
        yield from (((role, slot, change), sign) for role in row["roles"] for slot in row["slots"])


# -------------------------------------------------------------------------------------------------- words and opposites

OPPOSITE, STATEMENT = TABLES = "opposites", "statements"
"""The tables, and the first word of the classes of their words in each language."""
TURNED, RIGHTED = _CHANGES = "turned", "righted"
"""What became of one: for the worse, where nothing in the provision turns it round, or for the better."""


@cache
def opposites() -> Mapping[str, Any]:
    """The built-in entries by table and name, as they stand in the file."""
    return parsed((DATA / "frames" / "opposites.toml").read_text(encoding="utf-8"), "opposites")


def general(name: str) -> bool:
    """Whether an opposite is told of all that may be done to people, whatever role a provision has."""
    entry = _entry(name)
    return not ("roles" in entry or "against" in entry)


def turning(name: str) -> bool:
    """Whether a "no" turns an opposite round: "not permitted" is prohibited, "nothing prohibits" permits."""
    return bool(_entry(name).get("turns"))


def banning(name: str) -> bool:
    """Whether the "not" around an opposite is part of it: "in no circumstances"."""
    return bool(_entry(name).get("bans"))


def rungs(name: str) -> Sequence[str]:
    """The classes of words of an opposite, from what is for the worse up; most have two."""
    found: Sequence[str] = _entry(name).get("rungs", ("worse", "better"))
    return found


def unsaid(name: str) -> str:
    """The rung on which a sentence stands that has none of its words; empty where that is none."""
    return str(_entry(name).get("unsaid", ""))


def measure(name: str) -> str:
    """What the higher rung of an opposite makes more of, where that can be good or bad.

    ``clause``: of what its clause does; ``test``: of what its condition asks for. Empty where it is good by itself.
    """
    return str(_entry(name).get("of", ""))


@cache
def _entry(name: str) -> Mapping[str, Any]:
    found: Mapping[str, Any] = {key: entry for table in TABLES for key, entry in opposites()[table].items()}[name]
    return found


# ---------------------------------------------------------------------------------------------------------------- votes


class Vote(NamedTuple):
    """One fact, and what it means for those concerned."""

    kind: str
    """What sort of fact: ``words``, ``whole``, ``slot``, ``force``, ``exception`` ... The arbiter weighs by it."""
    rule: str
    """``theme/name``."""
    worse: bool | None
    """None: the fact touches the theme, and does not tell which way."""
    severity: Severity
    says: str
    removed: tuple[str, ...]
    introduced: tuple[str, ...]
    at: Range
    """Where its words stand in the marked-up text of the passage."""
    role: Role | None = None
    doubts: tuple[str, ...] = ()
    """Names of what speaks against telling it (``doubts.py``)."""
    plain: float = 1.0
    """How plain it is what its clause does to people, where it hangs on that: so much of its weight counts."""
    whole: bool = False
    """Whether a provision or sentence that came or went says it as a whole."""
    passage: int = 0
    """Which passage of the change it is of."""

    @property
    def theme(self) -> str:
        return self.rule.partition("/")[0]

    @property
    def op(self) -> Op:
        """The side that has its words: the old one where it has no others."""
        return Op.INSERT if self.introduced or not self.removed else Op.DELETE

    def meets(self, other: Vote) -> bool:
        """Whether both speak of the same words."""
        return self.passage == other.passage and self.at[0] < other.at[1] and other.at[0] < self.at[1]

    def doubted(self, *names: str) -> Vote:
        return self._replace(doubts=(*self.doubts, *names))
