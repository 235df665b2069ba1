"""Word redlines of two drafts of any format, with their proof.

``merge`` makes one Word file of two, ``setting`` makes Word files of drafts that are none, ``proof`` looks at what came
of it with eyes of its own, and is imported where something is to be proved. What they share about the format is in
``treatydiff.ooxml``.
"""

from __future__ import annotations

from treatydiff.word.looks import ChangedLook
from treatydiff.word.redline import Front, Options, RedlinedFile, Remark, looks_changed, redline

__all__ = ["ChangedLook", "Front", "Options", "RedlinedFile", "Remark", "looks_changed", "redline"]
