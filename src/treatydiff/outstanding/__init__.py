"""The ledger of open issues: what is still in brackets, since when, who holds it, and what closed what was closed.

Three steps. ``sightings`` finds what is open in one draft; ``matches`` says what the next draft made of it, by the
redline of both and by nothing else; ``series`` folds that into a ledger. Brackets that vanish are no agreement.
"""

from __future__ import annotations

from treatydiff.outstanding.colours import meanings, with_colours
from treatydiff.outstanding.positions import with_positions
from treatydiff.outstanding.series import ledger, short
from treatydiff.outstanding.sightings import sightings
from treatydiff.outstanding.stakes import with_stakes
from treatydiff.outstanding.values import (
    AgreementMark,
    Closing,
    Ending,
    Issue,
    IssueSort,
    IssueStep,
    Ledger,
    Move,
    Sighting,
    Stake,
)

__all__ = [
    "AgreementMark",
    "Closing",
    "Ending",
    "Issue",
    "IssueSort",
    "IssueStep",
    "Ledger",
    "Move",
    "Sighting",
    "Stake",
    "ledger",
    "meanings",
    "short",
    "sightings",
    "with_colours",
    "with_positions",
    "with_stakes",
]
