"""Puts remarks into a redline as Word comments, on the changed words.

A remark on words that may vanish with their paragraph vanishes with them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from lxml import etree

from treatydiff.model import Draft, Provision
from treatydiff.ooxml.comments import comments_part
from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.paragraphs import Places, paragraphs_of
from treatydiff.ooxml.plain import bookmarked
from treatydiff.ooxml.xml import (
    AUTHOR,
    DATE,
    ID,
    ILLEGAL,
    PPR,
    RPR,
    RUN,
    TEXT,
    VAL,
    Element,
    Fate,
    P,
    W,
    text_element,
    text_within,
)
from treatydiff.report import Report
from treatydiff.text.frozen import dataclass
from treatydiff.text.words import words as words_in
from treatydiff.word.merge.body import Bodies
from treatydiff.word.merge.document import MergedDocument
from treatydiff.word.merge.runs import Written

_EDITED = tuple(W + fate.value for fate in (Fate.INSERT, Fate.DELETE))
_MOVED = tuple(W + fate.value for fate in (Fate.MOVE_TO, Fate.MOVE_FROM))
_STYLES = {
    "paragraph": ("TreatydiffCommentText", "treatydiff comment"),
    "character": ("TreatydiffCommentReference", "treatydiff comment reference"),
}
"""Styles of our own: to define Word's would change how comments of the drafts look that point to them."""


@dataclass(frozen=True, slots=True)
class Comment:
    """What to say on the margin."""

    author: str
    text: str
    """Lines are paragraphs."""
    paragraphs: tuple[Element, ...]
    """Paragraphs of the new or the old draft that it is about, the best place first."""
    words: tuple[str, ...] = ()
    """The changed words it is about; where none of them is found it goes to all that changed there."""


def add_comments(redline: MergedDocument, comments: Iterable[Comment]) -> int:
    """Put the comments where they belong; one whose paragraphs the redline does not show goes nowhere.

    Gives how many there are.
    """
    places = {p: placed.written for placed in redline.bodies.placed for p in (placed.old, placed.new) if p is not None}
    count = 0
    for comment in comments:
        shown = [places[p] for p in comment.paragraphs if p in places]
        if shown:
            _anchor(redline, _place(shown, comment.words), comment.words, _comment(redline, comment))
            count += 1
    if count:
        _define_styles(redline.package)
    return count


def add_bookmarks(redline: MergedDocument, wanted: Mapping[str, Sequence[Element]]) -> None:
    """Put bookmarks before paragraphs, by their names: the first that is shown and changed, of several."""
    places = {p: placed.written for placed in redline.bodies.placed for p in (placed.old, placed.new) if p is not None}
    for name, paragraphs in wanted.items():
        shown = [places[p] for p in paragraphs if p in places]
        if shown:
            paragraph = _place(shown, ()).element
            at = 1 if len(paragraph) and paragraph[0].tag == PPR else 0
            paragraph[at:at] = bookmarked(name, redline.merge.revisions.new_id())


def _place(shown: Sequence[Written], words: tuple[str, ...]) -> Written:
    """The first paragraph that holds the words, else the first that changed."""
    holding = (w for w in shown if any(_said(child, words) for child in _changed(w.element)))
    changed = (w for w in shown if next(_changed(w.element), None) is not None)
    return next(holding, None) or next(changed, shown[0])


def _comment(redline: MergedDocument, comment: Comment) -> str:
    """Make the comment; its id."""
    part = comments_part(redline.package, create=True)
    assert part is not None
    revisions = redline.merge.revisions
    initials = "".join(word[0] for word in comment.author.split())[:3].upper()
    text, author, initials = (ILLEGAL.sub("", said) for said in (comment.text, comment.author, initials))
    made = etree.SubElement(part.root, W + "comment")
    for name, value in ((ID, revisions.new_id()), (AUTHOR, author), (W + "initials", initials), (DATE, revisions.date)):
        made.set(name, value)
    for place, line in enumerate(text.split("\n")):
        paragraph = etree.SubElement(made, P)
        etree.SubElement(etree.SubElement(paragraph, PPR), W + "pStyle").set(VAL, _STYLES["paragraph"][0])
        if not place:
            etree.SubElement(_run(paragraph), W + "annotationRef")
        if line:
            etree.SubElement(paragraph, RUN).append(text_element(line))
    return str(made.get(ID))


