"""Word redlines: made of two drafts, whatever they came as, and proved.

Thirteen names are all that the rest of the program needs. ``merge`` makes one Word file of two, ``setting`` makes Word
files of drafts that are none, ``proof`` looks at what came of it with eyes of its own. What they share about the
format is in ``treatydiff.ooxml``.
"""

from __future__ import annotations

from treatydiff.word.proof.levels import ProofLevel, ProofPlace, placed, signers
from treatydiff.word.proof.verify import Failure, verify, verify_drafts, without_looks
from treatydiff.word.redline import Front, Options, RedlinedFile, Remark, redline

__all__ = [
    "Failure", "Front", "Options", "ProofLevel", "ProofPlace", "RedlinedFile", "Remark", "placed", "redline", "signers",
    "verify", "verify_drafts", "without_looks",
]  # fmt: skip
