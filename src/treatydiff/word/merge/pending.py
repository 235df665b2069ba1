"""Pending tracked changes of a draft: kept in the redline under their authors' names.

The redline is of the drafts with their own changes accepted. What it marks as inserted and an author of the new draft
has inserted there is hers; so is what it marks as deleted and she has deleted, which the new draft still holds as such.
What she has inserted in both drafts is no change, and stands as her insertion all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from treatydiff.ooxml.inline import BY
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.xml import (
    AUTHOR,
    DATE,
    PPR,
    RPR,
    RUN,
    TEXT,
    TRPR,
    Element,
    P,
    RevisionMarks,
    W,
    is_on_properties,
    text_within,
)  # fmt: skip

_DELETED = W + "delText"
_TEXTS = (TEXT, _DELETED)
_CAME, _WENT = (W + "ins", W + "moveTo"), (W + "del", W + "moveFrom")

Pending = dict[str, list[str]]
"""Of words that somebody has deleted who that was, in reading order; ``BY`` says how a name is written."""


def sign(package: WordPackage) -> Pending:
    """Write on each run and paragraph end that a pending change inserts who inserted it, in place.

    Returns what pending changes delete.
    """
    gone: Pending = {}
    for part in package.stories():
        root = package.tree(part)
        for mark in root.iter(*_CAME):
            for run in mark.iter(RUN):
                run.set(BY, _name(mark))
            paragraph = _whose_end(mark)
            if paragraph is not None:
                paragraph.set(BY, _name(mark))
        for mark in root.iter(*_WENT):
            if words := text_within(mark, *_TEXTS):
                gone.setdefault(words, []).append(_name(mark))
    return gone


def _name(mark: Element) -> str:
    return f"{mark.get(AUTHOR, '')}\n{mark.get(DATE, '')}"


def _whose_end(mark: Element) -> Element | None:
    """The paragraph whose end a mark is on."""
    look = mark.getparent()
    properties = None if look is None or look.tag != RPR else look.getparent()
    return None if properties is None or properties.tag != PPR else properties.getparent()


def attribute(package: WordPackage, revisions: RevisionMarks, pending: Pending) -> None:
    """Give our deletions of words that the new draft holds as deleted by somebody to whoever that was; in place."""
    left = {words: list(names) for words, names in pending.items()}
    for part in package.stories():
        root = package.tree(part)
        for mark in [m for m in root.iter(W + "del") if m.getparent() is not None and _whose_end(m) is None]:
            for each in _parted(mark, left, revisions):
                words = text_within(each, _DELETED)
                if names := left.get(words):
                    _give(each, names.pop(0))
                elif name := _replacer(each, words, pending):
                    _give(each, name)
        for element in root.iter(P, RUN):
            if BY in element.attrib:
                del element.attrib[BY]
        _give_ends(root, revisions)


def _replacer(deletion: Element, words: str, pending: Pending) -> str:
    """Who put other words in the place of these, having deleted a text that they are part of; empty for nobody."""
    beside = (each for each in (deletion.getnext(), deletion.getprevious()) if each is not None and each.tag in _CAME)
    theirs = {_name(each).partition("\n")[0] for each in beside}
    wholes = (name for said, names in pending.items() if words in said for name in names)
    return next((name for name in wholes if name.partition("\n")[0] in theirs), "")


def _give(mark: Element, name: str) -> None:
    author, _, date = name.partition("\n")
    mark.set(AUTHOR, author)
    if date:
        mark.set(DATE, date)


def _give_ends(root: Element, revisions: RevisionMarks) -> None:
    """The end of a paragraph goes with its words, and a row with its own, where all of them are one person's."""
    for mark in root.iter(W + "ins", W + "del"):
        parent, paragraph = mark.getparent(), _whose_end(mark)
        row = parent.getparent() if parent is not None and parent.tag == TRPR else None
        if row is not None:
            held = [each for each in row.iter(mark.tag) if not is_on_properties(each)]
        else:
            held = [] if paragraph is None or mark.tag != W + "del" else list(paragraph.iterchildren(mark.tag))
        names = {_name(each) for each in held}
        if len(names) == 1 and held[0].get(AUTHOR) != revisions.author:
            _give(mark, names.pop())


def _parted(mark: Element, pending: Pending, revisions: RevisionMarks) -> Iterator[Element]:
    """A deletion, in several where its words begin or end with what somebody has deleted."""
    runs = list(mark)
    words = text_within(mark, _DELETED)
    simple = all(run.tag == RUN and all(child.tag in (RPR, _DELETED) for child in run) for run in runs)
    held = [said for said, names in pending.items() if names and said in words and len(said) < len(words)]
    if not (simple and held):
        yield mark
        return
    said = max(held, key=len)
    start = words.index(said)
    stretches = [(a, b) for a, b in ((0, start), (start, start + len(said)), (start + len(said), len(words))) if a < b]
    parts = [_stretch(mark, a, b) for a, b in stretches]
    for part in parts[1:]:
        part.set(W + "id", revisions.new_id())
    parent = mark.getparent()
    assert parent is not None
    place = parent.index(mark)
    parent[place : place + 1] = parts
    yield from parts


def _stretch(mark: Element, start: int, end: int) -> Element:
    """A copy of a deletion that holds these letters of it."""
    copy = deepcopy(mark)
    at = 0
    for text in list(copy.iter(_DELETED)):
        said = text.text or ""
        text.text = said[max(start - at, 0) : max(end - at, 0)]
        at += len(said)
    for run in [run for run in copy if not any(text.text for text in run.iter(_DELETED))]:
        copy.remove(run)
    return copy
