"""Order of two drafts, by what they print themselves: date, revision, symbol."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from treatydiff.text.regexes import regex

if TYPE_CHECKING:
    from treatydiff.model import Draft

_DATE = regex(r"(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)")
_REVISION = regex(r"(?<![a-z])rev(?:ision)?[ ._/-]?(\d+)", re.IGNORECASE)


def date_of(draft: Draft) -> str:
    """ISO date printed in the draft, else in its file's name; empty if neither."""
    named = _DATE.search(Path(draft.path).stem)
    return draft.date or ("-".join(named.groups()) if named else "")


def revision_of(draft: Draft) -> int:
    """The number after ``Rev.`` in the symbol or in the file's name; 0 for the first text, which has none."""
    found = _REVISION.search(draft.symbol) or _REVISION.search(Path(draft.path).stem)
    return int(found[1]) if found else 0


def reversed_order(old: Draft, new: Draft) -> str:
    """Why the draft that stands first seems to be the newer one; empty where nothing says so.

    Dates decide where both drafts have one; else revisions of one symbol (``L.5/Rev.2``, ``L.5/Rev.1``, ``L.5``).
    """
    dates = date_of(old), date_of(new)
    if all(dates):
        return f"it is dated {dates[0]}, the other {dates[1]}" if dates[0] > dates[1] else ""
    if old.symbol and new.symbol and _base(old.symbol) == _base(new.symbol) and revision_of(old) > revision_of(new):
        return f"it is {old.symbol}, the other {new.symbol}"
    return ""


def _base(symbol: str) -> str:
    return re.sub(r"/Rev\.\s?\d+$", "", symbol)
