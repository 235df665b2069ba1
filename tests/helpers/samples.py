"""The sample drafts and their comparisons, each read and made once in a process."""

from __future__ import annotations

from functools import cache

from corpus import DRAFTS
from treatydiff.compare import compare, read_draft
from treatydiff.model import Draft
from treatydiff.report import Report


@cache
def draft(at: int, kind: str = "docx") -> Draft:
    """A sample draft: 0 is the zero draft, 1 the revised, 2 the further revised one."""
    return read_draft(str(DRAFTS[at].with_suffix(f".{kind}")))


@cache
def compared(old: int, new: int, kind: str = "docx", *, judged: bool = True) -> Report:
    """Two sample drafts compared."""
    return compare(draft(old, kind), draft(new, kind), judged=judged)
