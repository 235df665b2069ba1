"""Proposals: what a delegation tables to put back what got worse, as tracked changes in the new draft.

A proposal undoes chosen findings in the new draft: the old wording where it was reworded, the old provision where it
was deleted, nothing where a new one came. Numbers and cross-references of the old wording are those of the new draft.
What cannot be placed is listed and never guessed.
"""

from __future__ import annotations

from treatydiff.proposals.consequences import ROUNDS, Care, about, brought, stood, told, uncovered
from treatydiff.proposals.repairs import Repair, Way, repairs
from treatydiff.proposals.tabled import Tabled, table

__all__ = [
    "ROUNDS",
    "Care",
    "Repair",
    "Tabled",
    "Way",
    "about",
    "brought",
    "repairs",
    "stood",
    "table",
    "told",
    "uncovered",
]
