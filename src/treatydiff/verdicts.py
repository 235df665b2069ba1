"""What each kind of rule sees in a passage: one function for each word that ``reads`` may say in a theme."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from treatydiff.citations import Citation, cited_articles
from treatydiff.lexicon import Lexicon
from treatydiff.modality import Shift, shifts
from treatydiff.model import Op, Span, new_text, old_text
from treatydiff.moves import Moves
from treatydiff.passages import Passage, Side
from treatydiff.patterns import Range, plain, silent
from treatydiff.quantities import Step, steps
from treatydiff.themes import Outcome, Reads, Rule, Term
from treatydiff.wording import Force, Wording


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one rule concludes from a passage."""

    rule: Rule
    outcome: Outcome
    says: str
    removed: tuple[str, ...]
    introduced: tuple[str, ...]
    at: Range
    """Where the words stand in the marked-up text."""


@dataclass(frozen=True)
class Scene:
    """A passage with all that rules ask about it; each thing is worked out once."""

    passage: Passage
    wording: Wording
    moves: Moves
    lexicon: Lexicon
    renumbered: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The new numbers of each old article."""

    @cached_property
    def candidates(self) -> frozenset[str]:
        """Names of the terms that the passage and its context may hold."""
        passage = self.passage
        texts = (*passage.around.split("\n"), passage.old.text, passage.new.text, passage.inside)
        return frozenset().union(*map(self.lexicon.may_hold, texts))

    @property
    def language(self) -> str:
        return self.wording.code

    @cached_property
    def shifts(self) -> tuple[Shift, ...]:
        return () if self.passage.whole else shifts(self.passage, self.wording)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        return () if self.passage.whole else steps(self.passage, self.wording)

    @cached_property
    def come(self) -> tuple[Range, ...]:
        """The sentences of the new side that the old one lacks as a whole."""
        return _covered(self.passage.new)

    @cached_property
    def gone(self) -> tuple[Range, ...]:
        """The sentences of the old side that the new one lacks as a whole."""
        return _covered(self.passage.old)

    @cached_property
    def members(self) -> tuple[list[tuple[str, Range]], list[tuple[str, Range]]]:
        """What was struck from and what was added to enumerations, each with its place in the marked-up text."""
        return _members(self)

    @cached_property
    def citations(self) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
        """The articles named before and after, all edits counted; empty where no substantive edit touches a citation."""
        return _citations(self)

    @cached_property
    def _occasions(self) -> dict[Reads, bool]:
        return {}

    def occasion(self, reads: Reads) -> bool:
        """Whether a kind of rule has anything to look at."""
        if reads not in self._occasions:
            self._occasions[reads] = reads in _OCCASIONS and _OCCASIONS[reads](self)
        return self._occasions[reads]

    def found(self, term: Term, text: str) -> bool:
        """Whether a plain text holds a term."""
        pattern = term.pattern(self.language) if term.name in self.candidates else None
        return pattern is not None and pattern.found(text)

    def hits(self, term: Term, side: Side) -> tuple[Range, ...]:
        """Where a side holds a term."""
        pattern = term.pattern(self.language)
        return pattern.hits(side.text) if pattern else ()

    def any(self, terms: Iterable[Term], text: str) -> bool:
        return any(self.found(term, text) for term in terms)

    def about(self, rule: Rule) -> bool:
        """Whether the passage stands where the rule applies."""
        context = self.passage.context
        return (not rule.within or self.any(rule.within, context)) and not self.any(rule.not_within, context)

    def fits(self, rule: Rule, sentence: str) -> bool:
        """Whether a sentence, with the words it hangs on, holds what the rule wants beside its term, and nothing else."""
        full = f"{self.passage.lead}\n{sentence}"
        return all(self.found(term, full) for term in rule.beside) and not self.any(rule.unless, full)


def verdicts(rule: Rule, scene: Scene) -> Iterator[Verdict]:
    """All that a rule concludes from a passage."""
    return _READERS[rule.reads](rule, scene) if scene.occasion(rule.reads) else iter(())


# --------------------------------------------------------------------------------------------------- words and wholes


def _words(rule: Rule, scene: Scene) -> Iterator[Verdict]:
    for term in rule.terms:
        old, new = scene.hits(term, scene.passage.old), scene.hits(term, scene.passage.new)
        if new and not old:
            yield from _came_or_went(rule, scene, new, Op.INSERT)
        elif old and not new:
            yield from _came_or_went(rule, scene, old, Op.DELETE)


def _came_or_went(rule: Rule, scene: Scene, hits: tuple[Range, ...], op: Op) -> Iterator[Verdict]:
    here, there = _side(scene.passage, op), _side(scene.passage, Op.DELETE if op is Op.INSERT else Op.INSERT)
    other = f"{scene.passage.lead}\n{there.text}"
    if not all(scene.found(term, other) for term in rule.beside):  # the clause itself is new, or gone
        return
    hits = tuple(hit for hit in hits if here.touches(*hit) and scene.fits(rule, here.sentence(hit[0])))
    outcome = rule.rise if op is Op.INSERT else rule.fall
    if not hits or not outcome or not scene.about(rule) or scene.moves.moved(scene.passage, op, hits[0]):
        return
    words = tuple(dict.fromkeys(here.raw[start:end] for start, end in hits))
    yield _verdict(rule, outcome, outcome.says, here, hits[0], op, words)


def _whole(rule: Rule, scene: Scene) -> Iterator[Verdict]:
    """Sentences that came or went, in whole provisions and in amended ones; a sentence that was only rewritten is none."""
    passage = scene.passage
    come, gone = (tuple(_sentences(scene, rule, op)) for op in (Op.INSERT, Op.DELETE))
    if bool(come) == bool(gone) or not scene.about(rule):
        return
    op, found = (Op.INSERT, come) if come else (Op.DELETE, gone)
    outcome = rule.rise if come else rule.fall
    other = _side(passage, Op.DELETE if come else Op.INSERT)
    hits = [hit for term in rule.terms for hit in scene.hits(term, _side(passage, op)) if _inside(hit, found[0])]
    hits = hits or [found[0]]
    if outcome and not _still_there(rule, scene, other) and not any(scene.moves.moved(passage, op, hit) for hit in hits):
        yield _verdict(rule, outcome, outcome.says, _side(passage, op), found[0], op, ())


def _inside(hit: Range, around: Range) -> bool:
    return around[0] <= hit[0] and hit[1] <= around[1]


def _sentences(scene: Scene, rule: Rule, op: Op) -> Iterator[Range]:
    side = _side(scene.passage, op)
    for start, end in scene.come if op is Op.INSERT else scene.gone:
        text = side.text[start:end]
        full = f"{scene.passage.lead}\n{text}" if scene.passage.whole else text
        if scene.any(rule.terms, full) and scene.fits(rule, text):
            yield start, end


def _covered(side: Side) -> tuple[Range, ...]:
    return tuple(sentence for sentence in side.sentences if side.covers(*sentence))


def _still_there(rule: Rule, scene: Scene, side: Side) -> bool:
    """Whether the rule's sentence stands on the other side too, edited: then it neither came nor went."""
    return any(
        scene.any(rule.terms, side.text[start:end]) and scene.fits(rule, side.text[start:end])
        for start, end in side.sentences
        if side.touches(start, end)
    )


