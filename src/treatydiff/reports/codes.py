"""The codes that an organization writes beside each provision of a proposal: those of the ITU.

``ADD`` a new provision, ``MOD`` a modified one, ``(MOD)`` one that is changed in form alone, ``SUP`` a suppressed one,
``NOC`` no change.
"""

from __future__ import annotations

from treatydiff.model import Change, Link, Significance
from treatydiff.reports.summary import Row

_SUBSTANCE = frozenset({Significance.SUBSTANTIVE, Significance.STATUS})


def of_change(change: Change) -> str:
    """The code of one provision."""
    return _code(change.link, change.significance)


def of_row(row: Row) -> str:
    """The code of an article with everything inside it."""
    return _code(row.link, row.significance)


def _code(link: Link, significance: Significance | None) -> str:
    old, new = ([p for p in side if not p.tombstone] for side in (link.old, link.new))
    if not old and not new:
        return ""
    if not (old and new):
        return "ADD" if new else "SUP"
    if significance is None:
        return "NOC"
    return "MOD" if significance in _SUBSTANCE or len(old) > 1 or len(new) > 1 else "(MOD)"
