"""Rewordings without change of substance: active and passive, order of a list. By structure, never by likeness.

A pair that is not, word for word, one sentence in two forms is none: what is missed here is shown as a change, and
what is taken for nothing would be lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby
from typing import NamedTuple

from treatydiff.text.languages import source_of
from treatydiff.text.tables import parsed

_ENDS = frozenset(".;")
_PAUSES = frozenset(",")
_LEAST = 3
"""Words of a sentence that can be turned round."""


class Voice(NamedTuple):
    """How a language says one thing in two forms."""

    be: str
    """With ``by`` what a passive is made of; empty where it is not known, and then no sentence is turned round."""
    by: str
    modals: dict[str, str]
    """Each modal verb and what it counts as: ``doivent`` as ``doit``, for the number follows the subject."""
    negations: frozenset[str]
    """Behind a modal,"""
    negating: frozenset[str]
    """and before one: ``ne doit pas``."""
    endings: tuple[tuple[str, str], ...]
    doubled: str
    irregular: dict[str, str]
    agreement: tuple[str, ...]
    """How a participle may end for whom it is said of; where it does not change, nothing but ``""``."""
    finite: frozenset[str]
    """Forms of the verb ``be`` without a modal, as ``sont``, behind which a verb in one of the ``tenses`` is turned."""
    tenses: tuple[tuple[str, str], ...]
    """What the end of a verb in that tense gives way to: ``conserve`` → ``conservé``."""
    apart: tuple[tuple[str, ...], ...]
    """How words begin that say when, how or why, and can hang on no noun before them; ``#`` is any word."""
    quantifiers: frozenset[str]
    """Words whose place matters in a clause that is denied: ``all Parties shall not``, ``shall not … by all``."""
    hanging: frozenset[str]
    """What a member of a list may not hold; none where no order of a list is known to say the same as another."""
    alike: dict[str, str]
    """Words that say the same before one of the words ``before`` or behind one of ``after``, and the first of them."""
    before: frozenset[str]
    after: frozenset[str]

    def said(self, words: Sequence[str]) -> list[str]:
        """The words, of those that say the same always the first: ``national law`` as ``domestic law``."""
        around = zip(("", *words), words, (*words[1:], ""), strict=False)
        return [
            self.alike.get(word, word) if then in self.before or ahead in self.after else word
            for ahead, word, then in around
        ]

    def participles(self, verb: str) -> Iterator[str]:
        """Of a verb as it stands behind ``shall``: ``keep`` → ``kept``, ``erase`` → ``erased``."""
        yield from self._agreeing(self._turned(verb, self.endings))
        if self.doubled:
            yield verb + verb[-1:] + self.doubled

    def participles_of_tense(self, verb: str) -> Iterator[str]:
        """Of a verb in one of the tenses: ``conserve`` → ``conservé``, ``conservées``."""
        yield from self._agreeing(self._turned(verb, self.tenses))

    def _turned(self, verb: str, endings: Iterable[tuple[str, str]]) -> str:
        if verb in self.irregular:
            return self.irregular[verb]
        return next((verb[: len(verb) - len(end)] + instead for end, instead in endings if verb.endswith(end)), "")

    def _agreeing(self, participle: str) -> Iterator[str]:
        """``conservado``: ``conservada``, ``conservados`` …; the first ending is the one that it has."""
        stem = participle.removesuffix(self.agreement[0])
        yield from (stem + ending for ending in self.agreement if stem)


@cache
def voice_of(code: str) -> Voice | None:
    """The voice of a language; None of one whose file says nothing of it."""
    source = source_of(code, "voice")
    if not source:
        return None
    table = parsed(source, f"{code}.voice")
    return Voice(
        table.get("be", ""),
        table.get("by", ""),
        {word: row[0] for row in table.get("modals", ()) for word in row},
        frozenset(table.get("negations", ())),
        frozenset(table.get("negating", ())),
        tuple((end, instead) for end, instead in table.get("endings", ())),
        table.get("doubled", ""),
        dict(table.get("irregular", ())),
        tuple(table.get("agreement", ("",))),
        frozenset(table.get("finite", ())),
        tuple((end, instead) for end, instead in table.get("tenses", ())),
        tuple(tuple(begin.split()) for begin in table.get("apart", ())),
        frozenset(table.get("quantifiers", ())),
        frozenset(table.get("hanging", ())),
        {word: row[0] for row in table["alike"] for word in row},
        frozenset(table.get("before", ())),
        frozenset(table.get("after", ())),
    )


def says_the_same(old: Sequence[str], new: Sequence[str], voice: Voice, connectors: frozenset[str]) -> bool:
    """Whether two passages, as their words without articles and with one wording for each thing, say the same.

    Sentence by sentence, in order: the same words, a list in another order, or the active and the passive of it.
    """
    sides = [*_sentences(voice.said(old))], [*_sentences(voice.said(new))]
    if not (old and new) or old == new or len(sides[0]) != len(sides[1]):
        return False
    return all(_alike(a, b, voice, connectors) for a, b in zip(*sides, strict=True))


