"""Detects how a Word file marks its changes by hand, before its paragraphs are read."""

from __future__ import annotations

from lxml import etree

from treatydiff.ooxml.looks import ParagraphLook, Styles
from treatydiff.readers.docx.story import PPR, RPR, RUN, TEXT, P
from treatydiff.readers.marks import MarkedPassage, MarkedPiece


def passages_of(root: etree._Element, styles: Styles, former: bool) -> list[MarkedPassage]:
    """The paragraphs of a part, each in pieces by their looks; ``former``: before pending tracked changes of these."""
    found = []
    for p in root.iter(P):
        style = ParagraphLook(p.find(PPR), former).style
        looks = ((run, styles.look(run.find(RPR), style, former)) for run in p.iter(RUN))
        pieces = (
            MarkedPiece("".join(t.text or "" for t in run.iterchildren(TEXT)), look.bold, look.underlined, look.struck)
            for run, look in looks
        )
        found.append(MarkedPassage(tuple(piece for piece in pieces if piece.text)))
    return found
