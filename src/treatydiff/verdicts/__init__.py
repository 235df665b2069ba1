"""Verdicts that people, or other programs, pass on changes: read from files, found again by their words, kept apart.

A verdict belongs to the words that were judged, not to a number or a file: it is carried along renumbering and moves,
and lapses when the words become others. Nothing here judges. docs/verdicts.md describes the file.
"""

from __future__ import annotations

from treatydiff.verdicts.content import judgeables
from treatydiff.verdicts.files import load
from treatydiff.verdicts.validity import judged

__all__ = ["judgeables", "judged", "load"]
