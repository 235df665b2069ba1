"""What a provision that came or went gives: a power over people, a task, or a protection that hangs on a power."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from treatydiff.findings.wording import sentences
from treatydiff.frames import Clause, FrameReader, Role, Weight
from treatydiff.frames.certainty import plainly_is
from treatydiff.frames.comparing import SURE
from treatydiff.frames.reading import total
from treatydiff.model import Change, Kind, Level, Op, Provision
from treatydiff.themes.patterns import plain, silent

_DONE = frozenset({"coerce", "share"})
"""Kinds of acts without which a power is none over people."""
_CLEAR = 1.5
"""How many times heavier what burdens must be than what protects for a provision to be nothing but a power."""
UNITS = frozenset({Level.ARTICLE, Level.PARAGRAPH, Level.PREAMBLE, Level.ANNEX, Level.OPTION})
"""Levels at which a provision is read by itself, with what hangs on it."""


class Grants(NamedTuple):
    """Reads what provisions of one language give."""

    reader: FrameReader

    def only_tasks(self, change: Change) -> bool:
        """Whether all that a provision lets or makes somebody do is to oversee, report or protect."""
        acts = {act for clause in self._clauses(change) for act in clause.granted}
        return bool(acts) and acts.isdisjoint(_DONE)

    def only_powers(self, change: Change) -> bool:
        """Whether a provision plainly gives a power, and what protects in it hangs on that."""
        clauses = self._clauses(change)
        weight = Weight.of(total(clause.roles for clause in clauses))
        given = any(plainly_is(each, Role.POWER) and each.roles.get(Role.POWER, 0.0) >= SURE for each in clauses)
        return given and weight.burden >= _CLEAR * max(weight.protection, 1.0)

    def _clauses(self, change: Change) -> tuple[Clause, ...]:
        provisions = change.link.new if op_of(change) is Op.INSERT else change.link.old
        texts = (silent(part.text) for each in provisions for part in unit_of(each))
        flat = plain("\n".join(filter(None, texts)))
        return self.reader.clauses(flat, sentences(flat))


def op_of(change: Change) -> Op:
    return Op.DELETE if change.kind is Kind.DELETED else Op.INSERT


def unit_of(provision: Provision) -> Iterator[Provision]:
    """A provision with what hangs on it, numbered paragraphs aside."""
    yield provision
    for child in provision.children:
        if child.level not in UNITS:
            yield from unit_of(child)