# -------------------------------------------------------------------------------------------- modality and quantities


def _modality(rule: Rule, scene: Scene) -> Iterator[Verdict]:
    for shift in scene.shifts:
        sentence = "\n".join((*shift.sentences, scene.passage.inside))
        outcome = rule.rise if shift.up else rule.fall
        if outcome and scene.any(rule.terms, scene.passage.context) and scene.fits(rule, sentence) and scene.about(rule):
            says = f"{outcome.says} {_step(shift)}"
            yield Verdict(rule, outcome, says, _filled(shift.removed), _filled(shift.introduced), shift.at)


_BECOMES = {
    Force.FORBID: "is ruled out",
    Force.EXEMPT: "is no longer required",
    Force.MAY: "becomes optional",
    Force.ENCOURAGE: "is only encouraged",
    Force.CONSIDER: "need only be considered",
    Force.SHOULD: "becomes a recommendation",
    Force.ENDEAVOUR: "becomes a matter of best efforts",
    Force.SHALL: "becomes an obligation",
}


def _step(shift: Shift) -> str:
    if shift.new is None:
        return "binds more" if shift.up else "binds less"
    return _BECOMES[shift.new]


def _number(rule: Rule, scene: Scene) -> Iterator[Verdict]:
    old, new = scene.passage.old, scene.passage.new
    for step in scene.steps:
        outcome = rule.rise if step.up else rule.fall
        sentence = f"{old.sentence(step.old.start)}\n{new.sentence(step.new.start)}"
        if not outcome or step.new.unit != rule.unit or not scene.any(rule.terms, scene.passage.context):
            continue
        if scene.fits(rule, sentence) and scene.about(rule):
            words = (old.raw[step.old.start : step.old.end],), (new.raw[step.new.start : step.new.end],)
            at = old.marked(step.old.start), new.marked(step.new.end - 1) + 1
            yield Verdict(rule, outcome, outcome.says, *words, at)


