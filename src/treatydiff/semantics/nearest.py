"""Nearest neighbour among sentences, by meaning."""

from __future__ import annotations

from collections.abc import Sequence

from treatydiff.semantics.encoder import Encoder

LIKELY = 0.72
"""Cosine from which two sentences are taken to say the same. Of 400 sentences of one act, 6 are so near to one of
another act that says something else; of 10 that were put in other words by hand, 8 are: ``benchmarks.submissions``."""
MOST = 5_000
"""Sentences that are read; more take minutes."""


def nearest(encoder: Encoder, asked: Sequence[str], known: Sequence[str]) -> list[tuple[int, float] | None]:
    """For each sentence the index of the known one that is nearest and how near (0.0 to 1.0).

    None if none is likely to say the same.
    """
    import numpy

    if not (asked and known):
        return [None] * len(asked)
    ours, theirs = encoder.encode(asked), encoder.encode(known)
    lengths = (numpy.sqrt((rows * rows).sum(axis=1, keepdims=True)) for rows in (ours, theirs))
    own, other = (numpy.maximum(length, 1.0) for length in lengths)
    cosines = numpy.round((ours @ theirs.T) / (own * other.T), 3)
    best = cosines.argmax(axis=1)
    found = [(int(at), float(cosines[row, at])) for row, at in enumerate(best)]
    return [pair if pair[1] >= LIKELY else None for pair in found]
