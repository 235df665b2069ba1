"""Weights of changes without a theme, by what their words do in a clause.

In the order in which lawyers look: whether a protection goes, a whole provision, whether (negation), how bindingly
(modality), how much (numbers), when (conditions and exceptions), who (agents), a whole sentence, then how many words.
The classes of words are those of the clause frames; in a language without any, wholes, numbers and words still rank.
What protects is what the themes call so: the terms of which a rule says that their loss weakens a protection.
"""

from __future__ import annotations

from collections import Counter
from enum import IntEnum
from functools import cache

from treatydiff.judging.lexis import load
from treatydiff.model import Change, Level, Op, Significance
from treatydiff.report import Effect
from treatydiff.reports.summary import LONG, count_words
from treatydiff.text.languages import LANGUAGES, source_of
from treatydiff.text.numerals import numerals
from treatydiff.text.tables import parsed
from treatydiff.themes import Measure, Reads, Rule, load_themes
from treatydiff.themes.lexicon import Searched
from treatydiff.themes.patterns import plain, silent


class Gravity(IntEnum):
    """What the weightiest of the words edited do; the heavier the greater."""

    WORDS = 0
    SENTENCE = 1
    AGENT = 2
    CONDITION = 3
    NUMBER = 4
    MODALITY = 5
    NEGATION = 6
    WHOLE = 7
    PROTECTION = 8


_CLASSES = {
    Gravity.NEGATION: ("polarity.turns", "force.mustnot"),
    Gravity.MODALITY: ("force.",),
    Gravity.CONDITION: ("slots.condition.", "slots.exception.", "slots.hedge.", "slots.limiter.", "slots.relax."),
    Gravity.AGENT: ("agents.",),
}
"""The classes of words, or how their names begin."""
_WAYS_OUT = ("slots.exception.",)
_RANKED = sorted((Gravity.NUMBER, *_CLASSES), reverse=True)
"""What words tell, the heaviest first."""
_PARTING = " |"
"""What parts the edits of a side; nothing else is left of a side without any."""


def weight(change: Change, language: str) -> tuple[Gravity, int]:
    """Sorts changes of substance: what their words do, then how many there are."""
    edits = [span for span in change.spans if span.op is not Op.KEEP and span.significance is Significance.SUBSTANTIVE]
    words = sum(count_words(span.text) for span in edits)
    language = language if language in LANGUAGES else "en"
    if change.provision.level is Level.FOOTNOTE:
        return Gravity.WORDS, words
    if any(span.op is Op.DELETE for span in edits) and _protects_less(change, language):
        return Gravity.PROTECTION, words
    if not (change.link.old and change.link.new) and words >= LONG:
        return Gravity.WHOLE, words
    printed = (" | ".join(span.text for span in edits if span.op is op) for op in (Op.DELETE, Op.INSERT))
    sides = dict(
        zip((Op.DELETE, Op.INSERT), (plain(silent(_undated(text, language))) for text in printed), strict=True)
    )
    return _gravity(sides[Op.DELETE], sides[Op.INSERT], language), words


def _undated(text: str, language: str) -> str:
    """A text without the names of months that it prints with a capital: "May" binds nobody."""
    return " ".join(word for word in text.split(" ") if word.strip(".,;:()") not in _months(language))


@cache
def _months(language: str) -> frozenset[str]:
    source = source_of(language, "cover")
    names = parsed(source, f"{language}.cover").get("months", ()) if source else ()
    return frozenset(word.capitalize() for name in names for word in name.split())


def _protects_less(change: Change, language: str) -> bool:
    """Whether a term goes of which a rule says that its loss weakens a protection, in a text of the rule's subject.

    The text alone is asked, not its headings: this ranks, and says nothing.
    """
    rules = _protective(language)
    if not rules:
        return False
    lexicon = load(language).lexicon
    old, new = (
        lexicon.searched(plain("".join(span.text for span in change.spans if span.op is not other)))
        for other in (Op.INSERT, Op.DELETE)
    )
    fewer = (rule for rule in rules if any(len(old.hits(t.name)) > len(new.hits(t.name)) for t in rule.terms))
    return any(_is_of(rule, old) for rule in fewer)


def _is_of(rule: Rule, text: Searched) -> bool:
    """Whether a text is of the subject that a rule is for."""
    needed = all(any(text.hits(name) for name in names) for names in rule.needs)
    return needed and not any(text.hits(term.name) for term in (*rule.not_within, *rule.unless))


@cache
def _protective(language: str) -> tuple[Rule, ...]:
    """The rules that speak of the loss of a protection."""
    themes = (theme for theme in load_themes(language=language) if theme.measure is Measure.PROTECTION)
    rules = (rule for theme in themes for rule in theme.rules if rule.reads in (Reads.WORDS, Reads.WHOLE))
    return tuple(rule for rule in rules if rule.fall is not None and rule.fall.effect is Effect.WEAKENS)


def _gravity(gone: str, come: str, language: str) -> Gravity:
    """The weightiest of what the words of an edit do that differ from one side to the other; the heaviest is tried
    first, since to look all words up takes as long as all else that a terminal shows."""
    for gravity in _RANKED:
        if _held(gravity, gone, language) != _held(gravity, come, language):
            return gravity
    one_sided = not (gone.strip() and come.strip())
    return Gravity.SENTENCE if one_sided and count_words(gone or come) >= LONG else Gravity.WORDS


def _held(gravity: Gravity, text: str, language: str) -> Counter[str | float]:
    """What a text holds of a gravity: its numbers, or how many words of each class; what negates in an exception is
    the exception."""
    if gravity is Gravity.NUMBER:
        return Counter(each.value for each in numerals(text, language))
    lexis, found = load(language), Counter[str | float]()
    if not text.strip(_PARTING):
        return found
    likely = lexis.may_hold(text)
    for name in (name for name in _classes(language, _CLASSES[gravity]) if name in likely):
        words = lexis.words(name, text)
        if words and gravity is Gravity.NEGATION:
            ways_out = [way for out in _classes(language, _WAYS_OUT) for way in lexis.words(out, text)]
            words = tuple(word for word in words if not any(word in way for way in ways_out))
        found[name] += len(words)
    return +found


@cache
def _classes(language: str, heads: tuple[str, ...]) -> tuple[str, ...]:
    """The classes of a language whose names begin so."""
    lexis = load(language)
    return tuple(name for name in lexis.classes if name.startswith(heads)) if lexis else ()
