"""New sentences of a draft: those that its earlier drafts did not have, or not in this form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from treatydiff.model import Draft, Level, Provision
from treatydiff.series.blame import Blame, Phrase
from treatydiff.text.lettering import WORD
from treatydiff.text.sentences import sentence_spans

SHORT = 6
"""A sentence of fewer words is everybody's."""
NEW = 4
"""So many new words make a sentence new; with fewer the old one was touched up."""


@dataclass(frozen=True, slots=True)
class NewSentence:
    """A sentence of the last draft with words that no earlier draft had there."""

    provision: Provision
    text: str
    fresh: tuple[str, ...]
    """Its new words, in order, without case."""
    words: int
    """How many words it has in all."""
    stretch: str = ""
    """From its first new word to its last one, where other words of it are old."""

    @property
    def whole(self) -> bool:
        """Whether all of it is new."""
        return len(self.fresh) == self.words


def new_sentences(blame: Blame) -> tuple[NewSentence, ...]:
    """The new sentences of the blamed draft, in reading order. What was moved or came back is not new."""
    last = len(blame.drafts) - 1
    left = _front(blame.drafts[-1])
    standing = (entry for entry in blame.entries if entry.draft == last and entry.provision.eid not in left)
    found = ((entry.provision, _fresh(entry.text, last)) for entry in standing)
    return tuple(sentence for provision, fresh in found for sentence in _sentences(provision, fresh))


def all_sentences(draft: Draft) -> tuple[NewSentence, ...]:
    """Every sentence of a first draft: all of it is new."""
    left = _front(draft)
    walked = (each for each in draft.walk() if each.eid not in left)
    return tuple(found for each in walked for found in _sentences(each, [(0, len(each.text))]))


def _front(draft: Draft) -> frozenset[str]:
    """What stands before the convention begins: the cover, a note by the secretariat."""
    return frozenset(each.eid for top in draft.provisions if top.level is Level.FRONT for each in top.walk())


def _fresh(pieces: Sequence[Phrase], last: int) -> list[tuple[int, int]]:
    """Where in the text new words stand."""
    at, found = 0, []
    for piece in pieces:
        if piece.last is not None:
            continue
        if piece.first == last and piece.back is None:
            found.append((at, at + len(piece.text)))
        at += len(piece.text)
    return found


def _sentences(provision: Provision, fresh: Sequence[tuple[int, int]]) -> Iterator[NewSentence]:
    for start, end in sentence_spans(provision.text) if fresh else ():
        text = provision.text[start:end]
        words = [(start + match.start(), match[0].casefold()) for match in WORD.finditer(text)]
        new = tuple(word for at, word in words if any(low <= at < high for low, high in fresh))
        if len(words) >= SHORT and len(new) >= NEW:
            yield NewSentence(provision, text, new, len(words), _stretch(provision.text, words, fresh, len(new)))


def _stretch(text: str, words: Sequence[tuple[int, str]], fresh: Sequence[tuple[int, int]], new: int) -> str:
    if new == len(words):
        return ""
    found = [(at, at + len(word)) for at, word in words if any(low <= at < high for low, high in fresh)]
    return text[found[0][0] : found[-1][1]]
