"""The pipeline: one line per arrow."""

from __future__ import annotations

from pathlib import Path

from treatydiff.alignment import align
from treatydiff.model import Draft, Report
from treatydiff.readers import ReadOptions, load, reader_for
from treatydiff.redline import mark_up
from treatydiff.structure import build


def read_draft(path: str, *, language: str = "", revisions: str = "accept") -> Draft:
    """Read a draft from a file, or from standard input for ``-``.

    ``language`` (``en fr es ru zh ar``) overrides what is detected. Raises ReadError, StructureError.
    """
    data = load(path)
    reader = reader_for(path, data)
    reading = reader.read(data, path, ReadOptions(revisions))
    name = "standard input" if path == "-" else Path(path).name
    return build(reading, name=name, language=language, path=path, kind=reader.name, data=data)


def compare(old: Draft, new: Draft) -> Report:
    """Everything that changed from one draft to the next."""
    alignment = align(old, new)
    redline = mark_up(old, new, alignment)
    sides = (("old", old.notices), ("new", new.notices), ("", alignment.notices), ("", redline.notices))
    notices = tuple((side, notice) for side, found in sides for notice in found)
    return Report(old, new, alignment, redline, (), notices)
