"""The arbiter: sums the weights of all votes on a change and decides its direction, here and nowhere else.

Votes on both sides are summed; the sum must reach a threshold, and independent facts that agree add up. A weight is
about the log-odds that a fact of this kind is right where nothing else speaks (``python -m benchmarks.calibration``).
It is less for the better: words that protect often come with more that takes away, and nobody looks again at what was
called better. To exchange the drafts may therefore leave a direction open, and never turns it into its contrary twice.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from treatydiff.judging.signs import Vote
from treatydiff.report import Severity

WEIGHTS = {
    "number": (2.2, 2.2),
    "quantity": (2.0, 2.0),
    "scale": (2.0, 2.0),
    "exception": (8.0, 4.0),
    "lifted": (1.8, 2.0),
    "role": (2.4, 1.7),
    "opposite": (2.2, 1.3),
    "proof": (2.2, 1.3),
    "force": (2.2, 1.5),
    "exchange": (1.5, 1.5),
    "junction": (3.0, 1.5),
    "reach": (1.5, 1.5),
    "decider": (1.5, 0.7),
    "hinge": (1.5, 0.6),
    "reference": (1.5, 1.5),
    "slot": (3.4, 0.6),
    "whole": (1.4, 1.1),
    "member": (3.4, 0.7),
    "words": (1.2, 0.8),
    "modality": (0.8, 0.6),
    "qualifier": (2.4, 0.7),
    "degree": (3.4, 0.6),
    "condition": (2.2, 0.7),
    "articles": (0.3, 0.3),
    "content": (0.0, 0.0),
}
"""What a fact of each kind weighs for the worse, and for the better, where it is plain what its clause does."""
_DOUBTED = 0.4
"""What is left of the weight of one that is doubted,"""
_LEFT = {"recital": 0.1, "replaced": 0.3}
"""and where that is another share."""
_MOST = 2.0
"""What a fact weighs at most: one that is plain does not outweigh two others."""
FIRM = 0.75
"""Weight from which on a direction is told."""
_SEVERITIES = list(Severity)


class Decision(NamedTuple):
    """Which way a change went."""

    worse: bool | None
    """None where that is open."""
    score: float
    """Weight for the worse, less weight for the better."""
    leans: bool | None
    """The same with equal weights both ways: to exchange the drafts turns it round."""
    agreeing: int
    """How many independent facts agree with it."""

    def why_open(self, votes: Sequence[Vote]) -> str:
        """Why the direction of a finding on these votes is open, in a clause."""
        signs = {vote.worse for vote in votes if vote.worse is not None}
        doubts = dict.fromkeys(name for vote in votes for name in vote.doubts)
        if len(signs) > 1:
            return "facts point both ways"
        if not signs:
            return "the words touch the theme and do not say which way"
        if doubts:
            return f"doubted: {', '.join(doubts)}"
        if self.worse is None and any(vote.plain < 1 for vote in votes if vote.worse is not None):
            return "it is not plain enough what the clause does to people"
        return "one fact alone, which is not enough" if self.worse is None else "other facts of the change decide"


def weight(vote: Vote) -> float:
    """What a vote weighs; nothing where it tells no direction."""
    if vote.worse is None:
        return 0.0
    return _left(vote, WEIGHTS[vote.kind][not vote.worse])


def _left(vote: Vote, full: float) -> float:
    """What is left of the full weight of a vote under its doubts, as far as what it hangs on is plain."""
    return min(full * _undoubted(vote) * vote.plain, _MOST)


def _undoubted(vote: Vote) -> float:
    """The share of its weight that its doubts leave a vote."""
    return min((_LEFT.get(doubt, _DOUBTED) for doubt in vote.doubts), default=1.0)


def _even(vote: Vote) -> float:
    """What a vote weighs, for better and worse alike."""
    return _left(vote, sum(WEIGHTS[vote.kind]) / 2)


def decide(votes: Sequence[Vote]) -> Decision:
    """The direction of a change from all that is said of it. Of one kind and one place only the heaviest counts."""
    heard = _independent(votes, weight)
    score, even = _sum(heard, weight), _sum(_independent(votes, _even), _even)
    worse = _way(score)
    agreeing = sum(vote.worse is worse and not vote.doubts for vote in heard) if worse is not None else 0
    return Decision(worse, score, _way(even), agreeing)


def _way(score: float) -> bool | None:
    return True if score >= FIRM else False if score <= -FIRM else None


def _sum(votes: Iterable[Vote], weigh: Callable[[Vote], float]) -> float:
    """Weight for the worse, less weight for the better."""
    return sum(weigh(vote) if vote.worse else -weigh(vote) for vote in votes)


def _independent(votes: Iterable[Vote], weigh: Callable[[Vote], float]) -> list[Vote]:
    """Votes less those that say of the same words, in the same direction, what a heavier one of their kind says.

    One of another kind on the same words is no full witness: it counts as doubted.
    """
    told: list[Vote] = []
    kept: list[Vote] = []
    for vote in sorted((v for v in votes if v.worse is not None), key=lambda v: -weigh(v)):
        same = [v for v in told if v.worse is vote.worse and v.meets(vote)]
        if not same:
            kept.append(vote)
        elif all(v.kind != vote.kind for v in same) and not vote.doubts:
            kept.append(vote.doubted("same words"))
        told.append(vote)
    return kept


_SLIGHT = 0.7
"""Weight below which a fact alone is no finding."""


def slight(votes: Sequence[Vote]) -> bool:
    """Whether all that is said of a change is doubted, or weighs next to nothing. What a provision is, is never so."""
    return not any(vote.whole for vote in votes) and all(
        bool(vote.doubts) if vote.worse is None else _heft(vote) < _SLIGHT for vote in votes
    )


def _heft(vote: Vote) -> float:
    """What a vote weighs where it is only asked whether it says anything: it may, though its direction is not plain."""
    return max(WEIGHTS[vote.kind]) * _undoubted(vote) * max(vote.plain, _HARDLY)


_HARDLY = 0.25
"""Share that is left at least, then, of a fact of which it is not plain what it means for people."""


def spokesmen(votes: Sequence[Vote], decision: Decision) -> list[Vote]:
    """The vote to tell for each theme: the gravest that agrees with the decision, else one that only touches."""
    themes = dict.fromkeys(vote.theme for vote in votes)
    return [_told([vote for vote in votes if vote.theme == theme], decision) for theme in themes]


def _told(votes: Sequence[Vote], decision: Decision) -> Vote:
    agreeing = [vote for vote in votes if vote.worse is decision.worse and vote.worse is not None]
    if agreeing:
        return min(agreeing, key=_rank)
    chosen = min(votes, key=_rank)
    return chosen._replace(worse=None) if chosen.worse is not None else chosen


def _rank(vote: Vote) -> tuple[bool, int, float]:
    return bool(vote.doubts), _SEVERITIES.index(vote.severity), -weight(vote)
