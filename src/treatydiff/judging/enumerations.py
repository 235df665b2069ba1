"""Edits of enumerations: members struck or added, ``subscriber information{+, traffic data+} and …``."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from treatydiff.judging.passages import Passage
from treatydiff.judging.wording import Wording
from treatydiff.model import Op, Span
from treatydiff.text.lettering import LETTERS
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
    gone, come = (Counter(_content(_edited(passage, op), wording)) for op in (Op.DELETE, Op.INSERT))
    lost, gained = gone - come, come - gone
    if bool(lost) == bool(gained):
        return ()
    return _joined(passage.edits, Op.DELETE if lost else Op.INSERT, wording)


def _edited(passage: Passage, op: Op) -> str:
    return " ".join(span.text for span in passage.edits if span.op is op)


def _content(text: str, wording: Wording) -> list[str]:
    """Its words; "as appropriate" is no member of anything."""
    text = plain(silent(text))
    aside = wording.hedges.hits(text)
    words = (word for word in LETTERS.finditer(text) if not reaching(aside, word.start(), word.start() + 1))
    return [word[0] for word in words if word[0] not in wording.small]


def _joined(spans: tuple[Span, ...], op: Op, wording: Wording) -> tuple[Member, ...]:
    """The edits of one kind that hang on a conjunction or comma."""
    found, place = [], 0
    for index, span in enumerate(spans):
        if span.op is op and _content(span.text, wording):
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
