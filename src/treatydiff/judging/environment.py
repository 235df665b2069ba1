"""Per-draft context of judging: everything that is computed once for all changes of two drafts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from operator import itemgetter

from treatydiff.faults import Faults
from treatydiff.judging import clauses
from treatydiff.judging.composition import Composition
from treatydiff.judging.facts import Facts
from treatydiff.judging.impact import Impact, Impacts
from treatydiff.judging.moves import Moves
from treatydiff.judging.passages import Passage, Passages
from treatydiff.judging.scene import Scene
from treatydiff.judging.subject import Subject
from treatydiff.judging.votes import Vote
from treatydiff.judging.wording import load
from treatydiff.model import Alignment, Change, Draft, Kind, Op, Provision, Redline
from treatydiff.references.outline import outline
from treatydiff.references.places import title
from treatydiff.references.resolution import References
from treatydiff.report import Location
from treatydiff.themes import Profile, Rule, Theme
from treatydiff.themes.lexicon import lexicon_of


class Namer:
    """Names provisions: ``Article 30, paragraph 1 (b)``."""

    def __init__(self, old: Draft, new: Draft) -> None:
        self._outlines = {"old": outline(old), "new": outline(new)}

    def name(self, change: Change) -> Location:
        """Where a change stands: in the new draft, or in the old one where it is gone from the new."""
        side, provision = ("old", change.link.old[0]) if change.kind is Kind.DELETED else ("new", change.provision)
        side = side if change.link.new or side == "old" else "old"
        return self._located(side, provision)

    def elsewhere(self, op: Op, eid: str) -> Location:
        """What to call the provision of the other draft that has what came (``INSERT``) or went (``DELETE``)."""
        side = "new" if op is Op.DELETE else "old"
        return self._located(side, self._outlines[side].provisions[eid])

    def _located(self, side: str, provision: Provision) -> Location:
        place = self._outlines[side].place.get(provision.eid, "")
        row = self._outlines[side].unit.get(provision.eid, provision)
        return Location(title(row), place, gone=side == "old")


class Environment:
    """The drafts, what is asked of them, and what they say."""

    def __init__(
        self, redline: Redline, old: Draft, new: Draft, themes: tuple[Theme, ...], profile: Profile, faults: Faults
    ) -> None:
        self.redline, self.old, self.new = redline, old, new
        self.themes, self.profile, self.faults = themes, profile, faults
        self.measures = {theme.name: theme.measure for theme in themes}
        self.own = frozenset(theme.name for theme in themes if theme.own)
        """The names of themes that a user wrote."""
        self.namer, self.wording = Namer(old, new), load(new.language)
        self.passages, self.moves = Passages(redline, old, new), Moves(redline, old, new)
        self.references = References(old, new, Alignment(tuple(change.link for change in redline.all)))
        self.lexicon, self._calls = lexicon_of(themes, new.language), _calls(themes)
        self.reader = clauses.reader(new.language)
        self.subject = Subject(old, new, self.reader.lexis if self.reader else None)
        self.facts = Facts(redline, old, new, self.wording, self.reader, self.moves) if self.reader else None
        self.composition = self._composition()

    def _composition(self) -> Composition | None:
        if not self.facts or not self.reader:
            return None
        impacts = {
            op: Impacts(self.facts.sides[op], self.references, side) for side, op in enumerate((Op.DELETE, Op.INSERT))
        }
        return Composition(self.reader, self.wording, impacts, self.references)

    def scenes(self, change: Change) -> Iterator[Scene]:
        """The passages of a change as rules see them."""
        for passage in self.passages.of(change):
            yield Scene(passage, self.wording, self.moves, self.lexicon, self.references)

    def called(self, scene: Scene) -> Iterator[list[Rule]]:
        """The rules that have all they ask for near a passage, those of one theme together, in the themes' order."""
        places = {place for name in scene.candidates for place in self._calls.get(name, ())}
        for number, group in groupby(sorted(places), key=itemgetter(0)):
            rules = (self.themes[number].rules[place] for _, place in group)
            met = (rule for rule in rules if all(not need.isdisjoint(scene.candidates) for need in rule.needs))
            yield [rule for rule in met if not self.profile.mutes(rule.id)]

    def impact(self, passage: Passage, vote: Vote) -> Impact:
        """What the sentence that a vote is about does to people, on the side that has its words."""
        op = vote.op
        side, provision = (passage.new, passage.change.new) if op is Op.INSERT else (passage.old, passage.change.old)
        if self.composition is None or provision is None:
            return Impact()
        at = next(((a, b) for a, b in side.sentences if side.marked(b - 1) >= vote.at[0]), (0, len(side.text)))
        return self.composition.impacts[op].text(side.text[at[0] : at[1]], provision)


def _calls(themes: tuple[Theme, ...]) -> Mapping[str, list[tuple[int, int]]]:
    """By the name of a term, the rules that look for it first: the numbers of theme and rule."""
    found: dict[str, list[tuple[int, int]]] = {}
    for number, theme in enumerate(themes):
        for place, rule in enumerate(theme.rules):
            for name in rule.needs[0]:
                found.setdefault(name, []).append((number, place))
    return found
