"""Words that a PDF gives to readers in place of those that it draws (``ActualText``; ISO 32000-1, 14.9.4).

It is meant for hyphens, ligatures and initials, and any words may stand in it. They are what is read; where the page
draws others, both are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any
from unicodedata import normalize

from treatydiff.text.regexes import regex

_KEY = b"ActualText"
_FEW = 12
"""Words of a page that are quoted."""
_WORD = regex(r"[^\W_]{2,}")
_HYPHENS = regex("[-\u00ad\u2010\u0002\ufffe]+\\s*")


def of_page(page: Any, raw: Any) -> tuple[str, ...]:
    """The words that are read and not drawn, with those that are; empty nearly always.

    The page loses its replacements on the way: whatever else is to be read of it must have been read before.
    """
    marked = list(_marked(page, raw))
    if not marked:
        return ()
    read = _words(page)
    for thing, mark in marked:
        raw.FPDFPageObjMark_RemoveParam(thing, mark, _KEY)
    drawn = _words(page)
    said, shown = (" ".join([*(one - other)][:_FEW]) for one, other in ((read, drawn), (drawn, read)))
    return (f"{said or '(nothing)'} (drawn: {shown or 'nothing'})",) if said or shown else ()


def _marked(page: Any, raw: Any) -> Iterator[tuple[Any, Any]]:
    """What is drawn on a page under a mark that has other words, and the mark."""
    for index in range(raw.FPDFPage_CountObjects(page.raw)):
        thing = raw.FPDFPage_GetObject(page.raw, index)
        for number in range(raw.FPDFPageObj_CountMarks(thing)):
            mark = raw.FPDFPageObj_GetMark(thing, number)
            if raw.FPDFPageObjMark_GetParamValueType(mark, _KEY) == raw.FPDF_OBJECT_STRING:
                yield thing, mark


def _words(page: Any) -> Counter[str]:
    """The words of a page; what a line's end parts is one."""
    textpage = page.get_textpage()
    try:
        text = _HYPHENS.sub("", normalize("NFKC", textpage.get_text_range()))
    finally:
        textpage.close()
    return Counter(_WORD.findall(text))
