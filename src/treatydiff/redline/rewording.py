"""Rewordings without change of substance: active and passive, order of a list. By structure, never by likeness.

A pair that is not, word for word, one sentence in two forms is none: what is missed here is shown as a change, and
what is taken for nothing would be lost.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
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
    by: frozenset[str]
    """``by``; empty where a case says who acts."""
    contracted: dict[str, tuple[str, ...]]
    """A word that stands for two: ``pelo`` for ``por o``."""
    pronouns: dict[str, str]
    """How a pronoun stands behind ``by``: ``they``, by ``them``."""
    acting: tuple[tuple[str, str], ...]
    """Where a case says who acts: what the end of a word gives way to, государство → государством,"""
    concerned: tuple[tuple[str, str], ...]
    """and of a word that says whom it concerns, where it is the subject: информацию → информация."""
    reflexive: tuple[tuple[str, str], ...]
    """How the end of a verb says that it is done: хранит → хранятся."""
    itself: str
    """The word that says so of a verb: ``se`` conservarán,"""
    undergone: frozenset[str]
    """the verbs of which it says nothing else, as infinitives,"""
    future: tuple[str, ...]
    """and how their future ends behind the infinitive;"""
    things: frozenset[str]
    """of these alone: people may also ``se`` inform each other."""
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
    modifying: tuple[str, ...]
    """How the words before the last of a member must end where no word, but a case, says what hangs on what."""
    alike: dict[str, str]
    """Words that say the same before one of the words ``before`` or behind one of ``after``, and the first of them."""
    before: frozenset[str]
    after: frozenset[str]

    def said(self, words: Sequence[str]) -> list[str]:
        """The words, of those that say the same always the first: ``national law`` as ``domestic law``."""
        words = [each for word in words for each in self.contracted.get(word, (word,))]
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

    def reflexives(self, verb: str) -> Iterator[str]:
        """Of a verb: хранит → хранится, хранятся."""
        return _inflected(verb, self.reflexive)

    def concerns(self, whom: Sequence[str], subject: Sequence[str]) -> bool:
        """Whether the words behind an active verb are those before the passive one."""
        return len(whom) == len(subject) and all(
            a == b or b in _inflected(a, self.concerned) for a, b in zip(whom, subject, strict=True)
        )

    def acts_at(self, agent: Sequence[str], tail: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Where behind a passive verb those stand who act, with the word for ``by`` or in their case."""
        if self.acting:
            for at in range(len(tail) - len(agent) + 1):
                pairs = [*zip(agent, tail[at : at + len(agent)], strict=True)]
                cases = [b in _inflected(a, self.acting) for a, b in pairs]
                if cases[0] and all(case or a == b for case, (a, b) in zip(cases, pairs, strict=True)):
                    yield at, at + len(agent)
            return
        said = tuple(self.pronouns.get(word, word) for word in agent) if len(agent) == 1 else tuple(agent)
        for at, word in enumerate(tail):
            if word in self.by and tuple(tail[at + 1 : at + 1 + len(said)]) == said:
                yield at, at + 1 + len(said)

    def _turned(self, verb: str, endings: Iterable[tuple[str, str]]) -> str:
        if verb in self.irregular:
            return self.irregular[verb]
        return next((verb[: len(verb) - len(end)] + instead for end, instead in endings if verb.endswith(end)), "")

    def _agreeing(self, participle: str) -> Iterator[str]:
        """``conservado``: ``conservada``, ``conservados`` …; the first ending is the one that it has."""
        stem = participle.removesuffix(self.agreement[0])
        yield from (stem + ending for ending in self.agreement if stem)


def _inflected(word: str, endings: Iterable[tuple[str, str]]) -> Iterator[str]:
    """A word in another form, by each ending that it has; of one with hyphens (государство-участник) both parts."""
    first, hyphen, last = word.rpartition("-")
    for end, instead in endings:
        if last.endswith(end) and len(last) > len(end):
            form = last[: len(last) - len(end)] + instead
            yield from (f"{before}-{form}" for before in _inflected(first, endings)) if hyphen else (form,)


