"""A word that a page shows otherwise than a file says it, and the names of the spaces in which that is said."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from treatydiff.ooxml.container import Package
from treatydiff.ooxml.xml import W, text_within

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
V = "{urn:schemas-microsoft-com:vml}"
OFFICE = "{urn:schemas-microsoft-com:office:office}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
PICTURES = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"


UNSEEN = "read, though the page does not show it"


class Strange(NamedTuple):
    """Words that the page shows and that were not read, or the other way round."""

    what: str
    """What is to be said of them."""
    words: str


Look = Callable[[etree._Element, Package], Iterator[Strange]]


def is_among_words(element: etree._Element) -> bool:
    """Whether the paragraph that it stands in has words."""
    return bool(words_around(element, "p").strip())


def words_around(element: etree._Element, *tags: str) -> str:
    """Those of the nearest element of one of these names that it stands in; empty where it stands in none."""
    holder = next(element.iterancestors(*(f"{W}{tag}" for tag in tags)), None)
    return "" if holder is None else _words_in(holder)


@lru_cache(maxsize=4)
def _words_in(holder: etree._Element) -> str:
    """Those of a paragraph, row or table of which many things are said, one after the other; ``forget`` lets it go."""
    return text_within(holder)


def forget() -> None:
    """Let go of the elements that were looked at last, and with them of their file."""
    _words_in.cache_clear()
