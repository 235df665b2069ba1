"""Authors of tracked changes, and a Word file with some of them accepted and all others rejected."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.resolve import resolve_package
from treatydiff.ooxml.xml import AUTHOR, CHANGE_TAGS, ID, Element, W, delete_text, is_on_properties, restore_text

_OPPOSITES = {"ins": "del", "moveTo": "moveFrom", "cellIns": "cellDel"}
_TURNED = {W + a: W + b for one, other in _OPPOSITES.items() for a, b in ((one, other), (other, one))}
_RANGES = {
    W + f"{prefix}{a}Range{end}": W + f"{prefix}{b}Range{end}"
    for prefix, a, b in (("move", "From", "To"), ("move", "To", "From"), ("customXml", "Ins", "Del"),
                         ("customXml", "Del", "Ins"), ("customXml", "MoveFrom", "MoveTo"),
                         ("customXml", "MoveTo", "MoveFrom"))
    for end in ("Start", "End")
}  # fmt: skip
_STARTS = tuple(tag for tag in _RANGES if tag.endswith("Start"))
_CHANGES = tuple(W + tag for tag in CHANGE_TAGS)


def authors(package: WordPackage) -> tuple[str, ...]:
    """The authors of all tracked changes, in the order in which they first appear."""
    found = (
        str(mark.get(AUTHOR, "")) for part in package.stories() for mark in package.tree(part).iter(*_TURNED, *_CHANGES)
    )
    return tuple(dict.fromkeys(name for name in found if name))


def settle(package: WordPackage, accepted: Callable[[Element], bool]) -> None:
    """Accept the marks that are accepted and reject all others; in place.

    What is rejected is turned round, an insertion into a deletion, and then everything is accepted: so one resolver
    does for both, and marks inside marks come out right. ``accepted`` is asked of marks that name an author.
    """
    chosen = {part: frozenset(m for m in marks_in(package.tree(part)) if accepted(m)) for part in package.stories()}
    for part, kept in chosen.items():
        _turn(package.tree(part), kept)
    resolve_package(package, accept=True)


def marks_in(root: Element) -> Iterator[Element]:
    """The marks of insertions, deletions and moves in document order, those of paragraph ends and ranges too."""
    yield from root.iter(*_TURNED, *_STARTS)


def _turn(root: Element, kept: frozenset[Element]) -> None:
    rejected = [m for m in root.iter(*_TURNED) if m not in kept]
    for mark in rejected:
        mark.tag = _TURNED[str(mark.tag)]
    for mark in (m for m in rejected if not is_on_properties(m)):
        restore_text(mark)
    for mark in (m for m in root.iter(W + "del") if not is_on_properties(m)):
        delete_text(mark)
    ids = {m.get(ID) for m in root.iter(*_STARTS) if m not in kept}  # the end of a range names no author
    for mark in [m for m in root.iter(*_RANGES) if m.get(ID) in ids]:
        mark.tag = _RANGES[str(mark.tag)]
