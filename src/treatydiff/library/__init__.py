"""A folder of texts as a library: an index of their passages, what provisions are closest to, full text by article."""

from __future__ import annotations

from treatydiff.library.index import Document, Held, Index, LibraryArticle
from treatydiff.library.precedents import Kinship, Precedent, precedents
from treatydiff.library.renewal import Skimmed, Source, opened
from treatydiff.library.search import search

__all__ = [
    "Document",
    "Held",
    "Index",
    "Kinship",
    "LibraryArticle",
    "Precedent",
    "Skimmed",
    "Source",
    "opened",
    "precedents",
    "search",
]  # fmt: skip
