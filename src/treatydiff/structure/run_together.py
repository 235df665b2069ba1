"""Two words run together: ``theThe``, ``andIndigenous``.

Text taken out of a marked-up draft loses the strokes and colours, and what was struck stands before what was put in, as
if both were said. No program can part them for certain; that there are such words is what the reader must know.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from treatydiff.model import Block, Notice
from treatydiff.text.regexes import regex

FEW = 5
"""So many different ones are no accident; names such as ``McDonald`` are fewer."""
_WORD = regex(r"[^\W\d_]+")
_CAPITAL_INSIDE = regex(r"(?<![^\W_])[^\W\d_]{2,60}(?![^\W_])")
_SMALL, _LARGE = "[a-zß-öø-ÿа-яё]", "[A-ZÀ-ÖØ-ÞА-ЯЁ]"
_SEAM = regex(f"(?<={_SMALL})(?={_LARGE})")
_BEHIND_SEAM = regex(f"{_LARGE}(?<={_SMALL}{_LARGE})")
"""As quick to find as the capital is."""


def run_together(blocks: Sequence[Block]) -> Iterator[Notice]:
    """A notice where capitals stand inside words whose two parts are words of the text themselves."""
    texts = [block.text for block in blocks]
    seamed = [text for text in texts if _BEHIND_SEAM.search(text)]
    odd = [word for text in seamed for word in _CAPITAL_INSIDE.findall(text) if _SEAM.search(word)]
    if len(set(odd)) < FEW:
        return
    known = Counter(word.lower() for text in texts for word in _WORD.findall(text))
    found = tuple(dict.fromkeys(word for word in odd if all(known[part.lower()] for part in _SEAM.split(word))))
    if len(found) >= FEW:
        shown = ", ".join(f"“{word}”" for word in found[:3])
        yield Notice(
            f"{len(found)} times two words run together ({shown}): if this text was taken from a draft that marks its "
            "changes, old and new words stand in it side by side; compare a clean copy"
        )
