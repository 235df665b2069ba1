"""The scene: a passage with cached answers to all that the rules of themes ask."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from treatydiff.judging.force import Shift, shifts
from treatydiff.judging.moves import Moves
from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.quantities import Step, steps
from treatydiff.judging.scope import Member, members
from treatydiff.judging.wording import Wording
from treatydiff.model import Op, new_text, old_text
from treatydiff.references.resolution import Cited, References
from treatydiff.text.frozen import dataclass
from treatydiff.themes import Rule, Term
from treatydiff.themes.lexicon import Lexicon
from treatydiff.themes.patterns import Range, reaching


@dataclass(frozen=True)
class Scene:
    """A passage with all that rules ask about it; each thing is worked out once."""

    passage: Passage
    wording: Wording
    moves: Moves
    lexicon: Lexicon
    references: References
    """The cross-references of both drafts."""

    @cached_property
    def candidates(self) -> frozenset[str]:
        """Names of the terms that the passage and its context may hold."""
        passage = self.passage
        own = "\n".join((passage.lead, passage.old.text, passage.new.text, passage.inside))
        return self.lexicon.may_hold(own).union(*map(self.lexicon.may_hold, passage.around.split("\n")))

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        """Its steps of modality."""
        return () if self.passage.whole else shifts(self.passage, self.wording)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Its quantities that went up or down."""
        return () if self.passage.whole else steps(self.passage, self.wording)

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """What came into enumerations, or went from them."""
        return () if self.passage.whole else members(self.passage, self.wording)

    @cached_property
    def citations(self) -> tuple[tuple[Cited, ...], tuple[Cited, ...]]:
        """The articles named before and after, all edits counted; empty where no edit of substance touches one."""
        sides = (self.passage.old, self.passage.new)
        named = ((side, cited) for at, side in enumerate(sides) for cited in self.references.articles(side.raw, at))
        if self.passage.whole or not any(side.touches(cited.start, cited.end) for side, cited in named):
            return (), ()
        spans = self.passage.change.text
        return self.references.articles(old_text(spans), 0), self.references.articles(new_text(spans), 1)

    def found(self, term: Term, text: str) -> bool:
        """Whether a plain text holds a term."""
        return term.name in self.candidates and bool(self.lexicon.searched(text).hits(term.name))

    def side(self, op: Op) -> Side:
        """The side that has what came (``INSERT``) or what went (``DELETE``)."""
        return self.passage.side(op)

    def hits(self, term: Term, side: Side) -> tuple[Range, ...]:
        """Where a side holds a term."""
        return self.lexicon.searched(side.text).hits(term.name)

    def is_hedged(self, side: Side, hit: Range) -> bool:
        """Whether a hit is part of a hedge, "where appropriate", of which only its own rules speak."""
        start, end = hit
        hedges = reaching(self.wording.hedges.hits(side.text), start, end)
        return any(a <= start and end <= b and end - start < b - a for a, b in hedges)

    def any(self, terms: Iterable[Term], text: str) -> bool:
        """Whether a plain text holds one of several terms."""
        return any(self.found(term, text) for term in terms)

    def about(self, rule: Rule) -> bool:
        """Whether the passage stands where the rule applies."""
        context = self.passage.context
        return (not rule.within or self.any(rule.within, context)) and not self.any(rule.not_within, context)

    def fits(self, rule: Rule, sentence: str) -> bool:
        """Whether a sentence, with the words it hangs on, holds all that the rule wants beside its term."""
        full = f"{self.passage.lead}\n{sentence}"
        return all(self.found(term, full) for term in rule.beside) and not self.any(rule.unless, full)
