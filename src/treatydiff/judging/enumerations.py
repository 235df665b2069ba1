"""Enumerations: the members that came into a list, or went from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from treatydiff.judging.passages import Passage, Side
from treatydiff.judging.wording import Wording
from treatydiff.model import Op
from treatydiff.text.languages import is_spaced
from treatydiff.text.lettering import LETTERS, WORD
from treatydiff.themes.patterns import Range, reaching

_EDGE = " ,،;、，"
"""What may stand before the first word of a member."""


def members(passage: Passage) -> Iterator[tuple[Op, Range]]:
    """The members of a list that came, or those that went, each with its side and where it stands there.

    None where some did either, or where words only changed places. Between two commas stands a condition rather than a
    member, unless a conjunction says so.
    """
    sides = {op: passage.side(op) for op in (Op.DELETE, Op.INSERT)}
    edited = [(" ".join(side.text[a:b] for a, b in side.edited)) for side in sides.values()]
    gone, come = (Counter(content(text, passage.wording)) for text in edited)
    lost, gained = gone - come, come - gone
    op = Op.DELETE if lost else Op.INSERT
    side = sides[op]
    for start, end in side.edited if bool(lost) != bool(gained) else ():
        first = end - len(side.text[start:end].lstrip(_EDGE))
        before, text = side.text[:first], side.text[first:end]
        hangs = closed(before) is not closed(text) or joined(side, (first, end))[0]
        if hangs and content(text, side.wording):
            yield op, (start, end)


def content(text: str, wording: Wording) -> list[str]:
    """The words of a plain text that say something; "as appropriate" is no member of anything."""
    aside = wording.hedges.hits(text)
    words = (word for word in LETTERS.finditer(text) if not reaching(aside, word.start(), word.start() + 1))
    return [word[0] for word in words if word[0] not in wording.small]


def joined(side: Side, at: Range) -> tuple[str, int]:
    """How an edit is joined to a list, and where in it the words behind what joins begin.

    ``any`` by "or", ``all`` by "and", ``comma`` where a list goes on behind it.
    """
    before, text, after = side.text[: at[0]], side.text[slice(*at)], side.text[at[1] :]
    lexis, spaced = side.lexis, is_spaced(side.lexis.code)
    for name in ("any", "all"):
        for word in sorted(lexis.classes[f"junctions.{name}"], key=len, reverse=True):
            if text.startswith(word) and not (spaced and text[len(word) : len(word) + 1].isalpha()):
                return name, len(word) + 1
            if text.rstrip(" ,，、").endswith(f" {word}" if spaced else word):
                return name, 0
    words = (word for name in ("any", "all") for word in lexis.classes[f"junctions.{name}"])
    joins = tuple(f"{word} " if spaced else word for word in words)
    lead, opens, ends = after.lstrip(), closed(before), closed(text)
    later = ends and any(f" {word}" in lead[:_LISTED] for word in joins)
    closes = lead.startswith(joins) or (spaced and opens and any(f" {word}" in text for word in joins))
    most = _LONG if closes else 2 * _SHORT if lead.startswith((",", "、")) or (later and opens) else _SHORT * later
    return ("comma", 0) if (opens or ends) and len(WORD.findall(text)) <= most else ("", 0)


def closed(text: str) -> bool:
    """Whether a text ends in a comma."""
    return text.rstrip().endswith((",", "、"))


_SHORT, _LONG = 3, 14
"""Words of a member that only a comma joins, and of one with "and" or "or" right behind it."""
_LISTED = 80
"""Characters behind a member of a list within which its last one is joined."""
