"""Clause frames: who may or must do what, under which conditions, and what a change of that means for people.

Language-neutral code over closed classes of words (``data/frames/<language>.toml``) and one table of signs
(``data/frames/signs.toml``). Pure functions between frozen values; docs/frames.md tells the whole.
"""

from __future__ import annotations

from treatydiff.frames import lexis, signs
from treatydiff.frames.comparing import Judged, SlotChange, Weight, judge_opposite, judge_slot, slot_changes
from treatydiff.frames.lexis import Hit, Lexis
from treatydiff.frames.reading import BURDENS, PROTECTIONS, Clause, Frame, FrameReader, Role
from treatydiff.frames.signs import Sign, Signs, SignUse


def reader(language: str) -> FrameReader | None:
    """The reader of a language; None where its words are not known."""
    words = lexis.load(language)
    return FrameReader(words, signs.load()) if words else None


__all__ = [
    "BURDENS",
    "PROTECTIONS",
    "Clause",
    "Frame",
    "FrameReader",
    "Hit",
    "Judged",
    "Lexis",
    "Role",
    "Sign",
    "SignUse",
    "Signs",
    "SlotChange",
    "Weight",
    "judge_opposite",
    "judge_slot",
    "reader",
    "slot_changes",
]