# --------------------------------------------------------------------------------------- ladders, lists and references


def _scale(rule: Rule, scene: Scene) -> Iterator[Verdict]:
    """The highest rung that either side reaches. What a side without any rung means the rule says: ``absent``."""
    old, new = (_rung(rule, scene, side) for side in (scene.passage.old, scene.passage.new))
    if old == new or not (_edited(scene.passage.old, old) or _edited(scene.passage.new, new)):
        return
    up = _higher(rule, old, new)
    outcome = rule.rise if up else rule.fall
    sentence = "\n".join(side.sentence(rung[1]) for side, rung in ((scene.passage.old, old), (scene.passage.new, new)) if rung)
    if up is None or not outcome or not scene.fits(rule, sentence) or not scene.about(rule):
        return
    op, rung = (Op.INSERT, new) if new and _edited(scene.passage.new, new) else (Op.DELETE, old)
    if rung and not scene.moves.moved(scene.passage, op, rung[1:]):
        removed, introduced = _rung_words(scene.passage.old, old), _rung_words(scene.passage.new, new)
        side = _side(scene.passage, op)
        at = side.marked(rung[1]), side.marked(rung[2] - 1) + 1
        yield Verdict(rule, outcome, outcome.says, removed, introduced, at)


_Rung = tuple[int, int, int]
"""Height from 0, start, end."""


def _rung(rule: Rule, scene: Scene, side: Side) -> _Rung | None:
    """The highest rung in a text; of two that overlap the longer words count ("any serious crime" is no "any crime")."""
    hits = [(height, *hit) for height, term in enumerate(rule.terms) for hit in scene.hits(term, side)]
    clear = [hit for hit in hits if not any(_within(hit, other) for other in hits)]
    return max(clear, key=lambda hit: (hit[0], side.touches(*hit[1:]), -hit[1]), default=None)


def _within(hit: _Rung, other: _Rung) -> bool:
    longer = other[2] - other[1] > hit[2] - hit[1]
    return longer and other[1] < hit[2] and hit[1] < other[2]


def _edited(side: Side, rung: _Rung | None) -> bool:
    return rung is not None and side.touches(*rung[1:])


def _rung_words(side: Side, rung: _Rung | None) -> tuple[str, ...]:
    return (side.raw[rung[1] : rung[2]],) if rung and side.touches(*rung[1:]) else ()


def _higher(rule: Rule, old: _Rung | None, new: _Rung | None) -> bool | None:
    """Whether the ladder goes up; None where a side without a rung leaves it open."""
    if old and new:
        return new[0] > old[0] if new[0] != old[0] else None
    rung = new or old
    if rung is None or old == new:
        return None
    if rule.absent == "lowest":
        return new is not None
    top = len(rule.terms) - 1
    if rung[0] == top:
        return new is not None
    return old is not None if rung[0] < len(rule.terms) / 2 else None


