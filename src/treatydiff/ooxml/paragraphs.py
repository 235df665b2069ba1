"""Maps the blocks of a draft to the paragraphs of its Word file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from treatydiff.model import Draft, Provision
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import Element, P

_PARTS = {"footnotes": RT.FOOTNOTES, "endnotes": RT.ENDNOTES}


class Places(Protocol):
    """Where the blocks of a draft stand in a Word file."""

    def of_block(self, index: int) -> Element | None:
        """The paragraph that holds a block of the draft."""


class Paragraphs:
    """The paragraphs of a package as they were numbered when the draft was read; made before changes are resolved."""

    def __init__(self, package: WordPackage, draft: Draft) -> None:
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


def paragraphs_of(provisions: Iterable[Provision], places: Places) -> tuple[Element, ...]:
    """The paragraphs of some provisions' own texts, in order, each once."""
    found = (places.of_block(index) for provision in provisions for index in provision.blocks)
    return tuple(dict.fromkeys(paragraph for paragraph in found if paragraph is not None))
