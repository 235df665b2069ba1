"""The tokenizer of the encoder's vocabulary.

The likeliest cut under a unigram model (Kudo 2018, "Subword Regularization"), over the vocabulary that comes with the
encoder in SentencePiece's format. The encoder's package does the same with a table of everything that a piece begins
with, which takes half a second and fifty megabytes to make, more than all sentences of a comparison do; here pieces are
looked up whole. The cuts are the same (a test holds that).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from struct import Struct

_UNKNOWN, _START, _END = 0, 1, 2
"""Numbers of the pieces for what is in no piece, and for a text's start and end."""
_RARER = 10.0
"""By how much what is in no piece is less likely than the rarest piece."""
_ENTRY, _SCORE = 0x0A, 0x15
"""Marks of the file: a piece, its logarithmic likelihood."""
_FLOAT = Struct("<f")
_HEAD = 4
"""Bytes of an entry before its text: two marks, each with a length, which are of one byte as pieces are short."""
_FEW, _SOME = 4, 8
"""Signs by which it is known whether a longer piece begins so."""


class PieceList:
    """The pieces and how likely they are."""

    def __init__(self, model: bytes) -> None:
        at, starts = 0, list[int]()
        while at < len(model) and model[at] == _ENTRY:
            starts.append(at)
            at += model[at + 1] + 2
        self._model, self._starts = model, starts
        texts = [model[at + _HEAD : at + _HEAD + model[at + 3]].decode() for at in starts]
        self.number_of = dict(zip(texts, range(len(texts)), strict=True))
        self.few, self.some = {text[:_FEW] for text in texts}, {text[:_SOME] for text in texts}
        self.longest = max(map(len, texts))
        self.rest = model[at:]
        """What the file holds behind the pieces."""

    def score(self, number: int) -> float:
        """The logarithm of how likely a piece is."""
        at = self._starts[number] + _HEAD
        at += self._model[at - 1]
        has_one = at < len(self._model) and self._model[at] == _SCORE
        return float(_FLOAT.unpack_from(self._model, at + 1)[0]) if has_one else 0.0

    @cached_property
    def rarest(self) -> float:
        """What is in no piece is so likely."""
        return min(map(self.score, range(len(self._starts)))) - _RARER


class PieceCutter:
    """What the encoder asks for the pieces of a text."""

    def __init__(self, vocabulary: PieceList, normalize: Callable[[str], str]) -> None:
        self._known, self._normalize = vocabulary, normalize
        self._scores = dict[int, float]()

    def encode(self, text: str, **_: object) -> list[int]:
        """The numbers of the pieces, with those for start and end."""
        normal = self._normalize(text)
        return [_START, *(self._cut(normal) if normal else [_UNKNOWN]), _END]

    def _cut(self, text: str) -> Sequence[int]:
        """Left to right: at each place the likeliest way there, and the piece that it came by."""
        number_of, size = self._known.number_of.get, len(text)
        best, came_from, by = [0.0] + [-1e38] * size, [0] * (size + 1), [0] * (size + 1)
        for start in range(size):
            whole = False
            for end in range(start + 1, self._reach(text, start) + 1):
                number = number_of(text[start:end])
                if number is not None:
                    whole = whole or end == start + 1
                    score = best[start] + self._score(number)
                    if score > best[end]:
                        best[end], came_from[end], by[end] = score, start, number
            if not whole and best[start] + self._known.rarest > best[start + 1]:
                best[start + 1], came_from[start + 1], by[start + 1] = best[start] + self._known.rarest, start, _UNKNOWN
        found, at = [], size
        while at > 0:
            found.append(by[at])
            at = came_from[at]
        return found[::-1]

    def _reach(self, text: str, start: int) -> int:
        """Where the longest piece ends that may begin at a place."""
        known, size = self._known, len(text)
        if text[start : start + _FEW] not in known.few:
            return min(start + _FEW - 1, size)
        long = self._known.longest if text[start : start + _SOME] in known.some else _SOME - 1
        return min(start + long, size)

    def _score(self, number: int) -> float:
        found = self._scores.get(number)
        if found is None:
            found = self._scores[number] = self._known.score(number)
        return found