def _list(rule: Rule, scene: Scene) -> Iterator[Verdict]:
    """An enumeration that only grew or only shrank; a mere change of order or of words is none."""
    gone, come = scene.members
    if not scene.about(rule) or not scene.any(rule.terms, scene.passage.context):
        return
    op, text, at = (Op.INSERT, *come[0]) if come else (Op.DELETE, *gone[0])
    outcome = rule.rise if come else rule.fall
    side, words = _side(scene.passage, op), plain(text)
    fits = scene.fits(rule, _sentence_at(scene.passage, op, at)) and not scene.any(rule.but_not, words)
    fits = fits and (not rule.of or scene.any(rule.of, words))
    if outcome and fits and not scene.moves.moved(scene.passage, op, _unmarked(side, at)):
        removed, introduced = ((), (text,)) if come else ((text,), ())
        yield Verdict(rule, outcome, outcome.says, removed, introduced, at)


def _members(scene: Scene) -> tuple[list[tuple[str, Range]], list[tuple[str, Range]]]:
    """What was struck from and what was added to enumerations, less what only changed its place."""
    gone, come = _joined(scene, Op.DELETE), _joined(scene, Op.INSERT)
    left = Counter(_content(_edits(scene, Op.DELETE), scene.wording))
    right = Counter(_content(_edits(scene, Op.INSERT), scene.wording))
    lost, gained = left - right, right - left
    return (gone if lost and not gained else []), (come if gained and not lost else [])


def _edits(scene: Scene, op: Op) -> str:
    return " ".join(span.text for span in scene.passage.edits if span.op is op)


def _joined(scene: Scene, op: Op) -> list[tuple[str, Range]]:
    """The edits of one kind that hang on a conjunction or comma."""
    found, place = [], 0
    spans = scene.passage.edits
    for index, span in enumerate(spans):
        if span.op is op and _content(span.text, scene.wording):
            before = "".join(s.text for s in spans[:index] if s.op in (Op.KEEP, op))[-40:]
            after = "".join(s.text for s in spans[index + 1 :] if s.op in (Op.KEEP, op))[:40]
            if _hangs(before, span, after, scene.wording):
                found.append((span.text.strip(" ,;，、"), (place, place + len(span.text))))
        place += len(span.text)
    return found


def _hangs(before: str, span: Span, after: str, wording: Wording) -> bool:
    """Whether an edit begins or ends with what joins the members of an enumeration, or stands between such words.

    Between two commas stands a condition rather than a member: that is none, unless a conjunction says so.
    """
    text = span.text.strip()
    if text[:1] in _COMMAS and text[-1:] in _COMMAS:
        return any(start <= 2 for start, _ in wording.joins.hits(plain(text)))
    own = _opens(span.text, wording) or _closes(span.text, wording)
    return own or (_closes(before, wording) and _opens(after, wording))


_COMMAS = tuple(",،，、")


def _opens(text: str, wording: Wording) -> bool:
    text = plain(text).lstrip()
    return text.startswith(_COMMAS) or any(start == 0 for start, _ in wording.joins.hits(text))


def _closes(text: str, wording: Wording) -> bool:
    text = plain(text).rstrip()
    return text.endswith(_COMMAS) or any(end == len(text) for _, end in wording.joins.hits(text))


def _content(text: str, wording: Wording) -> list[str]:
    found = re.findall(r"[\u4e00-\u9fff]|[^\W\d_]+", plain(silent(text)))
    return [word for word in found if word not in wording.small]


def _articles(rule: Rule, scene: Scene) -> Iterator[Verdict]:
    """The articles that a clause names: more on one side, and all of the other side's among them."""
    old, new = scene.citations
    if not old or not new:
        yield from _chapter(rule, scene, old, new)
        return
    was = {article for cited in old for article in cited.articles}
    before = {article for number in was for article in scene.renumbered.get(number, (number,))}
    after = {article for cited in new for article in cited.articles}
    if not (before < after or after < before) or not scene.any(rule.terms, scene.passage.context):
        return
    outcome = rule.rise if before < after else rule.fall
    change, here = scene.passage.change, scene.passage.new
    spots = [c for c in cited_articles(here.text, scene.language) if here.touches(c.start, c.end)] or list(new)
    if outcome and scene.about(rule) and scene.fits(rule, here.sentence(min(spots[0].start, len(here.text) - 1))):
        removed = tuple(old_text(change.text)[c.start : c.end] for c in old if c not in new)
        introduced = tuple(new_text(change.text)[c.start : c.end] for c in new if c not in old)
        at = here.marked(spots[0].start), here.marked(spots[0].end - 1) + 1
        yield Verdict(rule, outcome, outcome.says, removed, introduced, at)


