"""A passage of two sides from two texts, and the reader of clauses of a language."""

from __future__ import annotations

from treatydiff.judging.clauses import FrameReader, reader
from treatydiff.judging.passages import Passage, side
from treatydiff.model import Basis, Change, Kind, Level, Link, Op, Provision, Relation, Significance, Span
from treatydiff.text.words import compare_words
from treatydiff.themes.patterns import silent


def passage(old: str, new: str, language: str = "en") -> Passage:
    """The one change between two texts of a paragraph."""
    spans = tuple(
        Span(s.op, silent(s.text), None if s.op is Op.KEEP else Significance.SUBSTANTIVE)
        for s in compare_words(silent(old), silent(new))
    )
    provisions = [Provision(Level.PARAGRAPH, "1", "p", text=text) for text in (old, new)]
    link = Link((provisions[0],), (provisions[1],), Relation.AMENDED, Basis.PLACE, 1.0)
    change = Change("c1", link, Kind.AMENDED, Significance.SUBSTANTIVE, (), spans, "c1")
    sides = (side(spans, op, reader(language)) for op in (Op.DELETE, Op.INSERT))
    return Passage(change, *sides, "", edits=spans)


def read(language: str) -> FrameReader:
    """The reader of the clauses of a language that has one."""
    found = reader(language)
    assert found
    return found
