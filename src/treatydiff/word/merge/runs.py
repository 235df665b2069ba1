"""Writes the runs that are kept, inserted and deleted.

What is kept takes the new look, with the old one recorded where it differs and looks are marked; so accepting gives
the new runs and rejecting the old.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from treatydiff.ooxml.canonical import text_boxes
from treatydiff.ooxml.inline import BY, InlinePiece, Sort
from treatydiff.ooxml.opc import PackagePart
from treatydiff.ooxml.xml import (
    DELETED_TEXT,
    ID,
    RPR,
    RUN,
    SDT,
    SDTCONTENT,
    SDTPR,
    TEXT,
    TXBX,
    Element,
    Fate,
    P,
    W,
    delete_text,
    text_element,
)  # fmt: skip
from treatydiff.word.merge.parts import Merge
from treatydiff.word.merge.segments import Segment

_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_SHARING = tuple(W + tag for tag in ("t", "tab", "br", "cr", "noBreakHyphen", "softHyphen", "sym", "ptab"))
"""What may stand in one run with text; all else has a run of its own, for not only Word reads redlines."""
_RANGED = (SDT,)
_MARKED_WHOLE = (W + "bdo", W + "dir", W + "smartTag")
"""Brackets that may stand inside a mark (CT_RunTrackChange): nothing of them stays where they came or went."""


# --------------------------------------------------------------------------------------------------------- writing


@dataclass(slots=True)
class StoryPair:
    """A part of each file whose texts answer to each other: both bodies, two headers, both files' footnotes."""

    old: PackagePart
    new: PackagePart
    """The part that will hold the redline."""
    merge_box: Callable[[StoryPair, Element, Element], list[Element]]
    """Merges the contents of two text boxes."""


@dataclass(slots=True)
class Written:
    """A paragraph of the redline before its properties are settled."""

    element: Element
    fate: Fate
    """What becomes of its end."""
    old: Element | None
    new: Element | None
    """The paragraphs that its end comes from."""