def _chapter(
    rule: Rule, scene: Scene, old: tuple[Citation, ...], new: tuple[Citation, ...]
) -> Iterator[Verdict]:
    """"This chapter" is more than some of its articles."""
    here = scene.wording.here
    before, after = scene.passage.old, scene.passage.new
    up = bool(old) and here.found(after.text) and not here.found(before.text)
    down = bool(new) and here.found(before.text) and not here.found(after.text)
    outcome = rule.rise if up else rule.fall
    if up == down or not outcome or not scene.any(rule.terms, scene.passage.context) or not scene.about(rule):
        return
    side, span = (after, here.hits(after.text)[0]) if up else (before, here.hits(before.text)[0])
    if scene.fits(rule, side.sentence(span[0])):
        words = (side.raw[span[0] : span[1]],)
        removed, introduced = ((), words) if up else (words, ())
        yield Verdict(rule, outcome, outcome.says, removed, introduced, (side.marked(span[0]), side.marked(span[1] - 1) + 1))


def _citations(scene: Scene) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    sides = scene.passage.old, scene.passage.new
    touched = any(
        side.touches(cited.start, cited.end) for side in sides for cited in cited_articles(side.text, scene.language)
    )
    if not touched:
        return (), ()
    texts = (plain(silent(text(scene.passage.change.text))) for text in (old_text, new_text))
    old, new = (cited_articles(text, scene.language) for text in texts)
    return old, new


# ------------------------------------------------------------------------------------------------------------- shared


def _side(passage: Passage, op: Op) -> Side:
    return passage.new if op is Op.INSERT else passage.old


def _filled(text: str) -> tuple[str, ...]:
    return (text,) if text else ()


def _verdict(
    rule: Rule, outcome: Outcome, says: str, side: Side, hit: Range, op: Op, words: tuple[str, ...]
) -> Verdict:
    at = side.marked(hit[0]), side.marked(max(hit[1] - 1, hit[0])) + 1
    removed, introduced = ((), words) if op is Op.INSERT else (words, ())
    return Verdict(rule, outcome, says, removed, introduced, at)


def _unmarked(side: Side, at: Range) -> Range:
    """The range of a side that stands at a place in the marked-up text."""
    start, end = next(((a, b) for a, b in side.edited if side.marked(a) >= at[0]), (0, 0))
    return start, end


def _sentence_at(passage: Passage, op: Op, at: Range) -> str:
    side = _side(passage, op)
    return next((side.text[a:b] for a, b in side.sentences if side.marked(b - 1) >= at[0]), "")


def _both(scene: Scene) -> bool:
    return not scene.passage.whole


_OCCASIONS: Mapping[Reads, Callable[[Scene], bool]] = {
    Reads.WORDS: _both,
    Reads.WHOLE: lambda scene: bool(scene.come) != bool(scene.gone) or bool(scene.come),
    Reads.MODALITY: lambda scene: bool(scene.shifts),
    Reads.NUMBER: lambda scene: bool(scene.steps),
    Reads.SCALE: _both,
    Reads.LIST: lambda scene: _both(scene) and bool(scene.members[0]) != bool(scene.members[1]),
    Reads.ARTICLES: lambda scene: _both(scene) and any(scene.citations),
}

_READERS: Mapping[Reads, Callable[[Rule, Scene], Iterator[Verdict]]] = {
    Reads.WORDS: _words,
    Reads.WHOLE: _whole,
    Reads.MODALITY: _modality,
    Reads.NUMBER: _number,
    Reads.SCALE: _scale,
    Reads.LIST: _list,
    Reads.ARTICLES: _articles,
}
"""``reach`` and ``reference`` are not here: they are no matter of one passage (see ``reach``)."""
