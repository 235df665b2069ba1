"""Pairs of drafts of any size, to see how time and memory grow with them.

Four makes of text. *Prose*: each article has words of its own, as in a treaty. *Boilerplate*: the few sentences of a
small grammar over and over, the worst case for whoever compares words. *Paragraphs*: one article with as many numbered
paragraphs. *Sentences*: the same without their numbers, one very long text. One article (paragraph) in ten is edited in
the new draft, one in a hundred inserted, deleted or moved.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from benchmarks.alignment.grammar import Grammar

_EDITED, _RARE = 0.1, 0.01
_OWN = 12
"""Words that only one article of prose has."""
_ASKING = 1_206
"""One paragraph of so many ends in "Articles"."""
_EDITS = (("shall", "may"), ("may", "shall"), ("two", "three"), ("five", "two"), ("ten", "thirty"))


@dataclass(frozen=True, slots=True)
class Piece:
    """An article, or a paragraph where there is only one article. Its number is its place."""

    uid: int
    heading: str
    paragraphs: tuple[str, ...]
    """``{12}`` is a reference to the article of that ``uid``."""


def pair(kind: str, size: int) -> tuple[str, str]:
    """The old and the new draft as plain text; ``kind`` is one of ``KINDS``."""
    old = list(KINDS[kind](size))
    printed = _PRINTED.get(kind, _articles)
    return printed(old), printed(_edited(old, random.Random(f"{kind} {size}")))


def _prose(size: int) -> Iterator[Piece]:
    yield from _pieces(size, random.Random(1), own=_OWN)


def _boilerplate(size: int) -> Iterator[Piece]:
    yield from _pieces(size, random.Random(1), own=0)


def _paragraphs(size: int) -> Iterator[Piece]:
    """One of many ends in a word that asks for a number, as real paragraphs do: the next number is not the one."""
    for piece in _pieces(size, random.Random(1), own=_OWN):
        text = piece.paragraphs[0]
        asking = piece.uid % _ASKING == _ASKING - 1
        yield replace(piece, paragraphs=(f"{text.rstrip('.')} pursuant to Articles" if asking else text,))


KINDS: Mapping[str, Callable[[int], Iterator[Piece]]] = {
    "prose": _prose,
    "boilerplate": _boilerplate,
    "paragraphs": _paragraphs,
    "sentences": _paragraphs,
}


def _pieces(size: int, chance: random.Random, own: int) -> Iterator[Piece]:
    grammar = Grammar("en", 1)
    grammar.targets = [str(uid) for uid in range(size)]
    known = [_invented(chance) for _ in range(8 * size)] if own else []
    for uid in range(size):
        words = chance.sample(known, min(own, len(known)))
        heading = " ".join([chance.choice(grammar.phrases["heading"]), *words[:1]])
        yield Piece(uid, heading, tuple(_paragraph(grammar, chance, words) for _ in range(chance.randint(2, 5))))


def _paragraph(grammar: Grammar, chance: random.Random, own: list[str]) -> str:
    sentences = [grammar.fill("pattern") for _ in range(chance.choice((1, 2, 2, 3)))]
    text = " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences)
    words = text.split(" ")
    for word in chance.sample(own, min(4, len(own))):
        words.insert(chance.randrange(1, len(words)), word)
    return " ".join(words)


def _invented(chance: random.Random) -> str:
    """A word that no language has."""
    syllables = (chance.choice("bdfgklmnprstvz") + chance.choice(("a", "e", "i", "o", "u", "ai")) for _ in range(3))
    return "".join(syllables) + chance.choice(("", "n", "r", "l"))


def _edited(old: list[Piece], chance: random.Random) -> list[Piece]:
    new: list[Piece] = []
    for piece in old:
        fate = chance.random()
        if fate < _RARE:
            continue
        new.append(_reworded(piece, chance) if fate < _RARE + _EDITED else piece)
        if fate > 1 - _RARE:
            turned = tuple(" ".join(reversed(text.split(" "))) for text in piece.paragraphs)
            new.append(Piece(len(old) + piece.uid, f"More on {piece.heading}", turned))
    for _ in range(len(old) // 100):
        moved = new.pop(chance.randrange(len(new)))
        new.insert(chance.randrange(len(new)), moved)
    return new


def _reworded(piece: Piece, chance: random.Random) -> Piece:
    place = chance.randrange(len(piece.paragraphs))
    text = piece.paragraphs[place]
    was, now = next(((a, b) for a, b in _EDITS if f" {a} " in text), ("", ""))
    changed = text.replace(f" {was} ", f" {now} ", 1) if was else f"{text} This applies to all."
    return replace(piece, paragraphs=(*piece.paragraphs[:place], changed, *piece.paragraphs[place + 1 :]))


def _articles(pieces: list[Piece]) -> str:
    numbers = {piece.uid: number for number, piece in enumerate(pieces, 1)}
    texts = (
        [f"Article {number}\n{piece.heading}", *(f"{n}. {text}" for n, text in enumerate(piece.paragraphs, 1))]
        for number, piece in enumerate(pieces, 1)
    )
    return _resolved("\n\n".join(["Draft convention", *(part for text in texts for part in text)]), numbers)


def _one_article(pieces: list[Piece]) -> str:
    numbers = dict.fromkeys((piece.uid for piece in pieces), 2)
    return _around([f"{number}. {piece.paragraphs[0]}" for number, piece in enumerate(pieces, 1)], numbers)


def _one_text(pieces: list[Piece]) -> str:
    numbers = dict.fromkeys((piece.uid for piece in pieces), 2)
    return _around([" ".join(piece.paragraphs[0] for piece in pieces)], numbers)


def _around(texts: list[str], numbers: Mapping[int, int]) -> str:
    """An article of these paragraphs, and another."""
    after = ["Article 2\nEnd", "This Convention shall be open for signature."]
    return _resolved("\n\n".join(["Draft convention", "Article 1\nScope", *texts, *after]), numbers)


_PRINTED: Mapping[str, Callable[[list[Piece]], str]] = {"paragraphs": _one_article, "sentences": _one_text}


def _resolved(text: str, numbers: Mapping[int, int]) -> str:
    """With the numbers of references; one to an article that is gone names the first."""
    return re.sub(r"\{(\d+)\}", lambda found: str(numbers.get(int(found[1]), 1)), text) + "\n"
