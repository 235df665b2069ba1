"""Whether words that went from one place stand in another: then they moved, and nothing came or went."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from treatydiff.findings.passages import Passage
from treatydiff.model import Change, Op, Redline, Significance
from treatydiff.themes.patterns import Range, plain, silent

_WORD = re.compile(r"[\u4e00-\u9fff]|[^\W_]+")
_WINDOW = 12
"""Words of an edit on either side of a term by which its fellow is recognised."""
_WITHIN, _ACROSS = (4, 0.7), (10, 0.85)
"""So many words in common at least, and such a share of the words: in the same article, and in another."""


@dataclass(frozen=True, slots=True)
class _Stock:
    change: str
    within: str
    words: frozenset[str]


class Moves:
    """The words that came and went in all the changes of a redline."""

    def __init__(self, redline: Redline) -> None:
        self._redline = redline
        self._stocks: dict[Op, tuple[_Stock, ...]] = {}

    def moved(self, passage: Passage, op: Op, hit: Range) -> bool:
        """Whether what came (``INSERT``) or went (``DELETE``) around a hit went or came elsewhere."""
        words, core = _window(passage, op, hit), _core(passage, op, hit)
        other = Op.DELETE if op is Op.INSERT else Op.INSERT
        stocks = (stock for stock in self._stock(other) if _mostly(core, stock.words))
        return any(self._same(words, stock, passage.change) for stock in stocks)

    def _stock(self, op: Op) -> tuple[_Stock, ...]:
        if op not in self._stocks:
            self._stocks[op] = tuple(_stock(self._redline, op))
        return self._stocks[op]

    def _same(self, words: frozenset[str], stock: _Stock, change: Change) -> bool:
        if stock.change == change.id or not words:
            return False
        least, share = _WITHIN if stock.within == change.within else _ACROSS
        common = len(words & stock.words)
        return common >= least and common >= share * min(len(words), len(stock.words)) and 2 * common >= len(words)


def _mostly(words: frozenset[str], others: frozenset[str]) -> bool:
    return 3 * len(words & others) >= 2 * len(words)


def _stock(redline: Redline, op: Op) -> Iterator[_Stock]:
    for change in redline.changes:
        text = " ".join(s.text for s in change.spans if s.op is op and s.significance is Significance.SUBSTANTIVE)
        if text:
            yield _Stock(change.id, change.within, frozenset(_WORD.findall(plain(silent(text)))))


def _core(passage: Passage, op: Op, hit: Range) -> frozenset[str]:
    side = passage.new if op is Op.INSERT else passage.old
    return frozenset(_WORD.findall(side.text[hit[0] : hit[1]]))


def _window(passage: Passage, op: Op, hit: Range) -> frozenset[str]:
    """The edited words around a hit."""
    side = passage.new if op is Op.INSERT else passage.old
    start, end = next((edit for edit in side.edited if edit[0] < hit[1] and hit[0] < edit[1]), hit)
    before = _WORD.findall(side.text[start : hit[0]])[-_WINDOW:]
    after = _WORD.findall(side.text[max(hit[0], start) : end])[: 2 * _WINDOW]
    return frozenset((*before, *after))
