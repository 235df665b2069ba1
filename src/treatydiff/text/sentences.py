"""Sentence boundaries in running text, for every language that is read."""

from __future__ import annotations

from treatydiff.text.regexes import regex

_END = regex(
    r"[.!?؟۔][”’»\"')\]]*\s+(?=[^\W\d_a-zà-öø-ÿа-яё]|[\[(“«\"‘'])"  # a point and a capital, or what opens
    r"|[.!?][”’»\"')\]]*\s+(?=\d)"
    r"|[。！？][”’」』）]*\s*"
    r"|[:：]\s*(?=[“«\"「『])"  # "shall read: “…”"
    r"|[.;][”»\"」』]\s+"
)
_ABBREVIATED = regex(
    r"(?:^|[\s(\[“«\"])(?:\w|[Aa]rts?|[Nn]os?|[Pp]aras?|[Pp]p|[Vv]ol|[Cc]f|[Cc]h|[Ss]ec|[Rr]ev|[Aa]dd)$"
)
"""What a point abbreviates and does not end: ``art. 5``, ``J. Smith``."""


def sentence_spans(text: str) -> tuple[tuple[int, int], ...]:
    """The sentences of a text as (start, end), without the white space around them."""
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match[0][0] == "." and _ABBREVIATED.search(text, max(start, match.start() - 8), match.start()):
            continue
        found.append((start, match.end()))
        start = match.end()
    found.append((start, len(text)))
    return tuple(_stripped(text, *span) for span in found if text[slice(*span)].strip())


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
