"""What the words of a provision are worth to those whom it concerns: whether they protect or burden, and how surely.

Everything that the clause reader finds counts for the better or the worse, and so do the words themselves, by a weight
from ``data/frames/worth.toml``; a "no" before it turns it round. The weights are those of a logistic regression without
intercept, so that they hold both ways (``python -m benchmarks.worth`` fits them on provisions whose effect was judged):
a worth of 1.5 says that it is some three times as likely that a provision protects as that it burdens.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import islice, pairwise
from math import fsum

from treatydiff.judging.clauses import GROUPS, Clause, longer_first
from treatydiff.judging.lexis import BESIDE, FORBIDS, Hit, beside, meets
from treatydiff.judging.wording import stem
from treatydiff.text.languages import is_spaced
from treatydiff.text.lettering import WORD
from treatydiff.text.regexes import regex
from treatydiff.text.tables import DATA, entries, parsed
from treatydiff.themes.patterns import Range

ACTS = {"coerce": -1, "share": -1, "waive": -1, "protect": 1, "recourse": 1, "oversee": 1}
"""What acts of each kind do to people."""
_COUNTED = ("roles", "actions", "slots", "scope", "numbers", "sentence", "hinges", "disapply")
"""Tables whose words count by themselves."""
_PEOPLE = "slots.persons"
"""Whom it concerns: "no journalist shall" is about journalists all the same."""
_RELATIVE = "scope.relative"
_ASIDE = (
    "slots.conditional",
    "slots.exception",
    "slots.condition.only",
    "slots.condition.provisos",
    "scope.narrows",
    _RELATIVE,
)
"""What opens a stretch with a yes or no of its own."""
_STOPS = regex(r"[,;，；、،]")
_MOST_CLAUSES, _MOST_GROUPS = 3, 3
"""Clauses of a provision, and verb groups of a clause, that are read: what follows says less of the whole."""
_NEAR_ACT = 60
"""Characters behind a word that binds, or whoever is named behind it, within which the act begins."""
_SERVES = ("protect", "recourse")
"""Acts of which it does not matter who does them."""
_HEAD = 24
"""Characters from its start within which the subject of a clause is named."""


@cache
def weights() -> Mapping[str, float]:
    """What each thing is worth, by its name: a class of words, a role, what a verb group does, the stem of a word."""
    table = dict(parsed((DATA / "frames" / "worth.toml").read_text(encoding="utf-8"), "worth"))
    words = entries(table.pop(_WORDS))
    known = {f"{_WORDS}.{name[:2]}.{stem}": float(name[3:]) for name, text in words for stem in text.split()}
    return dict(entries(table)) | known


@cache
def stems(language: str) -> Mapping[str, str]:
    """The stems of the words of a language that are weighed, each with its name."""
    prefix = f"{_WORDS}.{language}."
    return {name.removeprefix(prefix): name for name in weights() if name.startswith(prefix)}


def worth(clauses: Sequence[Clause], text: str, turning: Sequence[int], language: str) -> float:
    """What a plain text is worth to those concerned: more than nothing if it protects, less if it burdens.

    ``turning`` are the places of the words of the text that say no.
    """
    return weighed(found(clauses, text, turning, language, stems(language)), weights())


def weighed(things: Mapping[str, float], by: Mapping[str, float]) -> float:
    """What all that was found is worth, by some weights."""
    return fsum(by.get(name, 0.0) * value for name, value in things.items())


def found(
    clauses: Sequence[Clause], text: str, turning: Sequence[int], language: str, known: Mapping[str, str] | None = None
) -> Mapping[str, float]:
    """Everything in a plain text that counts: how often, less how often under a "no", and the scores of its roles.

    Of words only those whose stems are ``known``, with the names of these; None for all.
    """
    counts: defaultdict[str, float] = defaultdict(float)
    for clause in clauses[:_MOST_CLAUSES]:
        stretches = _stretches(clause, text)
        turns: defaultdict[int, list[int]] = defaultdict(list)
        for place in turning[bisect_left(turning, clause.start) : bisect_left(turning, clause.end)]:
            turns[_stretch(stretches, place)].append(place)
        people = {hit.start for hit in clause.hits if hit.name.startswith(_PEOPLE)}
        names = [(hit.name, hit.start) for hit in clause.hits if hit.path[0] in _COUNTED]
        for name, place in (*names, *_stems(text, clause, language, known)):
            denied = bisect_left(turns[_stretch(stretches, place)], place)
            counts[name] += -1 if denied % 2 and place not in people else 1
        for role, score in clause.roles.items():
            counts[f"role.{role.value}"] += score / 2
        main = (force for force in _heads(clause.forces) if _stretch(stretches, force.start) == _MAIN)
        acts = _acts(clause)
        for force in islice(main, _MOST_GROUPS):
            for name in _group(force, clause, acts) if _binds(force, clause) else ():
                counts[name] += 1
    return {name: _bounded(name, value) for name, value in counts.items() if value}


def _bounded(name: str, value: float) -> float:
    return max(-_OFTEN, min(_OFTEN, value)) if name.startswith(_WORDS) else value


def _stems(text: str, clause: Clause, language: str, known: Mapping[str, str] | None) -> Iterator[tuple[str, int]]:
    """The words of a clause by the names of their stems, each with its place; in Chinese pairs of characters."""
    places = [(word[0], word.start()) for word in WORD.on(text).finditer(text, clause.start, clause.end)]
    if is_spaced(language):
        places = [(word, at) for word, at in places if len(word) > _SHORT]
    else:
        places = [(one + two, at) for (one, at), (two, then) in pairwise(places) if then == at + len(one)]
    for word, place in places:
        name = known.get(stem(word)) if known is not None else f"{_WORDS}.{language}.{stem(word)}"
        if name:
            yield name, place


_WORDS = "words"
_SHORT = 3
"""Letters up to which a word is one of grammar, which classes tell."""
_OFTEN = 2
"""How often one word counts at most."""


def _stretches(clause: Clause, text: str) -> Sequence[Range]:
    """The stretches with a yes or no of their own, from left to right: conditions, exceptions, relative clauses."""
    stops = [clause.start + stop.start() for stop in _STOPS.finditer(text[clause.start : clause.end])]
    forces = [force.start for force in clause.forces]
    found: list[Range] = []
    for hit in clause.hits:
        if hit.name.startswith(_ASIDE):
            ends = stops[(at := bisect_left(stops, hit.end)) : at + 1]
            if hit.name == _RELATIVE:  # "data that are not relevant shall be destroyed"
                ends += forces[(at := bisect_left(forces, hit.end)) : at + 1]
            found.append((hit.start, min(ends, default=clause.end)))
    return sorted(found, key=lambda stretch: (stretch[0], -stretch[1]))


def _stretch(stretches: Sequence[Range], place: int) -> int:
    """Which stretch a position is in, the innermost of several; ``_MAIN`` for what stands in none."""
    inside = (at for at in reversed(range(len(stretches))) if stretches[at][0] <= place < stretches[at][1])
    return next(inside, _MAIN)


_MAIN = -1


# ------------------------------------------------------------------------------------------------ who is bound to what


def sign_of(act: Hit, hits: Iterable[Hit]) -> int:
    """What an act does to people, by the other hits of its clause.

    To oversee people themselves ("assess any person") is done to them; to hold back what is done to them ("suspend the
    use of the system", "halt the processing") spares them.
    """
    near = [hit for hit in hits if hit.start - act.end <= _OBJECT and act.start - hit.end <= _OBJECT]
    if act.path[1] == "oversee" and any(_person(hit) and 0 <= hit.start - act.end <= BESIDE for hit in near):
        return -1
    halts = [hit for hit in near if hit.name == "scope.halts" and hit.start < act.end]
    halted = [hit for hit in near if hit.name.startswith(_HALTED)]
    if any(hit.end > act.start for hit in halts) and any(hit.start >= act.end for hit in halted):
        return 1
    bans = [hit for hit in near if hit.name == FORBIDS]  # "it is prohibited to use": no act of its own
    halting = (hit for hit in halts if hit.end <= act.start and not any(b.start <= hit.start < b.end for b in bans))
    if any(hit.start == act.start for hit in halted) and any(True for _ in halting):
        return 1
    return _ordered(act, hits) or ACTS[act.path[1]]


def _ordered(act: Hit, hits: Iterable[Hit]) -> int:
    """1 where an act is an order that something be done for people: "order the release of"; 0 where it is none."""
    if not any(hit.name == _COMMANDS and hit.start == act.start for hit in hits):
        return 0
    behind = [hit for hit in hits if hit.start >= act.end - BESIDE and hit.start - act.end <= _ORDERED]
    done = min((hit for hit in behind if hit.path[0] == "actions"), default=None)
    person = done and any(_person(hit) and hit.start < done.start for hit in behind)
    return int(done is not None and not person and ACTS[done.path[1]] > 0)


_COMMANDS, _ORDERED = "scope.commands", 24
"""To order, to require; and characters behind it within which what is ordered is named."""


def _person(hit: Hit) -> bool:
    return hit.path[0] == "agents" and GROUPS[hit.path[1]] == "person"


_OBJECT = 6
"""Characters between an act and what it is done to."""
_HALTED = ("scope.halted", "slots.measure")
"""What is done to people, and may be held back."""


def _heads(forces: Iterable[Hit]) -> Iterator[Hit]:
    """Words that bind, less those that only say what is denied: "shall not have the right to"."""
    end = -BESIDE - 1
    for force in forces:
        if force.start - end > BESIDE:
            yield force
        end = force.end if force.path[1] in _DENYING else -BESIDE - 1


_DENYING = ("mustnot", "neednot")


def _group(force: Hit, clause: Clause, acts: Sequence[Hit]) -> Iterator[str]:
    """What a verb group is called: by its force and what is done, and who is bound to it."""
    who = clause.bound(force)
    holder = GROUPS[who.path[1]] if who else "none"
    if holder == "person" and beside(force, (hit for hit in clause.hits if hit.name == "sentence.passive")):
        holder = "patient"
    act = _act(force, clause, acts)
    done = _done(act, clause.hits) if act else "none"
    yield f"does.{force.path[1]}.{done}"
    if done not in _SERVES:
        yield f"binds.{force.path[1]}.{holder}"


def _binds(force: Hit, clause: Clause) -> bool:
    """Whether a word binds somebody, and does not only add to what a rule asks for: "may require intent"."""
    return not meets(force, clause.of("disapply"))


def _done(act: Hit, hits: Iterable[Hit]) -> str:
    """The kind of an act, by what it does to people: to halt what is done to them is one that protects."""
    sign = sign_of(act, hits)
    return act.path[1] if sign == ACTS[act.path[1]] else "protect" if sign > 0 else "coerce"


def _act(force: Hit, clause: Clause, acts: Sequence[Hit]) -> Hit | None:
    """The act that a word binds: the first behind it.

    A ban can have it inside ("no search shall be made"), or as the subject of the clause ("restraint is forbidden").
    """
    if force.name == FORBIDS and acts and acts[0].start < force.end:
        bars = clause.bars(force)
        named = (*clause.of("agents"), *bars)
        own = [act for act in acts if not any(it.start <= act.start and act.end <= it.end for it in named)]
        inside = [act for act in own if force.start < act.start and act.end <= force.end]
        heads = [act for act in own if bars and act.start <= clause.start + _HEAD and act.end <= force.start]
        if inside or heads:
            return min(inside or heads, key=lambda act: ACTS[act.path[1]])
    behind = clause.act(force, _NEAR_ACT)
    if behind is None and force.path[1] == "refuse":  # "extradition may be refused"
        return next((act for act in acts if act.end <= force.start), None)
    return behind


def _acts(clause: Clause) -> Sequence[Hit]:
    """What is done, from left to right; a power that a ban names is an act: "no warrant shall be granted"."""
    bans = [force for force in clause.forces if force.name == FORBIDS]
    named = (
        hit._replace(name="actions.coerce")
        for hit in (clause.of("roles") if bans else ())
        if hit.path[1] == "power" and any(ban.start <= hit.start and hit.end <= ban.end for ban in bans)
    )
    return sorted((*clause.of("actions"), *named), key=longer_first)
