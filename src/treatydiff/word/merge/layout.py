"""Indents of deleted paragraphs where formatting is not marked: those of the like paragraphs that stayed.

Else a draft with other indents would leave its deleted paragraphs ragged between those of the new one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from copy import deepcopy
from functools import lru_cache

from lxml import etree

from treatydiff.ooxml.xml import PPR, TC, TXBX, Element, W, insert_before, val_of

_PLACING = tuple(W + tag for tag in ("tabs", "spacing", "ind", "contextualSpacing", "mirrorIndents", "jc"))
"""The properties that say where a paragraph's lines begin and end, in the order of the schema."""
_LATER = tuple(
    W + tag
    for tag in ("suppressAutoHyphens", "kinsoku", "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE",
                "autoSpaceDN", "bidi", "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
                "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap",
                "outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange")
)  # fmt: skip
"""What may follow ``tabs`` (CT_PPrBase), in the order of the schema."""


class MarkedLayout:
    """How paragraphs of one placing are placed in the new draft."""

    def __init__(self, pairs: Iterable[tuple[Element, Element]]) -> None:
        """``pairs``: old paragraphs and the new ones that answer to them."""
        self._votes: dict[str, Counter[str]] = {}
        for old, new in pairs:
            if not _is_framed(old):
                before, after = old.find(PPR), new.find(PPR)
                self._votes.setdefault(_key(before), Counter())[_written(after)] += 1

    def apply(self, paragraph: Element, ppr: Element) -> None:
        """Place an old paragraph that went as most of its like stand now; ``ppr``: its properties in the redline."""
        found = self._votes.get(_key(paragraph.find(PPR)))
        if not found or _is_framed(paragraph):
            return
        for placing in [child for child in ppr if child.tag in _PLACING]:
            ppr.remove(placing)
        for placing in _read(found.most_common(1)[0][0]):
            later = _LATER[_LATER.index(placing.tag) + 1 :] if placing.tag in _LATER else _LATER
            insert_before(ppr, deepcopy(placing), later)


_FRAMES = (TC, TXBX, *(W + tag for tag in ("footnote", "endnote", "hdr", "ftr")))


def _is_framed(paragraph: Element) -> bool:
    """Whether it stands in what gives its lines another beginning than the body's have."""
    return next(paragraph.iterancestors(*_FRAMES), None) is not None


def _key(ppr: Element | None) -> str:
    """The placing of an old paragraph, by its style."""
    return f"{val_of(ppr, 'pStyle')} {_written(ppr)}"


@lru_cache(maxsize=64)
def _read(written: str) -> Element:
    """What ``_written`` made."""
    return etree.fromstring(written)


def _written(ppr: Element | None) -> str:
    """The placing that a paragraph has of its own."""
    holder = etree.Element(PPR)
    holder.extend(deepcopy(child) for child in (() if ppr is None else ppr) if child.tag in _PLACING)
    return etree.tostring(holder, encoding="unicode")
