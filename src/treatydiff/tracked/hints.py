"""From the alignment of provisions to the paragraphs of the files they were read from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from docx.opc.constants import RELATIONSHIP_TYPE as RT

from treatydiff.model import Alignment, Draft, Level, Provision
from treatydiff.tracked.package import Package
from treatydiff.tracked.plan import Hints
from treatydiff.tracked.xml import Element, P

_PARTS = {"footnotes": RT.FOOTNOTES, "endnotes": RT.ENDNOTES}


class Places(Protocol):
    """Where the blocks of a draft stand in a Word file."""

    def of_block(self, index: int) -> Element | None:
        """The paragraph that holds a block of the draft."""


class Paragraphs:
    """The paragraphs of a package as they were numbered when the draft was read; made before changes are resolved."""

    def __init__(self, package: Package, draft: Draft) -> None:
        self._draft = draft
        self._parts = {"document": list(package.document.iter(P))}
        for name, reltype in _PARTS.items():
            part = package.related(reltype)
            self._parts[name] = [] if part is None else list(package.tree(part).iter(P))

    def of_block(self, index: int) -> Element | None:
        """The paragraph that a block of the draft was read from."""
        origin = self._draft.blocks[index].origin
        paragraphs = self._parts.get(origin.part, [])
        return paragraphs[origin.index] if 0 <= origin.index < len(paragraphs) else None


def hints(alignment: Alignment, new_draft: Draft, old: Places, new: Places) -> Hints:
    """What the links say about paragraphs. Footnotes follow their references instead."""
    moved = _moved(alignment, new_draft)
    groups, flags = [], []
    for link in alignment.links:
        group = (list(paragraphs_of(link.old, old)), list(paragraphs_of(link.new, new)))
        if link.level is not Level.FOOTNOTE and group != ([], []):
            groups.append(group)
            flags.append(any(provision.eid in moved for provision in link.new))
    return Hints(groups, frozenset(number for number, flag in enumerate(flags) if flag))


def _moved(alignment: Alignment, draft: Draft) -> set[str]:
    """The new provisions that moved, and everything inside them."""
    moved = {provision.eid for link in alignment.links if link.moved for provision in link.new}
    return {inner.eid for provision in draft.walk() if provision.eid in moved for inner in provision.walk()}


def paragraphs_of(provisions: Iterable[Provision], places: Places) -> tuple[Element, ...]:
    """The paragraphs of some provisions' own texts, in order, each once."""
    found = (places.of_block(index) for provision in provisions for index in provision.blocks)
    return tuple(dict.fromkeys(paragraph for paragraph in found if paragraph is not None))
