"""Judging: which themes a change touches, and in which direction.

No model and no network. A change is made a passage of two sides; its clauses are read; facts are what one side says
and the other does not; each fact votes, with what it means by the rules of the themes and the table of signs; doubts
take votes away; one arbiter decides; a finding is made of each theme's gravest vote. docs/judging.md tells the whole.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from treatydiff.faults import Faults
from treatydiff.judging.arbiter import Decision, decide, slight
from treatydiff.judging.composition import amended, items, lifted, with_impact
from treatydiff.judging.context import Environment
from treatydiff.judging.doubts import Hearing, doubted
from treatydiff.judging.facts import Facts
from treatydiff.judging.findings import disguised, escaped, finished, placed, tell
from treatydiff.judging.kinds import marked
from treatydiff.judging.passages import came_or_went, op_of
from treatydiff.judging.rules import Scene, called, heard
from treatydiff.judging.signs import Vote
from treatydiff.judging.slots import pointing
from treatydiff.model import Change, Draft, Kind, Level, Redline
from treatydiff.report import Finding
from treatydiff.themes import Profile, Theme


class JudgedChange(NamedTuple):
    """A change with what its facts say of it, and the arbiter's decision: why a finding says what it says."""

    change: Change
    votes: tuple[Vote, ...]
    dropped: tuple[tuple[Vote, str], ...]
    """Votes that were left out, each with the name of the doubt."""
    decision: Decision

    @property
    def all(self) -> tuple[Vote, ...]:
        """All that is said of it, whatever was left out."""
        return (*self.votes, *(vote for vote, _ in self.dropped))


def judge(
    redline: Redline,
    old: Draft,
    new: Draft,
    themes: tuple[Theme, ...],
    profile: Profile,
    faults: Faults | None = None,
    asked: Container[str] | None = None,
) -> tuple[Finding, ...]:
    """The findings of a comparison, in reading order; of one change in the order of the themes.

    ``asked``: the ids of the changes that are judged, for who looks at one article; None for all. A rule that fails on
    a change says nothing there, and ``faults`` comes to hold why; the others still speak.
    """
    environment = Environment(redline, old, new, themes, profile, faults or Faults())
    judged = tuple(hearings(environment, asked))
    found = [finding for each in judged for finding in tell(each.change, each.votes, each.decision, environment)]
    found += escaped(environment, found)
    found = [*finished(placed(found, environment), environment)]
    found += disguised(redline, old, new)
    found = [finding for finding in found if asked is None or finding.change.id in asked]
    places = {change.id: place for place, change in enumerate(redline.all)}
    found.sort(key=lambda finding: places[finding.change.id])
    return tuple(replace(finding, id=f"f{number}") for number, finding in enumerate(marked(found), start=1))


def hearings(environment: Environment, asked: Container[str] | None = None) -> Iterator[JudgedChange]:
    """Every change of substance on which something is said, with all that is said of it; ``asked`` as of ``judge``.

    What little is said of a decided alternative is told all the same.
    """
    concerned = (change for change in _concerned(environment) if asked is None or change.id in asked)
    facts = Facts(environment)
    judged = [each for change in concerned if (each := _hear(change, environment, facts))]
    closer = {(vote.theme, each.change.within) for each in judged for vote in each.votes if _reads_whole(vote)}
    for each in judged:
        votes = tuple(vote for vote in each.votes if not _outdone(vote, each.change, closer))
        decision = decide(votes)
        if not votes or (decision.worse is None and not each.change.choices and slight(votes)):
            votes = tuple(_more(each.change, environment, facts))
            decision = decide(votes)
        yield JudgedChange(each.change, votes, each.dropped, decision)


def _concerned(environment: Environment) -> Iterator[Change]:
    """The changes of substance on the subject of the themes, less those that only say where something is treated."""
    for change in environment.passages.changes:
        if environment.own or _is_concerned(change, environment):
            passages = environment.passages.of(change)
            if not passages or not all(map(pointing, passages)):
                yield change


