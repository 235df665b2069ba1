"""A compiled Word file with the wishes of some delegations accepted and all others rejected."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from treatydiff.compilation import labels
from treatydiff.ooxml.authors import authors, marks_in, settle
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.plain import is_front_page
from treatydiff.ooxml.resolve import resolve_package
from treatydiff.ooxml.xml import AUTHOR, PPR, RPR, SDT, TEXT, Element, P, W, is_on_properties, text_within
from treatydiff.word.compilation.signatures import SECRETARIAT, groups_of, signatories


def delegations_of(data: bytes) -> tuple[str, ...]:
    """Whose changes a Word file holds, in the order in which they first appear; the secretariat is no delegation."""
    package = WordPackage(data)
    groups = groups_of(package)
    names = (name for author in authors(package) for name in signatories(author, groups))
    return tuple(dict.fromkeys(name for name in names if name != SECRETARIAT))


def accepted(data: bytes, names: Sequence[str]) -> bytes:
    """The file with what these delegations want and nothing of what only others want, without its front page.

    Where two of them want different things in one place, the one named first has its way.
    """
    package = WordPackage(data)
    groups = groups_of(package)
    chosen = _Listener(names, groups)
    for part in package.stories():
        chosen.look_at(package.tree(part))
    settle(package, chosen.takes)
    _drop_front_page(package)
    return package.write()


def settled(data: bytes, accept: bool) -> bytes:
    """The file with all tracked changes accepted, or rejected, without a front page of ours."""
    package = WordPackage(data)
    resolve_package(package, accept)
    _drop_front_page(package)
    return package.write()


def _drop_front_page(package: WordPackage) -> None:
    for control in [each for each in package.body.iter(SDT) if is_front_page(each)]:
        parent = control.getparent()
        if parent is not None:
            parent.remove(control)


class _Listener:
    """Decides on each mark."""

    def __init__(self, names: Sequence[str], groups: Mapping[str, tuple[str, ...]]) -> None:
        self._names, self._groups = tuple(names), groups
        self._lost: set[Element] = set()
        """Marks of somebody who is listened to, in a place where another one goes first."""

    def takes(self, mark: Element) -> bool:
        """Whether a mark is accepted."""
        return mark not in self._lost and bool(self._signed(mark).intersection(self._names))

    def look_at(self, root: Element) -> None:
        """Find the places in a part where delegations want different things."""
        if len(self._names) > 1:
            for place in _places(root, self._is_secretariat):
                self._settle(place)
            for paragraph in root.iter(P):
                if any(labels.deletes(_text(m)) for m in marks_in(paragraph) if self._is_secretariat(m)):
                    self._settle([[mark] for mark in marks_in(paragraph) if not self._is_secretariat(mark)])

    def _settle(self, wordings: Sequence[Sequence[Element]]) -> None:
        """Of some wordings only the one of the first name that stands in any."""
        signed = [frozenset[str]().union(*map(self._signed, marks)) for marks in wordings]
        first = next((name for name in self._names if any(name in each for each in signed)), "")
        for marks, names in zip(wordings, signed, strict=True):
            if first not in names:
                self._lost.update(marks)

    def _signed(self, mark: Element) -> frozenset[str]:
        return frozenset(signatories(str(mark.get(AUTHOR, "")), self._groups))

    def _is_secretariat(self, mark: Element) -> bool:
        return mark.get(AUTHOR) == SECRETARIAT


def _places(root: Element, is_label: object) -> Iterator[list[list[Element]]]:
    """Of each place with alternatives the marks of every wording."""
    assert callable(is_label)
    place: list[list[Element]] = []
    wording: list[Element] | None = None
    before: Element | None = None
    for mark in marks_in(root):
        if is_label(mark):
            opened = labels.opened(_text(mark))
            if opened == 1 and place:
                yield place
                place = []
            if opened:
                wording = _led(mark, before)
                place.append(wording)
            if _text(mark).endswith(labels.CLOSING):
                wording = None
        elif wording is not None:
            wording.append(mark)
        before = mark
    if place:
        yield place


def _led(label: Element, before: Element | None) -> list[Element]:
    """What belongs to a wording though it stands before its label: a blank, and the end of a new paragraph."""
    found = []
    if before is not None and before is label.getprevious() and _text(before) and not _text(before).strip():
        found.append(before)
    parent = label.getparent()
    rpr = None if parent is None else parent.find(f"{PPR}/{RPR}")
    return found + [mark for mark in (() if rpr is None else rpr) if mark.tag == W + "ins"]


def _text(mark: Element) -> str:
    return "" if is_on_properties(mark) else text_within(mark, TEXT, W + "delText")
