"""Assembles the redline of two Word files: the new one, and what the old one had otherwise as tracked changes."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import field
from functools import partial

from treatydiff.ooxml.opc import RT, PackagePart
from treatydiff.ooxml.package import NOTES, WordPackage, merge_prefixes
from treatydiff.ooxml.resolve import as_opened, shared_smart_tags
from treatydiff.ooxml.xml import ID, PPR, RPR, SDT, SECTPR, TBL, Element, Fate, P, W, child, fill, insert_before
from treatydiff.text.frozen import dataclass
from treatydiff.word.merge.body import Bodies
from treatydiff.word.merge.hints import Hints
from treatydiff.word.merge.numbers import trusted
from treatydiff.word.merge.parts import Merge
from treatydiff.word.merge.pending import Pending, attribute
from treatydiff.word.merge.relocated import as_moves
from treatydiff.word.merge.styles import shared


@dataclass(slots=True)
class Marks:
    """Who makes the marks, when, and which."""

    author: str = "treatydiff"
    date: str = "1970-01-01T00:00:00Z"
    native_moves: bool = True
    formatting: bool = True
    """Whether a change of looks alone is marked; else the new looks stand unmarked."""
    numbers: bool = True
    """Whether, where looks are not marked, a number that reads as before is no change whatever made it."""
    pending: Pending | None = None
    """Where the drafts' own changes keep their authors: what changes pending in the new draft delete."""
    wholes: Wholes = field(default_factory=lambda: Wholes())
    """What is deleted and inserted as a whole."""


@dataclass(frozen=True, slots=True)
class Wholes:
    """What is deleted and inserted as a whole, because what is in it does not come out right."""

    paragraphs: tuple[Container[int], Container[int]] = ((), ())
    """Old and new ones: which ``w:p`` of the main part, from 0. Their notes go with them."""
    blocks: tuple[Container[int], Container[int]] = ((), ())
    """Those of which the tables and content controls that they stand in go as a whole too."""
    heads: bool = False
    """Whether the paragraphs of headers and footers do."""

    def settle(self, bodies: Bodies, old: WordPackage, new: WordPackage) -> None:
        """Tell ``bodies`` which elements that are."""
        for side, package in enumerate((old, new)):
            for place, paragraph in enumerate(package.document.iter(P)):
                if place in self.blocks[side]:
                    frames = set(paragraph.iterancestors(TBL, SDT))
                    bodies.apart |= frames
                    bodies.wholes |= {inner for frame in frames for inner in frame.iter(P)}
                if place in self.paragraphs[side]:
                    bodies.wholes |= {paragraph, *_in_notes(package, paragraph)}


def _in_notes(package: WordPackage, paragraph: Element) -> Iterator[Element]:
    """The paragraphs of the notes that a paragraph refers to."""
    for kind, (reltype, _) in NOTES.items():
        wanted = {each.get(ID) for each in paragraph.iter(W + f"{kind}Reference")}
        part = package.related(reltype) if wanted else None
        for note in () if part is None else package.tree(part).iterchildren(W + kind):
            if note.get(ID) in wanted:
                yield from note.iter(P)


@dataclass(slots=True)
class MergedDocument:
    """A redline before it is written."""

    package: WordPackage
    merge: Merge
    bodies: Bodies
    hints: Hints = field(default_factory=Hints)


def merge(old: WordPackage, new: WordPackage, hints: Hints, marks: Marks) -> MergedDocument:
    """Merge the old package into the new one, which becomes the redline. Both must hold no tracked changes."""
    tags = shared_smart_tags(old, new) if marks.formatting else ()
    for package in (old, new):
        package.drop_unwanted()
        as_opened(package, tags)
    both = Merge(old, new, marks.author, marks.date, marks.formatting)
    bodies = Bodies(both, hints, marks.native_moves)
    marks.wholes.settle(bodies, old, new)
    if marks.formatting:
        _style_changes(both)
    elif marks.numbers:
        both.trusted = trusted(both, hints, bodies.wholes)
    _body(bodies, old, new)
    bodies.ends.sections.finish(partial(_head, bodies, marks.wholes.heads))
    for notes in both.notes.values():
        notes.finish(lambda a, b, x, y, fate: _note(bodies, a, b, x, y, fate))
    if marks.native_moves:
        bodies.moves += as_moves(both.moved, both.revisions, bodies.moves + 1)
    if marks.pending is not None:
        attribute(new, both.revisions, marks.pending)
    both.threads.finish()
    for part in list(new.stories()):
        _prefixes(old, new, part)
    return MergedDocument(new, both, bodies, hints)


def _body(bodies: Bodies, old: WordPackage, new: WordPackage) -> None:
    story = bodies.story(old.main, new.main)
    before, after = old.body.find(SECTPR), new.body.find(SECTPR)
    merged = bodies.blocks(story, list(old.body), list(new.body))
    fill(new.body, merged if after is None else [*merged, after])
    if before is not None and after is not None:
        bodies.ends.sections.add(before, after, after)


def _head(
    bodies: Bodies,
    as_wholes: bool,
    old_part: PackagePart | None,
    new_part: PackagePart,
    old: list[Element],
    new: list[Element],
) -> list[Element]:
    """The content of a header or footer."""
    if as_wholes:
        bodies.wholes |= {paragraph for block in (*old, *new) for paragraph in block.iter(P)}
    return bodies.blocks(bodies.story(old_part, new_part), old, new)


def _note(
    bodies: Bodies,
    old: Element | None,
    new: Element | None,
    old_part: PackagePart | None,
    new_part: PackagePart,
    fate: Fate,
) -> list[Element]:
    """The content of one note: merged where its reference is kept, marked as a whole where the reference comes or goes.

    A moved reference takes its note along, twice for the time being, and each is whole without marks.
    """
    story = bodies.story(old_part, new_part)
    if fate is Fate.KEEP and old is not None and new is not None:
        return bodies.blocks(story, list(old), list(new))
    source = new if fate.in_new else old
    if source is not None and fate in (Fate.MOVE_FROM, Fate.MOVE_TO):
        return (
            list(source)
            if fate.in_new or old_part is None
            else [bodies.merge.adopt(e, old_part, new_part) for e in source]
        )
    return [] if source is None else bodies.one_sided(story, list(source), fate, mark_ends=False)


def _style_changes(merge: Merge) -> None:
    """Record in each style that both files define how the old one looked."""
    for old, new in shared(merge.old, merge.new):
        for tag, before in ((PPR, old.find(PPR)), (RPR, old.find(RPR))):
            after = new.find(tag)
            if merge.canon_old.properties(before) == merge.canon_new.properties(after):
                continue
            if after is None:
                after = child(new, tag)
                new.remove(after)
                insert_before(new, after, _AFTER[tag])
            merge.revisions.change(after, merge.properties(before))


_TABLE_PARTS = tuple(W + tag for tag in ("tblPr", "trPr", "tcPr", "tblStylePr"))
_AFTER = {PPR: (RPR, *_TABLE_PARTS), RPR: _TABLE_PARTS}


def _prefixes(old: WordPackage, new: WordPackage, part: PackagePart) -> None:
    """Declare in a story of the redline the prefixes that came with old content."""
    kinds = {RT.FOOTNOTES, RT.ENDNOTES, RT.COMMENTS}
    source = old.document
    for kind in kinds:
        mine, theirs = new.related(kind), old.related(kind)
        if part is mine and theirs is not None:
            source = old.tree(theirs)
    new.set_tree(part, merge_prefixes(new.tree(part), source))