def _sentences(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for end, sentence in groupby(words, key=lambda word: word in _ENDS):
        if not end:
            yield tuple(sentence)


def _alike(old: Sequence[str], new: Sequence[str], voice: Voice, connectors: frozenset[str]) -> bool:
    if _reordered(old, new, voice, connectors):
        return True
    ways = (_passive_of, _passive_without_modal) if voice.be else ()
    return any(way(a, b, voice, connectors) for way in ways for a, b in ((old, new), (new, old)))


def _passive_of(active: Sequence[str], passive: Sequence[str], voice: Voice, connectors: frozenset[str]) -> bool:
    """``Each Party shall keep logs for a year`` and ``Logs shall be kept by each Party for a year``."""
    at, then = _modal(active, voice), _modal(passive, voice)
    if at is None or then is None or _counted(active[slice(*at)], voice) != _counted(passive[slice(*then)], voice):
        return False
    turned = passive[then[1] : then[1] + 2]
    if (
        len(turned) != 2
        or turned[0] != voice.be
        or turned[1] not in voice.participles("".join(active[at[1] : at[1] + 1]))
    ):
        return False
    agent, patient = active[: at[0]], passive[: then[0]]
    if at[1] - at[0] > 1 and not voice.quantifiers.isdisjoint((*agent, *patient)):
        return False
    return _changed_places(agent, active[at[1] + 1 :], patient, passive[then[1] + 2 :], voice, connectors)


def _passive_without_modal(
    active: Sequence[str], passive: Sequence[str], voice: Voice, connectors: frozenset[str]
) -> bool:
    """``Chaque Partie conserve les données`` and ``Les données sont conservées par chaque Partie``."""
    found = [at for at, word in enumerate(passive) if word in voice.finite]
    if len(found) != 1 or not (voice.negations | voice.negating).isdisjoint((*active, *passive)):
        return False
    patient, turned, tail = passive[: found[0]], passive[found[0] + 1 :][:1], passive[found[0] + 2 :]
    return any(
        turned[0] in voice.participles_of_tense(verb)
        and _changed_places(active[:at], active[at + 1 :], patient, tail, voice, connectors)
        for at, verb in enumerate(active)
        if turned
    )


def _changed_places(
    agent: Sequence[str],
    behind: Sequence[str],
    patient: Sequence[str],
    tail: Sequence[str],
    voice: Voice,
    connectors: frozenset[str],
) -> bool:
    """Whether who acts, before the active verb, stands behind ``by``, and whom it concerns before the passive one."""
    if not (agent and patient) or len(agent) + len(patient) < _LEAST - 1:
        return False
    if tuple(behind[: len(patient)]) != tuple(patient):
        return False
    rest, by = behind[len(patient) :], (voice.by, *agent)
    places = (k for k in range(len(tail) - len(by) + 1) if tuple(tail[k : k + len(by)]) == by)
    return any(
        _stands_apart(tail[k + len(by) :], voice)
        and _reordered(rest, (*tail[:k], *tail[k + len(by) :]), voice, connectors)
        for k in places
    )


def _stands_apart(words: Sequence[str], voice: Voice) -> bool:
    """Whether what follows who acts cannot hang on it: else ``decisions of the Court`` that the Committee publishes
    would become decisions published ``by the Committee of the Court``."""
    words = words[1:] if words and words[0] in _PAUSES else words
    return not words or any(
        len(words) >= len(begin) and all(a in ("#", b) for a, b in zip(begin, words, strict=False))
        for begin in voice.apart
    )


def _modal(words: Sequence[str], voice: Voice) -> tuple[int, int] | None:
    """Where the only modal stands, with its negation; None where there is none, or several."""
    found = [at for at, word in enumerate(words) if word in voice.modals]
    if len(found) != 1:
        return None
    (at,) = found
    before = at > 0 and words[at - 1] in voice.negating
    behind = at + 1 < len(words) and words[at + 1] in voice.negations
    return at - before, at + 1 + behind


def _counted(words: Iterable[str], voice: Voice) -> list[str]:
    """A modal as it counts, with its negation."""
    return [voice.modals.get(word, word) for word in words]


def _reordered(old: Sequence[str], new: Sequence[str], voice: Voice, connectors: frozenset[str]) -> bool:
    """Whether two runs of words are the same, or differ in the order of one list whose members stand for themselves."""
    old, new = tuple(old), tuple(new)
    if old == new:
        return True
    if not voice.hanging or sorted(old) != sorted(new):
        return False
    start = next(at for at, (a, b) in enumerate(zip(old, new, strict=True)) if a != b)
    end = next(at for at, (a, b) in enumerate(zip(old[::-1], new[::-1], strict=True)) if a != b)
    lists = [side[start : len(side) - end] for side in (old, new)]
    if any(word in voice.hanging for word in lists[0]):
        return False
    members, joints = zip(*(_members(side, connectors) for side in lists), strict=True)
    joined = {*joints[0], *old[len(old) - end :][:1]} & connectors  # a list of which only the beginning changed goes on
    return sorted(members[0]) == sorted(members[1]) and joints[0] == joints[1] and len(joined) == 1


def _members(words: Sequence[str], connectors: frozenset[str]) -> tuple[list[tuple[str, ...]], list[str]]:
    joining = connectors | _PAUSES
    runs = [(joint, tuple(run)) for joint, run in groupby(words, key=lambda word: word in joining)]
    return [run for joint, run in runs if not joint], [word for joint, run in runs if joint for word in run]
