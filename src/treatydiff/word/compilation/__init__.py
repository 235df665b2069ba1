"""A compilation as a Word file: the base, with every delegation's wishes as tracked changes under its name."""

from __future__ import annotations

from treatydiff.word.compilation.document import Departure, prove, write
from treatydiff.word.compilation.resolution import accepted, delegations_of, settled
from treatydiff.word.compilation.signatures import is_usable

__all__ = ["Departure", "accepted", "delegations_of", "is_usable", "prove", "settled", "write"]
