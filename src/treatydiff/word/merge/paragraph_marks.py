"""The ends of paragraphs: a paragraph's properties, style, number and section belong to its end.

Where a paragraph's end is kept, the new properties stand with the old ones recorded. Two ends cannot be made one
when only one of them ends a section, for no mark restores a section's break: then the new end is inserted and the
old one deleted.
"""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from treatydiff.ooxml.canonical import end_properties
from treatydiff.ooxml.inline import BY
from treatydiff.ooxml.xml import PPR, RPR, SECTPR, Element, Fate, P, W, insert_before
from treatydiff.word.merge.layout import MarkedLayout
from treatydiff.word.merge.parts import Merge
from treatydiff.word.merge.runs import StoryPair, Written
from treatydiff.word.merge.sections import Sections


class Ends:
    """Settles the properties of paragraphs."""

    def __init__(self, merge: Merge, layout: MarkedLayout | None = None) -> None:
        """``layout``: how what went stands among the new draft's paragraphs; None for as it stood."""
        self._merge, self._layout = merge, layout
        self.sections = Sections(merge)

    def settle(self, written: Written, story: StoryPair, alone: Fate = Fate.KEEP) -> list[Element]:
        """The finished paragraph; two where the end could not be kept. ``alone``: the side whose properties count."""
        if alone is not Fate.KEEP and written.fate is Fate.KEEP:
            self._put(written.element, self._one_sided(written, story, alone))
            return [written.element]
        if written.fate is not Fate.KEEP:
            ppr = self._one_sided(written, story, written.fate)
            ppr = etree.Element(PPR) if ppr is None else ppr
            by = written.new.get(BY, "") if written.fate is Fate.INSERT and written.new is not None else ""
            self._merge.revisions.mark_end(ppr, written.fate, str(by))
            self._put(written.element, ppr)
            return [written.element]
        return self._kept(written, story)

    def _kept(self, written: Written, story: StoryPair) -> list[Element]:
        assert written.old is not None
        assert written.new is not None
        sections = [p.find(f"{PPR}/{SECTPR}") is not None for p in (written.old, written.new)]
        if sections == [False, True]:
            return self._apart(written, story, Fate.INSERT, Fate.DELETE)
        if sections == [True, False]:
            return self._apart(written, story, Fate.DELETE, Fate.INSERT)
        if written.element is written.new and not any(sections):
            return [written.element]
        self._put(written.element, self._compared(written.old, written.new))
        return [written.element]

    def _apart(self, written: Written, story: StoryPair, first: Fate, second: Fate) -> list[Element]:
        """The text with one end, and an empty paragraph with the other."""
        content = written.element
        if content is written.new:
            content = written.element = deepcopy(content)
        blank = Written(etree.Element(P), second, written.old, written.new)
        return [
            *self.settle(Written(content, first, written.old, written.new), story),
            *self.settle(blank, story),
        ]

    def _one_sided(self, written: Written, story: StoryPair, fate: Fate) -> Element | None:
        """A copy of the properties of the side on which the end stands."""
        source = written.new if fate.in_new else written.old
        assert source is not None
        ppr = source.find(PPR)
        if ppr is None:
            return None if fate.in_new else self._placed(source, etree.Element(PPR))
        if fate.in_new:
            copy = deepcopy(ppr)
        else:
            section = ppr.find(SECTPR)
            bare = deepcopy(ppr)
            for found in bare.findall(SECTPR):
                bare.remove(found)
            adopted = self._merge.properties(bare)
            assert adopted is not None
            copy = self._placed(source, adopted)
            if section is not None:
                copy.append(self.sections.adopt(section))
        section = copy.find(SECTPR)
        if section is not None:
            original = ppr.find(SECTPR)
            self.sections.add(None if fate.in_new else original, original if fate.in_new else None, section)
        return copy

    def _placed(self, paragraph: Element, ppr: Element) -> Element:
        """The properties of an old paragraph that went, with the place that its like have now."""
        if self._layout is not None:
            self._layout.apply(paragraph, ppr)
        return ppr

    def _compared(self, old: Element, new: Element) -> Element | None:
        before, after = old.find(PPR), new.find(PPR)
        merge = self._merge
        ppr = deepcopy(after) if after is not None else etree.Element(PPR)
        self._end_look(ppr, end_properties(old), end_properties(new))
        section = ppr.find(SECTPR)
        if section is not None and before is not None and after is not None:
            self.sections.add(before.find(SECTPR), after.find(SECTPR), section)
        if merge.paragraph_changed(old, new):
            merge.revisions.change(ppr, merge.former_paragraph(before, after))
        return ppr if len(ppr) else None

    def _end_look(self, ppr: Element, before: Element | None, after: Element | None) -> None:
        """Record how the end itself looked, where that changed."""
        merge = self._merge
        if not merge.properties_changed(before, after):
            return
        rpr = ppr.find(RPR)
        if rpr is None:
            rpr = etree.Element(RPR)
            insert_before(ppr, rpr, (SECTPR,))
        merge.revisions.change(rpr, merge.properties(before))

    def _put(self, paragraph: Element, ppr: Element | None) -> None:
        for old in paragraph.findall(PPR):
            paragraph.remove(old)
        if ppr is not None:
            paragraph.insert(0, ppr)


# ------------------------------------------------------------------------------------------------------ the last end


def settle_tail(blocks: list[Written | Element]) -> None:
    """Make the last paragraph's end a kept one, in place, by passing ends on.

    Word cannot insert or delete the last end of a document, cell or note. When a paragraph is added at the end, what is
    really new is the end before it; when one is dropped, what goes is the end before it.
    """
    last = next((b for b in reversed(blocks) if isinstance(b, Written)), None)
    if last is None or last.fate is Fate.KEEP:
        return
    other = _last_end(blocks, needs_old=last.fate.in_new)
    if other is None:
        return
    for block in (last, other):
        if block.element is block.new:  # its properties are about to be read for another paragraph
            block.element = deepcopy(block.element)
    if last.fate.in_new:
        last.old, other_fate, keep_text = other.old, Fate.INSERT, other.fate is Fate.KEEP
    else:
        last.new, other_fate, keep_text = other.new, Fate.DELETE, other.fate is Fate.KEEP
    last.fate = Fate.KEEP
    if keep_text:
        other.fate = other_fate
    else:
        _hand_over(blocks, other)


def _last_end(blocks: list[Written | Element], needs_old: bool) -> Written | None:
    """The last paragraph whose end stands on the side that the last one lacks."""
    for block in reversed(blocks):
        if isinstance(block, Written) and (block.fate.in_old if needs_old else block.fate.in_new):
            return block
    return None


def _hand_over(blocks: list[Written | Element], giver: Written) -> None:
    """Put the content of a paragraph that lost its end before the content of the next one."""
    places = [k for k, b in enumerate(blocks) if isinstance(b, Written)]
    here = next(k for k in places if blocks[k] is giver)
    receiver = blocks[next(k for k in places if k > here)]
    assert isinstance(receiver, Written)
    content = [child for child in giver.element if child.tag != PPR]
    ends = [
        b for b in blocks[here : places[places.index(here) + 1]] if not isinstance(b, Written) and b.tag in _RANGE_ENDS
    ]
    position = 1 if len(receiver.element) and receiver.element[0].tag == PPR else 0
    receiver.element[position:position] = [*content, *ends]
    blocks[:] = [b for k, b in enumerate(blocks) if k != here and not any(b is end for end in ends)]


_RANGE_ENDS = (W + "moveFromRangeEnd", W + "moveToRangeEnd")
