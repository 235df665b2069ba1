"""Reads weight and slant from the name of a font."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from treatydiff.text.regexes import regex

_BOLD = regex(rb"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = regex(rb"italic|oblique", re.IGNORECASE)
_ITALIC_FLAG = 64


class FontLook(NamedTuple):
    """Whether letters are thick, and whether they lean."""

    bold: bool
    italic: bool


@lru_cache(maxsize=256)
def look_of(name: bytes, flags: int) -> FontLook:
    """By a font's name and its flags (ISO 32000-1, 9.8.2); a document has few fonts, and each line asks."""
    return FontLook(bool(_BOLD.search(name)), bool(_ITALIC.search(name)) or bool(flags & _ITALIC_FLAG))
