"""A paragraph that takes another paragraph of its article away: "Paragraph 1 does not apply where …"."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.judging.clauses import BURDENS, PROTECTIONS, Clause, Frame, FrameReader, Role
from treatydiff.judging.context import Context
from treatydiff.judging.restating import plainly
from treatydiff.judging.slots import SURE, Weight, strongest
from treatydiff.model import Level, Provision
from treatydiff.numerals import numerals

_OUTWEIGHS = 1.5
"""How many times more than of the other side what is taken away must say of protection, or of burden."""
_PEOPLE = ("agents.exposed", "agents.protected")
"""Whom a ban protects that names them."""
_BEHIND = 40
"""Characters behind such words within which the number stands where it does not stand before them."""
_OPENING = 90
"""Characters from its beginning within which a paragraph says that another does not apply."""


def lifted_by(
    provision: Provision, frame: Frame, context: Context, reader: FrameReader
) -> tuple[Role, Clause | None] | None:
    """Which role the paragraphs have that a paragraph takes away, and the clause that does it.

    None unless it names paragraphs of its own article, and these plainly protect, or burden.
    """
    text, code = plainly(provision.text), reader.lexis.code
    found = (hit for hit in frame.hits if hit.name.startswith("disapply."))
    said = next((hit for hit in found if reader.lexis.turns(text[hit.start : hit.end]) % 2 == 1), None)
    if said is None or said.start > _OPENING:
        return None
    named = _numbers(text[: said.start], code) or _numbers(text[said.end : said.end + _BEHIND], code)
    others = [each for each in _siblings(provision, context) if _numbers(each.number, code) & named]
    role = _role_of(others, reader)
    return (role, frame.clause_at(said.start)) if role else None


def _numbers(text: str, code: str) -> set[float]:
    return {numeral.value for numeral in numerals(plainly(text), code)}


def _siblings(provision: Provision, context: Context) -> Iterator[Provision]:
    above = context.above.get(provision.eid)
    if provision.level is Level.PARAGRAPH and above and above.level is Level.ARTICLE:
        yield from (child for child in above.children if child.eid != provision.eid)


def _role_of(provisions: list[Provision], reader: FrameReader) -> Role | None:
    """What some paragraphs plainly are; None where burden and protection are both in them, or neither."""
    text = plainly("\n".join(each.full_text() for each in provisions))
    roles, hits = reader.roles(text), reader.lexis.hits(text)
    weight = Weight.of(roles)
    if weight.protection >= max(SURE, _OUTWEIGHS * weight.burden):
        return strongest(roles, PROTECTIONS)
    forbids = any(hit.name == "force.mustnot" for hit in hits) or reader.lexis.turns(text) % 2 == 1
    if forbids and any(hit.name in _PEOPLE for hit in hits):
        return Role.SAFEGUARD
    return strongest(roles, BURDENS) if weight.burden >= max(SURE, 2 * _OUTWEIGHS * weight.protection) else None