class RunWriter:
    """Writes segments as paragraphs."""

    def __init__(self, merge: Merge, story: StoryPair) -> None:
        self._merge, self._story = merge, story
        self._done: list[Written] = []
        self._begin()

    def write(self, segments: Iterable[Segment]) -> list[Written]:
        """The paragraphs that the segments fill; the last segment is the end of the last paragraph."""
        for segment in segments:
            self._write(segment)
        return self._done

    def _begin(self) -> None:
        self._paragraph = etree.Element(P)
        self._place: list[Element] = [self._paragraph]
        self._inside: list[tuple[Fate, str, str] | None] = [None]
        """Of each of these the mark in which it stands as a whole."""
        self._mark: tuple[Fate, str, str, Element] | None = None
        self._moved = self._by = ""
        self._run: tuple[object, Element] | None = None

    def _write(self, segment: Segment) -> None:
        sort = segment.piece.sort
        self._moved, self._by = segment.moved, _signed(segment)
        if sort is Sort.END:
            self._end(segment)
        elif sort is Sort.TEXT:
            self._text(segment)
        elif sort is Sort.MARK:
            self._bare(Fate.KEEP, self._copy(segment))
        elif sort is Sort.OBJECT and segment.piece.element is not None:
            self._bare(segment.fate, self._copy(segment))
        elif segment.piece.element is not None:
            (self._open if sort is Sort.OPEN else self._close)(segment)
        else:
            self._members(segment)

    def _end(self, segment: Segment) -> None:
        old, new = (None if piece is None else piece.paragraph for piece in (segment.old, segment.new))
        source = new if new is not None and segment.fate.in_new else None
        if source is not None:
            for key, value in source.attrib.items():
                if key != BY:
                    self._paragraph.set(key, value)
        self._done.append(Written(self._paragraph, segment.fate, old, new))
        self._begin()

    # -------------------------------------------------------------------------------------------------- content

    def _text(self, segment: Segment) -> None:
        run = self._run_for(segment)
        last = run[-1] if len(run) else None
        if last is not None and last.tag in (TEXT, DELETED_TEXT):
            last.text = (last.text or "") + segment.text
            return
        run.append(text_element(segment.text, DELETED_TEXT if segment.fate is Fate.DELETE else TEXT))

    def _members(self, segment: Segment) -> None:
        """An object, or a field's head or end."""
        if self._is_kept_short(segment):
            self._short(segment)
            return
        olds = segment.old.members if segment.old is not None else []
        for index, (rpr, element) in enumerate(segment.piece.members):
            old = olds[index] if segment.fate is Fate.KEEP and index < len(olds) else None
            if element.tag not in _SHARING:
                self._run = None
            run = self._run_for(segment, rpr, old)
            copy = self._element(segment, element, old[1] if old else None)
            run.append(_deleted(copy) if segment.fate is Fate.DELETE else copy)
            if element.tag not in _SHARING:
                self._run = None

    def _is_kept_short(self, segment: Segment) -> bool:
        """Whether it is a field in short form on both sides: no mark can stand around one, but in one."""
        old, new = (None if piece is None else piece.simple for piece in (segment.old, segment.new))
        if segment.fate is not Fate.KEEP or old is None or new is None:
            return False
        merge, story = self._merge, self._story
        same = merge.canon_old.element(old, story.old) == merge.canon_new.element(new, story.new)
        return same or segment.piece.sort is not Sort.OBJECT

    def _short(self, segment: Segment) -> None:
        """A field in short form: whole, or as the bracket around its result."""
        field = segment.piece.simple
        assert field is not None
        if segment.piece.sort is Sort.OBJECT:
            self._append(deepcopy(field))
        elif segment.piece.sort is Sort.OPEN:
            shell = deepcopy_shell(field)
            self._append(shell)
            self._enter(shell)
        else:
            self._leave()

    def _copy(self, segment: Segment) -> Element:
        element = segment.piece.element
        assert element is not None
        return self._element(segment, element, segment.old.element if segment.old else None)

    def _element(self, segment: Segment, element: Element, old: Element | None) -> Element:
        """What to write for an element: old content is adopted, new content copied, kept content may change inside."""
        if segment.piece is segment.old:
            return self._merge.adopt(element, self._story.old, self._story.new, segment.fate)
        copy = deepcopy(element)
        if copy.tag in _REFERENCES:
            self._note(_REFERENCES[str(copy.tag)], segment.fate, str(copy.get(ID)), old)
        elif segment.fate is Fate.KEEP and old is not None:
            self._boxes(copy, old)
        return copy

    def _note(self, kind: str, fate: Fate, new_id: str, old: Element | None) -> None:
        if fate is Fate.KEEP and old is not None:
            self._merge.notes[kind].keep(str(old.get(ID)), new_id)
        else:
            self._merge.notes[kind].insert(new_id, fate)

    def _boxes(self, copy: Element, old: Element) -> None:
        if next(copy.iter(TXBX), None) is None:
            return
        for before, after in zip(text_boxes(old), text_boxes(copy), strict=True):
            after[:] = self._story.merge_box(self._story, before, after)

    # ---------------------------------------------------------------------------------------------------- brackets

    def _open(self, segment: Segment) -> None:
        element = segment.piece.element
        assert element is not None
        shell = etree.Element(element.tag)
        source = deepcopy_shell(element)
        if segment.piece is segment.old:
            source = self._merge.adopt(source, self._story.old, self._story.new, segment.fate)
        for key, value in source.attrib.items():
            shell.set(key, value)
        shell.extend(list(source))
        inner = etree.SubElement(shell, SDTCONTENT) if shell.tag == SDT else shell
        if shell.tag in _RANGED and segment.fate is not Fate.KEEP:
            start, end = self._merge.revisions.markup_range(segment.fate)
            self._append(start)
            self._append(shell)
            self._enter(inner)
            self._append(end)
        elif shell.tag in _MARKED_WHOLE and segment.fate is not Fate.KEEP:
            self._marked(segment.fate).append(shell)
            self._enter(inner, (segment.fate, self._moved, self._by))
        else:
            self._append(shell)
            self._enter(inner)

    def _close(self, segment: Segment) -> None:
        element = segment.piece.element
        ranged = element is not None and element.tag in _RANGED and segment.fate is not Fate.KEEP
        if ranged:
            start, end = self._merge.revisions.markup_range(segment.fate)
            self._append(start)
        self._leave()
        if ranged:
            self._append(end)

    def _enter(self, element: Element, marked: tuple[Fate, str, str] | None = None) -> None:
        self._break()
        self._place.append(element)
        self._inside.append(marked)

    def _leave(self) -> None:
        self._place.pop()
        self._inside.pop()
        self._break()

    # ------------------------------------------------------------------------------------------------------- runs

    def _append(self, element: Element) -> None:
        """Put an element at the end of the innermost bracket, outside of any revision mark."""
        self._break()
        self._place[-1].append(element)

    def _break(self) -> None:
        self._mark = self._run = None

    def _bare(self, fate: Fate, element: Element) -> None:
        """An element that stands beside runs."""
        if fate is Fate.KEEP:
            self._append(element)
        else:
            self._marked(fate).append(_deleted(element) if fate is Fate.DELETE else element)
            self._run = None

    def _marked(self, fate: Fate) -> Element:
        """Where content of a fate goes: the innermost bracket, or a revision mark in it."""
        if (fate is Fate.KEEP and not self._by) or (fate, self._moved, self._by) == self._inside[-1]:
            self._mark = None
            return self._place[-1]
        if self._mark is None or self._mark[:3] != (fate, self._moved, self._by):
            mark = self._merge.revisions.wrap(fate or Fate.INSERT, (), self._by)
            self._place[-1].append(mark)
            self._mark = (fate, self._moved, self._by, mark)
            if self._moved:
                self._merge.moved.setdefault(self._moved, {}).setdefault(fate, []).append(mark)
        return self._mark[3]

    def _run_for(
        self, segment: Segment, rpr: Element | None = None, old: tuple[Element | None, Element] | None = None
    ) -> Element:
        """The run to write into: the last one where it looks the same."""
        properties, before, look = self._look(segment, rpr, old)
        key = (segment.fate, segment.moved, self._by, look)
        if self._run is not None and self._run[0] == key:
            return self._run[1]
        place = self._marked(segment.fate)
        run = etree.SubElement(place, RUN)
        self._set_look(run, properties, before)
        self._run = (key, run)
        return run

    def _look(
        self, segment: Segment, rpr: Element | None, old: tuple[Element | None, Element] | None
    ) -> tuple[Element | None, tuple[Element | None] | None, object]:
        """Properties of the run; in a tuple, what they were before, where that differs; both as comparable text."""
        piece = segment.piece
        rpr = rpr if piece.members else piece.rpr
        if piece is segment.old:
            return self._merge.properties(rpr), None, self._merge.canon_old.properties(rpr)
        look = self._merge.canon_new.properties(rpr)
        if segment.fate is not Fate.KEEP or segment.old is None:
            return rpr, None, look
        old_rpr = old[0] if old else segment.old.rpr
        if not self._merge.run_changed(old_rpr, rpr):
            return rpr, None, look
        return rpr, (self._merge.properties(old_rpr),), (look, self._merge.canon_old.properties(old_rpr))

    def _set_look(self, run: Element, properties: Element | None, before: tuple[Element | None] | None) -> None:
        if before is None and (properties is None or not len(properties)):
            return
        rpr = etree.SubElement(run, RPR)
        if properties is not None:
            rpr.extend(deepcopy(child) for child in properties)
        if before is not None:
            self._merge.revisions.change(rpr, before[0])


def _signed(segment: Segment) -> str:
    """Whose pending insertion a stretch is: one that came, and one that both drafts hold as the same person's."""
    new = "" if segment.new is None else segment.new.by
    if segment.fate is Fate.INSERT:
        return new
    return new if segment.fate is Fate.KEEP and segment.old is not None and segment.old.by == new else ""


def deepcopy_shell(element: Element) -> Element:
    """A bracket without what is inside it."""
    shell = etree.Element(element.tag)
    for key, value in element.attrib.items():
        shell.set(key, value)
    kept = (SDTPR, W + "sdtEndPr", W + "smartTagPr")
    shell.extend(deepcopy(child) for child in element if child.tag in kept)
    return shell


def _deleted(element: Element) -> Element:
    """Text of a run as deleted text, also inside of ruby and the like; a text box has text of its own."""
    if next(element.iter(TXBX), None) is None:
        delete_text(element)
    return element


def end_piece(paragraph: Element) -> InlinePiece:
    """The end of a paragraph as a piece."""
    piece = InlinePiece(Sort.END, "", "end")
    piece.paragraph = paragraph
    return piece
