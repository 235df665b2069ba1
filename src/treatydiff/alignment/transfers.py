"""Provisions that went to another place of the draft: tests whether two are the same one."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from treatydiff.alignment.families import phrases_held
from treatydiff.alignment.likeness import Vector, cosine, same_words
from treatydiff.alignment.nodes import Node
from treatydiff.model import ROWS, Level
from treatydiff.text.lettering import IDEOGRAPHS, WordPattern

_PLAINER = 0.15
"""So much more alike one provision must be to a part of another than to all of it, to have gone there."""
PHRASES = 0.25
"""So many of the pairs of words of one must stand in the other before it is said to have moved there."""


class _OrderNeeded(NamedTuple):
    """How much in the same order makes up for likeness that is below a floor."""

    least: float
    """So much of the floor is enough,"""
    words: float
    """for texts with so many words in common in the same order,"""
    phrases: float
    """and with so much of the floor in pairs of words that stand in the other."""
    size: int = 0
    """Words; order says little of fewer."""


_SPACED, _UNSPACED = _OrderNeeded(0.7, 0.6, 1.0), _OrderNeeded(0.6, 0.52, 0.7, 10)
"""Chinese words are not told apart: one that changed changes the pairs on both its sides, and likeness falls faster
than the words change. Nor do small words stand in every line: of what is unrelated less than half is in order."""
LEAST = min(_SPACED.least, _UNSPACED.least)
_IDEOGRAPH = WordPattern(f"[{IDEOGRAPHS}]")


def in_other_place(old: Node, new: Node, score: float, floor: float, weighed: Callable[[Node], Vector]) -> float:
    """How alike two provisions are that stand apart: the score, or the floor where order makes up for the rest.

    Nothing where one went to a part of the other.
    """
    alike = _in_order(old, new, score, floor)
    return 0.0 if alike >= floor and _in_a_part(old, new, score, weighed) else alike


def _in_order(old: Node, new: Node, score: float, floor: float) -> float:
    order = _UNSPACED if _IDEOGRAPH.search(new.full_text) else _SPACED
    if score >= floor or score < order.least * floor or min(old.size, new.size) < order.size:
        return score
    enough = phrases_alike(old, new) >= order.phrases * floor
    return floor if enough and same_words(_said(old), _said(new)) >= order.words else score


def _in_a_part(old: Node, new: Node, score: float, weighed: Callable[[Node], Vector]) -> bool:
    """Whether one went to a part of the other, which is much more like it than the whole with this ``score``."""
    if old.level is new.level:
        return False
    whole, part = (new, old) if new.size > old.size else (old, new)
    inner = (weighed(each) for each in whole.inner() if not each.tombstone)
    return any(cosine(each, weighed(part)) >= score + _PLAINER for each in inner)


def may_have_moved(old: Node, new: Node) -> bool:
    """Whether a provision could be the other in another place: phrases in common, and no recital that became a rule."""
    if old.level is Level.ARTICLE and new.level is Level.ARTICLE:  # those had their turn
        return False
    return _in_preamble(old) == _in_preamble(new) and phrases_alike(old, new) >= PHRASES


def phrases_alike(old: Node, new: Node) -> float:
    """The greater share of one's pairs of words that stand in the other."""
    return max(phrases_held(old, new), phrases_held(new, old))


def row_of(node: Node) -> Node:
    """The article, preamble or annex that a provision is or stands in; elsewhere itself."""
    return node if node.level in ROWS else node.ancestor(ROWS) or node


def _said(node: Node) -> list[str]:
    """Its texts without its own heading: a paragraph that became an article got one."""
    own, *inner = node.walk()
    return [own.provision.text, *(each.provision.own for each in inner)]


def _in_preamble(node: Node) -> bool:
    """Whether a node is a recital or stands in one."""
    return node.ancestor(frozenset({Level.PREAMBLE})) is not None
