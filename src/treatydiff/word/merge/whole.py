"""Copies a paragraph of one side whole, where its content cannot be compared.

Nothing is taken apart here and put together again. So whatever made a comparison of such a paragraph wrong, a kind of
field or of object that nobody thought of, cannot make this wrong too.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from treatydiff.ooxml.inline import written_out
from treatydiff.ooxml.xml import HYPERLINK, ID, PPR, SDT, SDTCONTENT, TXBX, Element, Fate, P, W, delete_text
from treatydiff.word.merge.parts import Merge
from treatydiff.word.merge.runs import StoryPair, Written

_POINTS = {W + tag for tag in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart",
                               "permEnd")}  # fmt: skip
_SILENT = {PPR, W + "proofErr"}
_REFERENCES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}


def whole(merge: Merge, story: StoryPair, paragraph: Element, fate: Fate) -> Written:
    """The paragraph with all that is in it marked."""
    is_old = not fate.in_new
    copy = deepcopy(paragraph)
    for before, after in list(zip(paragraph.iter(), copy.iter(), strict=True)):
        if is_old and before.tag in _POINTS and not merge.carries(before):
            _parent(after).remove(after)
    if is_old:
        copy = merge.adopt(copy, story.old, story.new, fate)
    else:
        for reference in copy.iter(*_REFERENCES):
            merge.notes[_REFERENCES[str(reference.tag)]].insert(str(reference.get(ID)), fate)
    made = etree.Element(P)
    if not is_old:
        for key, value in copy.attrib.items():
            made.set(key, value)
    _WholeMarking(merge, fate).fill(made, [child for child in copy if child.tag not in _SILENT])
    return Written(made, fate, paragraph if is_old else None, None if is_old else paragraph)


class _WholeMarking:
    def __init__(self, merge: Merge, fate: Fate) -> None:
        self._fate = fate
        self._wrap: Callable[[], Element] = lambda: merge.revisions.wrap(fate, ())
        self._range = merge.revisions.markup_range

    def fill(self, parent: Element, content: list[Element]) -> None:
        """Put content into a parent, all of it that can be marked inside marks."""
        mark: Element | None = None
        for element in content:
            if element.tag in _POINTS or element.tag in (HYPERLINK, SDT):
                mark = None
                self._frame(parent, element)
            else:
                for each in written_out(element):
                    if mark is None:
                        mark = self._wrap()
                        parent.append(mark)
                    mark.append(self._marked(each))

    def _marked(self, element: Element) -> Element:
        if self._fate is Fate.DELETE and next(element.iter(TXBX), None) is None:  # a text box has text of its own
            delete_text(element)
        return element

    def _frame(self, parent: Element, element: Element) -> None:
        """A link, whose content is marked, or a content control, whose two tags are marked, too."""
        inner = element.find(SDTCONTENT) if element.tag == SDT else element
        content = [] if inner is None else [child for child in inner if child.tag not in _SILENT]
        if element.tag == HYPERLINK and inner is not None:
            inner[:] = []
            parent.append(element)
            self.fill(inner, content)
        elif element.tag == SDT and inner is not None:
            inner[:] = []
            (start, opened), (closing, end) = self._range(self._fate), self._range(self._fate)
            parent.extend((start, element, end))
            inner.append(opened)
            self.fill(inner, content)
            inner.append(closing)
        else:
            parent.append(element)


def _parent(element: Element) -> Element:
    parent = element.getparent()
    assert parent is not None
    return parent
