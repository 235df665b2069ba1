"""Cross-references: what they refer to in either draft."""

from __future__ import annotations

from treatydiff.model import Alignment, Draft, Link, Provision
from treatydiff.words import Token


class References:
    """The cross-references of two drafts, resolved through their alignment."""

    def __init__(self, old: Draft, new: Draft, alignment: Alignment) -> None:
        self.dropped_options: frozenset[str] = frozenset()

    def keyed(self, found: list[Token], text: str, provision: Provision, side: int) -> list[Token]:
        """The tokens, those of a reference keyed by what it refers to."""
        return found

    def left_article(self, link: Link) -> bool:
        """Whether the provision moved to another article."""
        return True
