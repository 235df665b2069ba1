"""How much a change of substance weighs where no theme speaks: by what its words do in a clause.

In the order in which lawyers look: a whole provision, whether (negation), how bindingly (modality), how much (numbers),
when (conditions and exceptions), who (agents), a whole sentence, then how many words. The classes of words are those of
the clause frames; in a language without any, wholes, numbers and words still rank.
"""

from __future__ import annotations

from collections import Counter
from enum import IntEnum

from treatydiff.frames.lexis import Lexis, load
from treatydiff.model import Change, Op, Significance
from treatydiff.numerals import numerals
from treatydiff.summary import LONG, count_words
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


_CLASSES = {
    Gravity.NEGATION: ("polarity.turns", "force.mustnot"),
    Gravity.MODALITY: ("force.",),
    Gravity.CONDITION: ("slots.condition.", "slots.exception.", "slots.hedge.", "slots.limiter.", "slots.relax."),
    Gravity.AGENT: ("agents.",),
}
"""The classes of words, or how their names begin."""
_WAYS_OUT = ("slots.exception.",)


def weight(change: Change, language: str) -> tuple[Gravity, int]:
    """Sorts changes of substance: what their words do, then how many there are."""
    edits = [span for span in change.spans if span.op is not Op.KEEP and span.significance is Significance.SUBSTANTIVE]
    words = sum(count_words(span.text) for span in edits)
    if not (change.link.old and change.link.new) and words >= LONG:
        return Gravity.WHOLE, words
    sides = {
        op: plain(silent(" | ".join(span.text for span in edits if span.op is op))) for op in (Op.DELETE, Op.INSERT)
    }
    gone, come = sides[Op.DELETE], sides[Op.INSERT]
    return max(_gravities(gone, come, language), default=Gravity.WORDS), words


def _gravities(gone: str, come: str, language: str) -> set[Gravity]:
    """What the words of an edit do that differ from one side to the other."""
    lexis = load(language)
    found = {gravity for gravity in _CLASSES if lexis and _held(lexis, gravity, gone) != _held(lexis, gravity, come)}
    counted = [Counter(each.value for each in numerals(text, language)) for text in (gone, come)]
    found |= {Gravity.NUMBER} if counted[0] != counted[1] else set()
    one_sided = not (gone.strip() and come.strip())
    return found | ({Gravity.SENTENCE} if one_sided and count_words(gone or come) >= LONG else set())


def _held(lexis: Lexis, gravity: Gravity, text: str) -> Counter[str]:
    """How many words of each class of a gravity a text holds; what negates in an exception is the exception."""
    ways_out = [word for name in lexis.classes if name.startswith(_WAYS_OUT) for word in lexis.words(name, text)]
    found: Counter[str] = Counter()
    for name in (name for name in lexis.classes if name.startswith(_CLASSES[gravity])):
        words = lexis.words(name, text)
        if gravity is Gravity.NEGATION:
            words = tuple(word for word in words if not any(word in each for each in ways_out))
        found[name] += len(words)
    return +found
