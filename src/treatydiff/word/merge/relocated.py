"""Words that moved between paragraphs, as Word's own moves.

While paragraphs are written nobody knows yet whether both ends of such a move will stand in the redline. So they are
written as deleted and inserted, and made a move at the end, where each end is one stretch of one paragraph.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from treatydiff.ooxml.xml import TEXT, TXBX, Element, Fate, P, RevisionMarks, W, restore_text, text_within
from treatydiff.text.words import words

Ends = Mapping[Fate, Sequence[Element]]
"""The marks of the words where they stood, ``DELETE``, and where they stand, ``INSERT``."""
_GOES = {Fate.DELETE: Fate.MOVE_FROM, Fate.INSERT: Fate.MOVE_TO}


def as_moves(moved: Mapping[str, Ends], revisions: RevisionMarks, first: int) -> int:
    """Turn deletions and insertions into moves, in place, numbered from ``first``; how many there are."""
    whole = [ends for ends in moved.values() if _is_whole(ends)]
    for number, ends in enumerate(whole, start=first):
        for fate, marks in ends.items():
            _make(marks, _GOES[fate], f"move{number}", revisions)
    return len(whole)


def _is_whole(ends: Ends) -> bool:
    """Whether both ends are there, each in one piece, with the same words."""
    if set(ends) != set(_GOES) or not all(_is_stretch(marks) for marks in ends.values()):
        return False
    old, new = (_words(ends[fate]) for fate in _GOES)
    return bool(old) and old == new


def _is_stretch(marks: Sequence[Element]) -> bool:
    """Whether marks follow one another in one paragraph, with nothing inside that has marks of its own."""
    parent = marks[0].getparent()
    if parent is None or parent.tag != P or any(next(mark.iter(TXBX), None) is not None for mark in marks):
        return False
    return all(one.getnext() is other for one, other in pairwise(marks))


def _words(marks: Sequence[Element]) -> list[str]:
    text = "".join(text_within(mark, TEXT, W + "delText") for mark in marks)
    return [word.casefold() for word in words(text)]


def _make(marks: Sequence[Element], fate: Fate, name: str, revisions: RevisionMarks) -> None:
    start, end = revisions.move_range(fate, name)
    marks[0].addprevious(start)
    marks[-1].addnext(end)
    for mark in marks:
        mark.tag = W + fate.value
        restore_text(mark)
