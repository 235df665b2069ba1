"""The second reader: points to changes that resemble judged cases, and never judges.

It compares the words of a change, in any of the languages, with cases that people judged, by a sentence encoder that
runs on this machine (extra ``treatydiff[semantics]``). docs/second-reader.md tells how, and how well it works.
"""

from __future__ import annotations

from treatydiff.semantics.cases import load_cases, of_verdicts
from treatydiff.semantics.encoder import MISSING, installed

__all__ = ["MISSING", "installed", "load_cases", "of_verdicts"]
