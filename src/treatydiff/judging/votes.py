"""Votes: what each fact of a change says about its direction, before the arbiter weighs them."""

from __future__ import annotations

from typing import NamedTuple

from treatydiff.judging.clauses import Role
from treatydiff.judging.signs import Sign
from treatydiff.model import Op
from treatydiff.report import FRAME, Severity
from treatydiff.themes.patterns import Range


class Vote(NamedTuple):
    """One fact, and what it means for those concerned."""

    kind: str
    """What sort of fact: ``words``, ``whole``, ``slot``, ``force``, ``exception`` ... The arbiter weighs by it."""
    rule: str
    """``theme/name``."""
    worse: bool | None
    """None: the fact touches the theme, and does not tell which way."""
    severity: Severity
    says: str
    removed: tuple[str, ...]
    introduced: tuple[str, ...]
    at: Range
    """Where its words stand in the marked-up text of the passage."""
    role: Role | None = None
    doubts: tuple[str, ...] = ()
    """Names of what speaks against telling it (``doubts.py``)."""
    whole: bool = False
    """Whether a provision or sentence that came or went says it as a whole."""
    passage: int = 0
    """Which passage of the change it is of."""

    @property
    def theme(self) -> str:
        return self.rule.partition("/")[0]

    @property
    def op(self) -> Op:
        """The side that has its words: the old one where it has no others."""
        return Op.INSERT if self.introduced or not self.removed else Op.DELETE

    def meets(self, other: Vote) -> bool:
        """Whether both speak of the same words."""
        return self.passage == other.passage and self.at[0] < other.at[1] and other.at[0] < self.at[1]

    def doubted(self, *names: str) -> Vote:
        return self._replace(doubts=(*self.doubts, *names))


def framed(
    kind: str, theme: str, role: Role, sign: Sign, words: tuple[tuple[str, ...], tuple[str, ...]], at: Range
) -> Vote:
    """A fact of the clause reader with what the table of signs says of it; ``words``: what went, what came."""
    return Vote(kind, f"{theme}/{FRAME}{sign.id}", sign.worse, sign.severity, sign.says, *words, at, role)
