"""Allowed differences between a draft and what its redline gives back; all else is compared as it stands.

The writer has a sense of its own of what counts as the same (``ooxml.canonical``), and the proof does not ask it.
"""

from __future__ import annotations

from treatydiff.ooxml.xml import W
from treatydiff.text.regexes import regex

PROPERTIES = {
    "lang": "proofing language",
    "noProof": "spelling state",
    "cnfStyle": "conditional formatting, worked out from the table's style",
    "divId": "where the text stood on a web page",
    "printerSettings": "the printer's own settings",
}
"""Children of ``rPr``, ``pPr``, ``tblPr``, ``trPr``, ``tcPr`` and ``sectPr`` that say nothing a reader could see."""

ATTRIBUTES = {
    "rsid": "which editing session",
    "paraId": "id",
    "textId": "id",
    "anchorId": "id",
    "editId": "id",
    "durableId": "id",
    "spid": "id of a drawing",
    "spt": "kind of a drawing's template",
    "gfxdata": "a copy of the drawing for old programs",
    "ShapeID": "id of an embedded object's picture",
}
"""Attributes whose names begin so."""

FIELDS = ("PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF")
"""Fields whose result Word works out anew whenever it shows a page."""

CONTENTS_MARKS = regex(r"(?<!\w)_Toc[0-9]+")
"""Hidden bookmarks that Word makes anew with a table of contents: their numbers say nothing."""

IGNORED = frozenset(W + name for name in PROPERTIES)