def _is_concerned(change: Change, environment: Environment) -> bool:
    """Whether the built-in themes speak of a change; a user's own themes speak of all."""
    return environment.subject.concerns(change) and not _printed_before(change, environment)


def _told_of_built_in(change: Change, environment: Environment) -> bool:
    """Whether the built-in themes speak of a change that is heard: without a user's own themes no other is."""
    return not environment.own or _is_concerned(change, environment)


def _read_by_clauses(change: Change, environment: Environment) -> bool:
    """Whether the clauses of a change are read, which speak for the built-in themes only."""
    return environment.subject.frames(change) and _told_of_built_in(change, environment)


def _printed_before(change: Change, environment: Environment) -> bool:
    """Whether what came, or went, stands in the same words earlier in its own draft: there it is told."""
    if change.kind is Kind.AMENDED:
        return False
    op = op_of(change)
    context, came = environment.sides[op], environment.one_sided[op]
    return all(context.printed_twice(provision, came) for provision in came_or_went(change))


def _hear(change: Change, environment: Environment, facts: Facts) -> JudgedChange | None:
    """The votes on a change that no doubt drops; None where judging fails."""
    with environment.faults.caught("findings", lambda: str(environment.name(change))):
        votes = [*_by_rules(change, environment), *_by_clauses(change, environment, facts)]
        if not _told_of_built_in(change, environment):
            votes = [vote for vote in votes if vote.theme in environment.own]
        told = list(doubted(Hearing(change, environment.passages.of(change), votes, environment, facts)))
        kept = tuple(vote for vote, why in told if not why)
        return JudgedChange(change, kept, tuple((vote, why) for vote, why in told if why), decide(kept))
    return None


def _by_rules(change: Change, environment: Environment) -> Iterator[Vote]:
    """What the rules of the themes say of a change."""
    for number, passage in enumerate(environment.passages.of(change)):
        scene = Scene(passage, environment)
        for rules in called(scene):
            yield from (vote._replace(passage=number) for vote in heard(rules, scene))


def _by_clauses(change: Change, environment: Environment, facts: Facts) -> Iterator[Vote]:
    """What the clauses of a change say, whatever the rules say."""
    impacts = facts.impacts
    if not _read_by_clauses(change, environment):
        return
    if change.kind is Kind.AMENDED or environment.passages.dropped_for_another(change):
        for number, passage in enumerate(environment.passages.of(change)[:_MOST_PASSAGES]):
            votes = (*with_impact(passage, impacts, facts.amended(passage)), *amended(passage, impacts))
            yield from (vote._replace(passage=number) for vote in votes)
    else:
        taken = [*lifted(change, impacts, facts.is_unit)]
        units = () if taken else tuple(facts.units(change))
        yield from (*taken, *facts.whole(change, units), *items(change, impacts, units))


_MOST_PASSAGES = 60
"""Changed passages of one provision whose clauses are read; one of so many was written anew, and rules read it all."""


def _more(change: Change, environment: Environment, facts: Facts) -> Iterable[Vote]:
    """Of a change on which nothing else speaks: that the provision says more than before, or less."""
    if not _read_by_clauses(change, environment):
        return ()
    with environment.faults.caught("findings", lambda: str(environment.name(change))):
        return tuple(facts.more(environment.passages.of(change), change))
    return ()


def _reads_whole(vote: Vote) -> bool:
    return vote.kind == "role" and vote.worse is not None


def _outdone(vote: Vote, change: Change, closer: set[tuple[str, str]]) -> bool:
    """Whether a rule speaks of an article that came or went of which clauses are read paragraph by paragraph."""
    article = change.kind is not Kind.AMENDED and change.provision.level is Level.ARTICLE
    return article and vote.kind == "whole" and (vote.theme, change.within) in closer
