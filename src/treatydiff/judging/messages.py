"""Where a finding stands, in the words people use in the room, and which words it quotes."""

from __future__ import annotations

from treatydiff.judging.passages import Passage
from treatydiff.judging.scene import Verdict
from treatydiff.model import Change, Draft, Kind, Op, Provision, Span
from treatydiff.outline import outline
from treatydiff.places import title
from treatydiff.report import Location


class Namer:
    """Names provisions: ``Article 30, paragraph 1 (b)``."""

    def __init__(self, old: Draft, new: Draft) -> None:
        self._outlines = {"old": outline(old), "new": outline(new)}

    def name(self, change: Change) -> Location:
        """Where a change stands: in the new draft, or in the old one where it is gone from the new."""
        side, provision = ("old", change.link.old[0]) if change.kind is Kind.DELETED else ("new", change.provision)
        side = side if change.link.new or side == "old" else "old"
        return self._located(side, provision)

    def elsewhere(self, op: Op, eid: str) -> Location:
        """What to call the provision of the other draft that has what came (``INSERT``) or went (``DELETE``)."""
        side = "new" if op is Op.DELETE else "old"
        return self._located(side, self._outlines[side].provisions[eid])

    def _located(self, side: str, provision: Provision) -> Location:
        place = self._outlines[side].place.get(provision.eid, "")
        row = self._outlines[side].unit.get(provision.eid, provision)
        return Location(title(row), place, gone=side == "old")


def quoted(passage: Passage, verdict: Verdict) -> tuple[Span, ...]:
    """The words that decided; none of a provision that came or went as a whole."""
    if passage.whole:
        return ()
    removed, introduced = verdict.quoted or (verdict.removed, verdict.introduced)
    return (*(Span(Op.DELETE, word) for word in removed), *(Span(Op.INSERT, word) for word in introduced))
