"""How binding versions of one provision are: a version that lets where all others oblige, or the other way round.

Languages show an obligation in ways of their own; English and Chinese mark every one, French, Spanish, Russian and
Arabic may leave it to the verb. So a version is told only where all others, or both of two by a word, say the opposite,
and a word for "may" in a subordinate clause ("as may occur") counts for nothing where the main verb bears no mark.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from treatydiff.findings.wording import Force, Wording, load, sentences
from treatydiff.frames import lexis
from treatydiff.model import Level, Provision
from treatydiff.themes.patterns import Range, plain

_WHOLE = frozenset({Level.ARTICLE, Level.PARAGRAPH})
"""Levels whose text is a sentence of its own; members of lists hang on the verb above them."""
_CONDITION = "slots.conditional.conditional"
_COMMA = re.compile("[,，]")


class Stance(Enum):
    """What the words of a provision do."""

    LETS = "may"
    OBLIGES = "shall"
    BOTH = "both"
    """Or something that is neither, such as a prohibition, or a "may" that is not the main verb's."""
    SILENT = "no word for either"


@dataclass(frozen=True, slots=True)
class Said:
    """What one version says, and with which word."""

    stance: Stance
    word: str = ""
    sure: bool = True
    """Whether the word is the main verb's."""
    lets: int = 0
    """How often there is a word for "may"."""
    obliges: int = 0
    """How often there is one for "shall"."""


def odd(texts: Sequence[Provision], languages: Sequence[str]) -> tuple[str, ...]:
    """By version the word that says how binding a provision is, where one version says the opposite; else empty."""
    known = [load(code) for code in languages]
    said = [_said(provision.text, wording) for provision, wording in zip(texts, known, strict=True)]
    whole = all(provision.level in _WHOLE for provision in texts)
    for place, each in enumerate(said):
        others = [other for at, other in enumerate(said) if at != place]
        silent = known[place].unmarked is Force.SHALL and whole
        same = [
            said[at] for at, wording in enumerate(known) if at != place and wording.unmarked is known[place].unmarked
        ]
        if _alone(each, others, verb_obliges=silent) or _lost(each, others, same):
            return tuple(other.word or "–" for other in said)
    return ()


def _alone(each: Said, others: Sequence[Said], *, verb_obliges: bool) -> bool:
    """Whether a version says the opposite of the others, of which those that say nothing are outvoted."""
    counts = Counter(other.stance for other in others)
    if each.stance is Stance.LETS and each.sure:
        return counts[Stance.OBLIGES] > 0 and counts[Stance.OBLIGES] + counts[Stance.SILENT] == len(others)
    if not counts[Stance.LETS] or counts[Stance.OBLIGES] or counts[Stance.BOTH]:
        return False
    sure = sum(other.stance is Stance.LETS and other.sure for other in others)
    if each.stance is Stance.OBLIGES:
        return sure > counts[Stance.SILENT] if len(others) > 1 else sure > 0
    return each.stance is Stance.SILENT and verb_obliges and len(others) > 1 and sure == len(others)


def _lost(each: Said, others: Sequence[Said], same: Sequence[Said]) -> bool:
    """Whether a version of several lacks a "may" that all others have, and has a "shall" more.

    More than those of its kind have: where the verb alone obliges, a word for it is rare.
    """
    lacks = len(others) > 1 and each.lets < min(other.lets for other in others)
    return lacks and each.obliges > max((other.obliges for other in same), default=0)


def _said(raw: str, wording: Wording) -> Said:
    text = plain(raw)
    lets, obliges = (list(_clear(text, wording, force)) for force in (Force.MAY, Force.SHALL))
    if lets and not obliges:
        start, end = lets[0]
        sure = wording.unmarked is None or any(_is_main(text, at, wording) for at, _ in lets)
        return Said(Stance.LETS, raw[start:end], sure, len(lets))
    if obliges and not lets:
        return Said(Stance.OBLIGES, raw[slice(*obliges[0])], obliges=len(obliges))
    marked = any(pattern.found(text) for pattern in wording.levels.values())
    words = ", ".join(raw[slice(*hit)] for hit in sorted((*lets, *obliges)))
    return Said(Stance.BOTH if marked else Stance.SILENT, words, lets=len(lets), obliges=len(obliges))


def _clear(text: str, wording: Wording, force: Force) -> Iterator[Range]:
    """The words of a force that no prohibition or idiom holds, and that do not stand right behind one."""
    held = (wording.levels[Force.FORBID], wording.levels[Force.EXEMPT], wording.ignore)
    masks = [hit for pattern in held for hit in pattern.hits(text)]
    for start, end in wording.levels[force].hits(text):
        if not any(a < end and start <= b + 1 for a, b in masks):
            yield start, end


def _is_main(text: str, at: int, wording: Wording) -> bool:
    """Whether a word stands in the first clause of a sentence that begins with no condition."""
    start = next((a for a, b in sentences(text) if a <= at < b), 0)
    lead, known = text[start:at], lexis.load(wording.code)
    return not _COMMA.search(lead) and not (known and known.words(_CONDITION, lead))
