"""What the words of a change do, in words of law, and nothing of what that means for people."""

from __future__ import annotations

from treatydiff.model import Change, Kind, Level
from treatydiff.report import Finding

_CAME, _WENT, _OTHER = range(3)
_FACTS = {
    **dict.fromkeys(
        ("frame-condition", "frame-narrowed", "frame-restriction"),
        ("a condition is added", "a condition is removed", "a condition reads otherwise"),
    ),
    "frame-exception": ("an exception is added", "an exception is removed", "an exception reads otherwise"),
    "frame-lifted": ("a rule is set aside in some cases", "a clause that set a rule aside is removed", ""),
    "frame-members": ("a list is longer", "a list is shorter", "a list has other members"),
    "frame-coverage": ("more is covered in so many words", "less is covered in so many words", ""),
    "frame-power-given": ("what an authority may do is added", "what an authority may do is removed", ""),
    "frame-safeguard-set": ("a safeguard is added", "a safeguard is removed", "a safeguard reads otherwise"),
    "frame-right-given": ("a right or remedy is added", "a right or remedy is removed", ""),
    "frame-oversight-set": ("oversight is added", "oversight is removed", "oversight reads otherwise"),
    "frame-offence-created": ("an offence is added", "an offence is removed", "an offence reads otherwise"),
    "frame-penalty-set": ("a penalty is added", "a penalty is removed", "a penalty reads otherwise"),
    "frame-secrecy-ordered": ("a duty of secrecy is added", "a duty of secrecy is removed", ""),
    "frame-controller": ("somebody is given a say", "somebody who had a say is no longer named", "others have a say"),
}
"""Of a rule, in whatever theme, what it reads where words came, went, or came in the place of others."""
_WHOLES = {Kind.INSERTED: "new", Kind.DELETED: "deleted", Kind.AMENDED: ""}


def fact(change: Change, finding: Finding | None = None) -> str:
    """A clause without capital and full stop, of a whole that came or went and of what a rule read; may be empty."""
    whole = _whole(change)
    if finding is None:
        return whole
    read = _FACTS.get(finding.rule.partition("/")[2])
    said = read[_side(change, finding)] if read else ""
    return f"{whole}: {said}" if whole and said else whole or said or _exchanged(finding)


def _whole(change: Change) -> str:
    became = _WHOLES.get(change.kind, "")
    level = change.provision.level
    if not became or level is Level.FRONT:
        return ""
    return f"{became} {change.provision.word or level if level is Level.ARTICLE else level}"


def _side(change: Change, finding: Finding) -> int:
    if change.kind in (Kind.INSERTED, Kind.DELETED):
        return _CAME if change.kind is Kind.INSERTED else _WENT
    if finding.removed and finding.introduced:
        return _OTHER
    return _CAME if finding.introduced else _WENT


def _exchanged(finding: Finding) -> str:
    """``“shall” became “may”``; nothing of words too long to be said: they are quoted."""
    gone, come = (tuple(filter(finding.quotes, side)) for side in (finding.removed, finding.introduced))
    if len(gone) != len(finding.removed) or len(come) != len(finding.introduced) or len(gone) > 1 or len(come) > 1:
        return ""
    if gone and come:
        return f"“{gone[0]}” became “{come[0]}”"
    return f"“{gone[0]}” is gone" if gone else f"“{come[0]}” is added" if come else ""