def _run(paragraph: Element) -> Element:
    """A run in the style of a comment's mark."""
    run = etree.SubElement(paragraph, RUN)
    etree.SubElement(etree.SubElement(run, RPR), W + "rStyle").set(VAL, _STYLES["character"][0])
    return run


def _anchor(redline: MergedDocument, written: Written, words: tuple[str, ...], comment: str) -> None:
    """Mark the words that the comment is about."""
    paragraph = written.element
    changed = list(_changed(paragraph))
    about = [child for child in changed if _said(child, words)] or changed
    content = [child for child in paragraph if child.tag != PPR]
    start, end = _mark("Start", comment), _mark("End", comment)
    if not content:
        paragraph.extend([start, end])
    else:
        first, last = (about[0], about[-1]) if about else (content[0], content[-1])
        paragraph.insert(paragraph.index(first), start)
        paragraph.insert(paragraph.index(last) + 1, end)
    reference = _reference(comment)
    if written.fate is not Fate.KEEP:
        reference = redline.merge.revisions.wrap(written.fate, [reference])
    paragraph.insert(paragraph.index(end) + 1, reference)


def _changed(paragraph: Element) -> Iterator[Element]:
    """The children of a paragraph that hold inserted or deleted text; where there are none, moved text."""
    edited = list(_marked(paragraph, _EDITED))
    return iter(edited or list(_marked(paragraph, _MOVED)))


def _marked(paragraph: Element, tags: tuple[str, ...]) -> Iterator[Element]:
    for child in paragraph:
        marks = [child] if child.tag in tags else list(child.iter(*tags)) if child.tag != PPR else []
        if any(_text(mark) for mark in marks):
            yield child


def _said(child: Element, words: tuple[str, ...]) -> bool:
    held = set(words_in(_text(child).casefold()))
    return any(set(words_in(word.casefold())) <= held for word in words if word.strip())


def _text(element: Element) -> str:
    return text_within(element, TEXT, W + "delText")


def _mark(which: str, comment: str) -> Element:
    mark = etree.Element(W + f"commentRange{which}")
    mark.set(ID, comment)
    return mark


def _reference(comment: str) -> Element:
    run = etree.Element(RUN)
    etree.SubElement(etree.SubElement(run, RPR), W + "rStyle").set(VAL, _STYLES["character"][0])
    etree.SubElement(run, W + "commentReference").set(ID, comment)
    return run


def _define_styles(package: WordPackage) -> None:
    """Define the styles of our comments."""
    part = package.related(RT.STYLES)
    if part is None:
        return
    for kind, (style_id, name) in _STYLES.items():
        style = etree.SubElement(package.tree(part), W + "style")
        style.set(W + "type", kind)
        style.set(W + "customStyle", "1")
        style.set(W + "styleId", style_id)
        etree.SubElement(style, W + "name").set(VAL, name)
        size = etree.SubElement(etree.SubElement(style, RPR), W + "sz")
        size.set(VAL, "20" if kind == "paragraph" else "16")


# ------------------------------------------------------------------------------------------------- moves shown as edits


def on_moves(report: Report, bodies: Bodies, author: str, old: Places, new: Places) -> Iterator[Comment]:
    """Where moves are shown as deletion and insertion: a comment at both places that says where the other one is."""
    homes_old, homes_new = _homes(report.old, old), _homes(report.new, new)
    for before, after in bodies.plain_moves:
        gone, come = homes_old.get(before), homes_new.get(after)
        yield Comment(author, f"Moved from {gone or 'another place'}", (after,))
        yield Comment(author, f"Moved to {come or 'another place'}", (before,))


def _homes(draft: Draft, places: Places) -> dict[Element, str]:
    """Of each paragraph the article it stands in."""
    found: dict[Element, str] = {}
    for provision in draft.walk():
        name = _named(provision)
        for paragraph in paragraphs_of((provision,), places):
            if name:
                found.setdefault(paragraph, name)
    return found


def _named(provision: Provision) -> str:
    if provision.unit:
        return provision.unit
    return f"{provision.level} {provision.number}".strip()
