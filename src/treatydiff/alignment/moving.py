"""Whether a provision could be another one in another place of the draft."""

from __future__ import annotations

from treatydiff.alignment.families import phrases_held
from treatydiff.alignment.likeness import same_words
from treatydiff.alignment.nodes import Node
from treatydiff.model import ROWS, Level

PHRASES = 0.25
"""So many of the pairs of words of one must stand in the other before it is said to have moved there."""
LEAST, _IN_ORDER = 0.7, 0.6
"""So much of a floor is enough for two texts that have so much in common in the same order, and of whose phrases the
floor's share stands in the other. Chinese words are not told apart: one that changed changes the pairs on both its
sides, and likeness falls faster than the words change."""


def in_other_place(old: Node, new: Node, score: float, floor: float) -> float:
    """How alike two provisions are that stand apart: the score, or the floor where order makes up for the rest."""
    if score >= floor or score < LEAST * floor:
        return score
    ordered = phrases_alike(old, new) >= floor and same_words(_said(old), _said(new)) >= _IN_ORDER
    return floor if ordered else score


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
