"""A folder of treaties as a library: an index beside it, what articles are closest to, full text by article."""

from __future__ import annotations

from treatydiff.library.index import Held, Index, LibraryArticle, opened
from treatydiff.library.precedents import Kinship, Precedent, precedents

__all__ = ["Held", "Index", "Kinship", "LibraryArticle", "Precedent", "opened", "precedents"]
