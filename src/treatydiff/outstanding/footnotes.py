"""Attaches footnotes to provisions, where the file says so: in Word, the paragraph that holds the mark."""

from __future__ import annotations

from treatydiff.errors import TreatydiffError
from treatydiff.model import Draft, Level
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import ID, Element, P, W

_KINDS = (("footnotes", RT.FOOTNOTES, W + "footnote"), ("endnotes", RT.ENDNOTES, W + "endnote"))


def noted(draft: Draft) -> dict[str, str]:
    """By the ``eid`` of a footnote that of the provision that its mark stands in; none of files that do not say it."""
    footnotes = [p for p in draft.provisions if p.level is Level.FOOTNOTE and p.blocks]
    if draft.kind != "docx" or not draft.data or not footnotes:
        return {}
    try:
        package = WordPackage(draft.data)
    except TreatydiffError:
        return {}
    home = {index: p.eid for p in draft.walk() if p.level is not Level.FOOTNOTE for index in p.blocks}
    block = {b.origin.index: at for at, b in enumerate(draft.blocks) if b.origin.part == "document"}
    marked: dict[tuple[str, str], str] = {}
    for at, paragraph in enumerate(package.document.iter(P)):
        for kind, _, tag in _KINDS:
            for reference in paragraph.iter(f"{tag}Reference"):
                marked.setdefault((kind, str(reference.get(ID))), home.get(block.get(at, -1), ""))
    notes = {kind: _paragraphs(package, reltype, tag) for kind, reltype, tag in _KINDS}
    found = {}
    for footnote in footnotes:
        origin = draft.blocks[footnote.blocks[0]].origin
        number = notes.get(origin.part, {}).get(origin.index, "")
        if eid := marked.get((origin.part, number), ""):
            found[footnote.eid] = eid
    return found


def _paragraphs(package: WordPackage, reltype: str, tag: str) -> dict[int, str]:
    """By the place of a paragraph in the part of the notes the id of its note."""
    part = package.related(reltype)
    if part is None:
        return {}
    tree: Element = package.tree(part)
    owner = {paragraph: str(note.get(ID)) for note in tree.iter(tag) for paragraph in note.iter(P)}
    return {at: owner[paragraph] for at, paragraph in enumerate(tree.iter(P)) if paragraph in owner}
