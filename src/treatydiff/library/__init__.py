"""A library: the indexed folder of treaties, with precedents and full-text search by article."""

from __future__ import annotations

from treatydiff.library.index import Index, LibraryArticle
from treatydiff.library.precedents import Kinship, Precedent, precedents
from treatydiff.library.precursors import Closeness, Precursor, Sayings
from treatydiff.library.renewal import IndexedFolder, Skimmed, opened
from treatydiff.library.search import search

__all__ = [
    "Closeness",
    "Index",
    "IndexedFolder",
    "Kinship",
    "LibraryArticle",
    "Precedent",
    "Precursor",
    "Sayings",
    "Skimmed",
    "opened",
    "precedents",
    "search",
]  # fmt: skip