@cache
def voice_of(code: str) -> Voice | None:
    """The voice of a language; None of one whose file says nothing of it."""
    source = source_of(code, "voice")
    if not source:
        return None
    table = parsed(source, f"{code}.voice")
    return Voice(
        table.get("be", ""),
        frozenset(table.get("by", ())),
        {word: tuple(parts) for word, *parts in table.get("contracted", ())},
        dict(table.get("pronouns", ())),
        tuple((end, instead) for end, instead in table.get("acting", ())),
        tuple((end, instead) for end, instead in table.get("concerned", ())),
        tuple((end, instead) for end, instead in table.get("reflexive", ())),
        table.get("itself", ""),
        frozenset(table.get("undergone", ())),
        tuple(table.get("future", ())),
        frozenset(table.get("things", ())),
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
        tuple(table.get("modifying", ())),
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
    ways = (_passive_of, _passive_without_modal, _passive_by_ending, _passive_of_itself) if voice.be else ()
    return any(way(a, b, voice, connectors) for way in ways for a, b in ((old, new), (new, old)))


def _passive_of(active: Sequence[str], passive: Sequence[str], voice: Voice, connectors: frozenset[str]) -> bool:
    """``Each Party shall keep logs for a year`` and ``Logs shall be kept by each Party for a year``."""
    at, then = _modal(active, voice), _modal(passive, voice)
    if at is None or then is None or _counted(active[slice(*at)], voice) != _counted(passive[slice(*then)], voice):
        return False
    verb, turned = "".join(active[at[1] : at[1] + 1]), passive[then[1] : then[1] + 2]
    if len(turned) == 2 and turned[0] == voice.be and turned[1] in voice.participles(verb):
        behind = then[1] + 2
    elif turned and turned[0] in voice.reflexives(verb):
        behind = then[1] + 1
    else:
        return False
    agent, patient = active[: at[0]], passive[: then[0]]
    if at[1] - at[0] > 1 and not voice.quantifiers.isdisjoint((*agent, *patient)):
        return False
    return _changed_places(agent, active[at[1] + 1 :], patient, passive[behind:], voice, connectors)


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
    if not voice.concerns(behind[: len(patient)], patient):
        return False
    return any(
        _stands_apart(tail[end:], voice)
        and _reordered(behind[len(patient) :], (*tail[:start], *tail[end:]), voice, connectors)
        for start, end in voice.acts_at(agent, tail)
    )


def _passive_by_ending(active: Sequence[str], passive: Sequence[str], voice: Voice, connectors: frozenset[str]) -> bool:
    """``Каждое государство хранит данные`` and ``Данные хранятся каждым государством``."""
    if not (voice.reflexive and (voice.negations | voice.negating).isdisjoint((*active, *passive))):
        return False
    return any(
        passive[then] in forms
        and _changed_places(active[:at], active[at + 1 :], passive[:then], passive[then + 1 :], voice, connectors)
        for at, verb in enumerate(active)
        for forms in [{*voice.reflexives(verb)}]
        for then in range(len(passive))
    )


def _passive_of_itself(itself: Sequence[str], passive: Sequence[str], voice: Voice, connectors: frozenset[str]) -> bool:
    """``Se conservarán los datos`` and ``Los datos serán conservados``: neither says who does it."""
    denied = [sum(word in voice.negating for word in side) for side in (itself, passive)]
    if not voice.itself or denied[0] != denied[1] or denied[0] > 1 or not voice.by.isdisjoint(passive):
        return False
    bare, said = ([word for word in side if word not in voice.negating] for side in (itself, passive))
    return any(
        _is_of_a_thing(said[:at], voice)
        and any(
            _reordered(left, said[end:], voice, connectors) for left in _left_of(bare, said[:at], lead, done, voice)
        )
        for at, end, lead, done in _passives(said, voice)
    )


def _passives(words: Sequence[str], voice: Voice) -> Iterator[tuple[int, int, str, str]]:
    """Where a passive begins and ends, its modal as it counts or ``""``, and its participle."""
    for at, (be, done) in enumerate(pairwise(words)):
        if be in voice.finite:
            yield at, at + 2, "", done
        elif be == voice.be and at and words[at - 1] in voice.modals:
            yield at - 1, at + 2, voice.modals[words[at - 1]], done


def _left_of(
    words: Sequence[str], patient: Sequence[str], lead: str, done: str, voice: Voice
) -> Iterator[tuple[str, ...]]:
    """What is left of a clause with ``se`` besides its verb, which has this participle, and whom it concerns."""
    joined = [
        word.removesuffix(voice.itself) if word[: -len(voice.itself)] in voice.undergone else word for word in words
    ]
    whole = [word for word in joined if word != voice.itself]
    if len("".join(words)) - len("".join(whole)) != len(voice.itself):
        return
    for at, verb in enumerate(whole):
        first = at - bool(lead)
        infinitive = verb if lead else next((verb.removesuffix(e) for e in voice.future if verb.endswith(e)), "")
        if infinitive not in voice.undergone or done not in voice.participles(infinitive) or first < 0:
            continue
        if lead and voice.modals.get(whole[first]) != lead:
            continue
        before, behind = tuple(whole[:first]), tuple(whole[at + 1 :])
        if before == tuple(patient):
            yield behind
        elif not before and behind[: len(patient)] == tuple(patient):
            yield behind[len(patient) :]


def _is_of_a_thing(patient: Sequence[str], voice: Voice) -> bool:
    """Whether it is a thing that this is said of: what people do ``se``, they may do to each other."""
    return next((word for word in patient if word not in voice.quantifiers), "") in voice.things


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
    if voice.modifying and any(not word.endswith(voice.modifying) for each in members[0] for word in each[:-1]):
        return False
    joined = {*joints[0], *old[len(old) - end :][:1]} & connectors  # a list of which only the beginning changed goes on
    return sorted(members[0]) == sorted(members[1]) and joints[0] == joints[1] and len(joined) == 1


def _members(words: Sequence[str], connectors: frozenset[str]) -> tuple[list[tuple[str, ...]], list[str]]:
    joining = connectors | _PAUSES
    runs = [(joint, tuple(run)) for joint, run in groupby(words, key=lambda word: word in joining)]
    return [run for joint, run in runs if not joint], [word for joint, run in runs if joint for word in run]
