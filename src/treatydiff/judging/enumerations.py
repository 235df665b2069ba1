"""Enumerations: the members that came into a list, or went from it."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from treatydiff.judging.lexis import Lexis
from treatydiff.judging.passages import Passage
from treatydiff.judging.wording import Wording
from treatydiff.model import Op, Span
from treatydiff.text.languages import is_spaced
from treatydiff.text.lettering import LETTERS, WORD
from treatydiff.themes.patterns import Range, plain, reaching, silent

_COMMAS = tuple(",،，、")
_NEAR = 40
"""Characters beside an edit in which a conjunction may stand."""


class Member(NamedTuple):
    """A member of an enumeration that came or went."""

    op: Op
    text: str
    at: Range
    """Where it stands in the marked-up text."""


def members(passage: Passage, wording: Wording) -> tuple[Member, ...]:
    """The members that came, or those that went; none where some did either, or where words only changed places."""
    gone, come = (Counter(content(_edited(passage, op), wording)) for op in (Op.DELETE, Op.INSERT))
    lost, gained = gone - come, come - gone
    if bool(lost) == bool(gained):
        return ()
    return _joined(passage.edits, Op.DELETE if lost else Op.INSERT, wording)


def _edited(passage: Passage, op: Op) -> str:
    return " ".join(span.text for span in passage.edits if span.op is op)


def content(text: str, wording: Wording) -> list[str]:
    """The words of a text that say something; "as appropriate" is no member of anything."""
    text = plain(silent(text))
    aside = wording.hedges.hits(text)
    words = (word for word in LETTERS.finditer(text) if not reaching(aside, word.start(), word.start() + 1))
    return [word[0] for word in words if word[0] not in wording.small]


def _joined(spans: tuple[Span, ...], op: Op, wording: Wording) -> tuple[Member, ...]:
    """The edits of one kind that hang on a conjunction or comma."""
    found, place = [], 0
    for index, span in enumerate(spans):
        if span.op is op and content(span.text, wording):
            before = "".join(s.text for s in spans[:index] if s.op in (Op.KEEP, op))[-_NEAR:]
            after = "".join(s.text for s in spans[index + 1 :] if s.op in (Op.KEEP, op))[:_NEAR]
            if _hangs(before, span.text, after, wording):
                found.append(Member(op, span.text.strip(" ;,،，、"), (place, place + len(span.text))))
        place += len(span.text)
    return tuple(found)


def _hangs(before: str, text: str, after: str, wording: Wording) -> bool:
    """Whether an edit begins or ends with what joins the members of an enumeration, or stands between such words.

    Between two commas stands a condition rather than a member: that is none, unless a conjunction says so.
    """
    bare = text.strip()
    if bare[:1] in _COMMAS and bare[-1:] in _COMMAS:
        return any(start <= 2 for start, _ in wording.joins.hits(plain(bare)))
    own = _opens(text, wording) or _closes(text, wording)
    return own or (_closes(before, wording) and _opens(after, wording))


def _opens(text: str, wording: Wording) -> bool:
    text = plain(text).lstrip()
    return text.startswith(_COMMAS) or any(start == 0 for start, _ in wording.joins.hits(text))


def _closes(text: str, wording: Wording) -> bool:
    text = plain(text).rstrip()
    return text.endswith(_COMMAS) or any(end == len(text) for _, end in wording.joins.hits(text))


def joined(text: str, before: str, after: str, lexis: Lexis) -> tuple[str, int]:
    """How an edit is joined to a list, and where in it the words behind what joins begin.

    ``any`` by "or", ``all`` by "and", ``comma`` where a list goes on behind it.
    """
    spaced = is_spaced(lexis.code)
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
