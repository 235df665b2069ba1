"""From the alignment of provisions to the paragraphs of the files they were read from."""

from __future__ import annotations

from collections.abc import Iterator

from treatydiff.model import Alignment, Draft, Level, Report
from treatydiff.ooxml.paragraphs import Places, paragraphs_of
from treatydiff.ooxml.xml import Element
from treatydiff.word.merge.plan import Hints


def hints(report: Report, old: Places, new: Places) -> Hints:
    """What the comparison says about paragraphs. Footnotes follow their references instead."""
    moved = _moved(report.alignment, report.new)
    groups, flags, decided = [], [], []
    for change in report.redline.all:
        link = change.link
        group = (list(paragraphs_of(link.old, old)), list(paragraphs_of(link.new, new)))
        if link.level is not Level.FOOTNOTE and group != ([], []):
            groups.append(group)
            flags.append(any(provision.eid in moved for provision in link.new))
            decided.append((change.text, change.heading, change.spans))
    printed = {**dict(_printed(report.old, old)), **dict(_printed(report.new, new))}
    return Hints(groups, frozenset(number for number, flag in enumerate(flags) if flag), printed, decided)


def _printed(draft: Draft, places: Places) -> Iterator[tuple[Element, tuple[str, str]]]:
    """Of drafts that came as Word files; in others numbers are set as the other side has them."""
    for index, block in enumerate(draft.blocks if draft.kind == "docx" else ()):
        paragraph = places.of_block(index)
        if paragraph is not None:
            yield paragraph, (block.number, block.text)


def _moved(alignment: Alignment, draft: Draft) -> set[str]:
    """The new provisions that moved, and everything inside them."""
    moved = {provision.eid for link in alignment.links if link.moved for provision in link.new}
    return {inner.eid for provision in draft.walk() if provision.eid in moved for inner in provision.walk()}
