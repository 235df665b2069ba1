"""Maps the alignment of provisions to the paragraphs of the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from treatydiff.model import Alignment, Change, Draft, Level, Op, Span, join_spans
from treatydiff.ooxml.paragraphs import Places, paragraphs_of
from treatydiff.ooxml.xml import Element
from treatydiff.report import Report
from treatydiff.text.words import words
from treatydiff.word.merge.decided import MarkedText
from treatydiff.word.merge.hints import Hints
from treatydiff.word.merge.plan import text_of
from treatydiff.word.merge.similarity import Sample, contained, likeness, sample

_NEARLY_ALL = 0.8
"""So much of a paragraph must have moved for it to count as moved, number and loose ends aside."""


def hints(report: Report, old: Places, new: Places) -> Hints:
    """What the comparison says about paragraphs. Footnotes follow their references instead."""
    moved = _moved(report.alignment, report.new)
    groups, flags, decided, articles = [], [], [], []
    for change in report.redline.all:
        link = change.link
        group = (list(paragraphs_of(link.old, old)), list(paragraphs_of(link.new, new)))
        if link.level is not Level.FOOTNOTE and group != ([], []):
            groups.append(group)
            flags.append(any(provision.eid in moved for provision in link.new))
            decided.append(tuple(_decided(change)))
            articles.append(change.within)
    printed = {**dict(_printed(report.old, old)), **dict(_printed(report.new, new))}
    far = frozenset(number for number, flag in enumerate(flags) if flag)
    return Hints(groups, far, printed, decided, dict(_relocated(report, old, new)), articles)


def _decided(change: Change) -> Iterator[MarkedText]:
    """Heading and text as the comparison marked them up: both where one paragraph or stream may hold both, and each."""
    sides = change.link.old, change.link.new
    text, heading = (tuple(_named(span, change) for span in part) for part in (change.text, change.heading))
    headings, texts = (
        [tuple(said for each in side if (said := getattr(each, part))) for side in sides]
        for part in ("heading", "text")
    )
    if max(map(len, sides)) == 1 and heading and text:
        both = [(*a, *b) for a, b in zip(headings, texts, strict=True)]
        yield MarkedText(join_spans(heading, text), both[0], both[1], "\n")
    yield MarkedText(text, texts[0], texts[1])
    yield MarkedText(heading, headings[0], headings[1], " / ")


def _named(span: Span, change: Change) -> Span:
    """A span that moved, with a name of its own in the place of the other change's, the same at both ends."""
    if not span.moved:
        return span
    source, goal = (change.id, span.moved) if span.op is Op.DELETE else (span.moved, change.id)
    return replace(span, moved=f"{source} {goal} {' '.join(words(span.text)).casefold()}")


def _relocated(report: Report, old: Places, new: Places) -> Iterator[tuple[Element, Element]]:
    """Paragraphs, old and new, that went to another provision as they are, or nearly."""
    changes = {change.id: change for change in report.redline.all}
    taken: set[Element] = set()
    for change in report.redline.all:
        for span in change.spans:
            source = changes.get(span.moved) if span.op is Op.INSERT else None
            if source is None:
                continue
            said = sample(span.text)
            for before in _held(source, old, said, is_old=True):
                for after in _held(change, new, said, is_old=False):
                    if not {before, after} & taken and likeness(_sample(before), _sample(after)) >= _NEARLY_ALL:
                        taken |= {before, after}
                        yield before, after


def _held(change: Change, places: Places, said: Sample, *, is_old: bool) -> list[Element]:
    """The paragraphs of a change that say nearly nothing but these words."""
    found = paragraphs_of(change.link.old if is_old else change.link.new, places)
    return [each for each in found if contained(_sample(each), said) >= _NEARLY_ALL]


def _sample(paragraph: Element) -> Sample:
    return sample(text_of(paragraph))


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
