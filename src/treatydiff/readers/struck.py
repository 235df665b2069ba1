"""Words struck through by hand, in drafts that show changes by strokes instead of tracked ones.

Shared by the readers of Word and PDF files, which know what a stroke is; here is what becomes of the words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from treatydiff.model import Notice
from treatydiff.readers.lines import NARROW_SPACE

DROP = "drop"
KEEP = "keep"
NEW = "new"
"""As ``DROP``, and what marks words as new is no look of theirs: the text behind the marks, beside ``FORMER``."""
FORMER = "former"
"""The text before what is marked as new, with what is struck; ``former-bold`` and ``former-underlined`` say by what."""
_CLOSING = ".,)"
"""What stands at the word before it."""
_SHOWN = 60
"""Characters of the first passage that a notice quotes."""


def without(text: str, ranges: Sequence[tuple[int, int]]) -> str:
    """The text less what is struck; a blank that stood there still parts the words on both sides, and only one."""
    for start, end in reversed(ranges):
        text = joined(text[:start], text[start:end], text[end:])
    return text


def joined(before: str, gone: str, after: str) -> str:
    """What is left around words that go."""
    if after[:1] in _CLOSING and after:
        return before.rstrip(" ") + after
    return before + seam(before[-1:], gone, after[:1]) + (after.lstrip(" ") if _ends_blank(before) else after)


def seam(last: str, gone: str, first: str) -> str:
    """The blank that must stay of words that go, between the letters before and after them."""
    if not (last.strip() and first.strip()):
        return ""
    if gone[:1].isspace() or gone[-1:].isspace():
        return " "
    return NARROW_SPACE if NARROW_SPACE in (gone[:1], gone[-1:]) and NARROW_SPACE not in (last, first) else ""


def _ends_blank(text: str) -> bool:
    return not text or text[-1].isspace()


def notices(words: Sequence[str], how: str, what: str = "struck through by hand") -> Iterator[Notice]:
    """What a reader of the comparison must know: what is struck, and whether it counts. ``what`` says how it is."""
    passages = [" ".join(passage.split()) for passage in words if passage.strip()]
    if not passages:
        return
    count = f"{len(passages)} passage{'s' if len(passages) > 1 else ''}"
    if how.startswith(FORMER):
        message = f"the text before its marks: {count} marked as new, left out: {quoted(passages[0])}"
        yield Notice(message, set_aside=tuple(passages))
        return
    what = f"{count} {what}"
    if how != KEEP:
        more = "what is underlined is read as text; --struck keep reads both"
        yield Notice(f"{what}, left out: {quoted(passages[0])}; {more}", set_aside=tuple(passages))
    else:
        yield Notice(f"{what}, read as text: {quoted(passages[0])}")


def quoted(passage: str) -> str:
    """A passage in quotation marks, or its beginning."""
    short = passage if len(passage) <= _SHOWN else f"{passage[: _SHOWN - 2].rsplit(' ', 1)[0]} …"
    return f"“{short}”"
