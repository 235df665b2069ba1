"""The one sentence that a finding says, with the place in the words people use in the room."""

from __future__ import annotations

from treatydiff.findings.passages import Passage
from treatydiff.findings.scene import Verdict
from treatydiff.model import Change, Draft, Kind, Level
from treatydiff.outline import outline
from treatydiff.places import title

_LONGEST = 60
"""Characters of quoted words in a message; the finding itself holds them in full."""


class Namer:
    """Names provisions: ``Article 30, paragraph 1 (b)``."""

    def __init__(self, old: Draft, new: Draft) -> None:
        self._outlines = {"old": outline(old), "new": outline(new)}

    def name(self, change: Change) -> str:
        """Where a change stands: in the new draft, or in the old one where it is gone from the new."""
        side, provision = ("old", change.link.old[0]) if change.kind is Kind.DELETED else ("new", change.provision)
        side = side if change.link.new or side == "old" else "old"
        place = self._outlines[side].place.get(provision.eid, "")
        row = self._outlines[side].unit.get(provision.eid, provision)
        where = f"{title(row)}, {place}" if place else title(row)
        return f"{where} of the old draft" if side == "old" else where


def message(namer: Namer, passage: Passage, verdict: Verdict) -> str:
    """One plain sentence: the place, what it means, the words."""
    words = _words(passage, verdict)
    return f"{namer.name(passage.change)}: {verdict.says}{f' ({words})' if words else ''}."


def _words(passage: Passage, verdict: Verdict) -> str:
    if passage.whole:
        provision = passage.change.provision
        what = "article" if provision.level is Level.ARTICLE else "provision"
        return f"new {what}" if passage.change.kind is Kind.INSERTED else f"{what} deleted"
    quoted = verdict.quoted or (verdict.removed, verdict.introduced)
    removed, introduced = (", ".join(f'"{_short(word)}"' for word in words) for words in quoted)
    if removed and introduced:
        return f"{removed} became {introduced}"
    return f"{removed} is gone" if removed else f"{introduced} was added" if introduced else ""


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 2].rsplit(' ', 1)[0]} …"
