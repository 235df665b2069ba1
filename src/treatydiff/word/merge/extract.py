"""Extracts a part of a redline: some paragraphs and what stands between them, with whole marks.

It is cut out of the finished redline, so that a part is marked as the whole is. What was in two pieces, one of them
outside, is mended: half a move is a deletion or an insertion, half a range is none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from treatydiff.ooxml.opc import RT
from treatydiff.ooxml.package import WordPackage
from treatydiff.ooxml.plain import is_front_page
from treatydiff.ooxml.resolve import drop_orphans
from treatydiff.ooxml.xml import ID, NAME, PPR, RPR, SDT, SECTPR, Element, Fate, P, W, delete_text, remove
from treatydiff.word.merge.body import PlacedParagraph
from treatydiff.word.merge.document import MergedDocument

_MOVES = {Fate.MOVE_FROM: Fate.DELETE, Fate.MOVE_TO: Fate.INSERT}
_MARKS = tuple(W + fate.value for fate in Fate if fate)
_RANGES = ("bookmark", "commentRange", "perm")
_FIELD = (W + "fldChar", W + "instrText", W + "delInstrText")


def cut(redline: MergedDocument, shown: Collection[Element]) -> int:
    """Leave of a redline, in place, what ``shown`` paragraphs of the drafts became; how many moves are left."""
    package = redline.package
    written = {p.written.element for p in redline.bodies.placed if _is_shown(p, shown)}
    known = {p.written.element for p in redline.bodies.placed}
    package.body[:] = _kept(list(package.body), written, known)
    _keep_last_end(package.body)
    _mend_moves(package.body)
    _mend_ranges(package.body)
    _mend_fields(package.body)
    _drop_comments(package)
    drop_orphans(package)
    return sum(1 for _ in package.body.iter(W + "moveFromRangeStart"))


def _is_shown(placed: PlacedParagraph, shown: Collection[Element]) -> bool:
    """Whether a paragraph of the redline comes from one that is shown."""
    return any(each in shown for each in (placed.old, placed.new) if each is not None)


def _kept(blocks: list[Element], written: set[Element], known: set[Element]) -> Iterator[Element]:
    """The blocks that hold what is shown, our front page, the last section, and what has no home between two such."""
    waiting: list[Element] = []
    inside = False
    for block in blocks:
        if block.tag == SECTPR or (block.tag == SDT and is_front_page(block)):
            yield block
            continue
        paragraphs = [p for p in block.iter(P) if p in known]
        if not paragraphs:
            waiting.append(block)
            continue
        wanted = any(p in written for p in paragraphs)
        if wanted:
            yield from waiting if inside else ()
            yield block
        waiting, inside = [], wanted


def _keep_last_end(body: Element) -> None:
    """No document goes without a last paragraph, so its end has no mark."""
    last = next((block for block in reversed(body) if block.tag == P), None)
    for mark in [] if last is None else last.findall(f"{PPR}/{RPR}/*"):
        if mark.tag in _MARKS:
            remove(mark)


def _mend_moves(body: Element) -> None:
    """A move of which one side is left is a deletion or an insertion."""
    starts = {fate: list(body.iter(W + f"{fate.value}RangeStart")) for fate in _MOVES}
    ends = {str(e.get(ID)) for fate in _MOVES for e in body.iter(W + f"{fate.value}RangeEnd")}
    names = [{s.get(NAME) for s in found if str(s.get(ID)) in ends} for found in starts.values()]
    whole = {str(s.get(ID)) for found in starts.values() for s in found if s.get(NAME) in names[0] & names[1]}
    for fate, other in _MOVES.items():
        depth = 0
        for element in list(body.iter(W + f"{fate.value}RangeStart", W + f"{fate.value}RangeEnd", W + fate.value)):
            if element.tag == W + fate.value:
                if not depth:
                    _settle(element, other)
            elif str(element.get(ID)) in whole:
                depth += 1 if element.tag.endswith("Start") else -1
            else:
                remove(element)


def _settle(mark: Element, fate: Fate) -> None:
    mark.tag = W + fate.value
    if fate is Fate.DELETE:
        delete_text(mark)


def _mend_ranges(body: Element) -> None:
    """Bookmarks and the like without one of their ends."""
    for name in _RANGES:
        tags = (W + f"{name}Start", W + f"{name}End")
        sides = [{e.get(ID) for e in body.iter(tag)} for tag in tags]
        for element in [e for e in body.iter(*tags) if e.get(ID) not in sides[0] & sides[1]]:
            remove(element)


def _mend_fields(body: Element) -> None:
    """Fields that reach over paragraphs of which some are gone: their results stay as text."""
    kinds = Counter(e.get(W + "fldCharType") for e in body.iter(_FIELD[0]))
    if kinds["begin"] != kinds["end"]:
        for element in list(body.iter(*_FIELD)):
            remove(element)


def _drop_comments(package: WordPackage) -> None:
    """Comments on what is gone."""
    part = package.related(RT.COMMENTS)
    held = {e.get(ID) for e in package.body.iter(W + "commentReference")}
    for comment in [] if part is None else list(package.tree(part).iterchildren(W + "comment")):
        if comment.get(ID) not in held:
            remove(comment)
